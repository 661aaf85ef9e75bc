"""Where the journal is kept, as a pure function of the environment; knows neither SQLAlchemy nor the disk."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

ENVIRONMENT_VARIABLE = "REPARTIE_JOURNAL"
"""A path or a database URL that replaces the default journal."""

FILE_NAME = "journal.sqlite3"


def is_url(location: str) -> bool:
    """Whether the text is a database URL rather than a path."""
    return "://" in location


def journal_location(environ: Mapping[str, str]) -> str | Path:
    """Find the journal.

    Args:
        environ: the environment variables; ``REPARTIE_JOURNAL`` wins when it is set and not blank.

    Returns:
        A database URL (text), or the path of a SQLite file.
    """
    asked = environ.get(ENVIRONMENT_VARIABLE, "").strip()
    if asked:
        return asked if is_url(asked) else Path(asked).expanduser()
    import platformdirs

    return platformdirs.user_data_path("repartie", appauthor=False) / FILE_NAME
