"""Every hypothesis strategy of the project: scripts that load, learner's turns, replies of all kinds."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import yaml
from hypothesis import strategies as st

from simulator.dialogue import LearnerTurn

if TYPE_CHECKING:
    from collections.abc import Callable

MARKERS = ("empathie", "excuses", "minimisation", "agressivite", "proposition", "reformulation")
"""Markers that generated scripts name, and that generated turns carry."""

_TOPICS = ("facture", "devis", "adresse", "naissance", "salaire", "chien")
_FRAGMENTS = (
    *("Bonjour", "c'était quand ?", "votre facture ?", "combien ?", "et votre devis, et votre adresse ?", "ok", "?"),
    *("connard", "je comprends", "{{ 7 * 7 }}", "{% for x in y %}", '{"reply": "x"}', "[/b]", "\u202e", "\x00\x1b[2J"),
    *("é" * 50, "😀👨‍👩‍👧", "qui quand où pourquoi comment combien ?", "s'il vous plaît", "\r\n\r\n", "’’’''", "ou ?"),
)


def replies() -> st.SearchStrategy[str]:
    """What a learner may send: sentences, fragments of code, control characters, long lines, nothing."""
    fragments = st.lists(st.sampled_from(_FRAGMENTS), max_size=6).map(" ".join)
    long = st.integers(1, 3).map(lambda times: "Votre facture, c'est combien ? " * (300 * times))
    return st.one_of(fragments, st.text(max_size=80), long)


def turns() -> st.SearchStrategy[LearnerTurn]:
    """One turn of the learner: a reply with markers, or a silence."""
    spoken = st.builds(LearnerTurn, replies(), st.frozensets(st.sampled_from(MARKERS), max_size=3))
    silent = st.floats(0, 120, allow_nan=False).map(lambda seconds: LearnerTurn("", frozenset(), seconds))
    return st.one_of(spoken, spoken, spoken, silent)


def _variants(name: str) -> list[str]:
    return [f"{name} premièrement dit.", f"Puis {name} autrement dit ?", f"Enfin {name} encore redit !"]


def _conditions(gauges: list[str], facts: list[str], objections: list[str]) -> st.SearchStrategy[str]:
    names = st.sampled_from(
        [
            *MARKERS,
            *("silence", "insulte", "question", "fait_demande", "tours >= 2", "tours_etat > 1", "silences >= 1"),
            *(f"{gauge} {sign} {value}" for gauge in gauges for sign in ("<", ">=") for value in (20, 60)),
            *(f"{call}({fact})" for fact in facts for call in ("dit", "refuse", "demande")),
            *(f"{call}({objection})" for objection in objections for call in ("levee", "ouverte", "repondue")),
            *(f"vu({marker})" for marker in MARKERS[:2]),
            *(f"nombre({marker}) >= 2" for marker in MARKERS[:2]),
        ]
    )
    return st.builds("{} {} {}{}".format, names, st.sampled_from(["et", "ou"]), st.sampled_from(["", "non "]), names)


@st.composite
def script_texts(draw: Callable[[st.SearchStrategy[Any]], Any]) -> str:
    """The YAML text of a small script that loads without an error."""
    gauges = ["tension", "confiance"][: draw(st.integers(1, 2))]
    facts = list(_TOPICS[: draw(st.integers(0, 4))])
    objections = ["prix", "delai"][: draw(st.integers(0, 2))]
    states = [f"etat_{number}" for number in range(draw(st.integers(1, 4)))]
    endings = ["fin_bonne", "fin_mauvaise"]
    condition = _conditions(gauges, facts, objections)
    effects = st.dictionaries(st.sampled_from(gauges), st.integers(-500, 500), max_size=2)
    return yaml.safe_dump(
        {
            **_identity(draw(st.integers(2, 12))),
            "jauges": {
                gauge: {
                    "depart": draw(st.integers(0, 100)),
                    "repos": draw(st.integers(0, 100)),
                    "retour": draw(st.integers(0, 9)),
                }
                for gauge in gauges
            },
            "humeurs": [{"id": "vive", "si": f"{gauges[0]} >= 70", "indication": ["fort"]}, {"id": "neutre"}],
            "reactions": [{"si": draw(condition), "effets": draw(effects)} for _ in range(draw(st.integers(0, 3)))],
            "faits": [
                _fact(fact, draw(st.sampled_from(["libre", "confidence", "errone"])), draw(condition)) for fact in facts
            ],
            "objections": [
                {
                    "id": objection,
                    "leve_si": draw(condition),
                    "texte": _variants(f"l’objection {objection}"),
                    "relance": _variants(f"la relance {objection}"),
                    "repondue_si": draw(condition),
                    "acceptee": _variants(f"l’accord {objection}"),
                    "effets": draw(effects),
                    "effets_ignoree": draw(effects),
                }
                for objection in objections
            ],
            "etats": [
                _state(rank, states, endings, draw(st.lists(condition, min_size=2, max_size=2)), draw(effects))
                for rank in range(len(states))
            ],
            "replis": {
                name: _variants(f"le repli {name}") for name in ("silence", "insulte", "incompris", "question_inconnue")
            },
            "fins": [
                {"id": ending, "qualite": ending[4:], "titre": ending, "phrase": "Fini.", "dire": _variants(ending)}
                for ending in endings
            ],
        },
        allow_unicode=True,
        sort_keys=False,
    )


def _identity(duration: int) -> dict[str, Any]:
    return {
        "id": "engendre",
        "titre": "Engendré",
        "resume": "Un script engendré.",
        "activite": "essais",
        "canaux": ["tchat", "telephone"],
        "bloc": 1,
        "criteres": ["1.1.a"],
        "niveau": 1,
        "duree": duration,
        "tours_max": duration * 2,
        "graine_evaluation": 1,
        "consigne": "Répondez.",
        "premier_mot": {"telephone": "apprenant"},
        "personne": {"nom": "Dominique Aubert"},
    }


def _fact(name: str, access: str, condition: str) -> dict[str, Any]:
    fact: dict[str, Any] = {
        "id": name,
        "valeur": f"la valeur de {name}",
        "acces": access,
        "questions": [f"Quel est votre {name} ?", f"Et le {name}, c'était quand ?"],
        "reponses": [f"{{{{ faits.{name} }}}}, {text}" for text in _variants(f"le fait {name}")],
    }
    if access == "confidence":
        fact |= {"si": condition, "refus": _variants(f"le refus de {name}")}
    if access == "errone":
        lines = [f"{text} Pardon, {{{{ faits.{name} }}}}." for text in _variants(f"la correction de {name}")]
        fact["correction"] = {"si": condition, "valeur": f"la vraie valeur de {name}", "reponses": lines}
    return fact


def _state(
    rank: int, states: list[str], endings: list[str], conditions: list[str], effects: dict[str, int]
) -> dict[str, Any]:
    """A state that leads to the next one, back to itself, and to both endings."""
    after = states[(rank + 1) % len(states)]
    return {
        "id": states[rank],
        "but": "Avancer.",
        "dire": _variants(f"l’état {states[rank]}"),
        "transitions": [
            {"vers": after, "si": conditions[0], "effets": effects, "pourquoi": "Essai."},
            {"vers": states[rank], "si": conditions[1]},
            {"vers": endings[0], "si": "proposition et empathie"},
            {"vers": endings[1], "si": "agressivite et insulte"},
        ],
        "sinon": [
            {"humeur": "vive", "dire": _variants(f"la vive {states[rank]}")},
            *_variants(f"la neutre {states[rank]}"),
        ],
    }
