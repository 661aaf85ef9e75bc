"""How long a person or a program waits before Repartie is there."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks import hello_textual
from benchmarks.figures import Figure, compared, interleaved
from benchmarks.terminal import seconds_until_shown

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

SCRIPT = "remboursement_refuse"
REPARTIE = (sys.executable, "-m", "simulator.cli")
HELLO = (sys.executable, str(Path(hello_textual.__file__)))
HOME_FRAME = "Choisir un entretien"
"""Words of the very first frame of the home screen."""
HOME_LIST = "remboursement"
"""A word of the list of interviews, which comes once the first frame is shown."""


def environment(folder: Path) -> dict[str, str]:
    """The environment of the children: a journal of their own, a terminal with colours."""
    return {
        **os.environ,
        "REPARTIE_JOURNAL": str(folder / "journal.sqlite3"),
        "TERM": "xterm-256color",
        "COLORTERM": "truecolor",
    }


def first_paint(rounds: int, folder: Path) -> list[Figure]:
    """First frame of the home screen, then the list in it, against the first frame of a Textual hello world."""
    child = environment(folder)

    def hello() -> float:
        return seconds_until_shown(HELLO, hello_textual.TEXT, child) * 1000

    frame = interleaved(rounds, lambda: seconds_until_shown(REPARTIE, HOME_FRAME, child) * 1000, hello)
    filled = interleaved(rounds, lambda: seconds_until_shown(REPARTIE, HOME_LIST, child) * 1000, hello)
    return [
        compared("first paint of the home screen / Textual hello world", *frame, "ms", goal=1.25),
        compared("interviews listed on the home screen / Textual hello world", *filled, "ms"),
    ]


def headless_start(rounds: int, folder: Path) -> list[Figure]:
    """Until the interlocutor's first words without a screen, against a Python that only imports Textual."""
    child = environment(folder)

    def play() -> float:
        return _seconds_until_line([*REPARTIE, "play", SCRIPT, "--headless"], b'"event":"interlocutor"', child) * 1000

    def import_textual() -> float:
        started = time.perf_counter()
        subprocess.run([sys.executable, "-c", "import textual"], check=True, env=child)
        return (time.perf_counter() - started) * 1000

    series = interleaved(rounds, play, import_textual)
    return [compared("headless: first words / python -c 'import textual'", *series, "ms")]


def _seconds_until_line(command: Sequence[str], wanted: bytes, child_environment: Mapping[str, str]) -> float:
    started = time.perf_counter()
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=child_environment
    ) as child:
        assert child.stdout is not None
        for line in child.stdout:
            if wanted in line:
                elapsed = time.perf_counter() - started
                child.kill()
                return elapsed
    raise TimeoutError(f"{command} never wrote {wanted!r}")
