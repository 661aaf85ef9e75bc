"""Opens what the commands work with: the library of scripts and rubrics, and the journal."""

from __future__ import annotations

import os
from contextlib import contextmanager
from typing import TYPE_CHECKING

from simulator.cli.options import folder

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from simulator.journal import Journal
    from simulator.library import Library


def open_library(scripts: str = "", rubrics: str = "") -> Library:
    """The installed scripts and rubrics, with the person's own folders laid over them.

    Args:
        scripts: value of ``--scripts``.
        rubrics: value of ``--rubrics``.

    Raises:
        UsageError: when a folder does not exist.
    """
    from simulator.library import Library

    return Library(folder(scripts, "--scripts"), folder(rubrics, "--rubrics"))


def journal_place(asked: str) -> str | Path:
    """Where the journal is: what ``--journal`` says, else the environment, else the user's data folder."""
    from simulator.journal import ENVIRONMENT_VARIABLE, journal_location

    return journal_location({ENVIRONMENT_VARIABLE: asked} if asked.strip() else os.environ)


@contextmanager
def open_journal(asked: str) -> Iterator[Journal]:
    """The journal, open for the time of a command.

    Args:
        asked: value of ``--journal``.

    Raises:
        JournalError: when it cannot be used.
    """
    from simulator.journal import Journal

    with Journal(journal_place(asked)) as journal:
        yield journal
