"""An interview cut short is taken up again at the exact turn, whatever cut it."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from typing import TYPE_CHECKING, Any

import pytest
import sqlalchemy as sa

from simulator.dialogue.events import Event, InterlocutorEvent, ReplyEvent, SessionEvent
from simulator.errors import InvalidFileError, JournalError, JournalLockedError, SessionNotFoundError, UsageError
from simulator.interview import Interview
from simulator.journal import Journal
from simulator.journal.schema import scripts
from tests.interview.playing import lived, play, replies_in
from tests.interview.small import PLAYED, SmallLibrary

if TYPE_CHECKING:
    from tests.conftest import SteppingClock


class CutError(Exception):
    """Stands for whatever stops the program between two steps."""


@pytest.fixture
def library() -> SmallLibrary:
    """The small library."""
    return SmallLibrary()


@pytest.fixture
def whole(library: SmallLibrary, journal: Journal, clock: SteppingClock) -> list[Event]:
    """An uninterrupted interview: what every resumed one must come to."""
    interview = Interview.start(library, journal, "petit", seed=7, clock=clock)
    play(interview, PLAYED)
    return interview.events


STEPS = range(1, 2 + 3 * len(PLAYED) + 1)
"""Numbers of the events after the session's: opening, three a turn, the end."""


@pytest.fixture
def fragile(journal: Journal, monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """Make the journal fail once, before or after a given event is recorded."""
    plan: dict[str, Any] = {"at": None, "after": False, "error": CutError()}
    append = journal.append

    def fail_once(session_id: str, event: Event, *, sequence: int, recorded: datetime) -> None:
        due = sequence == plan["at"]
        if due:
            plan["at"] = None
        if due and not plan["after"]:
            raise plan["error"]
        append(session_id, event, sequence=sequence, recorded=recorded)
        if due:
            raise plan["error"]

    monkeypatch.setattr(journal, "append", fail_once)
    return plan


@pytest.mark.parametrize("after", [False, True], ids=["before", "after"])
@pytest.mark.parametrize("step", STEPS)
def test_an_interview_cut_at_any_step_ends_the_same(
    library: SmallLibrary,
    journal: Journal,
    clock: SteppingClock,
    whole: list[Event],
    fragile: dict[str, Any],
    step: int,
    after: bool,
) -> None:
    """Whichever step the program stops at, what was recorded stays, and the rest follows as if nothing had happened."""
    fragile.update(at=step, after=after)
    with pytest.raises(CutError):
        play(Interview.start(library, journal, "petit", seed=7, clock=clock), PLAYED)
    left = journal.latest_unfinished()
    if left is None:  # the end was recorded just before the cut
        assert (step, after) == (STEPS[-1], True)
        last = journal.sessions(limit=1)[0]
        assert lived(journal.events(last.id)) == lived(whole)
        return
    kept = journal.events(left.id)
    resumed = Interview.resume(SmallLibrary(), journal, left.id, clock)
    play(resumed, PLAYED)
    assert resumed.events[: len(kept)] == kept
    assert lived(resumed.events) == lived(whole)
    assert resumed.notice == ""


@pytest.mark.parametrize("step", STEPS[1:])
def test_after_an_error_of_the_journal_the_same_reply_goes_on(
    library: SmallLibrary,
    journal: Journal,
    clock: SteppingClock,
    whole: list[Event],
    fragile: dict[str, Any],
    step: int,
) -> None:
    """A full disk stops a turn; sending the same reply again finishes it, and doubles nothing."""
    interview = Interview.start(library, journal, "petit", seed=7, clock=clock)
    shown = interview.events
    fragile.update(at=step, error=JournalError("Plus de place."))
    for text in PLAYED:
        try:
            shown += interview.reply(text) if text else interview.silence(5)
        except JournalError:
            shown += interview.reply(text) if text else interview.silence(5)
    assert lived(interview.events) == lived(whole)
    assert shown == interview.events


def test_a_turn_cut_by_the_journal_can_be_completed_or_left(
    library: SmallLibrary, journal: Journal, clock: SteppingClock, fragile: dict[str, Any]
) -> None:
    """Until its answer is recorded, nothing else can be said; it can be completed, and the interview left."""
    interview = Interview.start(library, journal, "petit", seed=7, clock=clock)
    fragile.update(at=3, error=JournalError("Plus de place."))
    with pytest.raises(JournalError):
        interview.reply("Bonjour")
    assert interview.pending
    for use in (lambda: interview.reply("Autre chose"), lambda: interview.silence(2), lambda: interview.hint(1)):
        with pytest.raises(UsageError):
            use()
    assert [event.event for event in interview.complete()] == ["reply", "tags", "interlocutor"]
    assert not interview.pending
    assert interview.complete() == []
    fragile.update(at=6)
    with pytest.raises(JournalError):
        interview.reply("Et puis")
    assert interview.abandon().turn == 2
    assert [event.event for event in interview.events[-4:]] == ["reply", "tags", "interlocutor", "end"]


def test_a_reply_that_was_not_recorded_is_simply_sent_again(
    library: SmallLibrary, journal: Journal, clock: SteppingClock, fragile: dict[str, Any]
) -> None:
    """When the reply itself could not be recorded, the learner is free to say something else."""
    interview = Interview.start(library, journal, "petit", seed=7, clock=clock)
    fragile.update(at=2, error=JournalError("Plus de place."))
    with pytest.raises(JournalError):
        interview.reply("Bonjour")
    assert not interview.pending
    interview.reply("Autre chose")
    assert replies_in(interview.events) == ["Autre chose"]


def test_an_interview_resumes_with_the_script_it_began_with(
    library: SmallLibrary, journal: Journal, clock: SteppingClock, whole: list[Event]
) -> None:
    """A trainer may rewrite the script meanwhile: the interview that began goes on with its own."""
    first = Interview.start(library, journal, "petit", seed=7, clock=clock)
    play(first, PLAYED[:3])
    rewritten = SmallLibrary(library.text.replace("Et donc ?", "Tout autre chose.").replace("Merci.", "Non."))
    resumed = Interview.resume(rewritten, journal, first.session_id, clock)
    play(resumed, PLAYED)
    assert lived(resumed.events) == lived(whole)


def test_recorded_tags_are_used_and_not_computed_again(
    library: SmallLibrary, journal: Journal, clock: SteppingClock, whole: list[Event]
) -> None:
    """A newer tagger reads only what comes next, and the learner is told."""
    first = Interview.start(library, journal, "petit", seed=7, clock=clock)
    play(first, PLAYED[:3])
    newer = SmallLibrary()
    newer.tagger.version = "essai-2"
    resumed = Interview.resume(newer, journal, first.session_id, clock)
    assert newer.tagger.asked == []
    assert "règles" in resumed.notice
    play(resumed, PLAYED)
    assert lived(resumed.events) == lived(whole)


def test_what_is_recorded_wins_over_an_engine_that_has_changed(
    library: SmallLibrary, journal: Journal, clock: SteppingClock
) -> None:
    """When the engine would answer otherwise, the recorded answers stay, the learner is told, the interview goes on."""
    first = Interview.start(library, journal, "petit", seed=7, clock=clock)
    play(first, PLAYED[:3])
    kept = first.events
    changed = library.text.replace("J’attends", "J’espère").replace("Un mois", "Deux mois").replace("Ça fait", "Voilà")
    with journal._engine.begin() as connection:  # as if this version drew other words from the same seed
        connection.execute(sa.update(scripts).values(text=changed))
    resumed = Interview.resume(library, journal, first.session_id, clock)
    assert resumed.events == kept
    assert "dès ses premiers mots" in resumed.notice
    play(resumed, PLAYED)
    assert replies_in(resumed.events) == list(PLAYED)
    assert resumed.finished


def test_an_engine_that_would_have_ended_earlier_ends_now(
    library: SmallLibrary, journal: Journal, clock: SteppingClock
) -> None:
    """When the engine says that the interview is over since an earlier turn, it ends without losing any reply."""
    first = Interview.start(library, journal, "petit", seed=7, clock=clock)
    play(first, PLAYED[:4])
    way = '- {vers: recit, si: "empathie ou tours >= 3"}'
    changed = library.text.replace(way, f'- {{vers: rupture, si: "tours >= 1"}}\n      {way}')
    with journal._engine.begin() as connection:
        connection.execute(sa.update(scripts).values(text=changed))
    resumed = Interview.resume(library, journal, first.session_id, clock)
    assert resumed.finished
    assert "échange 1" in resumed.notice
    assert replies_in(resumed.events) == list(PLAYED[:4])


def test_a_finished_interview_is_not_resumed(library: SmallLibrary, journal: Journal, clock: SteppingClock) -> None:
    """It is read through its report; the message gives the command."""
    interview = Interview.start(library, journal, "petit", clock=clock)
    interview.abandon()
    with pytest.raises(UsageError) as caught:
        Interview.resume(library, journal, interview.session_id, clock)
    assert f"repartie report {interview.session_id}" in caught.value.hint
    with pytest.raises(SessionNotFoundError):
        Interview.resume(library, journal, "inconnu", clock)


def test_a_script_that_is_no_longer_readable_loses_nothing(
    library: SmallLibrary, journal: Journal, clock: SteppingClock
) -> None:
    """The message says that replies are kept and which version reads them."""
    first = Interview.start(library, journal, "petit", seed=7, clock=clock)
    with journal._engine.begin() as connection:
        connection.execute(sa.update(scripts).values(text="id: petit"))
    with pytest.raises(InvalidFileError) as caught:
        Interview.resume(library, journal, first.session_id, clock)
    assert caught.value.where == first.session_id
    assert len(journal.events(first.session_id)) == 2


def test_two_windows_on_one_interview_cannot_double_a_step(
    library: SmallLibrary, journal: Journal, clock: SteppingClock
) -> None:
    """The window that is behind is told so; what the other recorded stands alone."""
    one = Interview.start(library, journal, "petit", seed=7, clock=clock)
    two = Interview.resume(library, journal, one.session_id, clock)
    two.reply("Bonjour")
    with pytest.raises(JournalLockedError):
        one.reply("Bonsoir")
    assert replies_in(two.events) == ["Bonjour"]


def test_interruptions_do_not_count_as_time(library: SmallLibrary, journal: Journal, clock: SteppingClock) -> None:
    """Times go on from where the interview stopped, even days later or with a clock set back."""
    interview = Interview.start(library, journal, "petit", seed=7, clock=clock)
    interview.reply("Bonjour")
    started = interview.started
    for shift in (timedelta(days=3), -timedelta(days=9)):
        clock.now += shift
        interview = Interview.resume(library, journal, interview.session_id, clock)
        interview.reply("Me revoici")
        clock.now -= timedelta(hours=1)
        interview.reply("Et encore")
    times = [event.at for event in interview.events if isinstance(event, ReplyEvent | InterlocutorEvent)]
    assert times == sorted(times)
    assert times[-1] < 60
    assert interview.started == started


def test_the_start_is_given_in_the_learners_time_zone(library: SmallLibrary, journal: Journal) -> None:
    """The journal keeps UTC; the session's id and what front ends show follow the learner's clock."""
    paris = timezone(timedelta(hours=1))
    now = datetime(2026, 11, 24, 0, 5, tzinfo=paris)
    interview = Interview.start(library, journal, "petit", clock=lambda: now)
    assert interview.session_id.startswith("20261124-0005-")
    resumed = Interview.resume(library, journal, interview.session_id, lambda: now)
    assert (resumed.started, resumed.started.utcoffset()) == (now, timedelta(hours=1))
    assert isinstance(resumed.events[0], SessionEvent)
