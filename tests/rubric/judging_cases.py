"""What the tests of the judge share: a book of criteria and transcripts with hand-given tags."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from simulator.rubric.criteria import CriteriaBook, load_criteria
from simulator.rubric.model import Channel, Span, Tag, Transcript, Utterance

RUBRICS = Path(__file__).parents[2] / "rubrics"
EVENTS = ("evenements.yaml", (RUBRICS / "lexiques" / "evenements.yaml").read_text(encoding="utf-8"))
FAULTS = ("agressivite", "minimisation", "defausse")
POSITIVES = (
    *("salutation", "presentation", "ecoute_active", "empathie", "excuses", "prise_en_charge", "question_ouverte"),
    *("question_fermee", "reformulation", "verification_identite", "recueil_besoins", "information", "proposition"),
    *("traitement_objection", "orientation", "info_reclamation", "info_mediation", "assertivite", "recapitulatif"),
    *("prochaine_etape", "verification_satisfaction"),
)
"""The markers of the first issue, as the annotation guide names them."""

Said = str | tuple[str, str]
"""A learner's reply (text, « marker:words; marker:words »), or what the interlocutor says."""


@cache
def book() -> CriteriaBook:
    """The criteria that ship."""
    files = {path.name: path.read_text(encoding="utf-8") for path in sorted((RUBRICS / "criteres").glob("*.yaml"))}
    loaded, diagnostics = load_criteria(files, EVENTS, positives=POSITIVES, faults=FAULTS)
    assert loaded is not None, [str(diagnostic) for diagnostic in diagnostics]
    return loaded


def tag(text: str, marker: str, words: str = "", confidence: float = 0.9) -> Tag:
    """A tag whose evidence is these words of the text, the whole text by default."""
    start = text.index(words) if words else 0
    return Tag(marker, confidence, (Span(start, start + len(words or text)),), "Raison.")


def interview(
    *said: Said, channel: Channel = "telephone", bloc: int = 1, difficult: bool = False
) -> tuple[Transcript, dict[int, tuple[Tag, ...]]]:
    """A transcript and its tags; a pair is a learner's reply with its tags, a string the interlocutor's words."""
    turns: list[Utterance] = []
    tags: dict[int, tuple[Tag, ...]] = {}
    for item in said:
        if isinstance(item, str):
            turns.append(Utterance("interlocuteur", item))
            continue
        text, marked = item
        found = [part.strip().partition(":") for part in marked.split(";") if part.strip()]
        tags[len(turns)] = tuple(tag(text, marker.strip(), words.strip()) for marker, _, words in found)
        turns.append(Utterance("apprenant", text))
    return Transcript("essai", channel, bloc, tuple(turns), difficult), tags


ANGRY = "C’est la troisième fois que j’appelle pour ces 560 euros, c’est inadmissible !"
GOOD: tuple[Said, ...] = (
    (
        "Bonjour, Camille Roux, Mutuelle Aubrelise, je vous écoute.",
        "salutation:Bonjour; presentation:Camille Roux, Mutuelle Aubrelise; ecoute_active:je vous écoute",
    ),
    ANGRY,
    (
        "Trois appels pour 560 euros et rien, à votre place je serais hors de moi. Que vous a-t-on dit ?",
        "reformulation:Trois appels pour 560 euros et rien; empathie:à votre place je serais hors de moi;"
        "question_ouverte:Que vous a-t-on dit ?",
    ),
    "On m’a dit que c’était en cours. J’ai un découvert.",
    (
        "Un découvert en plus, c’est dur. Je regarde votre dossier, je reste en ligne : votre numéro d’adhérent ?",
        "empathie:Un découvert en plus, c’est dur; prise_en_charge:Je regarde votre dossier;"
        "verification_identite:votre numéro d’adhérent ?; question_fermee:votre numéro d’adhérent ?",
    ),
    "AU-0048213.",
    (
        "La facture manquait. Je vous propose un geste sur les agios, et le service Réclamations est là si besoin.",
        "information:La facture manquait; proposition:Je vous propose un geste sur les agios;"
        "info_reclamation:le service Réclamations est là si besoin",
    ),
    "D’accord, merci de me le dire.",
    (
        "On se résume : je relance aujourd’hui par mail, je vous rappelle jeudi. Cela vous convient ? Bonne journée.",
        "recapitulatif:On se résume : je relance aujourd’hui par mail; prochaine_etape:je vous rappelle jeudi;"
        "verification_satisfaction:Cela vous convient ?",
    ),
    "Oui, ça me va, merci.",
)
"""A difficult interview played well."""
