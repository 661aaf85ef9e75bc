"""The journal itself: sessions and their events, one commit per event.

It keeps and gives back; it decides nothing about an interview. Times are given by the caller, who has the clock.
"""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import fields
from typing import TYPE_CHECKING, Self

import sqlalchemy as sa
from pydantic import ValidationError

from simulator.dialogue.answer import QUALITIES, Quality
from simulator.dialogue.events import Event, SessionEvent, event_from_json
from simulator.errors import JournalError
from simulator.journal import failures, schema
from simulator.journal.connection import (
    PATIENCE,
    WRITING,
    build_engine,
    database_url,
    prefer_write_ahead_log,
    readable_place,
    sqlite_path,
)
from simulator.journal.rows import event_row, summary_change
from simulator.journal.schema import events, scripts, sessions
from simulator.journal.summary import SessionSummary
from simulator.journal.version import schema_version

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime
    from pathlib import Path
    from types import TracebackType

    from sqlalchemy.engine import Connection, Engine

_SUMMARY = tuple(sessions.c[field.name] for field in fields(SessionSummary))


class Journal:
    """The sessions kept in one database. Open it before use; it is also a context manager, which opens and closes.

    Args:
        location: path of a SQLite file, or a database URL.
        patience: seconds to wait when another program holds the file.
    """

    def __init__(self, location: str | Path, *, patience: float = PATIENCE) -> None:
        self._url = database_url(location)
        self.where = readable_place(self._url)
        """Where it is, as messages show it: a path, or a URL without its password."""
        self._engine: Engine = build_engine(self._url, patience)

    def open(self) -> Self:
        """Check the database, create what is missing, upgrade an older schema after a copy.

        A journal that can be read but not written opens: past interviews can be read.

        Raises:
            JournalError: locked, read-only where something must be written, corrupt, too new, or unreachable.
        """
        try:
            self._make_folder()
            self._prepare()
        except JournalError:
            self.close()  # so that the file can be moved aside while the program runs
            raise
        return self

    def close(self) -> None:
        """Close the connections; the journal can be opened again."""
        self._engine.dispose()

    def __enter__(self) -> Self:
        return self.open()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _make_folder(self) -> None:
        path = sqlite_path(self._url)
        if path is None:
            return
        try:
            # Interviews are personal: a folder that we create is for its owner alone.
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        except OSError as error:
            raise failures.no_folder(str(path.parent), error.strerror or str(error)) from error

    def _prepare(self) -> None:
        """Bring the schema to the version that this code uses."""
        with failures.explained(self.where):
            with self._engine.connect() as connection:
                found = schema_version(connection)
            if found != schema.HEAD:
                from simulator.journal.upgrade import bring_up_to_date

                bring_up_to_date(self._engine, found)
            if self._engine.dialect.name == "sqlite":
                prefer_write_ahead_log(self._engine)

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        with failures.explained(self.where), self._engine.connect() as connection:
            yield connection

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        with (
            failures.explained(self.where),
            self._engine.connect().execution_options(**WRITING) as connection,
            connection.begin(),
        ):
            yield connection

    # --- recording ---------------------------------------------------------------------------------------------------

    def create_session(self, event: SessionEvent, script_text: str, started: datetime) -> None:
        """Record a new session, the script it plays and its first event (sequence 0), in one commit.

        Raises:
            SessionExistsError: when the id is taken; nothing is changed.
            JournalError: when the journal cannot be written.
        """
        row = event.model_dump(include={*sessions.c.keys()} - {"id"})
        try:
            with self._writing() as connection:
                known = sa.select(scripts.c.hash).where(scripts.c.hash == event.script_hash)
                if connection.execute(known).scalar() is None:
                    connection.execute(sa.insert(scripts).values(hash=event.script_hash, text=script_text))
                connection.execute(
                    sa.insert(sessions).values(id=event.id, started=started, turns=0, ending="", ending_title="", **row)
                )
                connection.execute(sa.insert(events).values(event_row(event.id, 0, event, started)))
        except JournalError as error:
            if isinstance(error.__cause__, sa.exc.IntegrityError):
                raise failures.SessionExistsError("Cet identifiant est déjà pris.", where=event.id) from error
            raise

    def append(self, session_id: str, event: Event, *, sequence: int, recorded: datetime) -> None:
        """Record the next event of a session, and what it changes in the session's summary, in one commit.

        Args:
            session_id: the session.
            event: what happened.
            sequence: the event's number in its session, from 0. The caller counts: a step that another window has
                already recorded is refused rather than doubled.
            recorded: now.

        Raises:
            SessionNotFoundError: when there is no such session (any more).
            JournalLockedError: when the number is taken, or the file is held by another program.
            JournalError: when the journal cannot be written.
        """
        change = summary_change(event, recorded)
        try:
            with self._writing() as connection:
                connection.execute(sa.insert(events).values(event_row(session_id, sequence, event, recorded)))
                if change:
                    connection.execute(sa.update(sessions).where(sessions.c.id == session_id).values(change))
        except JournalError as error:
            if isinstance(error.__cause__, sa.exc.IntegrityError):
                self.session(session_id)
                raise failures.played_elsewhere(session_id) from error
            raise

    def delete(self, session_id: str) -> None:
        """Erase a session and its events, and its script when no other session plays it.

        Raises:
            SessionNotFoundError: when there is no such session.
        """
        self.session(session_id)
        with self._writing() as connection:
            connection.execute(sa.delete(sessions).where(sessions.c.id == session_id))
            played = sa.select(sessions.c.script_hash)
            connection.execute(sa.delete(scripts).where(scripts.c.hash.not_in(played)))

    # --- reading -----------------------------------------------------------------------------------------------------

    def session(self, session_id: str) -> SessionSummary:
        """The summary of one session.

        Raises:
            SessionNotFoundError: when there is no such session; the hint names the nearest id.
        """
        with self._reading() as connection:
            row = connection.execute(sa.select(*_SUMMARY).where(sessions.c.id == session_id)).one_or_none()
            if row is not None:
                return SessionSummary(**row._mapping)
            recent = sa.select(sessions.c.id).order_by(sessions.c.started.desc()).limit(1000)
            known = list(connection.execute(recent).scalars())
        raise failures.no_such_session(session_id, known)

    def events(self, session_id: str) -> list[Event]:
        """All events of a session, in order.

        Raises:
            SessionNotFoundError: when there is no such session.
            JournalCorruptError: when an event is missing or unreadable.
        """
        query = (
            sa.select(events.c.sequence, events.c.payload)
            .where(events.c.session == session_id)
            .order_by(events.c.sequence)
        )
        with self._reading() as connection:
            rows = connection.execute(query).all()
        if not rows:
            self.session(session_id)
        found: list[Event] = []
        for expected, (sequence, payload) in enumerate(rows):
            if sequence != expected:
                raise failures.corrupt(self.where, f"entretien {session_id}, étape {expected} manquante")
            try:
                found.append(event_from_json(payload))
            except ValidationError as error:
                raise failures.corrupt(self.where, f"entretien {session_id}, étape {sequence} illisible") from error
        return found

    def script_text(self, session_id: str) -> str:
        """The very text of the script that the session began with.

        Raises:
            SessionNotFoundError: when there is no such session.
        """
        query = sa.select(scripts.c.text).join(sessions).where(sessions.c.id == session_id)
        with self._reading() as connection:
            text: str | None = connection.execute(query).scalar()
        if text is None:
            self.session(session_id)
            raise failures.corrupt(self.where, f"entretien {session_id}, script absent")
        return text

    def sessions(
        self,
        *,
        script: str | None = None,
        learner: str | None = None,
        unfinished: bool | None = None,
        limit: int | None = None,
    ) -> list[SessionSummary]:
        """Sessions, the most recent first.

        Args:
            script: only those of this script.
            learner: only those of this learner.
            unfinished: only those that can be resumed (``True``) or that are over (``False``).
            limit: at most so many.
        """
        query = sa.select(*_SUMMARY).order_by(sessions.c.started.desc(), sessions.c.id.desc()).limit(limit)
        if script is not None:
            query = query.where(sessions.c.script == script)
        if learner is not None:
            query = query.where(sessions.c.learner == learner)
        if unfinished is not None:
            query = query.where(sessions.c.ended.is_(None) if unfinished else sessions.c.ended.is_not(None))
        with self._reading() as connection:
            return [SessionSummary(**row._mapping) for row in connection.execute(query)]

    def latest_unfinished(self, *, script: str | None = None, learner: str | None = None) -> SessionSummary | None:
        """The session most recently begun among those that can be resumed, if any."""
        return next(iter(self.sessions(script=script, learner=learner, unfinished=True, limit=1)), None)

    def best_results(self, *, learner: str | None = None) -> dict[str, Quality]:
        """The best quality reached on each script, by id; scripts never finished are absent."""
        query = sa.select(sessions.c.script, sessions.c.quality).where(sessions.c.quality.is_not(None)).distinct()
        if learner is not None:
            query = query.where(sessions.c.learner == learner)
        best: dict[str, Quality] = {}
        with self._reading() as connection:
            for script, quality in connection.execute(query):
                best[script] = min(best.get(script, quality), quality, key=QUALITIES.index)
        return best
