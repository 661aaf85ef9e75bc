"""A debrief written by hand, with everything that the screen can show."""

from __future__ import annotations

from simulator.dialogue.answer import GaugeChange
from simulator.report.model import (
    CriterionResult,
    Debrief,
    DebriefTurn,
    GaugeCurve,
    GaugePoint,
    Highlight,
    HintUsed,
    Mark,
    Missed,
)

FIRST = (
    "Bonjour Madame, Camille, de la Mutuelle Aubrelise. Trois semaines d’attente puis un refus sans explication : "
    "je comprends votre colère."
)
SECOND = "Pouvez-vous me dire à quelle date ont eu lieu les soins, et me donner votre numéro d’adhérent ?"
THIRD = "Calmez-vous, la couronne relève du panier libre, c’est écrit dans le contrat [b]article 4[/b]."
FOURTH = "Je demande moi-même un réexamen au service dentaire, et je vous rappelle jeudi avant midi."


def _highlight(number: int, text: str, passage: str, *marks: Mark) -> Highlight:
    start = text.index(passage)
    return Highlight(number, start, start + len(passage), marks)


def _mark(marker: str, name: str, *criteria: str, fault: bool = False, why: str = "") -> Mark:
    return Mark(marker, name, criteria, fault, why)


HINT = HintUsed(1, 1, "Que vit cette personne, au-delà de ce qu’elle demande ?")

TURNS = (
    DebriefTurn(0, 0, "interlocuteur", "Bonjour. Enfin, bonjour…\nÇa fait trois semaines que j’attends !", 3.0),
    DebriefTurn(
        1,
        1,
        "apprenant",
        FIRST,
        41.0,
        highlights=(
            _highlight(
                1,
                FIRST,
                "Bonjour Madame, Camille, de la Mutuelle Aubrelise.",
                _mark("presentation", "Se présenter", "1.1.a"),
            ),
            _highlight(
                2,
                FIRST,
                "je comprends votre colère",
                _mark(
                    "empathie",
                    "Reconnaître ce que vit la personne",
                    "1.1.b",
                    "1.6.a",
                    why="Vous nommez sa colère, sans la juger.",
                ),
            ),
        ),
    ),
    DebriefTurn(
        2,
        1,
        "interlocuteur",
        "Ah ben quand même quelqu’un qui écoute. La couronne m’a coûté 650 €, vous vous rendez compte ?",
        53.0,
        stage_direction="d’une voix qui retombe un peu",
        changes=(GaugeChange("tension", 60, 52, "Vous avez reconnu sa colère."),),
    ),
    DebriefTurn(
        3,
        2,
        "apprenant",
        SECOND,
        82.0,
        highlights=(
            _highlight(
                3,
                SECOND,
                "me donner votre numéro d’adhérent",
                _mark("verification_identite", "Vérifier l’identité", "1.1.a"),
            ),
        ),
        missed=(
            Missed(
                ("1.1.c",),
                "reformuler ce qu’elle vient de dire du coût",
                "« Vous avez avancé 650 €, et vous comptiez sur ce remboursement : c’est bien cela ? »",
            ),
        ),
        hints=(HINT,),
    ),
    DebriefTurn(
        4,
        2,
        "interlocuteur",
        "Le 14 octobre. J’ai le papier sous les yeux.",
        94.0,
        stage_direction="un bruit de feuilles",
    ),
    DebriefTurn(
        5,
        3,
        "apprenant",
        THIRD,
        123.0,
        highlights=(
            _highlight(
                4,
                THIRD,
                "Calmez-vous",
                _mark(
                    "minimisation",
                    "Réduire le ressenti",
                    "1.6.a",
                    fault=True,
                    why="L’ordre de se calmer nie ce qu’elle ressent.",
                ),
            ),
        ),
    ),
    DebriefTurn(
        6,
        3,
        "interlocuteur",
        "Non mais attendez. On ne me l’a jamais dit, ça !",
        135.0,
        stage_direction="elle hausse le ton",
        changes=(GaugeChange("tension", 48, 66, "Vous avez réduit ce qu’elle ressent."),),
    ),
    DebriefTurn(7, 4, "apprenant", "", 150.0, silence=6.0),
    DebriefTurn(8, 4, "interlocuteur", "Vous êtes là ?", 158.0),
    DebriefTurn(
        9,
        5,
        "apprenant",
        FOURTH,
        164.0,
        highlights=(
            _highlight(
                5, FOURTH, "Je demande moi-même un réexamen", _mark("prise_en_charge", "Prendre en charge", "1.6.b")
            ),
            _highlight(
                6, FOURTH, "je vous rappelle jeudi avant midi", _mark("prochaine_etape", "Annoncer la suite", "1.1.d")
            ),
        ),
    ),
    DebriefTurn(
        10, 5, "interlocuteur", "Bon. Jeudi, alors. Je compte sur vous.", 176.0, stage_direction="un long soupir"
    ),
)


def _point(turn: int, value: float, *causes: str) -> GaugePoint:
    return GaugePoint(turn, value, causes)


CURVES = (
    GaugeCurve(
        "tension",
        0,
        100,
        (
            _point(0, 60),
            _point(1, 52, "Vous avez reconnu sa colère."),
            _point(2, 48),
            _point(3, 66, "Vous avez réduit ce qu’elle ressent."),
            _point(4, 70),
            _point(5, 41, "Vous avez dit ce que vous alliez faire."),
        ),
    ),
    GaugeCurve(
        "confiance", 0, 100, (_point(0, 40), _point(1, 48), _point(2, 50), _point(3, 38), _point(4, 38), _point(5, 57))
    ),
)

CRITERIA = (
    CriterionResult(
        "1.1.a",
        "Accueillir et identifier la demande",
        "acquis",
        0.9,
        "Vous vous présentez et vérifiez l’identité.",
        "",
        (1, 3),
    ),
    CriterionResult(
        "1.1.b",
        "Écouter activement",
        "partiel",
        0.7,
        "Une seule marque d’écoute en cinq échanges.",
        "Relancez sur ce qu’elle raconte.",
        (2,),
    ),
    CriterionResult(
        "1.1.c",
        "Reformuler",
        "non_acquis",
        0.8,
        "Vous n’avez jamais redit sa demande avec vos mots.",
        "Redites les faits et le ressenti avant de répondre.",
        (),
    ),
    CriterionResult("1.1.d", "Conclure l’échange", "acquis", 0.8, "La suite est datée.", "", (6,)),
    CriterionResult(
        "1.6.a",
        "Apaiser une situation tendue",
        "partiel",
        0.6,
        "La colère est nommée, puis niée au troisième échange.",
        "Nommez avant d’expliquer.",
        (2, 4),
    ),
    CriterionResult(
        "1.6.b", "Chercher une issue", "acquis", 0.8, "Vous proposez un réexamen que vous suivez vous-même.", "", (5,)
    ),
    CriterionResult(
        "1.6.c", "Orienter vers un recours", "non_observe", 0.9, "La personne n’a pas demandé de recours.", "", ()
    ),
)


def debrief(*, quality: str | None = "mitigee", mode: str = "entrainement") -> Debrief:
    """The debrief of a session."""
    return Debrief(
        session="20261124-0931-k7f3",
        script="remboursement_refuse",
        title="Le remboursement refusé",
        person="Mireille Astier",
        channel="telephone",
        mode=mode,
        seed=1,
        learner="",
        ending="Un au revoir du bout des lèvres" if quality else "Entretien interrompu",
        sentence="Mireille Astier attendra jeudi, sans trop y croire."
        if quality
        else "Vous avez quitté l’entretien avant sa fin.",
        quality=quality,
        reason="fin" if quality else "abandon",
        exchanges=5,
        seconds=176.0,
        curves=CURVES,
        criteria=CRITERIA,
        turns=TURNS,
        hints=(HINT,),
        rubric="1",
        version="0.1.0",
    )
