"""Loading a rubric: its compiled form is the same rubric; what is wrong in a file is told at its place."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

from simulator.diagnostics import has_errors
from simulator.rubric import Rubric, Tagger, load_rubric
from simulator.rubric.model import Reply
from tests.rubric.installed import files, rubric, tagger

MARKER = """\
id: essai
nom: Essai
nature: positif
statut: {etat: essai, depuis: "1.0"}
canaux: [telephone]
compte: Un essai.
ne_compte_pas: Le reste.
pourquoi: Pour voir.
regles:
  - motifs: ["bonjour"]
    explication: vous saluez
exemples:
  - "[Bonjour] madame"
contre_exemples:
  - {texte: "Merci", raison: rien}
"""


def test_the_compiled_form_is_the_same_rubric() -> None:
    """Written to JSON and read back, the rubric has the same version, tags the same, and compiles to the same bytes."""
    text = rubric().to_compiled()
    copy = Rubric.from_compiled(text)
    assert copy.version == rubric().version
    assert copy.to_compiled() == text
    reply = Reply("Bonjour madame, je comprends votre colère. Quel est votre numéro d'adhérent ?", "telephone")
    assert Tagger(copy).tag(reply) == tagger().tag(reply)


def test_a_compiled_form_of_another_format_is_refused() -> None:
    """A file written by another version is not half understood."""
    data = json.loads(rubric().to_compiled())
    data["format"] = 999
    with pytest.raises(ValueError, match="format"):
        Rubric.from_compiled(json.dumps(data))


def test_the_version_follows_the_content() -> None:
    """Changing a word of a file changes the version; moving the folder does not."""
    markers, lexicons = {"marqueurs/essai.yaml": MARKER.encode()}, {"x.yaml": b"source: essai\n"}
    first, _ = load_rubric(markers, {}, lexicons)
    moved, _ = load_rubric({"ailleurs/essai.yaml": MARKER.encode()}, {}, lexicons)
    changed, _ = load_rubric(
        {"marqueurs/essai.yaml": MARKER.replace("Pour voir", "Pour savoir").encode()}, {}, lexicons
    )
    assert first is not None
    assert moved is not None
    assert changed is not None
    assert first.version == moved.version != changed.version


@pytest.mark.parametrize(
    ("old", "new", "code", "line"),
    [
        ("bonjour", "bonjour (", "RU110", 10),
        ("bonjour", "@inconnue", "RU111", 10),
        ("bonjour", "<blablater>", "RU112", 10),
        ("bonjour", "…", "RU114", 10),
        ('motifs: ["bonjour"]', "si: [inconnu]", "RU113", 10),
        ('motifs: ["bonjour"]', "poids: 0.5", "RU118", 10),
        ("nom: Essai", "nom: Essai\nvoisins: {autre: x}", "RU116", 3),
        ("id: essai", "id: autre", "RU117", 1),
        ('"[Bonjour] madame"', '"[Bonjour madame"', "RU119", 13),
        ("nature: positif", "nature: bonne", "RU104", 3),
        ("nature: positif\n", "", "RU102", 1),
        ("nom: Essai", "nom: Essai\ncouleur: bleu", "RU101", 3),
    ],
)
def test_what_is_wrong_is_told_at_its_place(old: str, new: str, code: str, line: int) -> None:
    """A bad marker is refused with its code and its line."""
    loaded, diagnostics = load_rubric({"marqueurs/essai.yaml": MARKER.replace(old, new, 1).encode()}, {}, {})
    assert loaded is None
    assert has_errors(diagnostics)
    assert (code, line) in {(diagnostic.code, diagnostic.line) for diagnostic in diagnostics}


def test_a_pattern_is_told_at_its_column() -> None:
    """The column points into the pattern."""
    _, diagnostics = load_rubric({"essai.yaml": MARKER.replace("bonjour", "oui | non").encode()}, {}, {})
    assert (diagnostics[0].code, diagnostics[0].line, diagnostics[0].column) == ("RU110", 10, 19)


def test_the_same_marker_twice_is_refused() -> None:
    """Two files cannot hold one id."""
    _, diagnostics = load_rubric({"a/essai.yaml": MARKER.encode(), "b/essai.yaml": MARKER.encode()}, {}, {})
    assert "RU123" in {diagnostic.code for diagnostic in diagnostics}


def test_tagging_from_the_compiled_form_needs_no_yaml() -> None:
    """Loading a compiled rubric and tagging import neither pydantic nor a YAML reader."""
    code = (
        "import sys\n"
        "from simulator.rubric import Rubric, Tagger\n"
        "from simulator.rubric.model import Reply\n"
        "Tagger(Rubric.from_compiled(sys.stdin.read())).tag(Reply('Bonjour madame', 'telephone'))\n"
        "print({'pydantic', 'yaml', 'textual', 'sqlalchemy'} & set(sys.modules))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        input=rubric().to_compiled(),
        capture_output=True,
        text=True,
        check=True,
        encoding="utf-8",
    )
    assert done.stdout.strip() == "set()"


def test_the_installed_files_load_without_a_word() -> None:
    """The repository's rubric has neither error nor warning."""
    _, diagnostics = load_rubric(files("marqueurs"), files("criteres"), files("lexiques"))
    assert diagnostics == []
