"""Events: the one form that journal, headless mode and replay share."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from simulator.dialogue.answer import Answer, Ending, GaugeChange, LearnerTurn
from simulator.dialogue.events import (
    EndEvent,
    Event,
    HintEvent,
    InterlocutorEvent,
    ReplyEvent,
    SessionEvent,
    TagsEvent,
    event_from_json,
)
from simulator.rubric.model import MissedOccasion, Span, Tag, TurnEvidence, Verdict

ANSWER = Answer(
    messages=("Non.", "Pas question."),
    stage_direction="sèchement",
    state="accueil",
    mood="neutre",
    gauges={"tension": 60.0},
    told=("date_soins",),
    changes=(GaugeChange("tension", 55.0, 60.0, "Vous l’avez coupée."),),
)
VERDICT = Verdict(
    "1.1.a",
    "acquis",
    0.9,
    (TurnEvidence(0, 0, 7, "salutation"),),
    "Vous avez salué.",
    (MissedOccasion(2, "1.6.a", "reconnaître sa colère", "Je vois."),),
)
EVENTS: list[Event] = [
    SessionEvent(
        id="20261124-0931-k7f3",
        script="demo",
        script_hash="ab",
        title="Démo",
        channel="tchat",
        seed=1,
        mode="entrainement",
        learner="",
        rubric="cd",
        consigne="Écoutez.",
        version="0.1.0",
    ),
    ReplyEvent(turn=1, text="Bonjour\u2028", at=1.5),
    ReplyEvent(turn=2, text="", silence=8.0, at=9.5),
    TagsEvent.of(1, [Tag("salutation", 0.97, (Span(0, 7),), "Vous saluez.")]),
    InterlocutorEvent.of(1, ANSWER, 2.0),
    HintEvent(turn=1, level=2, text="Nommez la colère."),
    EndEvent.of(3, Ending("apaisee", "bonne", "Apaisée", "Elle repart calme."), [VERDICT]),
    EndEvent(turn=3, ending="", quality=None, title="", sentence="", reason="abandon"),
]


@pytest.mark.parametrize("event", EVENTS, ids=lambda event: event.event)
def test_an_event_survives_its_json_form(event: Event) -> None:
    """An event read back from its JSON line equals the event written, on one line."""
    line = event.to_json()
    assert event_from_json(line) == event
    assert "\n" not in line


def test_an_unknown_field_is_refused() -> None:
    """A row with a field of another version is noticed, not silently dropped."""
    with pytest.raises(ValidationError):
        event_from_json('{"event": "hint", "turn": 1, "level": 1, "text": "x", "extra": 1}')


def test_a_tag_record_gives_the_tag_back() -> None:
    """Tags kept in the journal reach the judge unchanged."""
    tag = Tag("empathie", 0.8, (Span(2, 5), Span(7, 9)), "Vous reconnaissez sa gêne.")
    assert TagsEvent.of(1, [tag]).tags[0].as_tag() == tag


def test_a_reply_without_a_visible_character_is_a_silence() -> None:
    """A blank reply counts as a silent turn, as does an announced silence."""
    assert LearnerTurn(" \n").silent
    assert LearnerTurn("", silence=5.0).silent
    assert not LearnerTurn("Oui").silent
