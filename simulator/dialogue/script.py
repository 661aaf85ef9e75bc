"""A script ready to be played: names resolved, conditions compiled, lines parsed, questions indexed.

Built by ``load_script`` only, from a file without errors. Immutable and shared by all conversations of a process.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

    from simulator.dialogue.answer import Ending
    from simulator.dialogue.lines import Lines
    from simulator.dialogue.model import Access, DocumentSource, FirstWord, ScriptSource
    from simulator.dialogue.questions import QuestionIndex
    from simulator.expressions import Condition
    from simulator.rubric.model import Channel


@dataclass(frozen=True, slots=True)
class Gauge:
    """A quantity of the person, with its bounds and the place to which it returns."""

    start: float
    minimum: float
    maximum: float
    rest: float | None
    step: float

    def clamped(self, value: float) -> float:
        """The value kept within bounds, rounded so that additions give the same bytes everywhere."""
        return round(min(max(value, self.minimum), self.maximum), 4)

    def drifted(self, value: float) -> float:
        """The value after one turn's drift toward rest."""
        if self.rest is None:
            return value
        gap = self.rest - value
        return self.clamped(self.rest if abs(gap) <= self.step else value + (self.step if gap > 0 else -self.step))


@dataclass(frozen=True, slots=True)
class Effects:
    """Gauges moved together, and why (French, told in the debrief)."""

    deltas: tuple[tuple[str, float], ...] = ()
    why: str = ""


@dataclass(frozen=True, slots=True)
class Mood:
    """A temper, worn while it is the first whose condition holds."""

    id: str
    condition: Condition | None
    directions: Lines


@dataclass(frozen=True, slots=True)
class Reaction:
    """Effects of a way of doing, whatever the state."""

    condition: Condition
    effects: Effects


@dataclass(frozen=True, slots=True)
class Correction:
    """What makes the person see a fact told wrong, and the true value."""

    condition: Condition
    value: str
    lines: Lines


@dataclass(frozen=True, slots=True)
class Fact:
    """Something that the person knows, and how they tell it."""

    id: str
    value: str
    access: Access
    condition: Condition | None
    answers: Lines
    already: Lines
    refusals: Lines
    correction: Correction | None


@dataclass(frozen=True, slots=True)
class Objection:
    """A reason against, kept in mind until dealt with."""

    id: str
    raised_when: Condition
    answered_when: Condition
    lines: Lines
    again: Lines
    again_after: int
    accepted: Lines
    effects: Effects
    ignored: Effects


@dataclass(frozen=True, slots=True)
class Transition:
    """A way out of a state."""

    target: str
    """Id of a state or of an ending."""
    condition: Condition | None
    effects: Effects
    lines: Lines | None
    """Said instead of what the target says; ``None`` leaves it to the target, no line says nothing."""


@dataclass(frozen=True, slots=True)
class Fallbacks:
    """What is said when nothing moved."""

    fallback: Lines
    silence: Lines
    insult: Lines
    unknown_question: Lines


@dataclass(frozen=True, slots=True)
class State:
    """A stage of the interview."""

    id: str
    aim: str
    hints: tuple[str, str]
    """Level 1 (a question to ask oneself) and level 3 (an example); empty when the author gave none."""
    lines: Lines
    linked: Lines
    transitions: tuple[Transition, ...]
    fallbacks: Fallbacks


@dataclass(frozen=True)
class Script:
    """A whole interview."""

    source: ScriptSource
    """The file as written: identity, consigne, person, documents."""
    hash: str
    """Hash of the file's text."""
    gauges: Mapping[str, Gauge]
    moods: tuple[Mood, ...]
    reactions: tuple[Reaction, ...]
    facts: Mapping[str, Fact]
    objections: tuple[Objection, ...]
    everywhere: tuple[Transition, ...]
    states: Mapping[str, State]
    fallbacks: Fallbacks
    endings: Mapping[str, Ending]
    ending_lines: Mapping[str, Lines]
    forced_ending: str
    max_turns: int
    questions: QuestionIndex
    person: Mapping[str, Any]
    """What templates know of the person."""

    @property
    def id(self) -> str:
        """The script's id, its file's name."""
        return str(self.source.id)

    @property
    def title(self) -> str:
        """The title shown in lists."""
        return str(self.source.title)

    @property
    def summary(self) -> str:
        """One or two sentences for the home screen."""
        return str(self.source.summary)

    @property
    def activity(self) -> str:
        """The activity, which is the folder's name."""
        return str(self.source.activity)

    @property
    def channels(self) -> tuple[Channel, ...]:
        """The channels on which it can be played; the first is the default."""
        return tuple(self.source.channels)

    @property
    def bloc(self) -> int:
        """The bloc of the référentiel that it exercises."""
        return self.source.bloc

    @property
    def criteria(self) -> tuple[str, ...]:
        """The criteria that it exercises."""
        return tuple(str(criterion) for criterion in self.source.criteria)

    @property
    def difficult(self) -> bool:
        """Whether it is a difficult situation."""
        return self.source.difficult

    @property
    def level(self) -> int:
        """Difficulty, 1 to 3."""
        return self.source.level

    @property
    def duration(self) -> int:
        """Expected number of exchanges."""
        return self.source.duration

    @property
    def evaluation_seed(self) -> int:
        """The seed of every assessment, so that all candidates meet the same person."""
        return self.source.evaluation_seed

    @property
    def consigne(self) -> str:
        """What the learner reads before."""
        return str(self.source.consigne)

    @property
    def documents(self) -> tuple[DocumentSource, ...]:
        """Documents (id, title, Markdown text) open to the learner."""
        return tuple(self.source.documents)

    @property
    def person_name(self) -> str:
        """The interlocutor's name, for bubbles and reports."""
        return str(self.source.person.name)

    def first_word(self, channel: Channel) -> FirstWord:
        """Who speaks first on a channel."""
        return self.source.first_word.get(channel, "personne")

    @property
    def start(self) -> str:
        """Id of the state where the interview begins."""
        return next(iter(self.states))
