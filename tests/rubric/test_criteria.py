"""Files of criteria and the lexicon of events: what ships is sound, what is wrong is told with its place."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from simulator.rubric.criteria import Criterion, Expectation, Harm, Point, load_criteria
from simulator.rubric.judging.lexicon import load_lexicon
from simulator.rubric.judging.reading import BOOLEANS, FUNCTIONS, NUMBERS
from tests.rubric.judging_cases import EVENTS, FAULTS, POSITIVES, RUBRICS, book

if TYPE_CHECKING:
    from simulator.diagnostics import Diagnostic
    from simulator.rubric.criteria import CompiledCriterion

SOUND = """\
bloc: 1
criteres:
  - id: 1.1.a
    intitule: "Accueillir"
    observable: entretien
    occasion: "repliques >= 1"
    acquis: "nombre(empathie) >= 2"
    partiel: "vu(empathie)"
    sert: [empathie]
    dessert:
      - {marqueur: minimisation, plafond: partiel, dire: "réduit"}
    points:
      - {si: "vu(empathie)", vu: "vous compatissez", manque: "compatir", citer: [empathie]}
    attentes:
      - apres: colere
        actes: [empathie]
        attendu: "reconnaître la colère"
        exemples: ["Je vous comprends."]
    sans_occasion: "Rien."
    conseil: "Écoutez."
"""


def diagnosed(text: str) -> list[Diagnostic]:
    """What is wrong in a file of criteria."""
    return load_criteria({"bloc1.yaml": text}, EVENTS, positives=POSITIVES, faults=FAULTS)[1]


def test_the_sound_file_is_accepted() -> None:
    """The base of the faulty files has no fault of its own."""
    assert diagnosed(SOUND) == []


@pytest.mark.parametrize(
    ("old", "new", "code", "line", "hint"),
    [
        ("sert: [empathie]", "sert: [empathy]", "RU206", 9, "empathie"),
        ("actes: [empathie]", "actes: [empatie]", "RU206", 16, "empathie"),
        ("citer: [empathie]", "citer: [empathi]", "RU206", 13, "empathie"),
        ("marqueur: minimisation", "marqueur: minimization", "RU207", 11, "minimisation"),
        ("apres: colere", "apres: colre", "RU208", 15, "colere"),
        ("sert: [empathie]", "sert: [minimisation]", "RU209", 9, "dessert"),
        ("sert: [empathie]", "sert: [empathie]\n    signes: [outil_ecrt]", "RU210", 10, "outil_ecrit"),
        ("intitule:", "intitul:", "RU201", 4, "intitule"),
        ('    conseil: "Écoutez."\n', "", "RU202", 3, ""),
        ("plafond: partiel", "plafond: moyen", "RU204", 11, ""),
        ('vu(empathie)"\n    sert', 'vu(empatie)"\n    sert', "EX104", 8, "empathie"),
        ("nombre(empathie) >= 2", "nombre(minimisation) = 0", "EX104", 7, ""),
        ("nombre(empathie) >= 2", "nombr(empathie) >= 2", "EX103", 7, "nombre"),
        ("repliques >= 1", "replique >= 1", "EX102", 6, "repliques"),
    ],
)
def test_a_fault_is_told_at_its_place(old: str, new: str, code: str, line: int, hint: str) -> None:
    """An unknown name, key or condition is reported with its code, its line and the nearest right word."""
    assert old in SOUND
    found = diagnosed(SOUND.replace(old, new, 1))
    assert code in [diagnostic.code for diagnostic in found]
    diagnostic = next(item for item in found if item.code == code)
    assert (diagnostic.file, diagnostic.line) == ("bloc1.yaml", line)
    assert diagnostic.column > 1
    assert hint in diagnostic.hint + diagnostic.message


def test_a_criterion_written_twice_is_refused() -> None:
    """Two criteria with one id, even in two files, are told at the second."""
    _, found = load_criteria({"a.yaml": SOUND, "b.yaml": SOUND}, EVENTS, positives=POSITIVES, faults=FAULTS)
    assert [(item.code, item.file) for item in found] == [("RU211", "b.yaml")]


def test_faults_cannot_be_seen_by_conditions() -> None:
    """No condition may name a fault: that is why adding one can never raise a verdict."""
    for criterion in book().criteria:
        for condition in (criterion.occasion, criterion.acquired, criterion.partial):
            named = {argument for _, arguments in condition.calls() for argument in arguments}
            assert named.isdisjoint(FAULTS)


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ('- "ras le bol"', '- "ras (le bol"', "RU213"),
        ('- "ras le bol"', '- "…"', "RU213"),
        ('- "ras le bol"', '- "ras | bol"', "RU213"),
        ("regroupe: [colere,", "regroupe: [colre,", "RU208"),
        ("indices_forts: [interrogation]", "indices_forts: [soupir]", "RU204"),
    ],
)
def test_a_faulty_lexicon_is_told(old: str, new: str, code: str) -> None:
    """A pattern that cannot be read and an event that does not exist are refused."""
    text = str(EVENTS[1])
    assert old in text
    lexicon, found = load_lexicon(text.replace(old, new, 1), "evenements.yaml")
    assert lexicon is None
    assert [item.code for item in found] == [code]


@pytest.mark.parametrize("criterion", book().criteria, ids=lambda criterion: str(criterion.id))
def test_every_criterion_is_complete(criterion: CompiledCriterion) -> None:
    """A criterion has a short label of our own, lacks to tell, faults that cost, and French typography."""
    source = criterion.source
    assert re.fullmatch(r"[1-4]\.\d\.[a-z]", source.id)
    assert int(source.id[0]) == criterion.bloc
    assert len(source.label) <= 45
    assert source.harms
    assert any(point.lacking for point in source.points)
    assert source.advice.endswith(".")
    assert source.no_occasion.endswith(".")
    for text in (source.label, source.advice, source.no_occasion, *(point.seen for point in source.points)):
        assert "'" not in text, text
    for expectation in source.expectations:
        assert all(example[-1] in ".?!" for example in expectation.examples)


@pytest.mark.parametrize(
    ("text", "event"),
    [
        ("C'est inadmissible", "colere"),
        ("vs vous moquez de moi ? NON MAIS FRANCHEMENT !!", "colere"),
        ("BANDE D'INCAPABLES", "insulte"),
        ("bande de voleurs", "tension"),
        ("Je vais résilier, point.", "menace"),
        ("je ne dors plus la nuit", "emotion"),
        ("Mouais, je ne suis pas convaincu", "objection"),
        ("Vous ne m'écoutez pas", "contradiction"),
        ("Je n'y comprends rien", "incomprehension"),
        ("jen ai marre, c abusé, g jamais vu ca", "colere"),
        ("Combien ça coute", "question"),
        ("Vous pouvez m'envoyer ça par mail", "demande_ecrit"),
        ("Bon, merci beaucoup, ça me rassure", "apaisement"),
        ("On verra bien.", "insatisfaction"),
    ],
)
def test_events_are_recognised_in_words(text: str, event: str) -> None:
    """Each event is found in an ordinary way of saying it, whatever the accents, case and apostrophes."""
    assert event in book().lexicon.events(text)


@pytest.mark.parametrize(
    ("text", "event"),
    [
        ("Bonjour, je voudrais savoir où en est mon dossier.", "tension"),
        ("Je ne suis pas en colère, je voudrais juste comprendre.", "colere"),
        ("Merci pour rien.", "apaisement"),
        ("J'ai acheté mes lunettes le 20 octobre.", "emotion"),
        ("", "question"),
    ],
)
def test_events_are_not_seen_everywhere(text: str, event: str) -> None:
    """Ordinary words, a denial and irony are not taken for the event."""
    assert event not in book().lexicon.events(text)


@pytest.mark.parametrize(
    ("text", "sign"),
    [
        ("Déposez-le dans l’appli, c’est sécurisé.", "outil_ecrit"),
        ("jvous rappelle jeudi", "outil_oral"),
        ("C’est bien le 14 octobre ?", "chiffre_redit"),
        ("Cet appel peut être enregistré.", "cadre_distance"),
        ("J’ai votre dossier sous les yeux.", "dossier_ouvert"),
        ("En quoi puis-je vous aider ?", "ouverture_service"),
        ("je regarde votre contrat", "attente_annoncee"),
    ],
)
def test_signs_are_recognised_in_words(text: str, sign: str) -> None:
    """Each gesture is found in an ordinary way of saying it, elided and abbreviated words included."""
    assert sign in book().lexicon.signs(text)


def test_signs_are_found_with_their_place() -> None:
    """A gesture of craft is given with the very stretch of the reply that shows it."""
    text = "Ne quittez pas, je vérifie… Voilà : je vous l’envoie par mail. Bonne journée !"
    found = book().lexicon.signs(text)
    places = {sign: [text[place.start : place.end] for place in found[sign]] for sign in found}
    assert places["attente_annoncee"][0] == "Ne quittez pas"
    assert places["outil_ecrit"] == ["par mail"]
    assert places["conge_courtois"] == ["Bonne journée"]


def test_the_trainers_page_describes_the_whole_vocabulary() -> None:
    """Every name, function and key that a criterion may use is on the page that teaches them."""
    page = (RUBRICS.parent / "docs" / "format-des-criteres.md").read_text(encoding="utf-8")
    functions = {f"`{name}({', '.join(function.kinds)})`" for name, function in FUNCTIONS.items()}
    keys = {f"`{key}`" for model in (Criterion, Harm, Point, Expectation) for key in model.keys()}  # noqa: SIM118
    names = {f"`{name}`" for name in (*BOOLEANS, *NUMBERS)}
    assert not {word for word in functions | keys | names if word not in page}
