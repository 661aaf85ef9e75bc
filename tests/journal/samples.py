"""Events for the journal's tests, valid and small."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from simulator.dialogue.answer import Answer, Ending, Quality
from simulator.dialogue.events import EndEvent, Event, InterlocutorEvent, ReplyEvent, SessionEvent, TagsEvent
from simulator.rubric.model import Span, Tag

if TYPE_CHECKING:
    from simulator.journal import Journal

START = datetime(2026, 11, 24, 9, 31, tzinfo=UTC)


def session(session_id: str = "20261124-0931-k7f3", **changes: Any) -> SessionEvent:
    """The opening of a session."""
    values: dict[str, Any] = {
        "id": session_id,
        "script": "remboursement_refuse",
        "script_hash": "h1",
        "title": "Un remboursement refusé",
        "channel": "tchat",
        "seed": 2**62,
        "mode": "entrainement",
        "learner": "Zoé",
        "rubric": "r1",
        "consigne": "Écoutez.",
        "version": "0.1.0",
    }
    return SessionEvent(**values | changes)


def answer(turn: int) -> InterlocutorEvent:
    """An interlocutor's answer."""
    said = Answer(("Bon.", "Et alors ?"), "sèchement", "accueil", "neutre", {"tension": 60.1})
    return InterlocutorEvent.of(turn, said, float(turn))


def turn(number: int) -> list[Event]:
    """A whole turn: reply, tags, answer."""
    tag = Tag("salutation", 0.9, (Span(0, 7),), "Vous saluez.")
    return [
        ReplyEvent(turn=number, text=f"Bonjour, réplique {number} 🙂", at=float(number)),
        TagsEvent.of(number, [tag]),
        answer(number),
    ]


def end(quality: Quality = "bonne", number: int = 1) -> EndEvent:
    """An ending of the script."""
    return EndEvent.of(number, Ending("apaisee", quality, "Apaisée", "Elle repart calme."))


def record(journal: Journal, opening: SessionEvent, events: list[Event], *, minutes: int = 0) -> list[Event]:
    """Record a session begun ``minutes`` after ``START``, and return all its events."""
    started = START + timedelta(minutes=minutes)
    journal.create_session(opening, f"texte de {opening.script}", started)
    for sequence, event in enumerate(events, start=1):
        journal.append(opening.id, event, sequence=sequence, recorded=started + timedelta(seconds=sequence))
    return [opening, *events]
