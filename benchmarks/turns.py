"""What one turn costs in time, and a thousand of them in memory."""

from __future__ import annotations

import gc
import itertools
import sqlite3
import time
import tracemalloc
from datetime import datetime
from typing import TYPE_CHECKING

from transitions import Machine

from benchmarks.figures import Figure, compared, percentile
from benchmarks.start import SCRIPT
from simulator.interview import Interview
from simulator.journal import Journal
from simulator.library import Library

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

REPLIES = (
    "Bonjour, Mutuelle Aubrelise, Camille au service adhérents, je vous écoute.",
    "Je comprends votre colère, quatre cents euros, ce n’est pas rien. Racontez-moi ce qui s’est passé.",
    "Si je vous suis, vous avez payé les soins en octobre et le refus est arrivé hier ?",
    "Pouvez-vous me donner votre numéro d’adhérent et votre date de naissance, s’il vous plaît ?",
    "À quelle date avez-vous été soigné, et par qui ?",
    "Je regarde votre dossier tout de suite. Votre contrat demande un accord préalable pour ces soins.",
    "Vous pouvez déposer une réclamation auprès de notre service, et ensuite saisir le médiateur.",
    "Je vous propose d’envoyer la facture détaillée ; je vous rappelle jeudi avant midi. Cela vous convient-il ?",
)
WARM_UP_TURNS = 20
TURNS = 200
MANY_TURNS = 1000
EARLY_TURNS = 200
"""Turns after which caches are held to be full; memory is compared with what it is then."""


def whole_turn(folder: Path) -> list[Figure]:
    """A whole turn (tag, step, commit, answer) against one bare SQLite commit and one ``transitions`` step."""
    bare = _bare_turn(folder)
    ours: list[float] = []
    reference: list[float] = []
    with Journal(folder / "turns.sqlite3") as journal:
        for reply, interview in itertools.islice(_conversations(journal), WARM_UP_TURNS + TURNS):
            started = time.perf_counter()
            interview.reply(reply)
            middle = time.perf_counter()
            next(bare)
            reference.append((time.perf_counter() - middle) * 1000)
            ours.append((middle - started) * 1000)
    ours, reference = ours[WARM_UP_TURNS:], reference[WARM_UP_TURNS:]
    spread = compared("a whole turn, median / SQLite commit + transitions step", ours, reference, "ms")
    slow, bare_slow = percentile(ours, 99), percentile(reference, 99)
    tail = slow / bare_slow
    return [
        spread,
        Figure("a whole turn, 99th percentile / the same", slow, bare_slow, "ms", tail, tail, tail),
    ]


def memory(folder: Path) -> list[Figure]:
    """Memory held by Python objects after 1,000 turns of many interviews, against what it was after 200."""
    held: list[float] = []
    with Journal(folder / "memory.sqlite3") as journal:
        tracemalloc.start()
        for rank, (reply, interview) in enumerate(itertools.islice(_conversations(journal), MANY_TURNS), start=1):
            interview.reply(reply)
            if rank >= EARLY_TURNS and rank % 100 == 0:
                gc.collect()
                held.append(tracemalloc.get_traced_memory()[0] / 1024)
        tracemalloc.stop()
    ratios = [value / held[0] for value in held[1:]]
    name = f"memory after {MANY_TURNS} turns / after {EARLY_TURNS}"
    return [Figure(name, held[-1], held[0], "KiB", ratios[-1], min(ratios), max(ratios), goal=1.05)]


def _conversations(journal: Journal) -> Iterator[tuple[str, Interview]]:
    """Replies to give one after another; a new interview begins whenever one has ended."""
    library, seeds = Library(), itertools.count()
    while True:
        interview = Interview.start(library, journal, SCRIPT, seed=next(seeds), clock=_now)
        for reply in itertools.cycle(REPLIES):
            yield reply, interview
            if interview.finished:
                break


def _bare_turn(folder: Path) -> Iterator[None]:
    """The least that any program of this kind does in a turn: step a machine, write one row for good."""
    machine = Machine(states=["a", "b"], initial="a", auto_transitions=False)
    machine.add_transition("go", "a", "b")
    machine.add_transition("go", "b", "a")
    with sqlite3.connect(folder / "bare.sqlite3") as connection:
        connection.execute("pragma journal_mode = wal")
        connection.execute("pragma synchronous = full")
        connection.execute("create table event (id integer primary key, payload text not null)")
        connection.commit()
        while True:
            machine.go()
            connection.execute("insert into event (payload) values (?)", ("x" * 400,))
            connection.commit()
            yield


def _now() -> datetime:
    return datetime.now().astimezone()
