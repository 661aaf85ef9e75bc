"""The program that the kill test kills: it plays an interview in a child process which dies of SIGKILL when told.

Run as ``python -m tests.interview.kill_harness``: one JSON order per line on standard input, one JSON result per line
on standard output. Everything is imported once and each run is a fork, so that fifty kills take seconds. The hooks that
kill live here, around the journal; the product has none.
"""

from __future__ import annotations

import json
import os
import select
import signal
import sys
import time
import traceback
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, NoReturn

import sqlalchemy as sa

from simulator.interview import Interview
from simulator.journal import Journal
from tests.interview.small import SmallLibrary

if TYPE_CHECKING:
    from collections.abc import Callable

    from simulator.interview import LibraryPort

LONGEST_RUN = 60.0
"""Seconds after which a run is taken to hang."""


@dataclass(frozen=True)
class Order:
    """One run: which interview to play or resume, and when to die."""

    journal: str
    library: str
    """``petite`` (the tests' own) or ``installee`` (what is shipped)."""
    script: str
    replies: list[str]
    session: str = ""
    """The session to resume; a new one when empty."""
    step: int | None = None
    """Sequence number of the event around which to die."""
    moment: str = ""
    """``avant`` its transaction, ``pendant`` (written, not committed), ``apres`` its commit."""
    delay: float | None = None
    """Seconds after which to die, wherever the run is then."""


def _die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def _set_trap(journal: Journal, order: Order) -> None:
    """Make the journal kill the process around the chosen event."""
    recording = [-1]

    def trapped(record: Callable[..., None], sequence: int) -> Callable[..., None]:
        def call(*args: Any, **options: Any) -> None:
            recording[0] = options.get("sequence", sequence)
            due = recording[0] == order.step
            if due and order.moment == "avant":
                _die()
            record(*args, **options)
            if due and order.moment == "apres":
                _die()
            recording[0] = -1

        return call

    def before_commit(_connection: object) -> None:
        if recording[0] == order.step and order.moment == "pendant":
            _die()

    sa.event.listen(journal._engine, "commit", before_commit)
    journal.create_session = trapped(journal.create_session, 0)  # type: ignore[method-assign]
    journal.append = trapped(journal.append, -1)  # type: ignore[method-assign]


def _live(order: Order, library: LibraryPort, told: int) -> NoReturn:
    """Play in the child, telling each turn that came back, then wait for the end."""
    with Journal(order.journal) as journal:
        if order.step is not None:
            _set_trap(journal, order)

        def clock() -> datetime:
            return datetime.now(UTC)

        if order.session:
            interview = Interview.resume(library, journal, order.session, clock)
        else:
            interview = Interview.start(library, journal, order.script, seed=7, clock=clock)
        for text in order.replies[interview.turn :]:
            if interview.finished:
                break
            _ = interview.reply(text) if text else interview.silence(5)
            os.write(told, b"t")
    os.write(told, b"f")
    while True:
        signal.pause()


def _run(order: Order, library: LibraryPort) -> dict[str, Any]:
    """Fork, wait for the death of the child, and say how it died and what it had shown."""
    reader, writer = os.pipe()
    began = time.monotonic()
    child = os.fork()
    if child == 0:
        os.close(reader)
        try:
            _live(order, library, writer)
        finally:  # reached on an error only: a run that succeeds waits to be killed
            traceback.print_exc()
            os._exit(70)
    os.close(writer)
    told = b""
    deadline = began + (LONGEST_RUN if order.delay is None else order.delay)
    while not told.endswith(b"f"):
        ready, _, _ = select.select([reader], [], [], max(0.0, deadline - time.monotonic()))
        more = os.read(reader, 64) if ready else b""
        if not more:
            break  # the time has come, or the child is dead
        told += more
    seconds = time.monotonic() - began
    if order.step is None:
        os.kill(child, signal.SIGKILL)
    elif told.endswith(b"f"):
        os.kill(child, signal.SIGTERM)  # the trap did not close: not the death that was asked for
    _, status = os.waitpid(child, 0)
    while more := os.read(reader, 64):
        told += more
    os.close(reader)
    died_of = os.WTERMSIG(status) if os.WIFSIGNALED(status) else 0
    return {"signal": died_of, "shown": told.count(b"t"), "over": told.endswith(b"f"), "seconds": seconds}


def main() -> None:
    """Serve orders until standard input closes."""
    libraries: dict[str, LibraryPort] = {"petite": SmallLibrary()}
    for line in sys.stdin:
        order = Order(**json.loads(line))
        if order.library not in libraries:
            from simulator.library import Library

            libraries["installee"] = Library()
        library = libraries[order.library]
        library.parse_script(*library.script_source(order.script))  # warm: children share it
        sys.stdout.write(json.dumps(_run(order, library)) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
