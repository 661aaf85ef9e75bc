"""``check`` hands each file to the rules of its kind, and tells everything in order, to people and to programs."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any

import pytest

import simulator.dialogue
from simulator.authoring import as_json, as_text, check, check_paths
from simulator.authoring.kinds import kind_of
from simulator.diagnostics import Diagnostic, Position
from simulator.library import Library, places


class Rules:
    """Stands for ``dialogue`` and ``rubric``: says what was handed to them, and finds « FAUTE » in a file."""

    def __init__(self) -> None:
        self.scripts: list[str] = []
        self.rubric_files: list[str] = []
        self.examples_run = 0

    def load_script(self, text: str, file: str, markers: object) -> tuple[object, list[Diagnostic]]:
        """Check a script: each line that holds FAUTE is one error."""
        self.scripts.append(file)
        return None, faults(text, file, "SC201")

    def read_rubric(self, files: dict[str, dict[str, Path]]) -> tuple[object | None, list[Diagnostic]]:
        """Read a rubric: there is none when a file holds FAUTE."""
        paths = [path for kind in files.values() for path in kind.values()]
        self.rubric_files = [places.shown(path) for path in paths]
        found = [one for path in paths for one in faults(path.read_text(), places.shown(path), "RU101")]
        return (None if found else SimpleNamespace(markers={}, files=paths)), found

    def check_examples(self, rubric: Any) -> list[Diagnostic]:
        """Run the examples: each file that holds « raté » has one that fails."""
        self.examples_run += 1
        shown = [places.shown(path) for path in rubric.files if "raté" in path.read_text()]
        return [Diagnostic.at(Position(file, 1, 1), "RU150", "Exemple manqué.") for file in shown]


def faults(text: str, file: str, code: str) -> list[Diagnostic]:
    """One diagnostic per line that holds FAUTE."""
    lines = enumerate(text.splitlines(), 1)
    return [Diagnostic.at(Position(file, number, 1), code, "Faute.") for number, line in lines if "FAUTE" in line]


@pytest.fixture
def rules(monkeypatch: pytest.MonkeyPatch) -> Rules:
    """The rules of this test, in place of the real ones."""
    fake = Rules()
    examples = ModuleType("simulator.rubric.examples")
    examples.check_examples = fake.check_examples  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "simulator.rubric.examples", examples)
    monkeypatch.setattr(simulator.dialogue, "load_script", fake.load_script, raising=False)
    monkeypatch.setattr(check, "read_rubric", fake.read_rubric)
    return fake


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An installation with a script and two markers, from whose folder commands are run."""
    monkeypatch.setattr(places, "_PACKAGE", tmp_path / "simulator")
    monkeypatch.chdir(tmp_path)
    write(tmp_path / "scripts_dialogue/vente/a.yaml", "id: a\netats: []\n")
    write(tmp_path / "rubrics/marqueurs/empathie.yaml", "id: empathie\n")
    write(tmp_path / "rubrics/marqueurs/excuses.yaml", "id: excuses\n")
    return tmp_path


def write(path: Path, text: str) -> Path:
    """Write a file, its folders included."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def run(*paths: str) -> list[tuple[str, int, str]]:
    """Check some paths; file, line and code of what is found."""
    found = check_paths([Path(path) for path in paths], Library())
    return [(one.file, one.line, one.code) for one in found]


def test_with_no_path_everything_installed_is_checked(folder: Path, rules: Rules) -> None:
    """Scripts, models included, and the whole rubric with its examples."""
    write(folder / "scripts_dialogue/_modele/modele.yaml", "id: modele\nFAUTE\n")
    write(folder / "rubrics/marqueurs/excuses.yaml", "raté")
    assert run() == [
        ("rubrics/marqueurs/excuses.yaml", 1, "RU150"),
        ("scripts_dialogue/_modele/modele.yaml", 2, "SC201"),
    ]
    assert rules.scripts == ["scripts_dialogue/_modele/modele.yaml", "scripts_dialogue/vente/a.yaml"]


def test_a_script_alone_is_checked_against_the_installed_rubric(folder: Path, rules: Rules) -> None:
    """Only the file asked for is told, even where others have faults that stop nobody."""
    write(folder / "mien.yaml", "FAUTE\n\nFAUTE FAUTE\n")
    write(folder / "rubrics/marqueurs/excuses.yaml", "raté")
    assert run("mien.yaml") == [("mien.yaml", 1, "SC201"), ("mien.yaml", 3, "SC201")]


def test_a_marker_alone_is_checked_among_the_others(folder: Path, rules: Rules) -> None:
    """A marker being written takes the place of the installed one, and its examples are run."""
    write(folder / "brouillon/marqueurs/empathie.yaml", "raté")
    assert run("brouillon/marqueurs/empathie.yaml") == [("brouillon/marqueurs/empathie.yaml", 1, "RU150")]
    assert rules.rubric_files == ["brouillon/marqueurs/empathie.yaml", "rubrics/marqueurs/excuses.yaml"]


def test_a_rubric_that_cannot_be_read_stops_scripts_and_says_why(folder: Path, rules: Rules) -> None:
    """Without markers no script can be checked: what is wrong in the rubric is told instead, examples are not run."""
    write(folder / "rubrics/marqueurs/excuses.yaml", "FAUTE")
    assert run("scripts_dialogue/vente/a.yaml") == [("rubrics/marqueurs/excuses.yaml", 1, "RU101")]
    assert rules.examples_run == 0
    assert rules.scripts == []


def test_a_folder_is_searched_with_its_subfolders(folder: Path, rules: Rules) -> None:
    """All YAML files of a folder are checked, each by its kind; hidden and other files are left out."""
    write(folder / "lot/x/b.yaml", "FAUTE")
    write(folder / "lot/marqueurs/c.yml", "FAUTE")
    write(folder / "lot/.cache/d.yaml", "FAUTE")
    write(folder / "lot/notes.md", "FAUTE")
    assert [code for _, _, code in run("lot")] == ["RU101"]
    write(folder / "lot/marqueurs/c.yml", "ok")
    assert run("lot") == [("lot/x/b.yaml", 1, "SC201")]


def test_paths_that_lead_nowhere_are_told(folder: Path, rules: Rules, monkeypatch: pytest.MonkeyPatch) -> None:
    """A missing path, an empty folder and an unreadable file each have their diagnostic; the rest is still checked."""
    (folder / "vide").mkdir()
    write(folder / "mien.yaml", "FAUTE")
    write(folder / "ferme.yaml", "x")

    def refuse(path: Path, mode: str = "r", **_: Any) -> Any:
        if path.name == "ferme.yaml":
            raise PermissionError
        return open(path, mode)  # noqa: PTH123

    monkeypatch.setattr(Path, "open", refuse)
    assert run("absent.yaml", "vide", "ferme.yaml", "mien.yaml") == [
        ("absent.yaml", 1, "FI101"),
        ("ferme.yaml", 1, "FI102"),
        ("mien.yaml", 1, "SC201"),
        ("vide", 1, "FI103"),
    ]


def test_two_scripts_with_the_same_id_are_told(folder: Path, rules: Rules) -> None:
    """Of two files with the same name, one would never be played: the second is told, naming the first."""
    write(folder / "scripts_dialogue/accueil/a.yaml", "id: a\n")
    found = check_paths([], Library())
    assert [(one.file, one.code) for one in found] == [("scripts_dialogue/vente/a.yaml", "FI104")]
    assert "scripts_dialogue/accueil/a.yaml" in found[0].message


def test_a_file_given_twice_is_told_once(folder: Path, rules: Rules) -> None:
    """Doubles are dropped, whatever the ways to name a file."""
    write(folder / "lot/b.yaml", "FAUTE")
    assert run("lot", "lot/b.yaml", "./lot/../lot/b.yaml") == [("lot/b.yaml", 1, "SC201")]


@pytest.mark.parametrize(
    ("path", "text", "kind"),
    [
        ("marqueurs/x.yaml", "etats: []", "marqueurs"),
        ("criteres/bloc1.yaml", "", "criteres"),
        ("lexiques/x.yaml", "", "lexiques"),
        ("x.yaml", "id: x\ncriteres: [1.1.a]\netats: []", "script"),
        ("x.yaml", "id: x\nexemples: []", "marqueurs"),
        ("x.yaml", "bloc: 1\ncriteres: []", "criteres"),
        ("x.yaml", "evenements: {}", "lexiques"),
        ("x.yaml", "n'importe quoi", "script"),
        ("x.yaml", "  etats: []\nexemples : []", "marqueurs"),
    ],
)
def test_the_kind_of_a_file_is_told_by_its_folder_then_its_keys(path: str, text: str, kind: str) -> None:
    """A file of a rubric's folder is what the folder says; else its keys do; a script is the default."""
    assert kind_of(Path(path), text.encode()) == kind


FOUND = [
    Diagnostic.at(Position("a.yaml", 1, 2), "SC201", "L’état « x » n’existe pas.", hint="Vouliez-vous dire « y » ?"),
    Diagnostic.at(Position("b.yaml", 3, 4), "SC304", "Jamais atteinte.", severity="avertissement"),
]


def test_people_read_each_diagnostic_then_the_count() -> None:
    """The text ends with a sentence that counts errors, warnings and files, each in the right number."""
    text = as_text(FOUND)
    assert text.splitlines()[0].startswith("a.yaml:1:2")
    assert text.endswith("\n1 erreur et 1 avertissement dans 2 fichiers.\n")
    assert as_text(FOUND[:1] * 2).endswith("\n2 erreurs dans 1 fichier.\n")
    assert as_text([]) == "Tout est en ordre.\n"


def test_programs_read_an_array_with_stable_keys() -> None:
    """JSON output is one array, empty when all is well, with accents kept."""
    assert json.loads(as_json([])) == []
    read = json.loads(as_json(FOUND))
    assert read == [one.as_dict() for one in FOUND]
    assert "état" in as_json(FOUND)
