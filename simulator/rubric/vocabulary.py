"""The words shared by the markers: lexicon classes and signals, from ``rubrics/lexiques/``.

A class is a list of words or phrases that a pattern names (``@emotion``). A signal is something that may be heard in
the interlocutor's last words, or elsewhere in the reply, and that a rule asks about (``avant:objection``).
"""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from simulator.yaml_source.element import Element
from simulator.yaml_source.located import LocatedStr


class SignalSource(Element):
    """Patterns that mean the same thing."""

    name: str = Field(alias="nom")
    speaker: Literal["interlocuteur", "apprenant"] = Field(alias="de")
    patterns: tuple[LocatedStr, ...] = Field(alias="motifs", min_length=1)
    despite: bool = Field(alias="malgre_negation", default=False)
    """Whether it holds under a negation too."""
    silences: bool = Field(alias="annule_tout", default=False)
    """Whether its presence in a reply makes the whole reply worth nothing (words meant for the program)."""


class LexiconSource(Element):
    """One file of classes and signals."""

    source: str
    """Where the words come from."""
    classes: dict[str, tuple[str, ...]] = Field(default_factory=dict)
    signals: dict[str, SignalSource] = Field(alias="signaux", default_factory=dict)
