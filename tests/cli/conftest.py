"""Runs the real command in a child process, in an environment of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

PATIENCE = 120
"""Seconds after which a child that does not end is a failure."""


@dataclass(frozen=True)
class Outcome:
    """What a command left."""

    code: int
    out: str
    err: str

    def succeeded(self) -> Outcome:
        """This outcome, after making sure that all went well."""
        assert self.code == 0, self.err
        return self

    def refused(self, code: int, *parts: str) -> Outcome:
        """This outcome, after making sure that it is a clear refusal: this code, these words, no traceback, no data."""
        assert self.code == code, (self.code, self.out, self.err)
        for part in parts:
            assert part in self.err, self.err
        assert "Traceback" not in self.err
        return self


@pytest.fixture(scope="session")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A cache folder for all children: the rubric is compiled once."""
    return tmp_path_factory.mktemp("cache")


@pytest.fixture
def environment(tmp_path: Path, cache: Path) -> dict[str, str]:
    """The environment of the children: nothing of the person who runs the tests is read or written."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("REPARTIE", "XDG", "PYTEST"))}
    return {
        **kept,
        "HOME": str(tmp_path),
        "XDG_CACHE_HOME": str(cache),
        "XDG_DATA_HOME": str(tmp_path / "data"),
        "XDG_STATE_HOME": str(tmp_path / "state"),
        "REPARTIE_JOURNAL": str(tmp_path / "journal.sqlite3"),
        "PYTHONWARNINGS": "error",
    }


@pytest.fixture
def repartie(environment: dict[str, str], tmp_path: Path) -> Callable[..., Outcome]:
    """Run ``repartie`` with these words in an empty folder; ``given`` is its standard input."""

    def run(*words: str, given: bytes | str = b"", env: dict[str, str] | None = None, **options: Any) -> Outcome:
        sent = given.encode() if isinstance(given, str) else given
        if "stdin" not in options:
            options["input"] = sent
        done = subprocess.run(
            [sys.executable, "-m", "simulator.cli", *words],
            capture_output=True,
            env={**environment, **(env or {})},
            cwd=tmp_path,
            timeout=PATIENCE,
            check=False,
            **options,
        )
        return Outcome(done.returncode, done.stdout.decode(), done.stderr.decode())

    return run
