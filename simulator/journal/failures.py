"""Turns what a database says into what a person can act on, in one place.

Codes are SQLite's primary result codes (https://www.sqlite.org/rescode.html); other databases have no equivalent that
all drivers share, so that their errors say plainly that the database did not do what was asked, with its own words.
"""

from __future__ import annotations

import sqlite3
from contextlib import contextmanager
from typing import TYPE_CHECKING

import sqlalchemy as sa

from simulator.diagnostics import suggestion
from simulator.errors import (
    JournalCorruptError,
    JournalError,
    JournalLockedError,
    JournalReadOnlyError,
    JournalTooNewError,
    SessionNotFoundError,
)
from simulator.journal.location import ENVIRONMENT_VARIABLE

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_LOCKED = frozenset({sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED})
_READ_ONLY = frozenset({sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM, sqlite3.SQLITE_AUTH})
_CORRUPT = frozenset({sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_FORMAT})
_MISSING_TABLE = sqlite3.SQLITE_ERROR

ELSEWHERE = f"indiquez un autre journal avec la variable {ENVIRONMENT_VARIABLE}"


class SessionExistsError(JournalError):
    """The id is taken; the runner draws another one, so nobody ever reads this message."""


def locked(where: str) -> JournalLockedError:
    """Another program holds the file."""
    return JournalLockedError(
        "Le journal est occupé par un autre programme.",
        where=where,
        hint="Fermez l’autre fenêtre de Repartie ou l’outil qui a ouvert ce fichier, puis recommencez. "
        "Ce qui était enregistré l’est toujours.",
    )


def played_elsewhere(session_id: str) -> JournalLockedError:
    """Another window recorded a step of the same session since this one read it."""
    return JournalLockedError(
        "Cet entretien a avancé dans une autre fenêtre.",
        where=session_id,
        hint="Continuez là-bas, ou fermez les deux fenêtres et reprenez l’entretien depuis l’accueil.",
    )


def read_only(where: str) -> JournalReadOnlyError:
    """The file can be read but not written."""
    return JournalReadOnlyError(
        "Le journal ne peut pas être modifié.",
        where=where,
        hint=f"Rendez le fichier et son dossier modifiables, ou {ELSEWHERE}.",
    )


def unreachable(where: str) -> JournalReadOnlyError:
    """The file can be neither opened nor created."""
    return JournalReadOnlyError(
        "Le journal ne peut être ni ouvert ni créé à cet endroit.",
        where=where,
        hint=f"Vérifiez que le dossier existe et que vous pouvez y écrire, ou {ELSEWHERE}.",
    )


def corrupt(where: str, detail: str) -> JournalCorruptError:
    """The file is damaged, or is no journal."""
    return JournalCorruptError(
        f"Ce fichier est abîmé ou n’est pas un journal de Repartie ({detail}).",
        where=where,
        hint="Rien n’a été effacé. Mettez-le de côté en le renommant, avec ses voisins « -wal » et "
        f"« -shm » s’ils existent (un journal neuf sera créé), remettez une copie "
        f"de sauvegarde, ou {ELSEWHERE}.",
    )


def too_new(where: str, found: str, known: str) -> JournalTooNewError:
    """The schema is one that this version does not know."""
    return JournalTooNewError(
        f"Ce journal vient d’une version plus récente de Repartie (schéma {found}, ici {known}).",
        where=where,
        hint=f"Mettez Repartie à jour, ou {ELSEWHERE}. Le fichier n’a pas été touché.",
    )


def disk_full(where: str) -> JournalError:
    """Nothing more can be written on the disk."""
    return JournalError(
        "Il n’y a plus de place sur le disque : la dernière étape n’est pas enregistrée.",
        where=where,
        hint="Libérez de la place, puis recommencez ; tout ce qui précède est conservé.",
    )


def no_copy(where: str, detail: str) -> JournalError:
    """The copy that precedes an upgrade failed; the upgrade was not begun."""
    return JournalError(
        f"Ce journal doit être mis à jour, mais sa copie de sauvegarde n’a pas pu être écrite ({detail}).",
        where=where,
        hint="Libérez de la place et rendez le dossier modifiable, puis recommencez. Le journal n’a pas été touché.",
    )


def no_folder(where: str, detail: str) -> JournalReadOnlyError:
    """The journal's folder does not exist and cannot be created."""
    return JournalReadOnlyError(
        f"Le dossier du journal ne peut pas être créé ({detail}).",
        where=where,
        hint=f"Créez ce dossier ou rendez modifiable celui qui le contient, ou {ELSEWHERE}.",
    )


def no_such_session(session_id: str, known: Iterable[str]) -> SessionNotFoundError:
    """No session has this id; ``known`` are ids worth suggesting."""
    near = suggestion(session_id, known)
    return SessionNotFoundError(
        "Aucun entretien ne porte ce numéro.",
        where=session_id,
        hint=near or "La commande « repartie sessions » donne la liste des entretiens.",
    )


def disk_failing(where: str) -> JournalError:
    """The disk refused to read or write."""
    return JournalError(
        "Le disque refuse de lire ou d’écrire le journal.",
        where=where,
        hint=f"Vérifiez le disque ou la connexion au dossier partagé, ou {ELSEWHERE}.",
    )


def unusable(where: str, detail: str) -> JournalError:
    """The database did not do what was asked, for a reason of its own."""
    return JournalError(
        f"La base de données du journal n’a pas répondu comme prévu ({detail}).",
        where=where,
        hint=f"Vérifiez l’adresse et que la base est en marche, ou {ELSEWHERE}.",
    )


def _first_line(error: BaseException) -> str:
    """The database's own words, short enough for a sentence."""
    return (str(error).strip().splitlines() or [type(error).__name__])[0][:200]


def translate(error: sa.exc.SQLAlchemyError, where: str) -> JournalError:
    """Find the error to show for one of SQLAlchemy's.

    Args:
        error: what was raised while the journal was used.
        where: the journal's path or URL, without its password.
    """
    cause = error.orig if isinstance(error, sa.exc.DBAPIError) else None
    return of_sqlite(cause, where) if isinstance(cause, sqlite3.Error) else unusable(where, _first_line(cause or error))


def of_sqlite(cause: sqlite3.Error, where: str) -> JournalError:
    """Find the error to show for one of SQLite's, by its primary result code."""
    code = (getattr(cause, "sqlite_errorcode", None) or 0) & 0xFF
    if code in _LOCKED:
        return locked(where)
    if code in _READ_ONLY:
        return read_only(where)
    if code == sqlite3.SQLITE_CANTOPEN:
        return unreachable(where)
    if code == sqlite3.SQLITE_FULL:
        return disk_full(where)
    if code == sqlite3.SQLITE_IOERR:
        return disk_failing(where)
    if code in _CORRUPT or code == _MISSING_TABLE:
        return corrupt(where, _first_line(cause))
    return unusable(where, _first_line(cause))


@contextmanager
def explained(where: str) -> Iterator[None]:
    """Let no error of the database out of the block except as one of ours."""
    try:
        yield
    except sa.exc.SQLAlchemyError as error:
        raise translate(error, where) from error
    except ValueError as error:  # a column holds what it cannot hold, such as a date that is none
        raise corrupt(where, _first_line(error)) from error
