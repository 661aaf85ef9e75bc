"""An interview read back from its events, in the form that the judge receives.

Turns of the journal (one reply and its answer) and turns of a transcript (one utterance each) are counted differently;
this module is the only place that converts one into the other, so that evidence found by the judge always lands on the
right line of the debrief. It knows no screen and no database.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from simulator.dialogue.events import InterlocutorEvent, ReplyEvent, SessionEvent, TagsEvent
from simulator.rubric.judging.observation import Observation
from simulator.rubric.model import Transcript, Utterance

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from simulator.dialogue.events import Event
    from simulator.rubric.model import Channel, Tag


@dataclass(frozen=True, slots=True)
class RecordedInterview:
    """What the judge needs, in the transcript's own numbering (0-based, one utterance a turn)."""

    transcript: Transcript
    tags: Mapping[int, tuple[Tag, ...]]
    """The tags of each learner's utterance that the tagger has read."""
    observations: Mapping[int, Observation]
    """What the engine knew when the interlocutor spoke (gauges, objection raised)."""
    sources: tuple[ReplyEvent | InterlocutorEvent, ...] = field(default=())
    """The event of each utterance of the transcript, in the same order."""


def transcript_of(events: Iterable[Event], *, bloc: int = 1, difficult: bool = False) -> RecordedInterview:
    """Read an interview back from its events.

    A learner's silence is an utterance with an empty text; an answer without any message is none.

    Args:
        events: the events of one session, in order.
        bloc: bloc of the référentiel that the script exercises.
        difficult: whether the script is a difficult situation.

    Returns:
        The transcript with the tags and the observations that go with it.
    """
    session_id = ""
    channel: Channel = "tchat"
    turns: list[Utterance] = []
    sources: list[ReplyEvent | InterlocutorEvent] = []
    tags: dict[int, tuple[Tag, ...]] = {}
    observations: dict[int, Observation] = {}
    reply_at: dict[int, int] = {}
    gauges: dict[str, float] = {}
    for event in events:
        if isinstance(event, SessionEvent):
            session_id, channel = event.id, event.channel
        elif isinstance(event, ReplyEvent):
            reply_at[event.turn] = len(turns)
            turns.append(Utterance("apprenant", event.text))
            sources.append(event)
        elif isinstance(event, TagsEvent) and event.turn in reply_at:
            tags[reply_at[event.turn]] = tuple(record.as_tag() for record in event.tags)
        elif isinstance(event, InterlocutorEvent) and event.messages:
            raised = frozenset({"objection"}) if event.objection else frozenset()
            risen = frozenset(name for name, value in event.gauges.items() if value >= gauges.get(name, value))
            gauges = event.gauges
            observations[len(turns)] = Observation(dict(gauges), risen, raised)
            turns.append(Utterance("interlocuteur", event.text))
            sources.append(event)
    transcript = Transcript(session_id, channel, bloc, tuple(turns), difficult)
    return RecordedInterview(transcript, tags, observations, tuple(sources))
