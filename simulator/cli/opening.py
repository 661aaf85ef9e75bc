"""Opening the app in the terminal; light, because it is on the way of every start."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from simulator.errors import ExitCode, UsageError

if TYPE_CHECKING:
    from pathlib import Path


def open_home() -> int:
    """Open the app on its home screen."""
    require_terminal("repartie play SCRIPT --headless")
    from simulator.tui.app import run

    run()
    return ExitCode.DONE


def open_interview(
    script: str,
    *,
    channel: str,
    seed: int | None,
    mode: str,
    learner: str,
    scripts: Path | None,
    rubrics: Path | None,
    journal: str | None,
) -> int:
    """Open the app on the briefing of one interview."""
    require_terminal(f"repartie play {script} --headless")
    from simulator.tui.app import run

    run(scripts, rubrics, journal, script_id=script, channel=channel, seed=seed, mode=mode, learner=learner)
    return ExitCode.DONE


def require_terminal(instead: str) -> None:
    """Make sure that there is a terminal to draw on.

    Args:
        instead: the command that does the same without a terminal.

    Raises:
        UsageError: when input or output is no terminal.
    """
    streams = (sys.__stdin__, sys.__stdout__)
    if not all(stream is not None and stream.isatty() for stream in streams) or os.environ.get("TERM") == "dumb":
        raise UsageError(
            "l’application s’ouvre dans un terminal, et il n’y en a pas ici.",
            hint=f"Ouvrez un terminal, ou jouez l’entretien sans écran : {instead}",
        )
