"""The journal: every step of every session, committed before the next begins.

Everything that comes later (debrief, report, replay, resume) is derived from it. The package knows the database and the
events; it knows no screen, no tagger and no interlocutor. Importing it is light: SQLAlchemy (a fifth of a second) comes
with ``Journal``, which front ends import when they first need it; alembic only when a schema is created or upgraded.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from simulator.journal.location import ENVIRONMENT_VARIABLE, journal_location
from simulator.journal.summary import SessionSummary

if TYPE_CHECKING:
    from simulator.journal.store import Journal

__all__ = ["ENVIRONMENT_VARIABLE", "Journal", "SessionSummary", "journal_location"]


def __getattr__(name: str) -> Any:
    """Import ``Journal``, and with it SQLAlchemy, on first use."""
    if name == "Journal":
        from simulator.journal.store import Journal

        return Journal
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
