"""Loading a script: every fault told at once, with its code, at its line and column."""

from __future__ import annotations

import pytest
import yaml

from simulator.dialogue import load_script
from tests.dialogue.conftest import DEMO, MARKERS, load


def _faults(text: str, file: str = "demo.yaml") -> list[tuple[str, str, str]]:
    """Code, the words found at the place told, and the hint, of each diagnostic."""
    _, diagnostics = load_script(text, file, MARKERS)
    lines = text.splitlines()
    return [(one.code, lines[one.line - 1][one.column - 1 :], one.hint) for one in diagnostics]


def test_a_sound_script_has_nothing_to_say_about() -> None:
    """The demonstration script, which uses every element, gives no diagnostic at all: it passes every check."""
    assert load_script(DEMO, "demo.yaml", MARKERS)[1] == []


SPOILT = [
    ("SC101", "niveau: 1", "niveau: 1\nnivo: 2", "nivo: 2"),
    ("SC102", "resume:", "#", "id: demo"),
    ("SC103", "duree: 8", 'duree: "8"', '"8"'),
    ("SC104", "qualite: bonne", "qualite: superbe", "superbe"),
    ("SC110", "    dire:\n      tchat: [", "    dire:\n      sms: [", "sms:"),
    (
        "SC110",
        '  silence: ["Il y a quelqu’un ?", "Je vous ai perdu ?", "Vous êtes parti, ou quoi ?"]',
        "  silence: []",
        "[]",
    ),
    ("SC111", "{depart: 60,", "{depart: 160,", "160"),
    ("SC111", "min: 0, max: 100, repos", "min: 100, max: 100, repos", "{depart: 60"),
    ("SC112", '    si: "confiance >= 45"\n', "", "confidence"),
    ("SC112", "acces: errone", "acces: libre", "libre"),
    ("SC113", '["d’un ton las"]', '["hausse les épaules"]', '{telephone: ["hausse'),
    ("SC114", "id: demo", "id: autre", "autre"),
    ("SC115", "tours_max: 24", "tours_max: 4", "4"),
    ("SC116", '"C’est ça, au revoir."', '"Bon, ben au revoir, hein."', '["Bon, ben'),
    ("SC117", ', "Au revoir, je rappellerai."', "", '["Bon, ben'),
    ("SC118", "effets: {tension: -6}", "effets: [tension]", "[tension]"),
    ("SC118", "effets: {tension: -6}", 'effets: {tension: "beaucoup"}', '"beaucoup"'),
    ("SC118", '"Bon, ben au revoir, hein."', "{parole: Bon}", "{parole: Bon}"),
    ("SC119", "  - id: praticien", "  - id: montant", "montant"),
    ("SC119", "  confiance: {depart", "  tours: {depart", "tours: {depart"),
    ("SC120", "- {id: neutre,", '- {id: neutre, si: "tension > 1",', '"tension > 1"'),
    ("SC120", 'si: "tension >= 80", indication', "indication", "{id: explosive"),
    ("SC201", 'vers: recit, si: "ecoute', 'vers: reci, si: "ecoute', "reci,"),
    ("SC202", "effets: {tension: -6}", "effets: {tensoin: -6}", "tensoin"),
    ("SC203", "{humeur: explosive,", "{humeur: explosiv,", "explosiv,"),
    ("SC204", "      tchat: [", "      chat: [", "chat:"),
    ("SC205", "canaux: [tchat, telephone]", "canaux: [telephone]", "tchat:"),
    ("SC206", "tours_max: 24", "tours_max: 24\nfin_tours_max: ruptur", "ruptur"),
    ("SC206", "qualite: mauvaise", "qualite: mitigee", "- {id: apaisee"),
    ("SC301", 'vers: recit, si: "ecoute_active ou empathie"', 'vers: decue, si: "ecoute_active ou empathie"', "recit"),
    ("SC303", 'vers: decue, si: "conge"', 'vers: apaisee, si: "conge"', "decue"),
    ("SC304", 'vers: apaisee, si: "proposition et tension < 50"', "vers: apaisee", '{vers: decue, si: "conge"}'),
    ("EX101", '"conge"', '"conge et"', ""),
    ("EX102", '"conge"', '"vu(conge) et congé_"', "congé_"),
    ("EX104", "vu(reformulation)", "dit(reformulation)", "reformulation)"),
    ("TP101", "{{ faits.montant }}, et en une fois", "{{ faits.montant }, et en une fois", "{{ faits.montant }, et"),
    ("TP102", "{{ faits.montant }}, et en une fois", "{{ fait.montant }}, et en une fois", "fait.montant"),
    ("TP102", "{{ faits.montant }}, et en une fois", "{{ personne.vile }}, et en une fois", "vile }}"),
    ("TP103", "{{ faits.montant }}, et en une fois", "{{ 'a' * 9 }}, et en une fois", "{{ 'a'"),
    ("TP103", "{{ faits.montant }}, et en une fois", "{{ personne.__class__ }}, et en une fois", "{{ personne"),
    ("TP104", "{{ faits.montant }}, pile", "{{ faits.montant|hurle }}, pile", "hurle"),
    ("TP105", "et en une fois", "et " * 900, "{{ faits.montant }}, et et"),
    ("YA102", "jauges:", "jauges: [", ""),
]


@pytest.mark.parametrize(("code", "old", "new", "place"), SPOILT, ids=[f"{row[0]}-{n}" for n, row in enumerate(SPOILT)])
def test_a_fault_is_told_with_its_code_and_place(code: str, old: str, new: str, place: str) -> None:
    """Each fault put into the sound script gives its code, at the very words at fault."""
    assert DEMO.count(old) >= 1
    found = _faults(DEMO.replace(old, new, 1))
    assert any(one == code and words.startswith(place) for one, words, _ in found), found


def test_a_state_without_a_way_to_an_ending_is_told() -> None:
    """A state that is reached but leads nowhere traps the learner: SC302."""
    text = DEMO[: DEMO.index("partout:")] + DEMO[DEMO.index("replis:") :]
    text = text.replace('{vers: decue, si: "conge"}', '{vers: impasse, si: "conge"}')
    text = text.replace("replis:", "  - {id: impasse, but: Rien., dire: [Un., Deux., Trois.]}\nreplis:")
    assert ("SC302", "impasse, but") in [(code, words[:12]) for code, words, _ in _faults(text)]


def test_all_faults_are_told_at_once() -> None:
    """Ten faults of ten kinds in one file give ten codes in one go."""
    text = DEMO
    wanted = {"SC117", "SC201", "SC202", "SC203", "EX102", "TP102", "TP104", "SC111", "SC112", "SC115"}
    for code, old, new, _ in SPOILT:
        if code in wanted and old in text:
            text = text.replace(old, new, 1)
    assert wanted <= {code for code, _, _ in _faults(text)}


@pytest.mark.parametrize(
    ("code", "old", "new", "near"),
    [
        ("SC201", 'vers: recit, si: "ecoute', 'vers: reci, si: "ecoute', "recit"),
        ("SC202", "effets: {tension: -6}", "effets: {tensoin: -6}", "tension"),
        ("SC203", "{humeur: explosive,", "{humeur: explosiv,", "explosive"),
        ("SC206", "tours_max: 24", "tours_max: 24\nfin_tours_max: ruptur", "rupture"),
        ("EX102", '"conge"', '"ecout_active"', "ecoute_active"),
        ("TP102", "{{ faits.montant }}, et", "{{ faits.montan }}, et", "montant"),
    ],
)
def test_an_unknown_name_comes_with_the_nearest_known_one(code: str, old: str, new: str, near: str) -> None:
    """A misspelt name is told with the name that was meant."""
    assert any(one == code and near in hint for one, _, hint in _faults(DEMO.replace(old, new, 1)))


def test_a_template_in_a_block_is_told_at_its_own_line() -> None:
    """In a text of several lines, the fault is told at the line of the file, with the line of the text."""
    block = "  incompris:\n    - Un.\n    - |\n      Deux.\n      Et {{ inconnu }} alors.\n    - Trois.\n"
    start = DEMO.index("  incompris:")
    text = DEMO[:start] + block + DEMO[DEMO.index("  question_inconnue:", start) :]
    _, diagnostics = load_script(text, "demo.yaml", MARKERS)
    (one,) = diagnostics
    assert text.splitlines()[one.line - 1][one.column - 1 :].startswith("inconnu }}")
    assert "ligne 2 du texte" in one.message


@pytest.mark.parametrize(
    ("old", "new", "shape"),
    [
        ("niveau: 1", "nivau: 1", {"SC101", "SC102"}),
        ("niveau: 1", "niveau: 9", {"SC104"}),
        ("niveau: 1", "niveau: 1\nauteur: moi", {"SC101"}),
        ("qualite: bonne", "qualite: superbe", {"SC104"}),
        ("faits:", "fait:", {"SC101"}),
    ],
)
def test_a_small_fault_of_shape_does_not_hide_faults_of_reference(old: str, new: str, shape: set[str]) -> None:
    """A misspelt key or an impossible value is told together with an unknown state and an unknown marker."""
    spoilt = (
        DEMO.replace(old, new, 1).replace("vers: recit,", "vers: recti,", 1).replace('"minimisation"', '"minimisé"')
    )
    assert {code for code, _, _ in _faults(spoilt)} == shape | {"SC201", "EX102"}


@pytest.mark.parametrize(
    ("old", "new"), [("etats:", "zzz: 3\nscenes:"), ("faits:", "choses_sues:"), ("duree: 8", "duree:")]
)
def test_when_a_part_is_lost_only_its_shape_is_told(old: str, new: str) -> None:
    """Every mention of a part that could not be read would look like a fault: none is told."""
    assert {code[:3] for code, _, _ in _faults(DEMO.replace(old, new, 1))} == {"SC1"}


def test_the_folder_should_be_the_activity() -> None:
    """A script in another folder than its activity is a warning, not an error."""
    script, diagnostics = load_script(DEMO, "accueil/demo.yaml", MARKERS)
    assert script is not None
    assert [(one.code, one.severity) for one in diagnostics] == [("SC114", "avertissement")]


def test_identity_is_what_the_file_says() -> None:
    """Lists and screens read a script's identity without knowing its file's keys."""
    script = load(DEMO)
    assert (script.id, script.title, script.level, script.duration) == ("demo", "Une facture perdue", 1, 8)
    assert (script.channels, script.bloc, script.criteria) == (("tchat", "telephone"), 1, ("1.1.a",))
    assert (script.difficult, script.evaluation_seed, script.person_name) == (True, 2026, "Claire Morvan")
    assert (script.activity, script.documents[0].id, script.start) == ("situations_difficiles", "carte", "accueil")
    assert script.summary.startswith("Une adhérente")
    assert script.consigne.startswith("Vous êtes")
    assert script.max_turns == 24


def test_the_hash_changes_with_the_text() -> None:
    """A resumed session can tell that its script was edited."""
    assert load(DEMO).hash == load(DEMO).hash != load(DEMO + "# note\n").hash


@pytest.mark.parametrize("text", ["", "[]", "x", "a: 1", "- 1", "\x00", "id: demo", b"\xff\xfe\x00"])
def test_what_is_no_script_gives_diagnostics(text: str | bytes) -> None:
    """Anything else than a script is told as such, never raised."""
    script, diagnostics = load_script(text, "demo.yaml", MARKERS)
    assert script is None
    assert diagnostics


def test_the_demo_is_plain_yaml() -> None:
    """The demonstration script stays readable by any YAML reader."""
    assert yaml.safe_load(DEMO)["id"] == "demo"
