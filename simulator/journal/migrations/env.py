"""Run by alembic, always on a connection that the caller opened: inside its transaction, so all or nothing."""

from __future__ import annotations

from alembic import context

from simulator.journal.schema import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    render_as_batch=True,  # SQLite alters a table by copying it
)
with context.begin_transaction():
    context.run_migrations()
