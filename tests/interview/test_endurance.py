"""A very long interview costs no more per turn than a short one, in memory and in statements."""

from __future__ import annotations

import gc
import tracemalloc
from typing import TYPE_CHECKING

import pytest
import sqlalchemy as sa

from simulator.dialogue.answer import Answer, Ending, LearnerTurn
from simulator.interview import Interview
from tests.interview.small import SmallLibrary

if TYPE_CHECKING:
    from simulator.journal import Journal
    from tests.conftest import SteppingClock

TURNS = 1_000


class Endless:
    """An interlocutor without memory, so that what grows can only be the loop's or the journal's."""

    ended: Ending | None = None

    def __init__(self, *_: object) -> None:
        pass

    def open(self) -> Answer:
        """Say hello."""
        return Answer(("Bonjour.",), "", "accueil", "neutre", {"tension": 50.0})

    def step(self, turn: LearnerTurn) -> Answer:
        """Say something of the usual length."""
        return Answer((turn.text * 3,), "", "accueil", "neutre", {"tension": 50.0})

    def hint(self, level: int) -> str:
        """Say nothing useful."""
        return "Écoutez."


def test_a_thousand_turns_cost_what_the_first_ones_did(
    journal: Journal, clock: SteppingClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """After a warm-up, memory stays flat and each turn runs the same number of statements."""
    monkeypatch.setattr("simulator.interview.loop.converse", Endless)
    library = SmallLibrary()
    interview = Interview.start(library, journal, "petit", seed=7, clock=clock)
    statements = [0]

    def count(*_: object) -> None:
        statements[0] += 1

    sa.event.listen(journal._engine, "before_cursor_execute", count)
    per_turn = set()
    tracemalloc.start()
    try:
        for number in range(1, TURNS + 1):
            statements[0] = 0
            interview.reply(f"Une réplique de longueur ordinaire, numéro {number}. #empathie")
            library.tagger.asked.clear()
            per_turn.add(statements[0])
            if number == TURNS // 5:
                gc.collect()
                early = tracemalloc.get_traced_memory()[0]
        gc.collect()
        late = tracemalloc.get_traced_memory()[0]
    finally:
        tracemalloc.stop()
    assert len(per_turn) == 1
    assert late - early < 200_000
    assert len(interview.events) == 2 + 3 * TURNS
