"""What the tagger saw, told to people: what fired, what almost fired, what held it back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from simulator.rubric.language import Analysis
    from simulator.rubric.model import Reply, Span, Tag

_HELD = {
    "negation": "annulé par une négation",
    "rapporte": "annulé : ce sont les paroles ou l'acte d'un autre",
    "hypothese": "annulé : l'acte est seulement supposé",
    "citation": "annulé : ces mots sont cités",
    "confiance": "indices trop faibles",
    "voisin": "un marqueur plus précis l'emporte",
}
_MAX_HELD = 12


@dataclass(frozen=True, slots=True)
class Hint:
    """A rule, or a marker, that did not count."""

    marker: str
    explanation: str
    held: str
    """A cancellation, a feature (« non x »: lacking), ``confiance`` or ``voisin``."""
    span: Span
    weight: float

    def reason(self) -> str:
        """Why it did not count, a French phrase."""
        if self.held in _HELD:
            return _HELD[self.held]
        if self.held.startswith("non "):
            return f"il manque « {self.held[4:]} »"
        return f"empêché par « {self.held} »"


@dataclass(frozen=True)
class Explanation:
    """The whole story of one reply. ``str()`` gives it for people."""

    reply: Reply
    analysis: Analysis
    tags: tuple[Tag, ...]
    hints: tuple[Hint, ...]
    nothing: str

    def __str__(self) -> str:
        """The French text that ``repartie tag --explain`` prints."""
        text = self.reply.text
        lines = ["Propositions"]
        for clause in self.analysis.clauses:
            notes = [
                name
                for name, holds in (
                    (f"question {clause.question}", clause.question), ("question de forme", clause.rhetorical),
                    ("niée", clause.negated),
                    ("rapportée", clause.reported), ("hypothétique", clause.hypothetical),
                    ("impératif", clause.imperative),
                    (f"sujet {clause.subject}", clause.subject),
                )
                if holds
            ]  # fmt: skip
            lines.append(
                f"  « {' '.join(text[clause.start : clause.end].split())} »"
                + (f" ({', '.join(notes)})" if notes else "")
            )
        lines.append("Marqueurs relevés" if self.tags else "Aucun marqueur relevé")
        for tag in self.tags:
            lines.append(f"  {tag.marker} ({tag.confidence:.0%}) : {tag.why}")
        if self.nothing:
            lines.append(f"La réplique ne compte pas : {self.nothing}.")
        seen = {tag.marker for tag in self.tags}
        missed = [hint for hint in self.hints if hint.marker not in seen]
        told = {(h.marker, h.held): h for h in sorted(missed, key=lambda h: h.weight)}
        if told:
            lines.append("Presque")
        for hint in sorted(told.values(), key=lambda h: (-h.weight, h.marker))[:_MAX_HELD]:
            quoted = " ".join(text[hint.span.start : hint.span.end].split())
            lines.append(f"  {hint.marker} : « {quoted} » ({hint.explanation}), {hint.reason()}")
        return "\n".join(lines)
