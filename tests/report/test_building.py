"""The debrief as a value: each thing at its turn, evidence on the right words."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.errors import InputError
from simulator.report import build_debrief, transcript_of
from simulator.report.highlighting import Highlighter
from simulator.report.recorded import RecordedInterview
from simulator.rubric.model import Transcript, TurnEvidence, Utterance, Verdict
from tests.report.debrief_cases import MARKUP, PlayedScript, debrief, events, said
from tests.rubric.judging_cases import ANGRY, book


def test_a_recorded_interview_keeps_what_was_said_in_order() -> None:
    """Turns of the journal become utterances; a silence is an empty one, and tags follow their reply."""
    recorded = transcript_of(events(), bloc=1, difficult=True)
    texts = [turn.text for turn in recorded.transcript.turns]
    assert texts[0] == "Allô ?"
    assert texts[2:4] == [ANGRY, MARKUP]
    assert texts[-1] == ""
    assert {turn: [item.marker for item in tags] for turn, tags in recorded.tags.items() if tags} == {
        1: ["salutation", "empathie"],
        3: ["minimisation"],
    }
    assert recorded.observations[4].events == {"objection"}
    assert "tension" in recorded.observations[4].risen
    assert "tension" not in recorded.observations[2].risen


def test_an_answer_without_a_word_is_no_utterance() -> None:
    """A silent pick-up leaves no line in the transcript."""
    played = events()
    played[1] = said(0, "", 60)
    assert transcript_of(played).transcript.turns[0].speaker == "apprenant"


def test_highlights_lie_on_the_words_that_count() -> None:
    """Each highlight covers its evidence, and the segments of a turn give its text back."""
    made = debrief()
    passages = {turn.text[note.start : note.end]: note for turn in made.turns for note in turn.highlights}
    assert set(passages) == {"Bonjour", "je comprends votre colère", "Calmez-vous"}
    assert passages["Calmez-vous"].fault
    assert passages["je comprends votre colère"].marks[0].name == "Reconnaître ce que vit la personne"
    assert "1.6.b" in passages["je comprends votre colère"].criteria
    assert [note.number for note in made.highlights] == [1, 2, 3]
    for turn in made.turns:
        assert "".join(segment.text for segment in turn.segments) == turn.text


def test_criteria_refer_to_their_notes() -> None:
    """A criterion's notes are the highlights that name it."""
    made = debrief()
    by_number = {note.number: note for note in made.highlights}
    for result in made.criteria:
        assert all(result.id in by_number[number].criteria for number in result.notes)
    assert {result.id: result.label for result in made.criteria}["1.6.b"] == "Comprendre la personne en colère"


def test_missed_occasions_and_hints_stand_at_their_reply() -> None:
    """What was awaited is told where it was awaited, once even when several criteria awaited it; hints likewise."""
    turns = {turn.index: turn for turn in debrief().turns}
    expected = [missed.expected for missed in turns[3].missed]
    assert "reconnaître la colère avant toute explication" in expected
    assert len(expected) == len(set(expected))
    assert [hint.level for hint in turns[3].hints] == [2]
    assert not turns[1].hints


def test_the_curve_has_the_bounds_of_the_script_and_its_causes() -> None:
    """Tension comes first, with why it moved; a gauge unknown to the script runs from 0 to 100."""
    tension, trust = debrief().curves
    assert (tension.gauge, tension.minimum, tension.maximum) == ("tension", 0, 120)
    assert [point.value for point in tension.points] == [60, 55, 80]
    assert tension.points[1].causes == ("Vous avez reconnu sa colère.",)
    assert (trust.gauge, trust.maximum) == ("confiance", 100)


def test_the_ending_is_told() -> None:
    """Ending, quality, length and learner are those of the events; an unfinished interview has no quality."""
    made = debrief()
    assert (made.ending, made.sentence, made.quality, made.reason) == ("Rompue", "Elle raccroche.", "mauvaise", "fin")
    assert (made.exchanges, made.seconds, made.learner) == (3, 180.0, "Camille <R>")
    unfinished = debrief(events(ended=False))
    assert (unfinished.quality, unfinished.reason) == (None, None)


def test_events_without_a_session_are_refused() -> None:
    """A damaged suite of events gets our own error."""
    with pytest.raises(InputError):
        build_debrief([said(0, "Allô ?", 50)], PlayedScript(), (), book())


_SPANS = st.tuples(
    st.integers(0, 30), st.integers(1, 12), st.booleans(), st.sampled_from(["empathie", "agressivite", ""])
)


@given(st.lists(_SPANS, max_size=12))
def test_highlights_never_overlap_and_keep_all_evidence(spans: list[tuple[int, int, bool, str]]) -> None:
    """Whatever the evidence, passages are ordered, apart, inside the text, and cover each inside piece of it."""
    text = "Je comprends que ce refus vous pèse."
    evidence = tuple(TurnEvidence(0, start, start + size, marker, fault) for start, size, fault, marker in spans)
    recorded = RecordedInterview(Transcript("x", "tchat", 1, (Utterance("apprenant", text),)), {}, {})
    found = Highlighter(recorded, [Verdict("1.1.a", "partiel", 0.9, evidence, "Pourquoi.")], {}).of(0)
    places = [(note.start, note.end) for note in found]
    assert all(0 <= start < end <= len(text) for start, end in places)
    assert all(left[1] <= right[0] for left, right in itertools.pairwise(places))
    covered = {place for start, end in places for place in range(start, end)}
    inside = [item for item in evidence if item.end <= len(text)]
    assert covered == {place for item in inside for place in range(item.start, item.end)}
    assert all(note.marks for note in found)
