"""What goes into a conversation and what comes out of it, as values.

Every front end and the journal share these types; they know nothing of scripts, machines or channels.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal, get_args

Quality = Literal["bonne", "mitigee", "mauvaise"]
QUALITIES: tuple[Quality, ...] = get_args(Quality)


@dataclass(frozen=True, slots=True)
class LearnerTurn:
    """One turn of the learner: what was said and the markers found in it, or a silence."""

    text: str
    """The reply as typed; empty for a silent turn."""
    markers: frozenset[str] = frozenset()
    """Ids of the markers that the tagger found."""
    silence: float | None = None
    """Length of the silence in (simulated) seconds, or ``None`` when the learner answered."""

    @property
    def silent(self) -> bool:
        """Whether nothing was said: a silence, or a reply without a visible character."""
        return self.silence is not None or not self.text.strip()


@dataclass(frozen=True, slots=True)
class GaugeChange:
    """A gauge that moved, and why: the debrief tells it to the learner."""

    gauge: str
    before: float
    after: float
    why: str
    """The reason, a French sentence; empty for the slow drift toward rest."""


@dataclass(frozen=True, slots=True)
class Ending:
    """How a conversation ended."""

    id: str
    quality: Quality
    title: str
    sentence: str
    """The ending told to the learner in one French sentence."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What the interlocutor does in one turn."""

    messages: tuple[str, ...]
    """What is said: several short messages in a chat, one on the phone; may be empty (a silent pick-up)."""
    stage_direction: str
    """Intonation, gesture, delay…; empty if none."""
    state: str
    mood: str
    gauges: dict[str, float]
    told: tuple[str, ...] = ()
    """Ids of the facts told in this answer, in the order told."""
    repeated: tuple[str, ...] = ()
    """Facts already told that were asked again."""
    refused: tuple[str, ...] = ()
    """Facts asked for and kept back (confidence not earned)."""
    objection: str = ""
    """Id of the objection raised now, or an empty string."""
    changes: tuple[GaugeChange, ...] = ()
    unanswered: bool = False
    """A question was asked that the script does not know."""
    ending: Ending | None = field(default=None)

    @property
    def text(self) -> str:
        """All messages as one text, one line each."""
        return "\n".join(self.messages)
