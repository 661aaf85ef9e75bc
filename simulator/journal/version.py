"""Reads the schema's version with one query, so that the ordinary opening needs neither alembic nor an inspection."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

import sqlalchemy as sa

if TYPE_CHECKING:
    from sqlalchemy.engine import Connection

_VERSION = sa.select(sa.column("version_num", sa.String)).select_from(sa.table("alembic_version"))


def schema_version(connection: Connection) -> str | None:
    """The version that the database declares, or ``None`` when it declares none (a new or foreign database)."""
    try:
        with connection.begin_nested() if connection.in_transaction() else connection.begin():
            return connection.execute(_VERSION).scalar()
    except sa.exc.ProgrammingError:
        return None  # PostgreSQL: no such table
    except sa.exc.OperationalError as error:
        if isinstance(error.orig, sqlite3.Error) and error.orig.sqlite_errorcode == sqlite3.SQLITE_ERROR:
            return None  # SQLite: no such table
        raise
