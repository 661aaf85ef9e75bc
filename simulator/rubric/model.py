"""The values that pass between tagger, dialogue, judge and journal.

Offsets are in code points of the original text, half-open: ``text[span.start:span.end]`` is the evidence.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal, get_args

Channel = Literal["telephone", "face_a_face", "visio", "tchat", "sms", "mail", "jury"]
CHANNELS: tuple[Channel, ...] = get_args(Channel)

Speaker = Literal["apprenant", "interlocuteur"]

VerdictValue = Literal["acquis", "partiel", "non_acquis", "non_observe"]


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A non-empty stretch of a text, in code points, half-open."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Utterance:
    """What one speaker said in one go."""

    speaker: Speaker
    text: str


@dataclass(frozen=True, slots=True)
class Reply:
    """A learner's reply, read in its context, as the tagger receives it."""

    text: str
    channel: Channel
    context: tuple[Utterance, ...] = ()
    """The preceding utterances, oldest first; the tagger reads at most the last four."""
    first: bool | None = None
    """Whether it is the learner's first reply of the interview; ``None`` when unknown (then guessed from context)."""


@dataclass(frozen=True, slots=True)
class Tag:
    """One marker found in a reply."""

    marker: str
    """The marker's id, as in the annotation guide (French)."""
    confidence: float
    """Calibrated probability that a careful reader would agree, from 0 to 1."""
    evidence: tuple[Span, ...]
    """The clauses or words that carry the act; never empty, inside the reply."""
    why: str
    """The reason, a short French sentence that a learner understands."""


@dataclass(frozen=True, slots=True)
class Transcript:
    """A whole interview, as the judge receives it."""

    id: str
    channel: Channel
    bloc: int
    """The bloc of the référentiel (1 to 4) that the interview exercises."""
    turns: tuple[Utterance, ...]
    difficult: bool = False
    """Whether the interview is a difficult situation (competence 1.6 applies)."""


@dataclass(frozen=True, slots=True, order=True)
class TurnEvidence:
    """A stretch of a turn that supports (or weighs against) a verdict."""

    turn: int
    """0-based index in the transcript's turns."""
    start: int
    end: int
    marker: str = ""
    """The marker it carries, or the sign of craft (see ``judging.lexicon``); empty when neither is known."""
    fault: bool = False
    """Whether it weighs against the candidate."""


@dataclass(frozen=True, slots=True)
class MissedOccasion:
    """A turn of the interlocutor that called for an act which the learner's next reply did not perform."""

    turn: int
    """0-based index of the learner's turn in which the act was awaited."""
    criterion: str
    expected: str
    """What was awaited, a French noun phrase (« reconnaître sa colère »)."""
    example: str
    """What could have been said there, a French sentence."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """The judge's opinion on one criterion. The engine advises; people decide."""

    criterion: str
    verdict: VerdictValue
    confidence: float
    evidence: tuple[TurnEvidence, ...]
    why: str
    """The reason, French, addressed to the learner."""
    missed: tuple[MissedOccasion, ...] = field(default=())
