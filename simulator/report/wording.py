"""French words of the debrief's renderings: names of verdicts, channels, endings; durations; typographic spaces.

It words values and knows no format. What the learner or the interlocutor said is never touched.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.errors import FIXED, typeset

if TYPE_CHECKING:
    from collections.abc import Mapping

    from simulator.dialogue.answer import Quality
    from simulator.report.model import Debrief
    from simulator.rubric.model import Channel, VerdictValue

VERDICTS: Mapping[VerdictValue, str] = {
    "acquis": "Acquis",
    "partiel": "Partiel",
    "non_acquis": "Non acquis",
    "non_observe": "Non observé",
}
"""In the order in which they are counted."""

CHANNELS: Mapping[Channel, str] = {
    "telephone": "Téléphone",
    "face_a_face": "Face-à-face",
    "visio": "Visio",
    "tchat": "Tchat",
    "sms": "SMS",
    "mail": "Mail",
    "jury": "Jury",
}

QUALITIES: Mapping[Quality, str] = {"bonne": "Bonne fin", "mitigee": "Fin mitigée", "mauvaise": "Mauvaise fin"}

MODES: Mapping[str, str] = {"entrainement": "Entraînement", "evaluation": "Évaluation"}

HINT_LEVELS: Mapping[int, str] = {1: "une question à se poser", 2: "le but", 3: "un exemple"}

ADVISORY = "Ces verdicts sont ceux du programme, avec leurs preuves. Ils conseillent ; l’évaluateur décide."


def sentence(text: str) -> str:
    """A reason as a sentence: a capital, and a full stop unless it ends on its own sign."""
    text = typeset(text.strip())
    return text[:1].upper() + text[1:] + ("" if text.endswith((".", "!", "?", "…")) else ".")


def duration(seconds: float) -> str:
    """A duration as people say it: « 45 s », « 12 min », « 1 h 05 »."""
    whole = round(seconds)
    if whole < 60:
        return f"{whole}{FIXED}s"
    minutes = round(whole / 60)
    if minutes < 60:
        return f"{minutes}{FIXED}min"
    return f"{minutes // 60}{FIXED}h{FIXED}{minutes % 60:02}"


def clock(seconds: float) -> str:
    """A moment of the interview: « 3:07 »."""
    whole = int(seconds)
    return f"{whole // 60}:{whole % 60:02}"


def ending_of(debrief: Debrief) -> tuple[str, str]:
    """The quality of the ending in words, and the sentence that tells it."""
    if debrief.reason is None:
        return "Entretien en cours", "L’entretien n’est pas terminé."
    if debrief.quality is None:
        return "Entretien interrompu", debrief.sentence or "L’entretien a été quitté avant sa fin."
    return QUALITIES[debrief.quality], debrief.sentence or debrief.ending


def number(value: float) -> str:
    """A gauge's value in French figures, without useless decimals."""
    return f"{value:.1f}".rstrip("0").rstrip(".").replace(".", ",")


def count(amount: int, one: str, many: str) -> str:
    """An amount with its noun (« 1 réplique », « 12 répliques »)."""
    return f"{amount}{FIXED}{one if amount < 2 else many}"
