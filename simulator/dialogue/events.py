"""One union of small frozen events: journal rows, headless JSON lines and replay are these very values.

The module knows neither the database nor the screen; ``at`` and ``id`` are given by the runner, which has a clock.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter

from simulator.dialogue.answer import Ending, GaugeChange, Quality
from simulator.rubric.model import Channel, Span, Tag, Verdict

if TYPE_CHECKING:
    from collections.abc import Sequence

    from simulator.dialogue.answer import Answer

Mode = Literal["entrainement", "evaluation"]
EndReason = Literal["fin", "abandon"]


class _Event(BaseModel):
    """What all events share: frozen, and strict about unknown fields so that a damaged row is noticed."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    def to_json(self) -> str:
        """The event as one JSON line (without the line feed)."""
        return self.model_dump_json()


class SessionEvent(_Event):
    """An interview began."""

    event: Literal["session"] = "session"
    id: str
    """Short readable id of the session, made by the runner."""
    script: str
    script_hash: str
    """Hash of the script's text: a resume plays the very text that began."""
    title: str
    channel: Channel
    seed: int
    mode: Mode
    learner: str
    rubric: str
    """Version of the rubric (hash of its content)."""
    consigne: str
    version: str
    """Version of Repartie."""


class ReplyEvent(_Event):
    """The learner replied, or let a silence pass."""

    event: Literal["reply"] = "reply"
    turn: int
    text: str
    silence: float | None = None
    """Seconds of silence when nothing was said."""
    at: float
    """Seconds since the session began."""


class TagRecord(_Event):
    """One marker found in a reply, in the form that ``repartie tag`` prints."""

    tag: str
    confidence: float
    evidence: tuple[Span, ...]
    why: str

    @classmethod
    def of(cls, tag: Tag) -> Self:
        """The record of a tag."""
        return cls(tag=tag.marker, confidence=tag.confidence, evidence=tag.evidence, why=tag.why)

    def as_tag(self) -> Tag:
        """The tag as the judge receives it."""
        return Tag(self.tag, self.confidence, self.evidence, self.why)


class TagsEvent(_Event):
    """The tagger read the reply of this turn."""

    event: Literal["tags"] = "tags"
    turn: int
    tags: tuple[TagRecord, ...]

    @classmethod
    def of(cls, turn: int, tags: Sequence[Tag]) -> Self:
        """The event for the tags of a turn."""
        return cls(turn=turn, tags=tuple(TagRecord.of(tag) for tag in tags))


class InterlocutorEvent(_Event):
    """The interlocutor answered."""

    event: Literal["interlocutor"] = "interlocutor"
    turn: int
    messages: tuple[str, ...]
    text: str
    """The messages as one text, one line each."""
    stage_direction: str
    state: str
    mood: str
    gauges: dict[str, float]
    told: tuple[str, ...]
    repeated: tuple[str, ...]
    refused: tuple[str, ...] = ()
    objection: str
    changes: tuple[GaugeChange, ...]
    unanswered: bool
    at: float

    @classmethod
    def of(cls, turn: int, answer: Answer, at: float) -> Self:
        """The event for an answer given at ``at`` seconds."""
        return cls(
            turn=turn,
            messages=answer.messages,
            text=answer.text,
            stage_direction=answer.stage_direction,
            state=answer.state,
            mood=answer.mood,
            gauges=dict(answer.gauges),
            told=answer.told,
            repeated=answer.repeated,
            refused=answer.refused,
            objection=answer.objection,
            changes=answer.changes,
            unanswered=answer.unanswered,
            at=at,
        )


class HintEvent(_Event):
    """The learner asked for a hint (training only)."""

    event: Literal["hint"] = "hint"
    turn: int
    level: int
    text: str


class EndEvent(_Event):
    """The interview ended, by itself or because the learner left."""

    event: Literal["end"] = "end"
    turn: int
    ending: str
    """Id of the ending; empty when abandoned."""
    quality: Quality | None
    title: str
    sentence: str
    reason: EndReason
    verdicts: tuple[Verdict, ...] = ()

    @classmethod
    def of(cls, turn: int, ending: Ending, verdicts: Sequence[Verdict] = ()) -> Self:
        """The event for an ending of the script."""
        return cls(
            turn=turn,
            ending=ending.id,
            quality=ending.quality,
            title=ending.title,
            sentence=ending.sentence,
            reason="fin",
            verdicts=tuple(verdicts),
        )


Event = Annotated[
    SessionEvent | ReplyEvent | TagsEvent | InterlocutorEvent | HintEvent | EndEvent, Field(discriminator="event")
]

_ADAPTER: TypeAdapter[Event] = TypeAdapter(Event)


def event_from_json(line: str | bytes) -> Event:
    """Read an event back from its JSON form.

    Raises:
        pydantic.ValidationError: when the line is no event of this version.
    """
    return _ADAPTER.validate_json(line)
