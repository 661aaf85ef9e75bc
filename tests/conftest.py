"""What all tests share: a journal of their own, a clock that only tests move, and hypothesis without a stopwatch."""

from __future__ import annotations

import shutil
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, settings

from simulator.journal import ENVIRONMENT_VARIABLE, Journal

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

# Machines that run the tests are shared: slowness is no failure here, benchmarks measure it.
settings.register_profile("repartie", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("repartie")


class SteppingClock:
    """A clock that advances by one second each time it is read, so that time is the same on every run."""

    def __init__(self, start: datetime = datetime(2026, 11, 24, 9, 31, tzinfo=UTC)) -> None:
        self.now = start

    def __call__(self) -> datetime:
        """The present, then one second passes."""
        self.now += timedelta(seconds=1)
        return self.now


@pytest.fixture
def clock() -> SteppingClock:
    """A clock for one test."""
    return SteppingClock()


@pytest.fixture(autouse=True)
def no_real_journal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Point the default journal to the test's own folder: no test may touch the journal of whoever runs it."""
    path = tmp_path / "journal-par-defaut.sqlite3"
    monkeypatch.setenv(ENVIRONMENT_VARIABLE, str(path))
    return path


@pytest.fixture(scope="session")
def new_journal_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty journal, created once: tests copy it, since running the migrations each time would be slow."""
    path = tmp_path_factory.mktemp("journal") / "neuf.sqlite3"
    Journal(path).open().close()
    return path


@pytest.fixture
def journal_path(new_journal_file: Path, tmp_path: Path) -> Path:
    """The path of an empty journal for one test."""
    path = tmp_path / "journal.sqlite3"
    shutil.copyfile(new_journal_file, path)
    return path


@pytest.fixture
def journal(journal_path: Path) -> Iterator[Journal]:
    """An open empty journal for one test."""
    with Journal(journal_path, patience=0.05) as opened:
        yield opened
