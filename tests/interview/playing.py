"""Plays scripted replies and compares what was recorded; shared by the tests of the loop and the kill test."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from simulator.dialogue.events import Event, ReplyEvent

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from simulator.interview import Interview


def play(interview: Interview, replies: Sequence[str]) -> list[Event]:
    """Send the replies that the interview has not recorded yet, until it ends; an empty one is a silence of 5 s."""
    new: list[Event] = []
    for text in replies[interview.turn :]:
        if interview.finished:
            break
        new += interview.reply(text) if text else interview.silence(5)
    return new


def lived(events: Iterable[Event]) -> list[dict[str, Any]]:
    """What the learner lived through: all of the events but the session's id and the time that passed."""
    return [event.model_dump(mode="json", exclude={"at", "id"}) for event in events]


def replies_in(events: Iterable[Event]) -> list[str]:
    """The learner's replies, as recorded."""
    return [event.text for event in events if isinstance(event, ReplyEvent)]
