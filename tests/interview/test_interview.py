"""The loop as front ends drive it: what is recorded, in which order, and what is refused."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest

from simulator.dialogue.events import EndEvent, HintEvent, InterlocutorEvent, ReplyEvent, SessionEvent, TagsEvent
from simulator.errors import InvalidFileError, UsageError
from simulator.interview import Interview, debrief_of
from simulator.journal.failures import SessionExistsError
from simulator.rubric.model import Utterance
from tests.interview.playing import lived, play, replies_in
from tests.interview.small import PLAYED, SmallLibrary

if TYPE_CHECKING:
    from collections.abc import Callable

    from simulator.journal import Journal
    from tests.conftest import SteppingClock

Start = "Callable[..., Interview]"


@pytest.fixture
def library() -> SmallLibrary:
    """The small library."""
    return SmallLibrary()


@pytest.fixture
def start(library: SmallLibrary, journal: Journal, clock: SteppingClock) -> Callable[..., Interview]:
    """Start the small interview."""

    def begin(**choices: Any) -> Interview:
        return Interview.start(library, journal, "petit", clock=clock, **{"seed": 7} | choices)

    return begin


def test_a_new_interview_records_its_session_and_first_words(start: Callable[..., Interview], journal: Journal) -> None:
    """Before anything is shown, the session and the interlocutor's first words are in the journal."""
    interview = start(learner=" Zoé\n")
    session, opening = journal.events(interview.session_id)
    assert isinstance(session, SessionEvent)
    assert isinstance(opening, InterlocutorEvent)
    assert (session.channel, session.seed, session.mode, session.learner) == ("tchat", 7, "entrainement", "Zoé")
    assert (opening.turn, opening.state) == (0, "accueil")
    assert opening.messages
    assert journal.script_text(session.id) == SmallLibrary().text
    assert re.fullmatch(r"20261124-0931-[2-9a-z]{4}", interview.session_id)
    assert (interview.turn, interview.finished, interview.pending, interview.notice) == (0, False, False, "")


def test_a_turn_is_recorded_step_by_step(start: Callable[..., Interview]) -> None:
    """A reply gives reply, tags and answer, in this order, and they are what the journal holds."""
    interview = start()
    new = interview.reply("Je comprends. #empathie")
    reply, tags, answer = new
    assert isinstance(reply, ReplyEvent)
    assert isinstance(tags, TagsEvent)
    assert isinstance(answer, InterlocutorEvent)
    assert [tag.tag for tag in tags.tags] == ["empathie"]
    assert {event.turn for event in (reply, tags, answer)} == {1}
    assert 0 < reply.at < answer.at
    assert interview.events[2:] == new


def test_an_interview_is_played_to_its_end(start: Callable[..., Interview], journal: Journal) -> None:
    """The ending is recorded with its verdicts, and nothing can be added after it."""
    interview = start()
    new = play(interview, PLAYED)
    end = new[-1]
    assert isinstance(end, EndEvent)
    assert (end.ending, end.quality, end.reason, end.turn) == ("apaisee", "bonne", "fin", len(PLAYED))
    assert end.verdicts[0].why == "15 répliques, 5 marqueurs."
    assert replies_in(interview.events) == list(PLAYED)
    assert interview.finished
    assert journal.session(interview.session_id).quality == "bonne"
    for use in (lambda: interview.reply("Encore"), lambda: interview.silence(3), lambda: interview.hint(1)):
        with pytest.raises(UsageError):
            use()
    assert interview.abandon() == end
    assert interview.events[-1] == end


def test_the_same_seed_gives_the_same_interview(start: Callable[..., Interview]) -> None:
    """Two interviews with the same seed and replies are the same; another seed gives another wording."""
    played = []
    for seed in (3, 3, *range(10, 20)):
        interview = start(seed=seed)
        play(interview, PLAYED)
        played.append(lived(interview.events)[1:])
    assert played[0] == played[1]
    assert any(other != played[0] for other in played[2:])


def test_a_training_seed_is_drawn_and_kept(start: Callable[..., Interview]) -> None:
    """Without a seed, one is drawn; it is recorded, so that the interview can be played again."""
    seeds = {start(seed=None).seed for _ in range(8)}
    assert len(seeds) > 1
    assert all(0 <= seed < 1_000_000 for seed in seeds)


@pytest.mark.parametrize("asked", [None, 7, -1])
def test_an_assessment_has_the_scripts_own_seed(start: Callable[..., Interview], asked: int | None) -> None:
    """Every candidate meets the same person, whatever seed is asked for, and gets no hint."""
    interview = start(mode="evaluation", seed=asked)
    assert interview.seed == 2026
    with pytest.raises(UsageError):
        interview.hint(1)
    assert not any(isinstance(event, HintEvent) for event in interview.events)


@pytest.mark.parametrize(
    ("choice", "advice"),
    [
        ({"channel": "mail"}, "tchat, telephone"),
        ({"mode": "examen"}, "evaluation"),
        ({"seed": -1}, ""),
        ({"seed": 2**63}, ""),
    ],
)
def test_an_impossible_choice_is_refused_before_anything_is_recorded(
    start: Callable[..., Interview], journal: Journal, choice: dict[str, Any], advice: str
) -> None:
    """The message says what is possible, and the journal stays empty."""
    with pytest.raises(UsageError) as caught:
        start(**choice)
    assert advice in caught.value.hint
    assert journal.sessions() == []


def test_a_script_that_is_unknown_or_broken_starts_nothing(journal: Journal, clock: SteppingClock) -> None:
    """The library's error comes out as it is, and the journal stays empty."""
    with pytest.raises(UsageError):
        Interview.start(SmallLibrary(), journal, "inconnu", clock=clock)
    with pytest.raises(InvalidFileError):
        Interview.start(SmallLibrary("id: petit"), journal, "petit", clock=clock)
    assert journal.sessions() == []


def test_the_tagger_reads_a_reply_in_its_context(start: Callable[..., Interview], library: SmallLibrary) -> None:
    """It gets the last four utterances, silences left out, and knows which reply is the learner's first words."""
    interview = start()
    interview.silence(4)
    interview.reply("Un")
    interview.reply("Deux")
    interview.reply("Trois")
    said = [event.text for event in interview.events if isinstance(event, InterlocutorEvent)]
    first, second, third = library.tagger.asked
    assert [reply.first for reply in library.tagger.asked] == [True, False, False]
    assert first.context == (Utterance("interlocuteur", said[0]), Utterance("interlocuteur", said[1]))
    assert [said_before.text for said_before in second.context] == [said[0], said[1], "Un", said[2]]
    assert [said_before.text for said_before in third.context] == ["Un", said[2], "Deux", said[3]]
    assert {reply.channel for reply in library.tagger.asked} == {"tchat"}


def test_a_learner_who_speaks_first_has_no_context(start: Callable[..., Interview], library: SmallLibrary) -> None:
    """On the phone of this script, the person waits: the opening is recorded without a word."""
    interview = start(channel="telephone")
    opening = interview.events[1]
    assert isinstance(opening, InterlocutorEvent)
    assert opening.messages == ()
    interview.reply("Bonjour")
    assert library.tagger.asked[0].context == ()


def test_a_silence_is_a_turn_without_tags(start: Callable[..., Interview], library: SmallLibrary) -> None:
    """The interlocutor hears it, the tagger has nothing to read."""
    reply, tags, answer = start().silence(12)
    assert (reply.model_dump()["text"], reply.model_dump()["silence"]) == ("", 12.0)
    assert isinstance(tags, TagsEvent)
    assert tags.tags == ()
    assert isinstance(answer, InterlocutorEvent)
    assert library.tagger.asked == []


@pytest.mark.parametrize("seconds", [0, -3, float("nan"), float("inf"), 90_000])
def test_a_silence_has_a_sensible_length(start: Callable[..., Interview], seconds: float) -> None:
    """Nothing is recorded for a silence that cannot be."""
    interview = start()
    with pytest.raises(UsageError):
        interview.silence(seconds)
    assert interview.turn == 0


@pytest.mark.parametrize("text", ["", " \n", "x" * 1_000_000])
def test_what_is_no_reply_is_refused_and_not_recorded(start: Callable[..., Interview], text: str) -> None:
    """An empty or endless reply leaves the interview where it was."""
    interview = start()
    with pytest.raises(UsageError):
        interview.reply(text)
    assert (interview.turn, len(interview.events), interview.pending) == (0, 2, False)


def test_a_hint_is_recorded_where_it_was_asked(start: Callable[..., Interview]) -> None:
    """Hints are events of their own, and change nothing to what follows."""
    with_hints, without = start(), start()
    hint = with_hints.hint(2)
    assert (hint.turn, hint.text) == (0, "Laisser dire.")
    play(with_hints, PLAYED[:2])
    assert with_hints.hint(1).turn == 2
    play(with_hints, PLAYED)
    play(without, PLAYED)
    kept = [event for event in with_hints.events if not isinstance(event, HintEvent)]
    assert lived(kept) == lived(without.events)
    assert sum(isinstance(event, HintEvent) for event in with_hints.events) == 2


@pytest.mark.parametrize("level", [0, 4, -1])
def test_hints_have_three_levels(start: Callable[..., Interview], level: int) -> None:
    """Another level is refused, and nothing is recorded."""
    interview = start()
    with pytest.raises(UsageError):
        interview.hint(level)
    assert len(interview.events) == 2


def test_an_abandoned_interview_is_judged_on_what_was_played(start: Callable[..., Interview], journal: Journal) -> None:
    """It ends without quality, with verdicts, and is no longer offered to be resumed."""
    interview = start()
    interview.reply("Bonjour #empathie")
    end = interview.abandon()
    assert (end.reason, end.ending, end.quality, end.turn) == ("abandon", "", None, 1)
    assert end.verdicts[0].why == "3 répliques, 1 marqueurs."
    assert interview.finished
    assert journal.latest_unfinished() is None
    assert journal.best_results() == {}


def test_a_debrief_can_be_read_during_and_after(
    start: Callable[..., Interview], library: SmallLibrary, journal: Journal
) -> None:
    """The debrief of a session comes from its events, whether it is being played or read back later."""
    interview = start()
    interview.reply("Bonjour")
    assert interview.debrief().session == interview.session_id
    play(interview, PLAYED)
    assert interview.debrief() == debrief_of(library, journal, interview.session_id)


def test_an_id_already_taken_is_drawn_again(
    start: Callable[..., Interview], journal: Journal, monkeypatch: pytest.MonkeyPatch
) -> None:
    """When two candidates draw the same id at the same minute, the second one gets another."""
    taken = start().session_id
    create, tries = journal.create_session, []

    def first_time_taken(session: SessionEvent, *rest: Any) -> None:
        tries.append(session.id)
        create(session.model_copy(update={"id": taken}) if len(tries) == 1 else session, *rest)

    monkeypatch.setattr(journal, "create_session", first_time_taken)
    interview = start()
    assert len(tries) == 2
    assert interview.session_id == tries[1] != taken
    monkeypatch.setattr(journal, "create_session", lambda *_: (_ for _ in ()).throw(SessionExistsError("Pris.")))
    with pytest.raises(Exception, match="identifiant"):
        start()
