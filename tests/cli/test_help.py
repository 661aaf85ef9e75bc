"""Help pages and usage errors: in French, complete, and the same in any terminal."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from typer.main import get_command

from simulator import __version__
from simulator.cli import main
from simulator.cli.app import app

COMMANDS = sorted(get_command(app).commands)  # type: ignore[attr-defined]
PAGES = [(), *((name,) for name in COMMANDS)]
ENGLISH = re.compile(
    r"\b(usage|error|options?:|commands?:|arguments?:|show|this message|exit|default|required|missing|no such|try)\b",
    re.I,
)
ROOT = Path(__file__).parents[2]


def page(capsys: pytest.CaptureFixture[str], *words: str) -> str:
    """The help page of a command."""
    assert main([*words, "--help"]) == 0
    return capsys.readouterr().out


def test_the_commands_of_the_design_exist() -> None:
    """Programs and people rely on these names."""
    assert COMMANDS == ["check", "judge", "play", "report", "rubrics", "scripts", "sessions", "tag"]


@pytest.mark.parametrize("words", PAGES, ids=lambda words: " ".join(words) or "repartie")
def test_a_help_page_teaches_in_french(words: tuple[str, ...], capsys: pytest.CaptureFixture[str]) -> None:
    """Each page says the usage, what it does, each option, gives examples of the command, and fits 80 columns."""
    text = page(capsys, *words)
    assert text.startswith(f"Emploi\xa0: repartie {' '.join(words)}".rstrip())
    assert not ENGLISH.search(text), ENGLISH.search(text)
    examples = text.split("Exemples\xa0:")[1]
    assert f"repartie {' '.join(words)}".rstrip() in examples
    assert "Affiche cette aide." in text
    assert max(map(len, text.splitlines())) <= 80


@pytest.mark.parametrize("name", COMMANDS)
def test_every_option_is_explained(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    """No option or argument is without a sentence."""
    text = page(capsys, name)
    for parameter in get_command(app).commands[name].params:  # type: ignore[attr-defined]
        assert parameter.help, parameter
        title = parameter.opts[0] if parameter.param_type_name == "option" else parameter.metavar
        assert title in text


def test_the_readme_lists_every_command() -> None:
    """The table of the README names each command."""
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    for name in COMMANDS:
        assert f"`repartie {name}" in readme


def test_the_pictures_and_pages_of_the_readme_exist() -> None:
    """No link of the README leads nowhere."""
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    links = [link for link in re.findall(r"\]\(([^)]+)\)", readme) if "://" not in link]
    assert len(links) >= 4
    assert [link for link in links if not (ROOT / link).exists()] == []


def test_the_version_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    """``--version`` is one line on standard output."""
    assert main(["--version"]) == 0
    assert capsys.readouterr().out == f"repartie {__version__}\n"


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["plya"], "Erreur : la commande « plya » est inconnue.\n→ Vouliez-vous dire « play » ?\n"),
        (
            ["zzz"],
            "Erreur : la commande « zzz » est inconnue.\n→ AIDE\n",
        ),
        (["--verion"], "Erreur : l’option « --verion » est inconnue.\n→ Vouliez-vous dire « --version » ?\n"),
        (["tag", "--jsnol"], "Erreur : l’option « --jsnol » est inconnue.\n→ Vouliez-vous dire « --jsonl » ?\n"),
        (
            ["play", "-x"],
            "Erreur : l’option « -x » est inconnue.\n→ AIDE play\n",
        ),
        (
            ["play", "a", "--seed"],
            "Erreur : l’option « --seed » attend une valeur.\n→ AIDE play\n",
        ),
        (
            ["scripts", "--json=oui"],
            "Erreur : l’option « --json » ne prend pas de valeur.\n→ AIDE scripts\n",
        ),
        (
            ["play", "a", "b"],
            "Erreur : le mot « b » est en trop.\n→ AIDE play\n",
        ),
        (
            ["report"],
            "Erreur : il manque « SESSION ».\n→ AIDE report\n",
        ),
        (
            ["judge"],
            "Erreur : il manque « FICHIER ».\n→ AIDE judge\n",
        ),
        (["play"], "Erreur : il manque « SCRIPT ».\n→ « repartie scripts » donne la liste des entretiens installés.\n"),
        (
            ["play", "a", "--seed", "x"],
            "Erreur : l’option --seed attend un nombre entier, et non « x ».\n→ Par exemple : --seed 3\n",
        ),
        (
            ["play", "a", "--channel", "tchatt"],
            "Erreur : l’option --channel n’accepte pas « tchatt ».\n→ Vouliez-vous dire « tchat » ?\n",
        ),
        (
            ["play", "a", "--mode", "jeu"],
            "Erreur : l’option --mode n’accepte pas « jeu ».\n→ Valeurs possibles : entrainement, evaluation.\n",
        ),
        (
            ["judge", "-", "--bloc", "9"],
            "Erreur : le bloc 9 n’existe pas.\n→ Le référentiel a quatre blocs, de 1 à 4.\n",
        ),
        (["judge", "absent.jsonl"], "Erreur : absent.jsonl : ce fichier n’existe pas.\n"),
        (["check", "absent"], "Erreur : absent : ce fichier ou ce dossier n’existe pas.\n→ Vérifiez le chemin.\n"),
        (
            ["report", "x", "--format", "pdf"],
            "Erreur : l’option --format n’accepte pas « pdf ».\n→ Valeurs possibles : html, md, json.\n",
        ),
    ],
)
def test_a_wrong_usage_is_told_in_french(words: list[str], message: str, capsys: pytest.CaptureFixture[str]) -> None:
    """The exact message, on standard error alone, with exit code 2 (AIDE stands for the pointer to the help page)."""
    code = main(words)
    told = capsys.readouterr()
    expected = re.sub("AIDE(.*)", r"Tapez « repartie\1 --help » pour voir ce qui est possible.", message)
    assert (code, told.out) == (2, "")
    assert re.sub("[\xa0\u202f]", " ", told.err) == expected


def test_the_commands_of_the_readme_are_those_of_the_ci() -> None:
    """``.ci/run`` takes the test command from the README itself; both set-up commands stand there, once."""
    readme = (ROOT / "README.md").read_text(encoding="utf-8").splitlines()
    ci = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    pattern = re.search(r"grep -m1 -E '(.+?)' README\.md", ci)
    assert pattern
    commands = [line for line in readme if re.search(pattern[1], line)]
    assert commands == [
        "python3 -m venv .venv && .venv/bin/pip install -e '.[dev]' -c constraints.txt && .venv/bin/python -m pytest"
    ]
    assert "python3 -m venv .venv && .venv/bin/pip install . && .venv/bin/repartie" in readme
