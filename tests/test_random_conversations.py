"""A thousand conversations of nonsense: the interview ends or goes on, and never fails."""

from __future__ import annotations

import functools
import itertools
import random
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from simulator.dialogue.events import InterlocutorEvent, ReplyEvent, TagsEvent
from simulator.errors import UsageError
from simulator.interview import Interview
from simulator.journal import Journal
from simulator.library import Library

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from simulator.dialogue.events import Event
    from simulator.dialogue.script import Script

SCRIPT = "remboursement_refuse"
BLOCKS, CONVERSATIONS, TURNS = 20, 50, 12
"""20 blocks of 50 make a thousand conversations of at most 12 turns."""

EMOJIS = "😀😡🙏👍🏽👩‍⚕️🇫🇷❤️‍🔥🫠 ㊙️"
ODDITIES = (
    "",
    "   ",
    "\t",
    "\x00\x01\x1b[2J\x07",
    "\u200b\u200d\ufeff",
    "\u202eolleh",
    "a\u0301\u0301\u0301e\u0300",
    "\ud800",
    "?",
    "!!!!!!!!!!",
    "…",
    '{"reply": "bonjour"',
    '{"silence": 5}',
    '[{"speaker": "apprenant", "text": null}]',
    "{{ 7 * 7 }} {% for x in y %}",
    "[b]gras[/b] [/] [@click=app.quit]",
    "'; DROP TABLE sessions; --",
    "<script>alert(1)</script>",
    "NULL None NaN -1e999",
    "1" * 400,
    "ha" * 2000,
    "a b " * 2500,
    "x" * 10_000,
    "x" * 10_001,
    "bonjour\nbonjour\r\nbonjour\rfin",
)


class QuickLibrary(Library):
    """The installed library, which reads each script once: a thousand interviews play the same one."""

    @functools.cache  # noqa: B019 - one library for the whole module
    def parse_script(self, text: str, file: str) -> Script:
        """The script, read the first time."""
        return super().parse_script(text, file)


@pytest.fixture(scope="module")
def library() -> Library:
    """The installed scripts and rubrics."""
    return QuickLibrary()


@pytest.fixture(scope="module")
def journal() -> Iterator[Journal]:
    """A journal in memory."""
    with Journal("sqlite://") as opened:
        yield opened


@pytest.fixture(scope="module")
def vocabulary(library: Library) -> list[str]:
    """French words: those of the markers' examples and of their lexicons."""
    examples = [case.text for marker in library.rubric.markers.values() for case in marker.examples]
    return sorted({*library.rubric.program.vocabulary, *" ".join(examples).split()})


def ticking() -> Callable[[], datetime]:
    """A clock that advances by three seconds each time it is read."""
    moments = itertools.count()
    return lambda: datetime(2026, 11, 24, 9, tzinfo=UTC) + timedelta(seconds=3 * next(moments))


def nonsense(chance: random.Random, vocabulary: Sequence[str]) -> str:
    """Something that somebody, or something, might send."""
    kind = chance.random()
    if kind < 0.3:
        return chance.choice(ODDITIES)
    words = chance.choices(vocabulary, k=chance.choice((1, 2, 5, 12, 30)))
    if kind < 0.45:
        words.insert(chance.randrange(len(words) + 1), "".join(chance.choices(EMOJIS, k=5)))
    return " ".join(words) + chance.choice(("", ".", " ?", " !", "…"))


def act(interview: Interview, chance: random.Random, vocabulary: Sequence[str]) -> list[Event]:
    """One random act of the learner; refusals are only for what is empty or too long."""
    kind = chance.random()
    if kind < 0.1:
        return interview.silence(chance.choice((0.5, 5, 60, 86_400)))
    if kind < 0.15:
        return [interview.hint(chance.choice((1, 2, 3)))]
    text = nonsense(chance, vocabulary)
    try:
        return interview.reply(text)
    except UsageError:
        assert len(text) > 10_000 or not text.isprintable() or not text.strip()
        return []


@pytest.mark.parametrize("block", range(BLOCKS))
def test_random_conversations_never_fail(
    block: int, library: Library, journal: Journal, vocabulary: Sequence[str]
) -> None:
    """Each turn is answered, in the order of the contract, with evidence inside the reply."""
    for number in range(block * CONVERSATIONS, (block + 1) * CONVERSATIONS):
        chance = random.Random(number)
        channel = chance.choice(("tchat", "telephone"))
        interview = Interview.start(library, journal, SCRIPT, channel=channel, seed=number, clock=ticking())
        for _ in range(TURNS):
            events = act(interview, chance, vocabulary)
            check_turn(events)
            if interview.finished:
                break
        if not interview.finished:
            interview.abandon()
        assert interview.finished


def check_turn(events: Sequence[Event]) -> None:
    """The events of a turn follow one another as the contract says."""
    kinds = [event.event for event in events]
    assert kinds in ([], ["hint"], ["reply", "tags", "interlocutor"], ["reply", "tags", "interlocutor", "end"])
    if len(events) < 3:
        return
    reply, tags, answer = events[:3]
    assert isinstance(reply, ReplyEvent)
    assert isinstance(tags, TagsEvent)
    assert isinstance(answer, InterlocutorEvent)
    for tag in tags.tags:
        assert tag.evidence
        assert all(0 <= span.start < span.end <= len(reply.text) for span in tag.evidence)
    assert answer.text.strip() or answer.stage_direction or len(events) == 4
