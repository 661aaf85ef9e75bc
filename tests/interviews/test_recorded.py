"""The five recorded conversations, through the real engine, tagger and judge: how they end, and how they rank."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from simulator.interview import Interview
from simulator.journal import Journal
from simulator.library import Library

if TYPE_CHECKING:
    from simulator.dialogue.events import EndEvent

FOLDER = Path(__file__).parent
NAMES = ("bonne", "moyenne", "grossiere", "silencieuse", "absurde")
POINTS = {"acquis": 2, "partiel": 1, "non_acquis": 0}
NOW = datetime(2026, 11, 24, 9, 31, tzinfo=UTC)


def recorded(name: str) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """The head of a recorded conversation, and what the learner does."""
    head, *steps = [json.loads(line) for line in (FOLDER / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()]
    return head, steps


@cache
def library() -> Library:
    """What is installed, read once."""
    return Library()


def play(name: str, journal: Journal) -> EndEvent:
    """Play one conversation to its end."""
    head, steps = recorded(name)
    live = Interview.start(
        library(), journal, head["script"], channel=head["channel"], seed=head["seed"], clock=lambda: NOW
    )
    for step in steps:
        if live.finished:
            break
        events = live.silence(step["silence"]) if "silence" in step else live.reply(step["reply"])
    end = events[-1]
    assert end.event == "end"
    return end


def points(end: EndEvent) -> float:
    """The mean of the verdicts observed, from 0 (nothing acquired) to 2."""
    seen = [POINTS[verdict.verdict] for verdict in end.verdicts if verdict.verdict != "non_observe"]
    return sum(seen) / len(seen)


@pytest.mark.parametrize("name", NAMES)
def test_each_conversation_ends_as_recorded(name: str, journal: Journal) -> None:
    """The ending and its quality are those that the recording expects."""
    head, _ = recorded(name)
    end = play(name, journal)
    assert (end.ending, end.quality) == (head["expected_ending"], head["expected_quality"])


def test_the_conversations_end_in_five_ways() -> None:
    """No two recordings expect the same ending."""
    assert len({recorded(name)[0]["expected_ending"] for name in NAMES}) == len(NAMES)


def test_good_ranks_above_average_above_the_others(journal: Journal) -> None:
    """The verdicts tell a good interview from an average one, and both from rudeness, silence and nonsense."""
    score = {name: points(play(name, journal)) for name in NAMES}
    assert score["bonne"] > score["moyenne"] > max(score["grossiere"], score["silencieuse"], score["absurde"]), score
