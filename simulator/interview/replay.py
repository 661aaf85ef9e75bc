"""Brings a conversation back to where the journal left it, by playing the recorded turns again.

The recorded markers are used, never computed again: a newer tagger cannot rewrite what the learner has lived through.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.dialogue.answer import LearnerTurn
from simulator.dialogue.events import InterlocutorEvent, ReplyEvent, TagsEvent

if TYPE_CHECKING:
    from collections.abc import Iterable

    from simulator.dialogue.events import Event
    from simulator.interview.ports import ConversationPort


def learner_turn(reply: ReplyEvent, tags: TagsEvent) -> LearnerTurn:
    """What the dialogue receives for a recorded reply and its tags."""
    return LearnerTurn(reply.text, frozenset(record.tag for record in tags.tags), reply.silence)


def replay(conversation: ConversationPort, events: Iterable[Event]) -> int | None:
    """Play the recorded turns that got their answer through a new conversation.

    Args:
        conversation: as new; left as it was after the last recorded answer.
        events: all the events of the session, in order.

    Returns:
        The first turn where the interlocutor does not answer as recorded (the engine has changed since), else ``None``.
    """
    differs: int | None = None
    reply: ReplyEvent | None = None
    tags: TagsEvent | None = None
    for event in events:
        if isinstance(event, ReplyEvent):
            reply = event
        elif isinstance(event, TagsEvent):
            tags = event
        elif isinstance(event, InterlocutorEvent):
            if conversation.ended is not None:
                return event.turn if differs is None else differs
            answer = conversation.step(learner_turn(reply, tags)) if reply and tags else conversation.open()
            if differs is None and InterlocutorEvent.of(event.turn, answer, event.at) != event:
                differs = event.turn
    return differs
