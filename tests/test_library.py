"""The library finds scripts and rubrics, lays the user's folders over the packaged ones, and reaches nothing else."""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING

import pytest

import simulator.library.library as library_module
import simulator.rubric.rubric as rubric_module
from simulator.errors import InputError, InvalidFileError, UsageError
from simulator.library import Library, places
from simulator.library.summary import summarize

if TYPE_CHECKING:
    from pathlib import Path

    from simulator.diagnostics import Diagnostic

SCRIPT = """\
id: {id}
titre: "{title}"
resume: >-
  Une personne
  en colère.
activite: accueil
canaux: [tchat, telephone]
bloc: 1
niveau: 2
duree: 15
criteres: [1.1.a, 1.6.b]
difficile: true
personne:
  nom: Odile Ferrand
  age: 58
etats:
  - id: debut
    niveau: 9
    titre: "pas celui-ci"
"""


def write(path: Path, text: str | bytes) -> Path:
    """Write a file, its folders included."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


@pytest.fixture
def installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that stands for what is packaged: two scripts, a model, two markers."""
    root = tmp_path / "installed"
    write(root / "scripts_dialogue/accueil/a.yaml", SCRIPT.format(id="a", title="Premier"))
    write(root / "scripts_dialogue/vente/b.yaml", SCRIPT.format(id="b", title="Second"))
    write(root / "scripts_dialogue/_modele/entretien.yaml", SCRIPT.format(id="entretien", title="Modèle"))
    write(root / "rubrics/marqueurs/empathie.yaml", "id: empathie")
    write(root / "rubrics/marqueurs/excuses.yaml", "id: excuses")
    write(root / "rubrics/lexiques/mots.txt", "mot")
    monkeypatch.setattr(places, "_PACKAGE", root / "simulator")
    monkeypatch.chdir(tmp_path)
    return root


def test_a_source_checkout_and_a_wheel_are_both_found(installed: Path) -> None:
    """Data lies beside the package in a checkout and inside it in a wheel, which wins."""
    assert places.packaged("rubrics") == installed / "rubrics"
    inside = installed / "simulator/_packaged/rubrics"
    inside.mkdir(parents=True)
    assert places.packaged("rubrics") == inside


def test_scripts_are_found_by_id_and_models_left_out(installed: Path) -> None:
    """An id is the name of a file, wherever its folder; models to copy are no interviews."""
    assert set(Library().script_files()) == {"a", "b"}
    assert installed / "scripts_dialogue/_modele/entretien.yaml" in Library().all_script_files()


def test_a_users_script_replaces_the_packaged_one(installed: Path, tmp_path: Path) -> None:
    """With ``--scripts``, the same id means the user's file; other scripts remain."""
    mine = write(tmp_path / "mine/ailleurs/a.yaml", SCRIPT.format(id="a", title="Le mien"))
    write(tmp_path / "mine/c.yml", SCRIPT.format(id="c", title="Neuf"))
    library = Library(scripts=tmp_path / "mine")
    assert set(library.script_files()) == {"a", "b", "c"}
    assert library.script_path("a") == mine
    assert {one.title for one in library.summaries()} == {"Le mien", "Second", "Neuf"}


def test_a_users_rubric_file_replaces_the_packaged_one(installed: Path, tmp_path: Path) -> None:
    """With ``--rubrics``, the same kind and name mean the user's file; other files remain."""
    mine = write(tmp_path / "mine/marqueurs/empathie.yaml", "id: empathie")
    files = Library(rubrics=tmp_path / "mine").rubric_files()
    assert files["marqueurs"] == {"empathie.yaml": mine, "excuses.yaml": installed / "rubrics/marqueurs/excuses.yaml"}
    assert set(files["lexiques"]) == {"mots.txt"}
    assert files["criteres"] == {}


@pytest.mark.parametrize("option", ["scripts", "rubrics"])
def test_a_users_folder_that_does_not_exist_is_told(installed: Path, tmp_path: Path, option: str) -> None:
    """A folder that is missing, or is a file, names the option to correct."""
    write(tmp_path / "file", "")
    for name in ("absent", "file"):
        with pytest.raises(UsageError) as caught:
            Library(**{option: tmp_path / name})
        assert f"--{option}" in caught.value.hint


def test_a_script_is_summed_up_from_its_head(installed: Path) -> None:
    """Lists get title, level, channels and the rest without the body of the script being read."""
    summary = Library().summaries()[0]
    assert (summary.id, summary.title, summary.summary) == ("a", "Premier", "Une personne en colère.")
    assert (summary.activity, summary.channels, summary.bloc) == ("accueil", ("tchat", "telephone"), 1)
    assert (summary.level, summary.length, summary.criteria) == (2, 15, ("1.1.a", "1.6.b"))
    assert (summary.difficult, summary.person, summary.error) == (True, "Odile Ferrand", "")
    assert summary.file == os.path.join("installed", "scripts_dialogue", "accueil", "a.yaml")  # noqa: PTH118


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("titre: 'x", "YA102"),
        ("", "YA109"),
        ("- a", "pas un script"),
        (b"\xff\xff", "YA101"),
        (b"a" * 2_000_000, "YA104"),
    ],
)
def test_a_broken_script_is_listed_with_its_reason(tmp_path: Path, content: str | bytes, words: str) -> None:
    """A file that cannot be read keeps its line in the list, under its name, with what is wrong."""
    summary = summarize(write(tmp_path / "casse.yaml", content))
    assert summary.title == "casse"
    assert words in summary.error


@pytest.mark.parametrize(
    "text", ["titre: 3\nniveau: haut\ncanaux: tchat\npersonne: x\n", "niveau: true\ncriteres: {a: b}\n"]
)
def test_a_head_of_the_wrong_shape_is_no_failure(tmp_path: Path, text: str) -> None:
    """Values of the wrong kind count as absent: ``check`` tells them, lists go on."""
    summary = summarize(write(tmp_path / "x.yaml", text))
    assert (summary.title, summary.level, summary.channels, summary.criteria) == ("x", 0, (), ())


def test_an_unknown_id_suggests_the_nearest(installed: Path, tmp_path: Path) -> None:
    """A misspelt id names the script that was meant; nothing near points to the list."""
    write(tmp_path / "mine/remboursement_refuse.yaml", "id: remboursement_refuse")
    library = Library(scripts=tmp_path / "mine")
    with pytest.raises(UsageError) as caught:
        library.script_source("remboursment_refuse")
    assert "remboursement_refuse" in caught.value.hint
    with pytest.raises(UsageError) as caught:
        library.script_source("zzz")
    assert "repartie scripts" in caught.value.hint


@pytest.mark.parametrize(
    "ref", ["../../etc/passwd", "/etc/passwd", "accueil/a", "", ".", "..", "a\0", "a b", "~root", "..\\a", "é" * 5000]
)
def test_an_id_never_leads_out_of_the_folders(installed: Path, ref: str) -> None:
    """Whatever is given as an id, only listed scripts are reached."""
    with pytest.raises(UsageError):
        Library().script_source(ref)


def test_links_out_of_a_folder_are_not_followed(installed: Path, tmp_path: Path) -> None:
    """A link planted in a shared folder does not make a file from elsewhere a script."""
    secret = write(tmp_path / "elsewhere/secret.yaml", "id: secret")
    (installed / "scripts_dialogue/secret.yaml").symlink_to(secret)
    assert "secret" not in Library().script_files()


def test_a_script_is_found_by_its_path(installed: Path, tmp_path: Path) -> None:
    """An author plays the file they are writing, wherever it is, and messages name it from the current folder."""
    write(tmp_path / "mon_script.yaml", "\ufeffid: mon_script\r\n".encode())
    assert Library().script_source("./mon_script.yaml") == ("id: mon_script\n", "mon_script.yaml")


def test_a_path_that_cannot_be_read_is_told(installed: Path, tmp_path: Path) -> None:
    """A missing file, a folder and a file that is no text each get a message with the path."""
    (tmp_path / "dossier.yaml").mkdir()
    write(tmp_path / "octets.yaml", b"\xff\xff")
    write(tmp_path / "gros.yaml", b"#" * 10_000_000)
    with pytest.raises(InputError, match="n’existe pas"):
        Library().script_source("absent.yaml")
    with pytest.raises(InputError, match="dossier"):
        Library().script_source("dossier.yaml")
    for name, code in (("octets.yaml", "YA101"), ("gros.yaml", "YA104")):
        with pytest.raises(InvalidFileError) as caught:
            Library().script_source(name)
        assert [found.code for found in caught.value.diagnostics] == [code]
        assert caught.value.where == name


def test_a_script_with_errors_lists_them_all(installed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Loading a faulty script raises one error that carries every diagnostic and tells the command to run."""
    library = Library()
    library.__dict__["rubric"] = type("Rubric", (), {"markers": {"empathie": None}})()
    with pytest.raises(InvalidFileError) as caught:
        library.load_script("a")
    assert len(caught.value.diagnostics) > 1
    assert "repartie check" in caught.value.hint
    assert str(len([found for found in caught.value.diagnostics if found.severity == "erreur"])) in caught.value.what


def test_nothing_installed_is_an_empty_list(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A broken installation lists no script rather than failing."""
    monkeypatch.setattr(places, "_PACKAGE", tmp_path / "nowhere" / "simulator")
    assert Library().summaries() == ()
    assert Library().rubric_files() == {"marqueurs": {}, "criteres": {}, "lexiques": {}}


class CompiledRubric:
    """Stands for a rubric that can be compiled: its content is a word."""

    def __init__(self, word: str) -> None:
        self.word = word

    def to_compiled(self) -> str:
        """The word, as JSON."""
        return json.dumps({"word": self.word})

    @classmethod
    def from_compiled(cls, text: bytes) -> CompiledRubric:
        """The rubric of a word; the wrong JSON is refused as the real one does."""
        return cls(json.loads(text)["word"])


@pytest.fixture
def compiled(installed: Path, monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """Rubrics compiled from YAML so far, by a compiler that stands for the real one."""
    done: list[object] = []

    def read_rubric(files: dict[str, dict[str, Path]]) -> tuple[object, list[Diagnostic]]:
        done.append(CompiledRubric(files["marqueurs"]["empathie.yaml"].read_text()))
        return done[-1], []

    monkeypatch.setattr(library_module, "read_rubric", read_rubric)
    monkeypatch.setattr(rubric_module, "Rubric", CompiledRubric)
    return done


def test_a_rubric_is_compiled_once_for_the_same_files(compiled: list[object], installed: Path, tmp_path: Path) -> None:
    """A second process takes the kept copy; a file that changes, or is laid over, means compiling again."""
    cache = tmp_path / "cache"
    words = [Library(cache=cache).load_rubric().word for _ in range(2)]  # type: ignore[attr-defined]
    assert (words, len(compiled)) == (["id: empathie", "id: empathie"], 1)
    write(installed / "rubrics/marqueurs/empathie.yaml", "autre")
    assert Library(cache=cache).rubric.word == "autre"  # type: ignore[attr-defined]
    write(tmp_path / "mine/marqueurs/empathie.yaml", "mien")
    assert Library(rubrics=tmp_path / "mine", cache=cache).rubric.word == "mien"  # type: ignore[attr-defined]
    assert len(compiled) == 3


def test_a_damaged_or_refused_cache_is_no_failure(compiled: list[object], tmp_path: Path) -> None:
    """A copy cut short is made again; a cache that cannot be written is done without."""
    cache = tmp_path / "cache"
    assert Library(cache=cache).rubric
    for copy in cache.iterdir():
        copy.write_text("{")
    assert Library(cache=cache).rubric
    assert len(compiled) == 2
    assert Library(cache=write(tmp_path / "file", "x")).rubric
    assert len(compiled) == 3


def test_old_copies_are_forgotten(compiled: list[object], installed: Path, tmp_path: Path) -> None:
    """A trainer who saves a marker a hundred times does not fill the disk."""
    for number in range(8):
        write(installed / "rubrics/marqueurs/empathie.yaml", f"essai {number}")
        assert Library(cache=tmp_path / "cache").rubric
    assert len(list((tmp_path / "cache").iterdir())) <= 4
