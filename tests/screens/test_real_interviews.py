"""The app over the real library, journal and engine: the recorded conversations, played through the screens."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from simulator.tui.app import RepartieApp
from simulator.tui.desk import Desk
from simulator.tui.gateway import StartChoice
from simulator.tui.preferences import NoPreferences
from simulator.tui.screens.debrief import DebriefScreen
from simulator.tui.screens.interview import InterviewScreen
from simulator.tui.widgets.note_panel import NotePanel
from simulator.tui.widgets.reply_box import ReplyBox
from tests.screens.driving import press, say, settle, shown

if TYPE_CHECKING:
    from textual.pilot import Pilot

RECORDED = sorted((Path(__file__).parents[1] / "interviews").glob("*.jsonl"))


class Clock:
    """A clock that only tests move."""

    def __init__(self) -> None:
        self.now = datetime(2026, 11, 24, 9, 31, tzinfo=UTC)

    def __call__(self) -> datetime:
        """The present."""
        return self.now


def read(path: Path) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """The head of a recorded conversation, and what the learner does."""
    head, *steps = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    return head, steps


def open_app(head: dict[str, Any], journal: Path, clock: Clock, *, direct: bool = True) -> tuple[RepartieApp, Desk]:
    """The app over a real journal, at the briefing of the script."""
    desk = Desk(None, None, str(journal), seed=head["seed"], learner="", clock=clock)
    app = RepartieApp(
        lambda: desk,
        NoPreferences(),
        clock=clock,
        instant=True,
        open_script=head["script"] if direct else "",
        open_channel=head["channel"],
    )
    return app, desk


async def play(pilot: Pilot[Any], steps: list[dict[str, Any]], clock: Clock) -> None:
    """Do what the learner did, through the screen, until the interview ends."""
    screen = pilot.app.screen
    assert isinstance(screen, InterviewScreen)
    for step in steps:
        if screen.live.finished:
            break
        if "silence" in step:
            clock.now += timedelta(seconds=step["silence"])
            await press(pilot, "f5")
        else:
            await say(pilot, step["reply"])


def played(desk: Desk, head: dict[str, Any], steps: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The same interview without any screen."""
    live = desk.start(StartChoice(head["script"], head["channel"], "entrainement"))
    for step in steps:
        if live.finished:
            break
        if "silence" in step:
            live.silence(float(step["silence"]))
        else:
            live.reply(step["reply"])
    return comparable(live)


def comparable(live: Any) -> list[dict[str, Any]]:
    """The journal without what must differ: the session's id and the seconds."""
    return [event.model_dump(exclude={"id", "at"}) for event in live.events]


@pytest.mark.parametrize("path", RECORDED, ids=lambda path: path.stem)
async def test_an_interview_through_the_app_gives_the_journal_of_one_without_it(path: Path, journal_path: Path) -> None:
    """Each recorded conversation gives the very events that the engine gives alone, and a debrief."""
    head, steps = read(path)
    clock = Clock()
    app, desk = open_app(head, journal_path, clock)
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        await press(pilot, "f5")
        screen = app.screen
        assert isinstance(screen, InterviewScreen)
        await play(pilot, steps, clock)
        assert comparable(screen.live) == played(desk, head, steps)
        await press(pilot, *(["enter"] if screen.live.finished else ["f10", "down", "down", "enter"]))
        assert isinstance(app.screen, DebriefScreen)
        debrief = desk.debrief(screen.live.session_id)
        assert debrief.ending
        for number in range(1, len(debrief.highlights) + 1):
            await press(pilot, "n")
            assert f"Passage {number} sur" in shown(app.screen.query_one(NotePanel))


async def test_an_interview_left_in_the_middle_is_resumed_by_another_run(journal_path: Path) -> None:
    """Home offers it first, what was said is shown again, and it goes on as if it had not been left."""
    head, steps = read(next(path for path in RECORDED if path.stem == "bonne"))
    clock = Clock()
    app, _ = open_app(head, journal_path, clock)
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        await press(pilot, "f5")
        await play(pilot, steps[:3], clock)
        await press(pilot, "f10", "down", "enter")
    app, desk = open_app(head, journal_path, clock, direct=False)
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        assert "REPRENDRE" in shown(app.screen)
        await press(pilot, "enter")
        screen = app.screen
        assert isinstance(screen, InterviewScreen)
        assert "3 échanges sur" in shown(screen)
        await press(pilot, "up")
        assert screen.query_one(ReplyBox).text == steps[2]["reply"]
        screen.query_one(ReplyBox).clear()
        await play(pilot, steps[3:], clock)
        assert comparable(screen.live) == played(desk, head, steps)


async def test_a_journal_that_cannot_be_read_still_shows_the_interviews(tmp_path: Path) -> None:
    """Home lists what can be played and says what is wrong; the history says it in a dialog."""
    journal = tmp_path / "journal.sqlite3"
    journal.write_bytes(b"ce n'est pas une base" * 100)
    head = {"script": "", "channel": "", "seed": 1}
    app, _ = open_app(head, journal, Clock(), direct=False)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await settle(pilot)
        assert "SITUATIONS DIFFICILES" in shown(app.screen)
        assert "journal" in shown(app.screen)
        await press(pilot, "h")
        assert "Un problème est survenu" in shown(app.screen)
