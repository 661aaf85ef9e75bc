"""Criteria as trainers write them: one YAML file per bloc, checked whole when loaded.

A criterion is data: when an interview gives occasion for it, what makes it acquired or partly so, which faults cap
it, and which acts were awaited after which events. Faults may not be named in conditions: they only lower a verdict,
through ``dessert``, so that adding a fault can never raise one. This module decides nothing about a transcript; see
``judge``.

======  =========================================================================
RU201…  unknown key, missing key, wrong type, value not allowed, rule of the model
RU206   unknown marker
RU207   unknown fault in ``dessert``
RU208   unknown event
RU209   a fault named among the acts that serve (in a condition: ``EX1xx``, as any word that conditions do not know)
RU210   unknown sign
RU211   a criterion written twice
RU213   a pattern of the lexicon that cannot be read
======  =========================================================================
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from pydantic import Field

from simulator.diagnostics import Diagnostic, has_errors, suggestion
from simulator.expressions import Condition, Namespace, Signature, compile_condition
from simulator.rubric.judging.lexicon import Lexicon, load_lexicon
from simulator.rubric.judging.reading import BOOLEANS, FUNCTIONS, NUMBERS
from simulator.rubric.model import CHANNELS
from simulator.yaml_source import LocatedStr, read_yaml
from simulator.yaml_source.element import Element
from simulator.yaml_source.validation import validate

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

Cap = Literal["partiel", "non_acquis"]
OPENING, CLOSE = "ouverture", "cloture"
"""What ``apres`` may name besides an event: the beginning and the end of the interview."""


class Harm(Element):
    """A fault and the best verdict that it leaves possible."""

    marker: str = Field(alias="marqueur")
    cap: Cap = Field(alias="plafond")
    at_least: int = Field(alias="des", default=1, ge=1)
    """Replies that carry the fault from which the cap applies."""
    tell: str = Field(alias="dire")
    """What the fault does, a French clause that follows the quotation (« minimise ce que vit la personne »)."""


class Point(Element):
    """One thing that the explanation says was seen or lacked."""

    condition: LocatedStr = Field(alias="si")
    seen: str = Field(alias="vu")
    """French clause addressed to the learner (« vous vous présentez »)."""
    lacking: str = Field(alias="manque", default="")
    """French noun phrase or infinitive (« vous présenter »); empty when its absence is no lack."""
    quotes: tuple[str, ...] = Field(alias="citer", default=())
    """Markers or signs; the first act found among them is quoted."""


class Expectation(Element):
    """An act awaited after an event; when it does not come, an occasion was missed."""

    after: str = Field(alias="apres")
    """An event of the lexicon, ``ouverture`` or ``cloture``."""
    acts: tuple[str, ...] = Field(alias="actes", min_length=1)
    """Markers any of which answers."""
    delay: int = Field(alias="delai", default=1, ge=1, le=10)
    """Learner's replies within which it is awaited."""
    expected: str = Field(alias="attendu")
    examples: tuple[str, ...] = Field(alias="exemples", min_length=1)


class Criterion(Element):
    """One criterion of the référentiel, in our own words."""

    id: str
    label: str = Field(alias="intitule")
    observable: Literal["entretien", "jury"]
    occasion: LocatedStr
    acquired: LocatedStr = Field(alias="acquis")
    partial: LocatedStr = Field(alias="partiel")
    serving: tuple[str, ...] = Field(alias="sert", min_length=1)
    signs: tuple[str, ...] = Field(alias="signes", default=())
    harms: tuple[Harm, ...] = Field(alias="dessert", default=())
    points: tuple[Point, ...] = Field(alias="points", min_length=1)
    expectations: tuple[Expectation, ...] = Field(alias="attentes", default=())
    no_occasion: str = Field(alias="sans_occasion")
    """Why it could not be observed, a French sentence."""
    advice: str = Field(alias="conseil")


class CriteriaFile(Element):
    """A file of ``rubrics/criteres``."""

    bloc: int = Field(ge=1, le=4)
    criteria: tuple[Criterion, ...] = Field(alias="criteres", min_length=1)


@dataclass(frozen=True, slots=True)
class CompiledCriterion:
    """A criterion ready to be judged."""

    source: Criterion
    bloc: int
    occasion: Condition
    acquired: Condition
    partial: Condition
    points: tuple[Condition, ...]
    """One per point of the source."""

    @property
    def id(self) -> str:
        """The id in the référentiel (``1.6.b``)."""
        return self.source.id

    @property
    def label(self) -> str:
        """Our own short name."""
        return self.source.label


@dataclass(frozen=True, slots=True)
class CriteriaBook:
    """All criteria of a rubric, with the lexicon of events they speak of."""

    criteria: tuple[CompiledCriterion, ...]
    lexicon: Lexicon
    faults: frozenset[str]
    """Markers that harm."""
    marker_names: Mapping[str, str]
    """French names of the markers, by id, for debriefs."""

    def of_bloc(self, bloc: int) -> tuple[CompiledCriterion, ...]:
        """The criteria of one bloc, in the order of the files."""
        return tuple(criterion for criterion in self.criteria if criterion.bloc == bloc)


def load_criteria(
    files: Mapping[str, str | bytes],
    lexicon: tuple[str, str | bytes],
    *,
    positives: Collection[str],
    faults: Collection[str],
    marker_names: Mapping[str, str] | None = None,
) -> tuple[CriteriaBook | None, list[Diagnostic]]:
    """Read and check all criteria of a rubric.

    Args:
        files: content of each file of criteria, by its name.
        lexicon: name and content of the lexicon of events.
        positives: ids of the markers that serve.
        faults: ids of the markers that harm.
        marker_names: French names of the markers; a marker without one is shown by its id.

    Returns:
        The book, or ``None`` when there is an error; and all diagnostics, file by file.
    """
    words, diagnostics = load_lexicon(lexicon[1], lexicon[0])
    if words is None:
        return None, diagnostics
    compiler = _Compiler(words, positives, faults)
    criteria: list[CompiledCriterion] = []
    for name, text in files.items():
        found, problems = compiler.load(text, name)
        criteria += found
        diagnostics += problems
    if has_errors(diagnostics):
        return None, diagnostics
    return CriteriaBook(tuple(criteria), words, frozenset(faults), dict(marker_names or {})), diagnostics


class _Compiler:
    """Checks the references of criteria and compiles their conditions."""

    def __init__(self, lexicon: Lexicon, positives: Collection[str], faults: Collection[str]) -> None:
        self._positives = frozenset(positives)
        self._faults = frozenset(faults)
        self._events = frozenset(lexicon.event_names)
        self._signs = frozenset(lexicon.sign_names)
        self._known: set[str] = set()
        self._namespace = Namespace(
            booleans=frozenset(BOOLEANS),
            numbers=frozenset(NUMBERS),
            functions={name: Signature(function.kinds, function.result) for name, function in FUNCTIONS.items()},
            kinds={
                "marqueur": self._positives,
                "evenement": self._events,
                "signe": self._signs,
                "canal": frozenset(CHANNELS),
            },
        )

    def load(self, text: str | bytes, file: str) -> tuple[list[CompiledCriterion], list[Diagnostic]]:
        """Read one file."""
        document, diagnostics = read_yaml(text, file)
        if document is None:
            return [], diagnostics
        read, problems = validate(CriteriaFile, document, family="RU2")
        diagnostics += problems
        if read is None:
            return [], diagnostics
        compiled: list[CompiledCriterion] = []
        for criterion in read.criteria:
            diagnostics += self._references(criterion)
            ready = self._compile(criterion, read.bloc, diagnostics)
            if ready is not None:
                compiled.append(ready)
        return compiled, sorted(diagnostics)

    def _compile(self, criterion: Criterion, bloc: int, diagnostics: list[Diagnostic]) -> CompiledCriterion | None:
        sources = (
            criterion.occasion,
            criterion.acquired,
            criterion.partial,
            *(point.condition for point in criterion.points),
        )
        conditions: list[Condition] = []
        for source in sources:
            condition, problems = compile_condition(source, source.position, self._namespace)
            diagnostics += problems
            if condition is not None:
                conditions.append(condition)
        if len(conditions) < len(sources):
            return None
        occasion, acquired, partial, *points = conditions
        return CompiledCriterion(criterion, bloc, occasion, acquired, partial, tuple(points))

    def _references(self, criterion: Criterion) -> Iterator[Diagnostic]:
        if criterion.id in self._known:
            yield Diagnostic.at(criterion.place("id"), "RU211", f"Le critère « {criterion.id} » est déjà décrit.")
        self._known.add(criterion.id)
        yield from self._serving(criterion, "sert", criterion.serving)
        for rank, sign in enumerate(criterion.signs):
            if sign not in self._signs:
                hint = suggestion(sign, self._signs)
                yield Diagnostic.at(
                    criterion.place("signes", rank), "RU210", f"Le signe « {sign} » n’existe pas.", hint=hint
                )
        for harm in criterion.harms:
            if harm.marker not in self._faults:
                message = f"« {harm.marker} » n’est pas un marqueur de faute."
                yield Diagnostic.at(
                    harm.place("marqueur"), "RU207", message, hint=suggestion(harm.marker, self._faults)
                )
        for point in criterion.points:
            yield from self._serving(point, "citer", point.quotes, also=self._signs)
        for expectation in criterion.expectations:
            yield from self._serving(expectation, "actes", expectation.acts)
            events = self._events | {OPENING, CLOSE}
            if expectation.after not in events:
                message = f"L’événement « {expectation.after} » n’existe pas."
                hint = suggestion(expectation.after, events)
                yield Diagnostic.at(expectation.place("apres"), "RU208", message, hint=hint)

    def _serving(
        self, element: Element, key: str, markers: tuple[str, ...], also: frozenset[str] = frozenset()
    ) -> Iterator[Diagnostic]:
        for rank, marker in enumerate(markers):
            position = element.place(key, rank)
            if marker in self._faults:
                message = f"« {marker} » est une faute : elle ne peut pas servir."
                yield Diagnostic.at(position, "RU209", message, hint="Une faute s’écrit sous « dessert ».")
            elif marker not in self._positives | also:
                message = f"Le marqueur « {marker} » n’existe pas."
                yield Diagnostic.at(position, "RU206", message, hint=suggestion(marker, self._positives | also))
