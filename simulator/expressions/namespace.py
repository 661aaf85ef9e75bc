"""Which words a condition may use, and where their values come from when it is evaluated.

The first is known when a file is loaded, the second at each turn. This module does not read conditions.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, Protocol

if TYPE_CHECKING:
    from collections.abc import Mapping, Set

Type = Literal["boolean", "number"]


@dataclass(frozen=True)
class Signature:
    """What a function takes and gives."""

    kinds: tuple[str, ...]
    """The kind of each argument, a French word among the keys of ``Namespace.kinds`` (« marqueur », « fait »)."""
    result: Type = "boolean"


@dataclass(frozen=True)
class Namespace:
    """The words that a condition may use."""

    booleans: Set[str] = frozenset()
    """Names that are true or false."""
    numbers: Set[str] = frozenset()
    """Names that hold a number."""
    functions: Mapping[str, Signature] = field(default_factory=dict)
    kinds: Mapping[str, Set[str]] = field(default_factory=dict)
    """The ids that exist of each kind; functions take these ids as arguments."""

    @property
    def names(self) -> frozenset[str]:
        """All names that stand alone in a condition."""
        return frozenset(self.booleans) | frozenset(self.numbers)


class Environment(Protocol):
    """The values of the names of a namespace at one moment; it must answer for every name that the namespace holds."""

    def boolean(self, name: str) -> bool:
        """Whether a name is true now."""
        ...

    def number(self, name: str) -> float:
        """The number that a name holds now."""
        ...

    def call(self, name: str, args: tuple[str, ...]) -> bool | float:
        """The result of a function for these ids."""
        ...
