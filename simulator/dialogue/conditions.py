"""The words that a script's conditions may use, and their values at a moment of a conversation.

Both sides are kept together so that a word declared here cannot be without a value there.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from simulator.expressions import Namespace, Signature

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from simulator.dialogue.memory import Memory
    from simulator.dialogue.model import ScriptSource

COUNTERS: Final[Mapping[str, Callable[[Memory], float]]] = {
    "tours": lambda memory: memory.turn,
    "tours_etat": lambda memory: memory.state_turns,
    "silences": lambda memory: memory.silences,
    "insultes": lambda memory: memory.insults,
}
"""Numbers that every script has, beside its gauges."""

FLAGS: Final[Mapping[str, Callable[[Memory], bool]]] = {
    "silence": lambda memory: memory.now.silent,
    "insulte": lambda memory: memory.now.insulting,
    "question": lambda memory: memory.now.asked.question,
    "question_inconnue": lambda memory: memory.now.asked.unknown,
    "fait_demande": lambda memory: bool(memory.now.asked.facts),
}
"""Truths about the current turn that every script has, beside the markers."""

_CALLS: Final[Mapping[str, tuple[str, Callable[[Memory, str], bool | float]]]] = {
    "vu": ("marqueur", lambda memory, marker: memory.seen(marker) > 0),
    "nombre": ("marqueur", lambda memory, marker: float(memory.seen(marker))),
    "dit": ("fait", lambda memory, fact: fact in memory.told),
    "refuse": ("fait", lambda memory, fact: fact in memory.refused),
    "demande": ("fait", lambda memory, fact: fact in memory.now.asked.facts),
    "corrige": ("fait", lambda memory, fact: fact in memory.corrected),
    "levee": ("objection", lambda memory, objection: objection in memory.objections),
    "repondue": ("objection", lambda memory, objection: memory.objection_is(objection, "repondue")),
    "ouverte": ("objection", lambda memory, objection: memory.objection_is(objection, "ouverte")),
    "passe": ("état", lambda memory, state: state in memory.visited),
    "humeur": ("humeur", lambda memory, mood: memory.mood == mood),
}
"""Functions: the kind of their only argument, and their value."""


def namespace(source: ScriptSource, markers: Iterable[str]) -> Namespace:
    """The words that the conditions of a script may use."""
    known = frozenset(markers)
    return Namespace(
        booleans=known | FLAGS.keys(),
        numbers=frozenset(str(gauge) for gauge in source.gauges) | COUNTERS.keys(),
        functions={
            name: Signature((kind,), "number" if name == "nombre" else "boolean") for name, (kind, _) in _CALLS.items()
        },
        kinds={
            "marqueur": known,
            "fait": frozenset(str(fact.id) for fact in source.facts),
            "objection": frozenset(str(objection.id) for objection in source.objections),
            "état": frozenset(str(state.id) for state in source.states),
            "humeur": frozenset(str(mood.id) for mood in source.moods),
        },
    )


class Moment:
    """The environment of conditions: reads a conversation's memory, never changes it."""

    def __init__(self, memory: Memory) -> None:
        self._memory = memory

    def boolean(self, name: str) -> bool:
        """Whether a marker or a flag is true of the current turn."""
        flag = FLAGS.get(name)
        return flag(self._memory) if flag else name in self._memory.now.markers

    def number(self, name: str) -> float:
        """A gauge or a counter."""
        counter = COUNTERS.get(name)
        return counter(self._memory) if counter else self._memory.gauges[name]

    def call(self, name: str, args: tuple[str, ...]) -> bool | float:
        """The value of a function."""
        return _CALLS[name][1](self._memory, args[0])
