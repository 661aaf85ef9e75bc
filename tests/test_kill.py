"""``kill -9`` in the middle of an interview: it resumes at the exact turn, with no reply lost or doubled.

The program that is killed is ``tests/interview/kill_harness.py``, a real process on a real SQLite file. Moments are
drawn from a fixed seed: around the commit of a given event, or at an instant of the clock.
"""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from simulator.interview import Interview
from simulator.journal import Journal
from tests.interview.playing import lived, play, replies_in
from tests.interview.small import PLAYED, SmallLibrary

if TYPE_CHECKING:
    from collections.abc import Iterator

    from simulator.interview import LibraryPort

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="this system has neither fork nor SIGKILL")

EVENTS = 3 + 3 * len(PLAYED)
"""Events of the whole small interview: session, opening, three a turn, end."""

_CHANCE = random.Random(20261124)
STEPS = _CHANCE.sample([(step, moment) for step in range(EVENTS) for moment in ("avant", "pendant", "apres")], 30)
INSTANTS = [_CHANCE.random() for _ in range(20)]
"""Shares of the time of a whole run."""

REAL_SCRIPT = "remboursement_refuse"
REAL_REPLIES = (
    "Bonjour Monsieur, je suis Claire de la Mutuelle Aubrelise. Je vous écoute.",
    "Je comprends que ce refus vous mette en colère, un mois d’attente c’est long.",
    "À quelle date avez-vous été soigné ?",
    "",
    "Avez-vous reçu un courrier de notre part ?",
    "Je vous propose de rouvrir le dossier et de vous rappeler jeudi.",
)


class Harness:
    """Sends orders to the program and reads how each run died."""

    def __init__(self) -> None:
        command = [sys.executable, "-m", "tests.interview.kill_harness"]
        root = Path(__file__).parent.parent
        self._process = subprocess.Popen(command, cwd=root, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def run(self, journal: Path, **order: Any) -> dict[str, Any]:
        """One run of the program."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        ordinary = {"journal": str(journal), "library": "petite", "script": "petit", "replies": list(PLAYED)}
        self._process.stdin.write(json.dumps(ordinary | order) + "\n")
        self._process.stdin.flush()
        result: dict[str, Any] = json.loads(self._process.stdout.readline())
        return result

    def close(self) -> None:
        """End the program."""
        self._process.communicate()


@pytest.fixture(scope="module")
def harness() -> Iterator[Harness]:
    """One program for all the tests of the module: each run is a process of its own."""
    program = Harness()
    yield program
    program.close()


def clock() -> datetime:
    """The real time: nothing here depends on it."""
    return datetime.now(UTC)


def uninterrupted(
    folder: Path, new_journal: Path, library: LibraryPort, script: str, replies: tuple[str, ...]
) -> list[dict[str, Any]]:
    """What the learner lives through when nothing is killed."""
    path = folder / "temoin.sqlite3"
    path.write_bytes(new_journal.read_bytes())
    with Journal(path) as journal:
        interview = Interview.start(library, journal, script, seed=7, clock=clock)
        play(interview, replies)
        return lived(interview.events)


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory, new_journal_file: Path) -> list[dict[str, Any]]:
    """The small interview, uninterrupted."""
    return uninterrupted(tmp_path_factory.mktemp("temoin"), new_journal_file, SmallLibrary(), "petit", PLAYED)


@pytest.fixture(scope="module")
def usual_seconds(harness: Harness, tmp_path_factory: pytest.TempPathFactory, new_journal_file: Path) -> float:
    """How long a whole run takes here, so that instants fall inside it."""
    path = tmp_path_factory.mktemp("duree") / "j.sqlite3"
    path.write_bytes(new_journal_file.read_bytes())
    result = harness.run(path)
    assert result["over"]
    return float(result["seconds"])


def finish(
    path: Path, result: dict[str, Any], library: LibraryPort, script: str, replies: tuple[str, ...]
) -> list[dict[str, Any]]:
    """Open the journal that the dead program left, check what the learner had seen, and play to the end."""
    with Journal(path) as journal:
        sessions = journal.sessions()
        assert len(sessions) <= 1
        before = replies_in(journal.events(sessions[0].id)) if sessions else []
        assert result["shown"] <= len(before) <= result["shown"] + 1
        assert before == list(replies[: len(before)])
        if not sessions:
            interview = Interview.start(library, journal, script, seed=7, clock=clock)
        elif sessions[0].finished:
            return lived(journal.events(sessions[0].id))
        else:
            interview = Interview.resume(library, journal, sessions[0].id, clock)
        play(interview, replies)
        return lived(interview.events)


@pytest.mark.parametrize(("step", "moment"), STEPS, ids=[f"{moment}-{step}" for step, moment in STEPS])
def test_a_program_killed_around_a_commit_resumes(
    harness: Harness, whole: list[dict[str, Any]], journal_path: Path, step: int, moment: str
) -> None:
    """Killed before, during or after any commit: the interview ends as the uninterrupted one."""
    result = harness.run(journal_path, step=step, moment=moment)
    assert result["signal"] == signal.SIGKILL
    assert finish(journal_path, result, SmallLibrary(), "petit", PLAYED) == whole


@pytest.mark.parametrize("share", INSTANTS, ids=[f"{share:.3f}" for share in INSTANTS])
def test_a_program_killed_at_any_instant_resumes(
    harness: Harness, usual_seconds: float, whole: list[dict[str, Any]], journal_path: Path, share: float
) -> None:
    """Killed at an instant of the clock, inside SQLite or out of it: the interview ends as the uninterrupted one."""
    result = harness.run(journal_path, delay=share * usual_seconds)
    assert result["signal"] == signal.SIGKILL
    assert finish(journal_path, result, SmallLibrary(), "petit", PLAYED) == whole


def test_a_program_killed_again_and_again_still_comes_to_the_end(
    harness: Harness, whole: list[dict[str, Any]], journal_path: Path
) -> None:
    """Killed at every event, each time by the program that resumed it: nothing is lost, doubled or repeated."""
    session = ""
    for step in range(EVENTS):
        result = harness.run(journal_path, session=session, step=step, moment="pendant" if step % 2 else "apres")
        assert result["signal"] == signal.SIGKILL
        with Journal(journal_path) as journal:
            (summary,) = journal.sessions()
            session = summary.id
    result["shown"] = len(PLAYED)
    assert finish(journal_path, result, SmallLibrary(), "petit", PLAYED) == whole


@pytest.mark.parametrize(("step", "moment"), [(1, "pendant"), (6, "avant"), (10, "pendant"), (13, "apres")])
def test_the_shipped_interview_survives_a_kill(
    harness: Harness, tmp_path: Path, new_journal_file: Path, journal_path: Path, step: int, moment: str
) -> None:
    """The same holds for the real script, tagger and judge."""
    from simulator.library import Library

    library = Library()
    expected = uninterrupted(tmp_path, new_journal_file, library, REAL_SCRIPT, REAL_REPLIES)
    real = {"library": "installee", "script": REAL_SCRIPT, "replies": list(REAL_REPLIES)}
    result = harness.run(journal_path, step=step, moment=moment, **real)
    assert result["signal"] == signal.SIGKILL
    assert finish(journal_path, result, library, REAL_SCRIPT, REAL_REPLIES) == expected
