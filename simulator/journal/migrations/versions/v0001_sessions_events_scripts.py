"""Create sessions, their events, and the scripts they began with.

A revision never changes once released, so the columns are spelt out here rather than taken from ``schema.py``.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the schema up to this revision."""
    instant = sa.DateTime(timezone=True)
    op.create_table(
        "scripts",
        sa.Column("hash", sa.String(128), primary_key=True),
        sa.Column("text", sa.Text, nullable=False),
    )
    op.create_table(
        "sessions",
        sa.Column("id", sa.String(64), primary_key=True),
        sa.Column("script", sa.String(200), nullable=False),
        sa.Column("script_hash", sa.String(128), sa.ForeignKey("scripts.hash"), nullable=False),
        sa.Column("title", sa.Text, nullable=False),
        sa.Column("channel", sa.String(20), nullable=False),
        sa.Column("mode", sa.String(20), nullable=False),
        sa.Column("seed", sa.BigInteger, nullable=False),
        sa.Column("learner", sa.Text, nullable=False),
        sa.Column("rubric", sa.String(128), nullable=False),
        sa.Column("version", sa.String(40), nullable=False),
        sa.Column("started", instant, nullable=False, index=True),
        sa.Column("turns", sa.Integer, nullable=False),
        sa.Column("ended", instant),
        sa.Column("ending", sa.String(200), nullable=False),
        sa.Column("ending_title", sa.Text, nullable=False),
        sa.Column("quality", sa.String(20)),
        sa.Column("reason", sa.String(20)),
    )
    op.create_table(
        "events",
        sa.Column("session", sa.String(64), sa.ForeignKey("sessions.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("sequence", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("recorded", instant, nullable=False),
        sa.Column("payload", sa.Text, nullable=False),
    )
