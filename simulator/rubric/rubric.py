"""The rubric as it runs: markers, rules, lexicons and automaton, in a form that loads fast.

One form only: what ``compiling`` writes is what is read here, whether it was compiled a moment ago from YAML or when
the wheel was built. Nothing here imports pydantic or reads YAML.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

from simulator.rubric.rules.automaton import Automaton, Plan

if TYPE_CHECKING:
    from collections.abc import Mapping

    from simulator.rubric.criteria import CriteriaBook

FORMAT = 1
"""Version of the compiled form; another one is refused."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One way of performing an act."""

    marker: str
    number: int
    """0-based place among the rules of its marker."""
    requires: tuple[str, ...]
    denies: tuple[str, ...]
    """Features that must not hold (``si: non x`` and ``sauf``)."""
    despite: tuple[str, ...]
    weight: float
    whole: bool
    """Whether the evidence is the clause rather than the words found."""
    bare: bool
    """Whether it has no pattern: its conditions are tried on every clause."""
    explanation: str

    @property
    def key(self) -> str:
        """A stable name, for features and explanations."""
        return f"{self.marker}:{self.number + 1}"


@dataclass(frozen=True, slots=True)
class Signal:
    """Something heard, that rules ask about."""

    id: str
    speaker: str
    despite: bool
    silences: bool


@dataclass(frozen=True, slots=True)
class Case:
    """An example or a counter-example, brackets stripped."""

    text: str
    spans: tuple[tuple[int, int], ...]
    before: str
    channel: str
    first: bool | None
    others: tuple[str, ...]
    reason: str
    known_failure: bool
    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Marker:
    """What a marker means, and how it is decided."""

    id: str
    name: str
    nature: str
    """``positif`` or ``faute``."""
    state: str
    channels: tuple[str, ...]
    counts: str
    excludes: str
    why: str
    neighbours: dict[str, str]
    threshold: float
    yields_clause: tuple[str, ...]
    yields_reply: tuple[str, ...]
    examples: tuple[Case, ...]
    counter_examples: tuple[Case, ...]
    file: str

    @property
    def fault(self) -> bool:
        """Whether it weighs against the learner."""
        return self.nature == "faute"


@dataclass(frozen=True)
class Program:
    """What the rubric compiles to; plain values only."""

    markers: tuple[Marker, ...]
    rules: tuple[Rule, ...]
    signals: tuple[Signal, ...]
    classes: dict[str, tuple[tuple[tuple[str, ...], ...], ...]]
    """By first form of an entry: ``(class symbol, following forms…)`` each."""
    vocabulary: tuple[str, ...]
    """Words that typos are mended to."""
    known: tuple[str, ...]
    """Other right words, never mended."""
    plan: Plan
    criteria: dict[str, str] = field(default_factory=dict)
    """Criteria files and their lexicon of events, as written: parsed only when the judge is asked for."""
    events: tuple[str, str] = ("", "")


class Rubric:
    """Everything needed to tag and to judge.

    Args:
        program: the compiled rubric.
        version: hash of the content of its files.
        criteria: the criteria when already loaded.
    """

    def __init__(self, program: Program, version: str, criteria: CriteriaBook | None = None) -> None:
        self.program = program
        self.version = version
        self._criteria = criteria

    @cached_property
    def markers(self) -> Mapping[str, Marker]:
        """The markers by id."""
        return {marker.id: marker for marker in self.program.markers}

    @cached_property
    def automaton(self) -> Automaton:
        """The patterns of all rules and signals. A match's owner is a rule's number, or past them a signal's."""
        return Automaton(self.program.plan)

    @cached_property
    def criteria(self) -> CriteriaBook:
        """The criteria, parsed on first use."""
        if self._criteria is not None:
            return self._criteria
        from simulator.errors import InvalidFileError
        from simulator.rubric.criteria import load_criteria

        book, diagnostics = load_criteria(
            self.program.criteria,
            self.program.events,
            positives=[m.id for m in self.program.markers if not m.fault],
            faults=[m.id for m in self.program.markers if m.fault],
            marker_names={m.id: m.name for m in self.program.markers},
        )
        if book is None:
            raise InvalidFileError("Les critères de la grille ont des erreurs.", diagnostics)
        return book

    def to_compiled(self) -> str:
        """The compiled form, as JSON text; ``from_compiled`` reads it back."""
        program = self.program
        data = {
            "format": FORMAT,
            "version": self.version,
            "markers": [asdict(marker) for marker in program.markers],
            "rules": [list(_fields(rule)) for rule in program.rules],
            "signals": [list(_fields(signal)) for signal in program.signals],
            "classes": program.classes,
            "vocabulary": program.vocabulary,
            "known": program.known,
            "plan": program.plan.as_data(),
            "criteria": program.criteria,
            "events": program.events,
        }
        return json.dumps(data, ensure_ascii=False, separators=(",", ":"))

    @classmethod
    def from_compiled(cls, text: str | bytes) -> Rubric:
        """Load a compiled rubric.

        Raises:
            ValueError: the text is no compiled rubric, or of another format.
        """
        data = json.loads(text)
        if data.get("format") != FORMAT:
            raise ValueError("compiled rubric of another format")
        program = Program(
            markers=tuple(_marker(item) for item in data["markers"]),
            rules=tuple(
                Rule(m, n, tuple(r), tuple(d), tuple(e), w, o, b, x) for m, n, r, d, e, w, o, b, x in data["rules"]
            ),
            signals=tuple(Signal(*item) for item in data["signals"]),
            classes={
                form: tuple((tuple(symbols), tuple(rest)) for symbols, rest in entries)
                for form, entries in data["classes"].items()
            },
            vocabulary=tuple(data["vocabulary"]),
            known=tuple(data["known"]),
            plan=Plan(**data["plan"]),
            criteria=data["criteria"],
            events=tuple(data["events"]),
        )
        return cls(program, data["version"])


def _fields(value: Rule | Signal) -> tuple[Any, ...]:
    return tuple(getattr(value, name) for name in type(value).__slots__)


def _case(data: dict[str, Any]) -> Case:
    return Case(**{**data, "spans": tuple(tuple(span) for span in data["spans"]), "others": tuple(data["others"])})


def _marker(data: dict[str, Any]) -> Marker:
    lists = {name: tuple(data[name]) for name in ("channels", "yields_clause", "yields_reply")}
    cases = {name: tuple(_case(case) for case in data[name]) for name in ("examples", "counter_examples")}
    return Marker(**{**data, **lists, **cases})
