"""The schema's life: created by migrations, upgraded after a copy, durable on disk."""

from __future__ import annotations

import shutil
import sqlite3
import subprocess
import sys
import threading
from contextlib import closing
from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy.dialects import postgresql

from simulator.errors import JournalCorruptError, JournalError
from simulator.journal import Journal, schema, upgrade
from tests.journal.samples import START, record, session, turn

NEXT = '''"""A later version, for this test only."""
import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "{head}"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("sessions", sa.Column("cohort", sa.Text))
    {then}
'''


@pytest.fixture
def future(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Make this code the next version's, with one more migration; return that migration's file."""
    migrations = tmp_path / "migrations %"
    shutil.copytree(upgrade.MIGRATIONS, migrations)
    file = migrations / "versions" / "v0002_cohort.py"
    file.write_text(NEXT.format(head=schema.HEAD, then="pass"))
    monkeypatch.setattr(upgrade, "MIGRATIONS", migrations)
    monkeypatch.setattr(schema, "HEAD", "0002")
    return file


def columns(path: Path) -> list[str]:
    """The columns of the sessions' table."""
    with closing(sqlite3.connect(path)) as connection:
        return [row[1] for row in connection.execute("PRAGMA table_info(sessions)")]


def test_the_code_reads_the_last_migration() -> None:
    """``HEAD`` is the only last revision of the migrations."""
    assert ScriptDirectory(str(upgrade.MIGRATIONS)).get_heads() == [schema.HEAD]


def test_migrations_make_the_tables_that_the_code_uses(journal_path: Path) -> None:
    """Nothing differs between what migrations create and what ``schema.py`` declares."""
    with sa.create_engine(f"sqlite:///{journal_path}", poolclass=sa.NullPool).connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), schema.metadata) == []


def test_the_tables_suit_postgresql() -> None:
    """The schema compiles for PostgreSQL, instants with their time zone."""
    tables = [
        str(sa.schema.CreateTable(table).compile(dialect=postgresql.dialect()))  # type: ignore[no-untyped-call]
        for table in schema.metadata.sorted_tables
    ]
    assert len(tables) == 3
    assert "TIMESTAMP WITH TIME ZONE" in "".join(tables)


def test_a_new_journal_is_created_with_its_folders(tmp_path: Path) -> None:
    """The first opening makes the folders, for their owner alone, and the schema at its last version."""
    path = tmp_path / "données" / "repartie" / "journal.sqlite3"
    with Journal(path) as journal:
        assert journal.sessions() == []
    assert path.parent.stat().st_mode & 0o077 == 0
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("SELECT version_num FROM alembic_version").fetchall() == [(schema.HEAD,)]


def test_a_journal_may_live_in_memory() -> None:
    """Tests and demonstrations may do without a file."""
    with Journal("sqlite://") as journal:
        expected = record(journal, session(), turn(1))
        assert journal.events(session().id) == expected


def test_an_ordinary_opening_does_not_load_alembic(journal_path: Path) -> None:
    """An up-to-date journal opens with one query, and importing the package alone does not load SQLAlchemy."""
    script = (
        "import sys, simulator.journal as j; assert 'sqlalchemy' not in sys.modules\n"
        f"j.Journal({str(journal_path)!r}).open().close(); assert 'alembic' not in sys.modules"
    )
    subprocess.run([sys.executable, "-W", "error", "-c", script], check=True)


def test_a_commit_reaches_the_disk_before_it_returns(journal: Journal) -> None:
    """Connections use the write-ahead log with full synchronisation, foreign keys, and a bounded wait."""
    with journal._engine.connect() as connection:
        pragmas = ("journal_mode", "synchronous", "foreign_keys", "busy_timeout")
        values = [connection.exec_driver_sql(f"PRAGMA {name}").scalar() for name in pragmas]
    assert values == ["wal", 3, 1, 50]


def test_each_event_is_one_transaction(journal: Journal) -> None:
    """An append is one commit, and costs the same number of statements whatever came before."""
    journal.create_session(session(), "texte", START)
    counts: list[int] = []
    commits: list[object] = []
    statements: list[str] = []
    sa.event.listen(journal._engine, "commit", commits.append)
    sa.event.listen(
        journal._engine, "before_cursor_execute", lambda _c, _u, statement, *_: statements.append(statement)
    )
    for number in range(1, 30):
        for offset, event in enumerate(turn(number)):
            journal.append(session().id, event, sequence=3 * number - 2 + offset, recorded=START)
        counts.append(len(statements))
        statements.clear()
    assert len(commits) == 3 * 29
    assert set(counts) == {7}  # three BEGIN, three INSERT, one UPDATE of the summary


def test_an_older_journal_is_upgraded_after_a_copy(journal_path: Path, future: Path) -> None:
    """The upgrade keeps every event, and the copy beside the file is the journal as it was."""
    with closing(sqlite3.connect(journal_path)) as connection, connection:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("INSERT INTO scripts VALUES ('h0', 'ancien')")
    with Journal(journal_path) as journal:
        assert record(journal, session(), turn(1)) == journal.events(session().id)
    assert "cohort" in columns(journal_path)
    copy = journal_path.with_name("journal-schema-0001.sqlite3")
    assert "cohort" not in columns(copy)
    with closing(sqlite3.connect(copy)) as connection:
        assert connection.execute("SELECT text FROM scripts").fetchall() == [("ancien",)]


def test_a_copy_never_replaces_an_earlier_one(journal_path: Path, future: Path) -> None:
    """Should the name be taken, the copy gets a number."""
    earlier = journal_path.with_name("journal-schema-0001.sqlite3")
    earlier.write_text("une copie plus ancienne")
    Journal(journal_path).open().close()
    assert earlier.read_text() == "une copie plus ancienne"
    assert "cohort" not in columns(journal_path.with_name("journal-schema-0001-2.sqlite3"))


def test_no_upgrade_without_a_copy(journal_path: Path, future: Path) -> None:
    """When the copy cannot be written, the journal is not touched."""
    blocked = journal_path.with_name("journal-schema-0001.sqlite3.partiel")
    blocked.mkdir()
    with pytest.raises(JournalError) as caught:
        Journal(journal_path).open()
    assert "sauvegarde" in caught.value.what
    assert "cohort" not in columns(journal_path)


def test_an_upgrade_that_fails_changes_nothing(journal_path: Path, future: Path) -> None:
    """A migration that breaks half-way is undone whole, and said in French."""
    future.write_text(NEXT.format(head="0001", then="op.execute('SELECT * FROM nulle_part')"))
    with pytest.raises(JournalError):
        Journal(journal_path).open()
    assert "cohort" not in columns(journal_path)
    with closing(sqlite3.connect(journal_path)) as connection:
        assert connection.execute("SELECT version_num FROM alembic_version").fetchall() == [("0001",)]


def test_a_damaged_older_journal_is_not_upgraded(journal_path: Path, future: Path) -> None:
    """Damage found before the upgrade stops it: what is left is safer as it is."""
    with closing(sqlite3.connect(journal_path)) as connection, connection:
        connection.executemany("INSERT INTO scripts VALUES (?, ?)", [(f"h{n}", "x" * 3000) for n in range(50)])
    content = bytearray(journal_path.read_bytes())
    content[12 * 4096 : 20 * 4096] = b"\xff" * (8 * 4096)
    journal_path.write_bytes(content)
    with pytest.raises(JournalCorruptError):
        Journal(journal_path).open()
    assert journal_path.read_bytes() == content


def test_windows_opened_at_once_create_one_journal(tmp_path: Path) -> None:
    """Several programs that open a new journal together all succeed, and the schema is created once."""
    path = tmp_path / "j.sqlite3"
    failures: list[BaseException] = []

    def open_it() -> None:
        try:
            with Journal(path) as journal:
                journal.sessions()
        except JournalError as error:
            failures.append(error)

    threads = [threading.Thread(target=open_it) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
