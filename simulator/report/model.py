"""The debrief as a value: everything that a screen, a page or a file shows, and nothing about how.

Places in a text are in code points, half-open, as everywhere (see ``simulator.rubric.model``). Turns are those of the
journal: the opening is turn 0, the first reply and its answer are turn 1. This module knows no format.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from simulator.dialogue.answer import GaugeChange, Quality
    from simulator.dialogue.events import EndReason, Mode
    from simulator.rubric.model import Channel, Speaker, VerdictValue


@dataclass(frozen=True, slots=True)
class Mark:
    """One thing that a highlighted passage shows."""

    marker: str
    """Id of the marker, or of the sign of craft."""
    name: str
    """Its French name."""
    criteria: tuple[str, ...]
    """Ids of the criteria it serves, or harms."""
    fault: bool
    why: str
    """Why the tagger found it, a French sentence; may be empty."""


@dataclass(frozen=True, slots=True)
class Highlight:
    """A passage of a learner's reply that counts in a verdict."""

    number: int
    """Number of its note, from 1, unique in the debrief."""
    start: int
    end: int
    marks: tuple[Mark, ...]

    @property
    def fault(self) -> bool:
        """Whether it weighs against the learner."""
        return any(mark.fault for mark in self.marks)

    @property
    def criteria(self) -> tuple[str, ...]:
        """Ids of all criteria concerned, sorted."""
        return tuple(sorted({criterion for mark in self.marks for criterion in mark.criteria}))


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of a reply, highlighted or not; the segments of a turn, joined, give its text back."""

    text: str
    highlight: Highlight | None


@dataclass(frozen=True, slots=True)
class Missed:
    """What was awaited in a reply and did not come."""

    criteria: tuple[str, ...]
    expected: str
    """What was awaited, in a few French words."""
    example: str
    """What could have been said there."""


@dataclass(frozen=True, slots=True)
class HintUsed:
    """A hint that the learner asked for."""

    turn: int
    """Turn after which it was asked."""
    level: int
    text: str


@dataclass(frozen=True, slots=True)
class DebriefTurn:
    """One utterance, with what there is to say of it."""

    index: int
    """0-based place in the transcript."""
    turn: int
    """Turn of the journal."""
    speaker: Speaker
    text: str
    """As typed; empty for a silence."""
    at: float
    """Seconds since the session began."""
    stage_direction: str = ""
    silence: float | None = None
    """Seconds of silence, when the learner let one pass."""
    highlights: tuple[Highlight, ...] = ()
    missed: tuple[Missed, ...] = ()
    hints: tuple[HintUsed, ...] = ()
    """Hints asked for before this reply."""
    changes: tuple[GaugeChange, ...] = ()
    """Gauges that this answer moved for a reason."""

    @property
    def segments(self) -> tuple[Segment, ...]:
        """The text cut at its highlights."""
        cut: list[Segment] = []
        place = 0
        for highlight in self.highlights:
            if highlight.start > place:
                cut.append(Segment(self.text[place : highlight.start], None))
            cut.append(Segment(self.text[highlight.start : highlight.end], highlight))
            place = highlight.end
        if place < len(self.text):
            cut.append(Segment(self.text[place:], None))
        return tuple(cut)


@dataclass(frozen=True, slots=True)
class GaugePoint:
    """The value of a gauge after an answer."""

    turn: int
    value: float
    causes: tuple[str, ...] = ()
    """Why it moved, French sentences; empty for the slow drift."""


@dataclass(frozen=True, slots=True)
class GaugeCurve:
    """A gauge over the interview."""

    gauge: str
    """Its id in the script, which is a French word (``tension``)."""
    minimum: float
    maximum: float
    points: tuple[GaugePoint, ...]


@dataclass(frozen=True, slots=True)
class CriterionResult:
    """A criterion and what the judge says of it."""

    id: str
    label: str
    verdict: VerdictValue
    confidence: float
    """From 0 to 1."""
    why: str
    advice: str
    notes: tuple[int, ...]
    """Numbers of the highlights that support or weigh against it."""


@dataclass(frozen=True, slots=True)
class Debrief:
    """All there is to read after an interview."""

    session: str
    script: str
    title: str
    person: str
    """The interlocutor's name; empty when unknown."""
    channel: Channel
    mode: Mode
    seed: int
    learner: str
    """The learner's name; may be empty."""
    ending: str
    """Title of the ending."""
    sentence: str
    """The ending told in one sentence."""
    quality: Quality | None
    """``None`` when the interview was abandoned or goes on."""
    reason: EndReason | None
    """``None`` while the interview goes on."""
    exchanges: int
    """Replies of the learner, silences included."""
    seconds: float
    """Duration of the interview."""
    curves: tuple[GaugeCurve, ...]
    """The tension first, when the script has one."""
    criteria: tuple[CriterionResult, ...]
    turns: tuple[DebriefTurn, ...]
    hints: tuple[HintUsed, ...]
    rubric: str
    """Version of the rubric that judged."""
    version: str
    """Version of Repartie."""

    @property
    def highlights(self) -> tuple[Highlight, ...]:
        """All highlights in the order of their numbers."""
        return tuple(highlight for turn in self.turns for highlight in turn.highlights)
