"""The tagger: which acts a reply accomplishes, with evidence, confidence and reason.

Pure: the same reply and the same rubric give the same tags. Three stages, each replaceable: the rules (``matching``),
the joining of their activations into one confidence per marker, the arbitration between neighbours (``cede_a`` in the
markers' files). A trained stage (``classifier``), when there is one, decides in the second: it weighs the rules'
activations by marker among what it reads, so that a marker may be found without a rule, or a rule overruled. Senseless
replies, and channels where a marker has no place, stay the rules' business.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from simulator.rubric.explanation import Explanation, Hint
from simulator.rubric.matching import Matcher, Reading
from simulator.rubric.mending import mender
from simulator.rubric.model import Reply, Span, Tag

if TYPE_CHECKING:
    from collections.abc import Mapping

    from simulator.rubric.classifier import Classifier
    from simulator.rubric.matching import Firing
    from simulator.rubric.rubric import Marker, Rubric

CEILING = 0.98
"""No confidence goes beyond: readers themselves agree at 0.98 (F1, annotation/README.md)."""
STRUCTURAL = frozenset({"question_ouverte", "question_fermee"})
"""Markers that the form of a clause decides: what the rules find of them stands, whatever the trained stage thinks."""
MAX_CHARACTERS = 100_000
"""What is read of a reply; far beyond what anybody says in one go."""


@dataclass(frozen=True, slots=True)
class _Joined:
    """What is held of a marker: its confidence, from which it counts, and the firings that hold, if any."""

    marker: Marker
    confidence: float
    cut: float
    firings: tuple[Firing, ...]


class Tagger:
    """Tags replies by a rubric.

    Args:
        rubric: markers, rules and lexicons.
        classifier: a trained stage that gives the last word on the markers it knows, or ``None``.
    """

    def __init__(self, rubric: Rubric, classifier: Classifier | None = None) -> None:
        self._rubric = rubric
        self._classifier = classifier
        self._matcher = Matcher(rubric, mender(rubric.program.vocabulary, rubric.program.known))

    @property
    def version(self) -> str:
        """Version of the rubric."""
        return self._rubric.version

    def tag(self, reply: Reply) -> tuple[Tag, ...]:
        """The markers of a reply, sorted by id."""
        reading = self.read(reply)
        return tuple(self._tag(joined, reading) for joined in self._decide(reading)[0])

    def explain(self, reply: Reply) -> Explanation:
        """What fired, what almost fired, and what held it back."""
        reading = self.read(reply)
        chosen, hints = self._decide(reading)
        tags = tuple(self._tag(joined, reading) for joined in chosen)
        held = tuple(
            Hint(f.rule.marker, f.rule.explanation, f.held, f.span, f.rule.weight) for f in reading.firings if f.held
        )
        return Explanation(reply, reading.analysis, tags, hints + held, reading.nothing)

    def features(self, reply: Reply) -> dict[str, float]:
        """What a trained stage may weigh.

        Returns:
            ``regle:<marker>:<n>`` (weight of a rule that holds), ``retenue:<marker>:<n>`` (one that matched only),
            ``prop:<feature>`` (share of the clauses where it holds) and ``ctx:<feature>`` of the reply.
        """
        return _features(self.read(reply))

    def read(self, reply: Reply) -> Reading:
        """What the rules find in a reply, before anything is decided."""
        if len(reply.text) > MAX_CHARACTERS:
            reply = Reply(reply.text[:MAX_CHARACTERS], reply.channel, reply.context, reply.first)
        return self._matcher.read(reply)

    def _decide(self, reading: Reading) -> tuple[list[_Joined], tuple[Hint, ...]]:
        """Join the activations, then arbitrate; also tell what was dropped and why."""
        if reading.nothing or not reading.analysis.clauses:
            return [], ()
        joined = self._join(reading)
        hints: list[Hint] = []
        present = {marker: one for marker, one in joined.items() if one.confidence >= one.cut}
        chosen = []
        for marker, one in sorted(joined.items()):
            kept = self._yield(one, present) if marker in present else None
            if kept is not None:
                chosen.append(kept)
            elif one.firings:
                best = max(one.firings, key=lambda firing: firing.rule.weight)
                held = "voisin" if marker in present else "confiance"
                hints.append(Hint(marker, best.rule.explanation, held, best.span, one.confidence))
        return chosen, tuple(hints)

    def _join(self, reading: Reading) -> dict[str, _Joined]:
        """One confidence per marker: the trained stage's, else the chance that not all its rules are mistaken."""
        gathered: dict[str, list[Firing]] = {}
        channel, markers = reading.reply.channel, self._rubric.markers
        for firing in reading.firings:
            if not firing.held and channel in markers[firing.rule.marker].channels:
                gathered.setdefault(firing.rule.marker, []).append(firing)
        joined = {
            marker: _Joined(
                markers[marker], min(CEILING, _noisy_or(firings)), markers[marker].threshold, tuple(firings)
            )
            for marker, firings in gathered.items()
        }
        opinions = self._classifier.opinions(reading) if self._classifier is not None else {}
        for marker, opinion in opinions.items():
            ruled = marker in STRUCTURAL and marker in joined and joined[marker].confidence >= joined[marker].cut
            if marker in markers and channel in markers[marker].channels and not ruled:
                firings = tuple(gathered.get(marker, ()))
                if firings or opinion.confidence >= opinion.cut:
                    joined[marker] = _Joined(
                        markers[marker], min(CEILING, opinion.confidence), min(CEILING, opinion.cut), firings
                    )
        return joined

    def _yield(self, one: _Joined, present: Mapping[str, _Joined]) -> _Joined | None:
        """What remains of a marker once it has given way to its neighbours.

        One that no rule told stays: the trained stage has weighed its neighbours already.
        """
        marker = one.marker
        if any(other in present for other in marker.yields_reply):
            return None
        if not one.firings:
            return one
        taken = {
            firing.clause for other in marker.yields_clause if other in present for firing in present[other].firings
        }
        left = tuple(firing for firing in one.firings if firing.clause not in taken)
        if not left:
            return None
        confidence = one.confidence if len(left) == len(one.firings) else min(one.confidence, _noisy_or(left))
        return _Joined(marker, confidence, one.cut, left) if confidence >= one.cut else None

    def _tag(self, joined: _Joined, reading: Reading) -> Tag:
        if joined.firings or self._classifier is None:
            return _tag(joined, reading.reply.text)
        ground = self._classifier.ground(reading, joined.marker.id)
        words = ", ".join(f"« {word} »" for word in ground.words)
        name = joined.marker.name.lower()
        told = f"plusieurs indices de « {name} » : {words}" if words else f"l’ensemble de la phrase évoque « {name} »"
        return Tag(joined.marker.id, round(joined.confidence, 4), (ground.span,), told)


def _noisy_or(firings: list[Firing] | tuple[Firing, ...]) -> float:
    doubt = 1.0
    for weight in {firing.rule.key: firing.rule.weight for firing in firings}.values():
        doubt *= 1 - weight
    return 1 - doubt


def _tag(joined: _Joined, text: str) -> Tag:
    best = max(joined.firings, key=lambda firing: firing.rule.weight)
    spans = _merge([firing.span for firing in joined.firings])
    words = " ".join(text[best.span.start : best.span.end].split())
    quoted = words if len(words) <= 80 else words[:79].rstrip() + "…"
    return Tag(joined.marker.id, round(joined.confidence, 4), spans, f"{best.rule.explanation} : « {quoted} »")


def _merge(spans: list[Span]) -> tuple[Span, ...]:
    """Overlapping or touching spans become one."""
    merged: list[Span] = []
    for span in sorted(spans):
        if merged and span.start <= merged[-1].end + 1:
            merged[-1] = Span(merged[-1].start, max(merged[-1].end, span.end))
        else:
            merged.append(span)
    return tuple(merged)


def _features(reading: Reading) -> dict[str, float]:
    found: dict[str, float] = {f"ctx:{name}": 1.0 for name in sorted(reading.of_reply)}
    total = len(reading.features)
    for features in reading.features:
        for name in sorted(features - reading.of_reply):
            key = f"prop:{name}"
            found[key] = found.get(key, 0.0) + 1 / total
    for firing in reading.firings:
        key = ("retenue:" if firing.held else "regle:") + firing.rule.key
        found[key] = max(found.get(key, 0.0), firing.rule.weight)
    return found
