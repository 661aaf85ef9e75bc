"""Creates the schema, or brings an older one up to date after a copy. Imported only then: alembic is slow to load."""

from __future__ import annotations

import sqlite3
from contextlib import closing, suppress
from pathlib import Path
from typing import TYPE_CHECKING

import sqlalchemy as sa
from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory

from simulator.journal import failures, schema
from simulator.journal.connection import WRITING, readable_place, sqlite_path
from simulator.journal.version import schema_version

if TYPE_CHECKING:
    from sqlalchemy.engine import Connection, Engine

MIGRATIONS = Path(__file__).parent / "migrations"


def bring_up_to_date(engine: Engine, found: str | None) -> None:
    """Create the schema or upgrade it; all of it or nothing.

    Args:
        engine: the journal's database.
        found: the version that it declares, or ``None`` when it declares none.

    Raises:
        JournalTooNewError: when ``found`` is no revision of ours.
        JournalCorruptError: when the database holds something else than a journal.
    """
    where = readable_place(engine.url)
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    known = {script.revision for script in ScriptDirectory(str(MIGRATIONS)).walk_revisions()}
    if found is not None and found not in known:
        raise failures.too_new(where, found, schema.HEAD)
    with engine.connect().execution_options(**WRITING) as connection, connection.begin():
        current = schema_version(connection)
        if current == schema.HEAD:
            return  # another program did it while we waited for the lock
        if current is None and sa.inspect(connection).get_table_names():
            raise failures.corrupt(where, "il contient d’autres tables")
        if current is not None:
            _check(connection, where)
            _keep_copy(engine, current)
        config.attributes["connection"] = connection
        command.upgrade(config, "head")


def _check(connection: Connection, where: str) -> None:
    """Refuse to transform a damaged SQLite file: what is left of it is safer as it is."""
    if connection.dialect.name != "sqlite":
        return
    report = connection.exec_driver_sql("PRAGMA quick_check(1)").scalar_one()
    if report != "ok":
        raise failures.corrupt(where, str(report))


def _keep_copy(engine: Engine, version: str) -> None:
    """Copy a SQLite file beside itself before it is changed.

    The caller holds the write lock, so nothing can change meanwhile; SQLite's own copy includes its write-ahead log.
    The copy gets its name once complete, and never replaces an earlier one.
    """
    path = sqlite_path(engine.url)
    if path is None:
        return
    copy = _free_name(path, version)
    partial = copy.with_name(copy.name + ".partiel")
    try:
        partial.unlink(missing_ok=True)  # left by an upgrade that was killed
        with closing(sqlite3.connect(path)) as source, closing(sqlite3.connect(partial)) as target:
            source.backup(target)
        partial.replace(copy)
    except (OSError, sqlite3.Error) as error:
        with suppress(OSError):
            partial.unlink(missing_ok=True)
        raise failures.no_copy(str(path), str(error)) from error


def _free_name(path: Path, version: str) -> Path:
    """``journal-schema-0001.sqlite3``, numbered when that name is taken."""
    number = 1
    while True:
        suffix = "" if number == 1 else f"-{number}"
        copy = path.with_name(f"{path.stem}-schema-{version}{suffix}{path.suffix}")
        if not copy.exists():
            return copy
        number += 1
