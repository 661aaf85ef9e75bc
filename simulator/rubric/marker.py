"""A marker as trainers write it: one YAML file in ``rubrics/marqueurs/``, complete in itself.

This module knows the form of the file; ``compiling`` turns it into what the tagger runs.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Literal

from pydantic import Field, model_validator

from simulator.rubric.model import Channel
from simulator.yaml_source.element import Element
from simulator.yaml_source.located import LocatedStr

if TYPE_CHECKING:
    from collections.abc import Sequence

Cancel = Literal["negation", "rapporte", "hypothese", "citation"]
"""What cancels an act unless a rule says otherwise (``malgre``)."""

_BRACKETS = re.compile(r"\[\[|\]\]|\[|\]")


class Status(Element):
    """Where a marker stands in its life."""

    state: Literal["essai", "stable", "retire"] = Field(alias="etat")
    since: str = Field(alias="depuis")
    replaced_by: str = Field(alias="remplace_par", default="")


class RuleSource(Element):
    """One way of performing the act."""

    patterns: tuple[LocatedStr, ...] = Field(alias="motifs", default=())
    """Any of which; none: the conditions alone decide, clause by clause."""
    requires: tuple[str, ...] = Field(alias="si", default=())
    """Features that must all hold (« non x » denies one)."""
    unless: tuple[str, ...] = Field(alias="sauf", default=())
    """Features any of which prevents."""
    despite: tuple[Cancel, ...] = Field(alias="malgre", default=())
    """Cancellations that this rule ignores."""
    weight: float = Field(alias="poids", default=0.9, gt=0, lt=1)
    """How sure a careful reader would be, on this rule alone."""
    wide: Literal["proposition", "phrase"] = Field(alias="portee", default="proposition")
    """Whether a pattern may run over the clauses of a sentence."""
    evidence: Literal["motif", "proposition"] = Field(alias="preuve", default="proposition")
    """What is highlighted: the words found, or their clause."""
    explanation: str = Field(alias="explication")
    """Why it counts, a short French phrase for learners, with no full stop."""


class Yield(Element):
    """Before which other markers this one gives way."""

    clause: tuple[str, ...] = Field(alias="proposition", default=())
    """When the other stands on the same clause."""
    reply: tuple[str, ...] = Field(alias="replique", default=())
    """When the other stands anywhere in the reply."""


class _Case(Element):
    text: str = Field(alias="texte", min_length=1)
    before: str = Field(alias="avant", default="")
    """What the interlocutor had just said."""
    channel: Channel = Field(alias="canal", default="telephone")
    first: bool | None = Field(alias="premiere", default=None)
    known_failure: bool = Field(alias="echec_connu", default=False)

    @model_validator(mode="before")
    @classmethod
    def _plain_text(cls, data: Any) -> Any:
        return {"texte": data} if isinstance(data, str) else data


class Example(_Case):
    """A reply that carries the marker; brackets show the evidence."""

    others: tuple[str, ...] = Field(alias="aussi", default=())


class CounterExample(_Case):
    """A reply that looks like it and does not carry it."""

    reason: str = Field(alias="raison", min_length=1)

    @model_validator(mode="before")
    @classmethod
    def _plain_text(cls, data: Any) -> Any:
        return data


class MarkerSource(Element):
    """The whole file."""

    id: str = Field(pattern=r"^[a-z][a-z0-9_]*$")
    name: str = Field(alias="nom", min_length=1)
    nature: Literal["positif", "faute"]
    status: Status = Field(alias="statut")
    channels: tuple[Channel, ...] = Field(alias="canaux", min_length=1)
    counts: str = Field(alias="compte", min_length=1)
    excludes: str = Field(alias="ne_compte_pas", min_length=1)
    why: str = Field(alias="pourquoi", min_length=1)
    neighbours: dict[str, str] = Field(alias="voisins", default_factory=dict)
    threshold: float = Field(alias="seuil", default=0.5, gt=0, lt=1)
    yields: Yield = Field(alias="cede_a", default=Yield())
    rules: tuple[RuleSource, ...] = Field(alias="regles")
    examples: tuple[Example, ...] = Field(alias="exemples", min_length=1)
    counter_examples: tuple[CounterExample, ...] = Field(alias="contre_exemples", min_length=1)


def unbracket(text: str) -> tuple[str, tuple[tuple[int, int], ...]]:
    """Strip the brackets of an example.

    Returns:
        The plain text, and where each bracketed stretch stands in it.

    Raises:
        ValueError: a bracket is not paired.
    """
    plain: list[str] = []
    spans: list[tuple[int, int]] = []
    length, opened, last = 0, -1, 0
    for match in _BRACKETS.finditer(text):
        plain.append(text[last : match.start()])
        length += match.start() - last
        last = match.end()
        mark = match.group()
        if len(mark) == 2:
            plain.append(mark[0])
            length += 1
        elif mark == "[" and opened < 0:
            opened = length
        elif mark == "]" and opened >= 0:
            spans.append((opened, length))
            opened = -1
        else:
            raise ValueError("crochets mal appariés")
    if opened >= 0:
        raise ValueError("crochets mal appariés")
    plain.append(text[last:])
    return "".join(plain), tuple(spans)


def overlaps(spans: Sequence[tuple[int, int]], start: int, end: int) -> bool:
    """Whether a stretch meets one of the spans."""
    return any(start < stop and begin < end for begin, stop in spans)
