"""The ``repartie`` command: the only place that turns results and errors into an exit code.

This module stays tiny because it is imported each time the app opens: with no argument, the app is opened without
loading typer at all. It knows neither the commands' options nor what they do.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line.

    Args:
        arguments: the words after ``repartie``; those of the process when omitted.

    Returns:
        The exit code: 0 done, 1 the work found problems, 2 wrong usage or input (130 when interrupted).
    """
    from simulator.cli.edge import guarded

    words = list(sys.argv[1:] if arguments is None else arguments)
    return guarded(lambda: _dispatch(words))


def _dispatch(words: list[str]) -> int:
    if not words:
        from simulator.cli.opening import open_home

        return open_home()
    from simulator.cli.app import run_command

    return run_command(words)
