"""Markers, tagger, criteria and judge: what a learner's replies accomplish. Pure; see docs/architecture.md.

The names below are imported on first use: tagging needs no criteria, loading a compiled rubric needs no YAML.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from simulator.rubric.judge import Judge
    from simulator.rubric.loading import load_rubric
    from simulator.rubric.rubric import Rubric
    from simulator.rubric.tagger import Tagger

__all__ = ["Judge", "Rubric", "Tagger", "load_rubric"]

_HOMES = {"Judge": "judge", "Rubric": "rubric", "Tagger": "tagger", "load_rubric": "loading"}


def __getattr__(name: str) -> Any:
    """Import a public name from its module when somebody asks for it."""
    if name in _HOMES:
        return getattr(import_module(f"simulator.rubric.{_HOMES[name]}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
