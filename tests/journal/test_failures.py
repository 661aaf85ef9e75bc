"""Each way in which a journal can fail reaches the person as a clear error, and the file is left as it was."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING, Any

import pytest
import sqlalchemy as sa

from simulator.errors import (
    JournalCorruptError,
    JournalError,
    JournalLockedError,
    JournalReadOnlyError,
    JournalTooNewError,
    RepartieError,
)
from simulator.journal import Journal
from simulator.journal.failures import translate
from tests.journal.samples import START, answer, record, session, turn

if TYPE_CHECKING:
    from pathlib import Path


def clear(error: RepartieError, where: object) -> bool:
    """Whether an error says what, where and what to do, in sentences."""
    return error.where == str(where) and error.what.endswith(".") and error.hint.endswith(".")


def test_a_journal_held_by_another_program_is_said_to_be_busy(journal_path: Path) -> None:
    """After the wait, a locked file is reported; once it is free again, the same call works."""
    with Journal(journal_path, patience=0.01) as journal, closing(sqlite3.connect(journal_path)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(JournalLockedError) as caught:
            journal.create_session(session(), "texte", START)
        other.rollback()
        journal.create_session(session(), "texte", START)
    assert clear(caught.value, journal_path)


def test_a_new_journal_held_by_another_program_is_said_to_be_busy(tmp_path: Path) -> None:
    """Even creating the schema waits, then says so."""
    path = tmp_path / "j.sqlite3"
    with closing(sqlite3.connect(path)) as other:
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(JournalLockedError):
            Journal(path, patience=0.01).open()


def test_reading_goes_on_while_another_program_writes(journal_path: Path) -> None:
    """A report can be read during an interview: a writer does not lock readers out."""
    with Journal(journal_path, patience=0.01) as journal:
        expected = record(journal, session(), turn(1))
        with closing(sqlite3.connect(journal_path)) as other:
            other.execute("BEGIN IMMEDIATE")
            other.execute("DELETE FROM events")
            assert journal.events(session().id) == expected


def test_a_read_only_journal_can_be_read_but_not_written(journal_path: Path) -> None:
    """Past interviews stay readable; writing says that the file cannot be changed."""
    with Journal(journal_path) as journal:
        expected = record(journal, session(), turn(1))
    url = f"sqlite:///file:{journal_path}?mode=ro&uri=true"
    with Journal(url) as journal:
        assert journal.events(session().id) == expected
        with pytest.raises(JournalReadOnlyError) as caught:
            journal.append(session().id, answer(2), sequence=4, recorded=START)
        assert clear(caught.value, journal.where)
        with pytest.raises(JournalReadOnlyError):
            journal.create_session(session("x"), "texte", START)


def test_a_journal_that_can_be_neither_opened_nor_created_is_said_so(tmp_path: Path) -> None:
    """A folder in the file's place, or a missing file that may not be created."""
    with pytest.raises(JournalReadOnlyError) as caught:
        Journal(tmp_path).open()
    assert clear(caught.value, tmp_path)
    with pytest.raises(JournalReadOnlyError):
        Journal(f"sqlite:///file:{tmp_path}/absent.sqlite3?mode=ro&uri=true").open()


def test_a_folder_that_cannot_be_created_is_said_so(tmp_path: Path) -> None:
    """When the journal's folder cannot exist, the message names the folder."""
    (tmp_path / "fichier").write_text("pas un dossier")
    folder = tmp_path / "fichier" / "repartie"
    with pytest.raises(JournalReadOnlyError) as caught:
        Journal(folder / "journal.sqlite3").open()
    assert clear(caught.value, folder)


@pytest.mark.parametrize("content", [b"n'importe quoi, mais pas une base" * 100, b"SQLite format 3\x00" + bytes(5000)])
def test_a_file_that_is_no_database_is_left_as_it_is(tmp_path: Path, content: bytes) -> None:
    """Garbage is reported as such, and not one byte of it changes."""
    path = tmp_path / "j.sqlite3"
    path.write_bytes(content)
    with pytest.raises(JournalCorruptError) as caught:
        Journal(path).open()
    assert clear(caught.value, path)
    assert path.read_bytes() == content


@pytest.mark.parametrize("kept", [0.9, 0.5, 0.2])
def test_a_truncated_journal_is_reported_and_left_as_it_is(journal_path: Path, kept: float) -> None:
    """A file cut by a failing disk is reported, at the latest when the missing part is read."""
    with Journal(journal_path) as journal:
        record(journal, session(), [event for number in range(1, 100) for event in turn(number)])
    content = journal_path.read_bytes()
    cut = content[: int(len(content) * kept)]
    journal_path.write_bytes(cut)
    with pytest.raises(JournalCorruptError) as caught, Journal(journal_path) as journal:
        journal.events(session().id)
    assert clear(caught.value, journal_path)
    assert journal_path.read_bytes() == cut


def test_a_damaged_page_is_reported(journal_path: Path) -> None:
    """Bytes overwritten in the middle are noticed when they are read, not passed over."""
    with Journal(journal_path) as journal:
        record(journal, session(), [event for number in range(1, 100) for event in turn(number)])
    content = bytearray(journal_path.read_bytes())
    content[12 * 4096 : 20 * 4096] = b"\xff" * (8 * 4096)
    journal_path.write_bytes(content)
    with pytest.raises(JournalCorruptError), Journal(journal_path) as journal:
        journal.events(session().id)


@pytest.mark.parametrize(
    "damage",
    [
        "UPDATE events SET payload = '{' WHERE sequence = 1",
        'UPDATE events SET payload = \'{"event": "inconnu"}\' WHERE sequence = 1',
        "DELETE FROM events WHERE sequence = 1",
        "DROP TABLE events",
    ],
)
def test_an_altered_session_is_reported(journal_path: Path, damage: str) -> None:
    """A row that is missing or unreadable is never skipped silently."""
    with Journal(journal_path) as journal:
        record(journal, session(), turn(1))
        with closing(sqlite3.connect(journal_path)) as other, other:
            other.execute(damage)
        with pytest.raises(JournalCorruptError) as caught:
            journal.events(session().id)
    assert clear(caught.value, journal_path)


def test_a_date_that_is_none_is_reported(journal_path: Path) -> None:
    """What a column cannot hold is damage too, and no traceback."""
    with Journal(journal_path) as journal:
        record(journal, session(), turn(1))
        with closing(sqlite3.connect(journal_path)) as other, other:
            other.execute("UPDATE sessions SET started = 'pas une date'")
        with pytest.raises(JournalCorruptError) as caught:
            journal.sessions()
    assert clear(caught.value, journal_path)


def test_the_database_of_another_program_is_not_touched(tmp_path: Path) -> None:
    """A SQLite file that holds other tables is no journal: nothing is created in it."""
    path = tmp_path / "contacts.sqlite3"
    with closing(sqlite3.connect(path)) as other, other:
        other.execute("CREATE TABLE contacts (nom TEXT)")
    with pytest.raises(JournalCorruptError):
        Journal(path).open()
    with closing(sqlite3.connect(path)) as other:
        assert other.execute("SELECT name FROM sqlite_master").fetchall() == [("contacts",)]


def test_a_journal_of_a_newer_version_is_not_touched(journal_path: Path) -> None:
    """A schema that this version does not know is refused before anything is read or written."""
    with closing(sqlite3.connect(journal_path)) as other, other:
        other.execute("UPDATE alembic_version SET version_num = '9999'")
    before = journal_path.read_bytes()
    with pytest.raises(JournalTooNewError) as caught:
        Journal(journal_path).open()
    assert clear(caught.value, journal_path)
    assert "9999" in caught.value.what
    assert journal_path.read_bytes() == before


def test_a_full_disk_is_said_so_and_loses_nothing(journal_path: Path) -> None:
    """When the file cannot grow, the step is refused whole, and goes through once there is room."""
    with Journal(journal_path) as journal:
        expected = record(journal, session(), turn(1))
    limit = [20]
    with Journal(journal_path) as journal:

        def small_disk(connection: Any, _record: object) -> None:
            connection.execute(f"PRAGMA max_page_count = {limit[0]}")

        sa.event.listen(journal._engine, "connect", small_disk)
        journal.close()
        long = turn(2)[0].model_copy(update={"text": "é" * 100_000})
        with pytest.raises(JournalError) as caught:
            journal.append(session().id, long, sequence=4, recorded=START)
        assert clear(caught.value, journal_path)
        assert "place" in caught.value.what
        assert journal.events(session().id) == expected
        limit[0] = 1_000_000
        journal.close()
        journal.append(session().id, long, sequence=4, recorded=START)
        assert journal.events(session().id) == [*expected, long]


@pytest.mark.parametrize(
    "location",
    ["://", "inconnu://hote/base", "postgresql+pg8000://moi:secret@hote/base", "postgresql://moi:secret@:port/base"],
)
def test_an_address_that_cannot_be_used_never_shows_its_password(location: str) -> None:
    """A mistyped URL or a missing driver is explained, without the password."""
    with pytest.raises(JournalError) as caught:
        Journal(location).open()
    assert "secret" not in str(caught.value)
    assert caught.value.hint


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        (sqlite3.SQLITE_BUSY_SNAPSHOT, JournalLockedError),
        (sqlite3.SQLITE_LOCKED, JournalLockedError),
        (sqlite3.SQLITE_READONLY_DIRECTORY, JournalReadOnlyError),
        (sqlite3.SQLITE_CANTOPEN, JournalReadOnlyError),
        (sqlite3.SQLITE_CORRUPT_VTAB, JournalCorruptError),
        (sqlite3.SQLITE_NOTADB, JournalCorruptError),
        (sqlite3.SQLITE_FULL, JournalError),
        (sqlite3.SQLITE_IOERR_WRITE, JournalError),
        (sqlite3.SQLITE_NOMEM, JournalError),
        (None, JournalError),
    ],
)
def test_every_code_of_sqlite_has_its_error(code: int | None, expected: type[JournalError]) -> None:
    """Extended result codes fall in with their primary code; an unknown one is still explained."""
    cause = sqlite3.OperationalError("cause")
    if code is not None:
        cause.sqlite_errorcode = code
    error = translate(sa.exc.OperationalError("SELECT 1", {}, cause), "/j")
    assert type(error) is expected
    assert clear(error, "/j")


def test_an_unreadable_copy_can_be_put_aside(journal_path: Path) -> None:
    """What the hint advises works: with the damaged file renamed, a new journal is created."""
    journal_path.write_bytes(b"abime" * 1000)
    with pytest.raises(JournalCorruptError):
        Journal(journal_path).open()
    shutil.move(journal_path, journal_path.with_suffix(".abime"))
    with Journal(journal_path) as journal:
        assert journal.sessions() == []
