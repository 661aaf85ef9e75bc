"""Where the journal is kept."""

from __future__ import annotations

from pathlib import Path

import platformdirs
import pytest

from simulator.journal import journal_location


@pytest.mark.parametrize("environ", [{}, {"REPARTIE_JOURNAL": ""}, {"REPARTIE_JOURNAL": "  "}])
def test_the_journal_is_in_the_users_data_folder_by_default(environ: dict[str, str]) -> None:
    """Without a choice, the journal is a SQLite file in the data folder that the platform gives."""
    expected = platformdirs.user_data_path("repartie", appauthor=False) / "journal.sqlite3"
    assert journal_location(environ) == expected


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ("/srv/été/j.sqlite3", Path("/srv/été/j.sqlite3")),
        ("postgresql+psycopg://moi@hote/repartie", "postgresql+psycopg://moi@hote/repartie"),
        ("sqlite:////srv/j.sqlite3", "sqlite:////srv/j.sqlite3"),
    ],
)
def test_the_environment_replaces_the_default(asked: str, expected: str | Path) -> None:
    """A path stays a path and a URL stays a URL."""
    assert journal_location({"REPARTIE_JOURNAL": asked}) == expected


def test_the_home_folder_may_be_written_with_a_tilde() -> None:
    """``~`` is the user's folder, as in a shell."""
    assert journal_location({"REPARTIE_JOURNAL": "~/j.sqlite3"}) == Path.home() / "j.sqlite3"
