"""What one conversation remembers: the only thing that changes in the whole package.

Everything is counted or kept in sets, so that a turn costs the same at the five-hundredth as at the tenth.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from simulator.dialogue.answer import GaugeChange
from simulator.dialogue.questions import Asked
from simulator.dialogue.script import Effects, Script

ObjectionStatus = Literal["ouverte", "repondue", "abandonnee"]
FOLLOW_UPS = 2
"""How often an objection left unanswered comes back before the person drops it."""


@dataclass(frozen=True, slots=True)
class Now:
    """What the current turn of the learner holds."""

    markers: frozenset[str] = frozenset()
    silent: bool = False
    insulting: bool = False
    asked: Asked = field(default_factory=lambda: Asked((), False, False))


@dataclass(slots=True)
class Raised:
    """An objection that was raised."""

    status: ObjectionStatus = "ouverte"
    waited: int = 0
    """Turns since it was last said."""
    follow_ups: int = 0


@dataclass(slots=True)
class Memory:
    """Where a conversation stands."""

    script: Script
    state: str
    gauges: dict[str, float]
    mood: str = ""
    turn: int = 0
    state_turns: int = 0
    silences: int = 0
    insults: int = 0
    now: Now = field(default_factory=Now)
    counts: dict[str, int] = field(default_factory=dict)
    """Marker → replies that carried it, the current one included."""
    told: set[str] = field(default_factory=set)
    refused: set[str] = field(default_factory=set)
    corrected: set[str] = field(default_factory=set)
    visited: set[str] = field(default_factory=set)
    objections: dict[str, Raised] = field(default_factory=dict)
    values: dict[str, str] = field(default_factory=dict)
    """Fact → its value as the person believes it now."""
    changes: list[GaugeChange] = field(default_factory=list)
    """Gauges moved in the current turn."""

    @classmethod
    def at_start(cls, script: Script) -> Memory:
        """The memory of a conversation that has not begun."""
        memory = cls(script, script.start, {name: gauge.start for name, gauge in script.gauges.items()})
        memory.values = {name: fact.value for name, fact in script.facts.items()}
        memory.visited.add(script.start)
        return memory

    def begin(self, now: Now) -> None:
        """Enter a new turn: count what it holds, and let the gauges drift."""
        self.turn += 1
        self.state_turns += 1
        self.now = now
        self.changes = []
        self.silences += now.silent
        self.insults += now.insulting
        for marker in now.markers:
            self.counts[marker] = self.counts.get(marker, 0) + 1
        for raised in self.objections.values():
            raised.waited += 1
        for name, gauge in self.script.gauges.items():
            self._move(name, gauge.drifted(self.gauges[name]), "")

    def apply(self, effects: Effects) -> None:
        """Move gauges, within their bounds."""
        for name, delta in effects.deltas:
            self._move(name, self.script.gauges[name].clamped(self.gauges[name] + delta), effects.why)

    def _move(self, name: str, after: float, why: str) -> None:
        before = self.gauges[name]
        if after != before:
            self.gauges[name] = after
            self.changes.append(GaugeChange(name, before, after, why))

    def enter(self, state: str) -> None:
        """Move to a state; staying where one is goes on counting its turns."""
        if state != self.state:
            self.state = state
            self.state_turns = 0
        self.visited.add(state)

    def seen(self, marker: str) -> int:
        """Replies so far that carry a marker."""
        return self.counts.get(marker, 0)

    def objection_is(self, objection: str, status: ObjectionStatus) -> bool:
        """Whether an objection was raised and stands so."""
        raised = self.objections.get(objection)
        return raised is not None and raised.status == status
