"""Sessions and events: what is recorded comes back, once, in order."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from typing import TYPE_CHECKING

import pytest

from simulator.dialogue.events import EndEvent, Event, HintEvent, ReplyEvent
from simulator.errors import JournalLockedError, SessionNotFoundError
from simulator.journal import Journal
from simulator.journal.failures import SessionExistsError
from tests.journal.samples import START, answer, end, record, session, turn

if TYPE_CHECKING:
    from pathlib import Path


def test_events_come_back_equal_and_in_order(journal: Journal) -> None:
    """What was appended is what is read, to the last character, whatever the alphabet."""
    events: list[Event] = [
        answer(0),
        *turn(1),
        HintEvent(turn=1, level=1, text="«\u202fÉcoutez\u202f» 🧡"),
        *turn(2),
        end(),
    ]
    expected = record(journal, session(), events)
    assert journal.events(session().id) == expected


def test_a_closed_journal_keeps_everything(journal_path: Path) -> None:
    """A journal opened again gives what was committed before."""
    with Journal(journal_path) as journal:
        expected = record(journal, session(), turn(1))
    with Journal(journal_path) as again:
        assert again.events(session().id) == expected
        assert again.script_text(session().id) == "texte de remboursement_refuse"


def test_a_step_is_never_recorded_twice(journal: Journal) -> None:
    """A sequence number that is taken is refused, and what was there stays."""
    expected = record(journal, session(), turn(1))
    with pytest.raises(JournalLockedError) as caught:
        journal.append(session().id, ReplyEvent(turn=1, text="bis", at=9.0), sequence=1, recorded=START)
    assert caught.value.where == session().id
    assert journal.events(session().id) == expected


def test_a_session_id_is_used_once(journal: Journal) -> None:
    """A taken id is refused, and the first session is untouched."""
    expected = record(journal, session(), turn(1))
    with pytest.raises(SessionExistsError):
        journal.create_session(session(learner="Ali"), "autre", START)
    assert journal.events(session().id) == expected


def test_the_summary_follows_the_session(journal: Journal) -> None:
    """Turns are counted when answered; the end brings ending, quality and time."""
    record(journal, session(), [answer(0), *turn(1), *turn(2), ReplyEvent(turn=3, text="coupée", at=8.0)])
    summary = journal.session(session().id)
    assert (summary.turns, summary.finished, summary.seed, summary.started) == (2, False, 2**62, START)
    over = START + timedelta(minutes=9)
    journal.append(session().id, end("mitigee", 3), sequence=9, recorded=over)
    summary = journal.session(session().id)
    assert (summary.finished, summary.ended, summary.ending, summary.quality, summary.reason) == (
        True,
        over,
        "apaisee",
        "mitigee",
        "fin",
    )


def test_times_come_back_aware_in_utc(journal: Journal) -> None:
    """A start in another time zone is the same instant when read, and never naive."""
    paris = datetime(2026, 11, 24, 10, 31, tzinfo=timezone(timedelta(hours=1)))
    journal.create_session(session(), "texte", paris)
    started = journal.session(session().id).started
    assert started == paris
    assert started.tzinfo is UTC


def test_the_script_is_the_one_the_session_began_with(journal: Journal) -> None:
    """Two versions of a script live side by side; the same version is stored once."""
    record(journal, session("a"), [])
    journal.create_session(session("b", script_hash="h2"), "version 2", START)
    journal.create_session(session("c", script_hash="h1"), "ignoré : même empreinte", START)
    assert [journal.script_text(name) for name in "abc"] == [
        "texte de remboursement_refuse",
        "version 2",
        "texte de remboursement_refuse",
    ]


def test_sessions_are_listed_most_recent_first_and_filtered(journal: Journal) -> None:
    """Lists can be limited to a script, a learner, finished or unfinished sessions, and a count."""
    record(journal, session("a"), [end()], minutes=1)
    record(journal, session("b", learner="Ali"), turn(1), minutes=3)
    record(journal, session("c", script="autre"), [], minutes=2)

    def ids(**filters: object) -> list[str]:
        return [summary.id for summary in journal.sessions(**filters)]  # type: ignore[arg-type]

    assert ids() == ["b", "c", "a"]
    assert ids(limit=2) == ["b", "c"]
    assert ids(script="autre") == ["c"]
    assert ids(learner="Ali") == ["b"]
    assert ids(unfinished=True) == ["b", "c"]
    assert ids(unfinished=False) == ["a"]


def test_the_latest_unfinished_session_is_found(journal: Journal) -> None:
    """The home screen offers the session most recently begun among those that are not over."""
    assert journal.latest_unfinished() is None
    record(journal, session("a"), turn(1), minutes=1)
    record(journal, session("b"), turn(1), minutes=2)
    record(journal, session("c"), [end()], minutes=3)
    found = journal.latest_unfinished()
    assert found is not None
    assert found.id == "b"
    assert journal.latest_unfinished(script="inconnu") is None


def test_the_best_result_of_each_script_is_kept(journal: Journal) -> None:
    """The best quality wins whatever the order; abandoned sessions bring none."""
    for name, quality in [("a", "mitigee"), ("b", "bonne"), ("c", "mauvaise")]:
        record(journal, session(name), [end(quality)])  # type: ignore[arg-type]
    record(journal, session("d", script="autre", learner="Ali"), [end("mauvaise")])
    given_up = EndEvent(turn=0, ending="", quality=None, title="", sentence="", reason="abandon")
    record(journal, session("e", script="abandonne"), [given_up])
    assert journal.best_results() == {"remboursement_refuse": "bonne", "autre": "mauvaise"}
    assert journal.best_results(learner="Ali") == {"autre": "mauvaise"}


def test_deleting_a_session_erases_its_events_and_its_script(journal: Journal) -> None:
    """Nothing of a deleted session stays; a script that another session plays does."""
    record(journal, session("a"), turn(1))
    kept = record(journal, session("b"), turn(1))
    journal.delete("a")
    with pytest.raises(SessionNotFoundError):
        journal.events("a")
    assert journal.events("b") == kept
    assert journal.script_text("b") == "texte de remboursement_refuse"
    journal.delete("b")
    journal.create_session(session("c"), "texte neuf sous la même empreinte", START)
    assert journal.script_text("c") == "texte neuf sous la même empreinte"


def test_an_unknown_session_is_named_with_the_nearest_id(journal: Journal) -> None:
    """Every access by id says that there is none, and suggests the id that was probably meant."""
    record(journal, session("20261124-0931-k7f3"), [])
    for use in (journal.events, journal.script_text, journal.session, journal.delete):
        with pytest.raises(SessionNotFoundError) as caught:
            use("20261124-0931-k7f4")
        assert caught.value.where == "20261124-0931-k7f4"
        assert "20261124-0931-k7f3" in caught.value.hint
    with pytest.raises(SessionNotFoundError):
        journal.append("rien", answer(0), sequence=0, recorded=START)


def test_a_naive_time_is_a_mistake_of_the_program(journal: Journal) -> None:
    """The journal keeps instants: a time without a zone is refused rather than guessed."""
    with pytest.raises(Exception, match="aware"):
        journal.create_session(session(), "texte", datetime(2026, 11, 24))
