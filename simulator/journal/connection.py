"""How the journal connects to its database: durable commits, short waits, explicit transactions.

SQLite's write-ahead log lets a report be read while an interview is being recorded. ``synchronous=EXTRA`` makes each
commit reach the disk before the interlocutor answers: it is ``FULL`` under the write-ahead log, and stricter where that
log is impossible (network folders), so that neither ``kill -9`` nor a power cut takes back a committed reply.
"""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from simulator.journal import failures
from simulator.journal.location import is_url

if TYPE_CHECKING:
    from sqlalchemy.engine import URL, Connection, Engine

PATIENCE = 5.0
"""Seconds to wait for another program that holds the file before saying so."""

WRITING = {"repartie_writing": True}
"""Execution option of a connection that is about to write: it takes SQLite's write lock at once."""


def database_url(location: str | Path) -> URL:
    """The URL of a journal given as a URL or as a path.

    Raises:
        JournalError: when a text with ``://`` is no URL; its password is not shown.
    """
    if isinstance(location, str) and is_url(location):
        try:
            return sa.make_url(location)
        except (sa.exc.ArgumentError, ValueError) as error:
            place = f"{location.partition('://')[0]}://…"
            raise failures.unusable(place, "l’adresse n’est pas celle d’une base de données") from error
    return sa.URL.create("sqlite", database=str(location))


def sqlite_path(url: URL) -> Path | None:
    """The file behind a SQLite URL; ``None`` for a database in memory, a ``file:`` URI or another engine."""
    if url.get_backend_name() != "sqlite" or not url.database:
        return None
    if url.database == ":memory:" or url.database.startswith("file:"):
        return None
    return Path(url.database)


def readable_place(url: URL) -> str:
    """Where the journal is, for messages: the path of a file, or the URL without its password."""
    path = sqlite_path(url)
    return str(path) if path else url.render_as_string(hide_password=True)


def build_engine(url: URL, patience: float) -> Engine:
    """Make the engine; nothing is opened yet.

    Args:
        url: the database.
        patience: seconds to wait for a lock.

    Raises:
        JournalError: when the kind of database is unknown or its driver is not installed.
    """
    try:
        if url.get_backend_name() != "sqlite":
            return sa.create_engine(url, pool_pre_ping=True)
        # Front ends record from a worker thread: one connection at a time, but not always from the same thread.
        options = {"timeout": patience, "check_same_thread": False}
        engine = sa.create_engine(url, connect_args=options, **_pool(url))
    except ModuleNotFoundError as error:
        raise failures.unusable(readable_place(url), f"le module Python « {error.name} » manque") from error
    except sa.exc.ArgumentError as error:
        raise failures.translate(error, readable_place(url)) from error
    sa.event.listen(engine, "connect", _set_up_sqlite)
    sa.event.listen(engine, "begin", _begin_sqlite)
    return engine


def _pool(url: URL) -> dict[str, Any]:
    """A database in memory lives in its one connection; a file has SQLAlchemy's ordinary pool."""
    if url.database and url.database != ":memory:":
        return {}
    return {"poolclass": sa.StaticPool}


def _set_up_sqlite(connection: Any, _record: object) -> None:
    """Set what SQLite forgets from one connection to the next, and leave transactions to us."""
    connection.isolation_level = None
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA synchronous = EXTRA")
    connection.execute("PRAGMA fullfsync = ON")  # macOS: without it, the disk's own cache may be lost


def _begin_sqlite(connection: Connection) -> None:
    """Open the transaction; a writer takes the lock now, so that it cannot fail half-way for want of it."""
    writing = connection.get_execution_options().get("repartie_writing", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")


def prefer_write_ahead_log(engine: Engine) -> None:
    """Switch a SQLite file to the write-ahead log, once for all; a file that cannot be switched is used as it is."""
    raw = engine.raw_connection()
    try:
        cursor = raw.cursor()
        if cursor.execute("PRAGMA journal_mode").fetchone() != ("wal",):
            cursor.execute("PRAGMA journal_mode = WAL")
    except sqlite3.OperationalError:
        # Read-only, or another program is switching it at this moment: either mode keeps what is committed.
        return
    except sqlite3.Error as error:
        raise failures.of_sqlite(error, readable_place(engine.url)) from error
    finally:
        raw.close()
