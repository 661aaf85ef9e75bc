"""What a dialogue engine may add to a transcript; a transcript from elsewhere has none of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class Observation:
    """What the engine knew when the interlocutor spoke."""

    gauges: Mapping[str, float] = field(default_factory=dict)
    """Gauges after this utterance, by id, in the script's own unit (0 to 100 as a rule)."""
    risen: frozenset[str] = frozenset()
    """Gauges that have not come down with this utterance: a tension that falls is no new alarm."""
    events: frozenset[str] = frozenset()
    """Events of the lexicon that the engine knows to have happened (``objection``)."""
