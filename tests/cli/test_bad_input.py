"""Bad input, through the real command: a clear French message with its place, the right code, no traceback."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.cli.conftest import PATIENCE, Outcome

if TYPE_CHECKING:
    from collections.abc import Callable

SOUND = (Path(__file__).parent / "data" / "petit.yaml").read_text(encoding="utf-8")
GOLDEN = Path(__file__).parent / "golden"
SCRIPT = "remboursement_refuse"

BROKEN = {
    "etat_inconnu": SOUND.replace("vers: recit,", "vers: recti,"),
    "marqueur_inconnu": SOUND.replace('si: "empathie ou', 'si: "empatie ou'),
    "tabulation": SOUND.replace("  nom: Mme Petit", "\tnom: Mme Petit"),
    "bombe_d_ancres": "id: petit\netats: []\na: &a [x, x]\nb: &b [*a, *a, *a]\nc: [*b, *b, *b]\n",
    "objet_python": "id: !!python/object/apply:os.getcwd []\n",
}


def plain(text: str) -> str:
    """The text with ordinary spaces."""
    return re.sub("[\xa0\u202f]", " ", text)


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_script_is_told_with_its_place(name: str, repartie: Callable[..., Outcome], tmp_path: Path) -> None:
    """``check`` gives the golden message and code 1; ``play`` refuses the same script with the same diagnostics."""
    (tmp_path / "petit.yaml").write_text(BROKEN[name], encoding="utf-8")
    checked = repartie("check", "petit.yaml")
    assert checked.code == 1, checked.err
    assert plain(checked.out) == (GOLDEN / f"{name}.txt").read_text(encoding="utf-8")
    first = checked.out.splitlines()[0]
    played = repartie("play", "petit.yaml", "--headless").refused(1, first)
    assert played.out == ""


def test_check_in_json_has_the_keys_of_the_design(repartie: Callable[..., Outcome], tmp_path: Path) -> None:
    """A program reads file, line, column, code, severity, message and hint."""
    (tmp_path / "petit.yaml").write_text(BROKEN["etat_inconnu"], encoding="utf-8")
    outcome = repartie("check", "petit.yaml", "--json")
    assert outcome.code == 1
    found = json.loads(outcome.out)
    assert found
    for diagnostic in found:
        assert set(diagnostic) == {"file", "line", "column", "code", "severity", "message", "hint"}
    line = BROKEN["etat_inconnu"].splitlines().index('      - {vers: recti, si: "empathie ou tours >= 3"}') + 1
    assert any((one["file"], one["line"]) == ("petit.yaml", line) for one in found)


def test_the_sound_script_passes_and_plays(repartie: Callable[..., Outcome], tmp_path: Path) -> None:
    """What the other tests break is sound to begin with."""
    (tmp_path / "petit.yaml").write_text(SOUND, encoding="utf-8")
    repartie("check", "petit.yaml").succeeded()
    outcome = repartie("play", "petit.yaml", "--headless", given='{"abandon": true}\n').succeeded()
    assert [json.loads(line)["event"] for line in outcome.out.splitlines()] == ["session", "interlocutor", "end"]


def test_a_script_of_ten_megabytes_is_refused(repartie: Callable[..., Outcome], tmp_path: Path) -> None:
    """A huge file is refused for its size, at once."""
    (tmp_path / "enorme.yaml").write_text("a: " + "x" * 10_000_000, encoding="utf-8")
    outcome = repartie("check", "enorme.yaml")
    assert outcome.code == 1
    assert "YA104" in outcome.out
    repartie("play", "enorme.yaml", "--headless").refused(1, "YA104")


def test_an_unknown_script_is_told_with_the_nearest_name(repartie: Callable[..., Outcome]) -> None:
    """A slip of the finger gets a suggestion."""
    outcome = repartie("play", "remboursement_refus", "--headless").refused(2, "remboursement_refus")
    assert plain(outcome.err).endswith("→ Vouliez-vous dire « remboursement_refuse » ?\n")


@pytest.mark.parametrize("words", [(), ("play", SCRIPT)])
def test_without_a_terminal_the_app_points_to_headless(
    words: tuple[str, ...], repartie: Callable[..., Outcome]
) -> None:
    """No terminal: one sentence and the way to do without."""
    outcome = repartie(*words).refused(2, "--headless")
    assert plain(outcome.err).startswith("Erreur : l’application s’ouvre dans un terminal")


@pytest.mark.parametrize("words", [("play", SCRIPT, "--headless"), ("tag",), ("judge", "-")])
def test_a_closed_standard_input_is_told(words: tuple[str, ...], environment: dict[str, str]) -> None:
    """Standard input closed by the caller (``<&-``) is told, not crashed upon."""
    command = '"$0" -m simulator.cli "$@" <&-'
    done = subprocess.run(
        ["sh", "-c", command, sys.executable, *words],
        capture_output=True,
        env=environment,
        timeout=PATIENCE,
        check=False,
    )
    Outcome(done.returncode, done.stdout.decode(), done.stderr.decode()).refused(2, "l’entrée standard est fermée")


def test_a_closed_standard_output_is_told(environment: dict[str, str]) -> None:
    """Standard output closed by the caller (``>&-``) is told too."""
    command = '"$0" -m simulator.cli scripts >&-'
    done = subprocess.run(
        ["sh", "-c", command, sys.executable], stderr=subprocess.PIPE, env=environment, timeout=PATIENCE, check=False
    )
    Outcome(done.returncode, "", done.stderr.decode()).refused(2, "sortie standard est fermée")


def test_a_reader_that_leaves_is_no_error(environment: dict[str, str]) -> None:
    """``repartie rubrics | head -1`` says nothing on standard error."""
    command = '"$0" -m simulator.cli rubrics --json | head -1'
    done = subprocess.run(
        ["sh", "-c", command, sys.executable], capture_output=True, env=environment, timeout=PATIENCE, check=False
    )
    assert (done.returncode, done.stderr) == (0, b"")
    assert json.loads(done.stdout)["kind"] == "marqueur"


def test_utf16_input_is_read_when_announced(repartie: Callable[..., Outcome]) -> None:
    """What PowerShell pipes is understood."""
    outcome = repartie("tag", given="Bonjour, je vous écoute.\r\n".encode("utf-16")).succeeded()
    assert "salutation" in [tag["tag"] for tag in json.loads(outcome.out)["tags"]]


@pytest.mark.parametrize("words", [("play", SCRIPT, "--headless"), ("tag",), ("judge", "-")])
def test_unannounced_utf16_is_explained(words: tuple[str, ...], repartie: Callable[..., Outcome]) -> None:
    """UTF-16 without its mark: the message names it and the way to convert."""
    repartie(*words, given="bonjour\n".encode("utf-16-le")).refused(2, "UTF-16", "iconv")


def test_a_reply_of_a_megabyte_is_refused_and_the_interview_goes_on(repartie: Callable[..., Outcome]) -> None:
    """Nothing of it is recorded; the next reply is played; the exit code tells that a line was refused."""
    outcome = repartie(
        "play", SCRIPT, "--headless", given="x" * 1_000_000 + '\nBonjour, je vous écoute.\n{"abandon": true}\n'
    ).refused(2, "Ligne 1 refusée", "dépasse")
    events = [json.loads(line) for line in outcome.out.splitlines()]
    assert [one["text"] for one in events if one["event"] == "reply"] == ["Bonjour, je vous écoute."]
    assert events[-1]["event"] == "end"


def test_colours_are_for_terminals_that_want_them(repartie: Callable[..., Outcome]) -> None:
    """No escape sequence in a pipe, nor with NO_COLOR."""
    for env in ({}, {"NO_COLOR": "1"}, {"FORCE_COLOR": "1"}):
        assert "\x1b" not in repartie("play", "inconnu", "--headless", env=env).refused(2).err


@pytest.mark.skipif(os.name != "posix", reason="locales of POSIX systems")
@pytest.mark.parametrize("locale", ["C", "POSIX", "fr_FR.ISO-8859-1"])
def test_data_is_utf8_in_any_locale(locale: str, repartie: Callable[..., Outcome]) -> None:
    """Standard output does not depend on the machine's locale, and messages stay readable."""
    env = {"LC_ALL": locale, "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    outcome = repartie("tag", given='{"id": "é", "reply": "Bonjour, je vous écoute."}\n', env=env).succeeded()
    assert json.loads(outcome.out)["id"] == "é"
    assert "\\u" not in repartie("plya", env=env).refused(2, "plya").err


def test_a_defect_leaves_a_sentence_and_a_log(repartie: Callable[..., Outcome], tmp_path: Path) -> None:
    """The traceback of an unexpected error is in the file that the message names."""
    site = tmp_path / "site"
    site.mkdir()
    (site / "sitecustomize.py").write_text(
        "import simulator.cli.catalogue as module\n"
        "def broken(*_): raise RuntimeError('boum')\n"
        "module.open_library = broken\n",
        encoding="utf-8",
    )
    outcome = repartie("scripts", env={"PYTHONPATH": str(site)}).refused(2, "défaut imprévu")
    log = re.search(r"fichier (\S+)\. Joignez", outcome.err)
    assert log
    assert "RuntimeError: boum" in Path(log[1]).read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("{", "n’est pas du JSON"),
        ('{"id": 1}', "« reply »"),
        ("[1]", "objet JSON"),
        (b"caf\xe9", "UTF-8"),
    ],
)
def test_a_bad_line_stops_tag_with_its_number(line: str | bytes, words: str, repartie: Callable[..., Outcome]) -> None:
    """Lines before it are answered; ``--continuer`` answers those after it too, with the same exit code."""
    bad = line.encode() if isinstance(line, str) else line
    given = b'{"id": "a", "reply": "Bonjour."}\n' + bad + b'\n{"id": "b", "reply": "Bonjour."}\n'
    stopped = repartie("tag", "--jsonl", given=given).refused(2, "ligne 2")
    assert words in plain(stopped.err)
    assert [json.loads(one)["id"] for one in stopped.out.splitlines()] == ["a"]
    continued = repartie("tag", "--jsonl", "--continuer", given=given).refused(2, "ligne 2")
    assert [json.loads(one)["id"] for one in continued.out.splitlines()] == ["a", "b"]
