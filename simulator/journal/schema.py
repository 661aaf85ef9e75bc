"""The tables, as SQLAlchemy Core sees them. ``migrations/`` creates them; a test holds the two equal.

Nothing here is particular to SQLite: a PostgreSQL URL gets the same tables.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import sqlalchemy as sa

if TYPE_CHECKING:
    from sqlalchemy.engine import Dialect

HEAD = "0001"
"""The schema's version that this code reads and writes: the last revision in ``migrations/versions``."""


class Instant(sa.TypeDecorator[datetime]):
    """An aware datetime, kept in UTC (SQLite forgets the time zone of what it is given)."""

    impl = sa.DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        """Convert to UTC; a naive datetime is a mistake of the caller."""
        if value is not None and value.tzinfo is None:
            raise ValueError("the journal keeps aware datetimes only")
        return value and value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        """Give the time zone back."""
        return value and (value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC))


metadata = sa.MetaData()

scripts = sa.Table(
    "scripts",
    metadata,
    sa.Column("hash", sa.String(128), primary_key=True),
    sa.Column("text", sa.Text, nullable=False),
)
"""The very text of each script that was played, so that a session resumes with what it began with."""

sessions = sa.Table(
    "sessions",
    metadata,
    sa.Column("id", sa.String(64), primary_key=True),
    sa.Column("script", sa.String(200), nullable=False),
    sa.Column("script_hash", sa.ForeignKey("scripts.hash"), nullable=False),
    sa.Column("title", sa.Text, nullable=False),
    sa.Column("channel", sa.String(20), nullable=False),
    sa.Column("mode", sa.String(20), nullable=False),
    sa.Column("seed", sa.BigInteger, nullable=False),
    sa.Column("learner", sa.Text, nullable=False),
    sa.Column("rubric", sa.String(128), nullable=False),
    sa.Column("version", sa.String(40), nullable=False),
    sa.Column("started", Instant, nullable=False, index=True),
    sa.Column("turns", sa.Integer, nullable=False),
    sa.Column("ended", Instant),
    sa.Column("ending", sa.String(200), nullable=False),
    sa.Column("ending_title", sa.Text, nullable=False),
    sa.Column("quality", sa.String(20)),
    sa.Column("reason", sa.String(20)),
)

events = sa.Table(
    "events",
    metadata,
    sa.Column("session", sa.ForeignKey("sessions.id", ondelete="CASCADE"), primary_key=True),
    sa.Column("sequence", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("kind", sa.String(20), nullable=False),
    sa.Column("recorded", Instant, nullable=False),
    sa.Column("payload", sa.Text, nullable=False),
)
"""One row per event, numbered from 0 in each session: the primary key is what forbids to record a step twice.

``payload`` is the event's JSON line, byte for byte, so that journal, headless output and replay cannot drift apart.
"""
