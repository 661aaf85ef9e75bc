"""The explanation of a verdict, in French, to the learner: what was seen and quoted, what lacked, what a fault cost.

It words what the judge decided and decides nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from simulator.errors import FIXED, NARROW

if TYPE_CHECKING:
    from collections.abc import Sequence

    from simulator.rubric.judging.acts import Act
    from simulator.rubric.model import Transcript, VerdictValue

_QUOTED = 70
"""Characters of a quotation: enough to find the passage again."""
_TOLD = 3
"""Lacks told at most: more would not be read."""

_CAPPED = {"partiel": "ce qui limite le critère à «\u00a0partiel\u00a0»", "non_acquis": "ce qui empêche de l’acquérir"}


@dataclass(frozen=True, slots=True)
class Seen:
    """A point that holds, with the act that shows it, if one does."""

    text: str
    act: Act | None


@dataclass(frozen=True, slots=True)
class Cost:
    """A fault that lowered the verdict."""

    text: str
    act: Act
    cap: str
    lowered: bool
    """Whether the verdict would have been better without it."""


def explain(
    transcript: Transcript, verdict: VerdictValue, seen: Sequence[Seen], lacking: Sequence[str], costs: Sequence[Cost]
) -> str:
    """Word a verdict.

    Args:
        transcript: the interview, to quote from.
        verdict: what was decided.
        seen: the points that hold.
        lacking: the points that do not, as noun phrases or infinitives.
        costs: the faults that weigh on this criterion.

    Returns:
        One to four sentences that name what was seen and what lacked.
    """
    sentences: list[str] = []
    if seen:
        clauses = f"{NARROW}; ".join(point.text + _reference(transcript, point.act) for point in seen)
        sentences.append(_capital(clauses) + ".")
    elif verdict == "non_acquis":
        sentences.append("Rien de ce qui était attendu n’apparaît dans vos répliques.")
    if lacking:
        head = {"acquis": "Pour aller plus loin", "partiel": "Il manque"}.get(verdict, "Il manquait")
        sentences.append(f"{head}{FIXED}: {f'{NARROW}; '.join(lacking[:_TOLD])}.")
    elif verdict != "acquis" and not any(cost.lowered for cost in costs):
        sentences.append("C’est engagé, mais trop peu présent dans l’entretien pour aller plus haut.")
    for cost in costs:
        quote = quotation(transcript, cost.act)
        effect = f", {_CAPPED[cost.cap]}" if cost.lowered else ""
        sentences.append(f"{quote} (réplique{FIXED}{cost.act.rank + 1}) {cost.text}{effect}.")
    return " ".join(sentences)


def quotation(transcript: Transcript, act: Act) -> str:
    """The words of an act, between guillemets, cut to a readable length."""
    text = transcript.turns[act.turn].text
    span = act.evidence[0] if act.evidence else None
    words = " ".join((text[span.start : span.end] if span else text).split())
    if len(words) > _QUOTED:
        words = words[:_QUOTED].rsplit(" ", 1)[0].rstrip(" ,;:") + "…"
    return f"«{FIXED}{words}{FIXED}»"


def _reference(transcript: Transcript, act: Act | None) -> str:
    return f" ({quotation(transcript, act)}, réplique{FIXED}{act.rank + 1})" if act else ""


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
