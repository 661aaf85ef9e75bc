"""Draws the pictures of the documentation with the app itself: ``python docs/images/refresh.py``.

A recorded conversation is played over the installed script with a fixed seed and clock, in a journal of its own, so
that the pictures change only when the app or the script does.
"""

from __future__ import annotations

import asyncio
import json
import os
import tempfile
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from simulator.tui.app import RepartieApp
from simulator.tui.desk import Desk
from simulator.tui.preferences import NoPreferences
from simulator.tui.screens.interview import InterviewScreen
from simulator.tui.themes import DARK_NAME, LIGHT_NAME
from simulator.tui.widgets.reply_box import ReplyBox

if TYPE_CHECKING:
    from textual.pilot import Pilot

FOLDER = Path(__file__).parent
RECORDED = FOLDER.parents[1] / "tests" / "interviews" / "bonne.jsonl"
SCRIPT = "remboursement_refuse"


class Clock:
    """Half a minute passes each time somebody speaks."""

    def __init__(self) -> None:
        self.now = datetime(2026, 11, 24, 9, 31, tzinfo=UTC)

    def __call__(self) -> datetime:
        """The present."""
        return self.now


class Studio:
    """Plays and draws.

    Args:
        journal: the journal of the pictures.
    """

    def __init__(self, journal: Path) -> None:
        head, *steps = [json.loads(line) for line in RECORDED.read_text(encoding="utf-8").splitlines() if line.strip()]
        self._replies = [step["reply"] for step in steps if "reply" in step]
        self._clock = Clock()
        self._desk = Desk(None, None, str(journal), seed=head["seed"], learner="", clock=self._clock)

    def app(self, theme: str, *, channel: str = "", mode: str = "entrainement") -> RepartieApp:
        """The app; at the briefing of the script when a channel is given."""
        return RepartieApp(
            lambda: self._desk,
            NoPreferences(theme),
            clock=self._clock,
            instant=True,
            open_script=SCRIPT if channel else "",
            open_channel=channel,
            open_mode=mode,
        )

    async def press(self, pilot: Pilot[Any], *keys: str) -> None:
        """Press keys and wait for what they do."""
        for key in keys or ("",):
            if key:
                await pilot.press(key)
            for _ in range(3):
                await pilot.app.workers.wait_for_complete()
                await pilot.pause()

    async def say(self, pilot: Pilot[Any], count: int) -> None:
        """Give the first replies of the recorded conversation."""
        screen = pilot.app.screen
        assert isinstance(screen, InterviewScreen)
        for reply in self._replies[:count]:
            if screen.live.finished:
                break
            self._clock.now += timedelta(seconds=31)
            screen.query_one(ReplyBox).text = reply
            await self.press(pilot, "enter")

    def draw(self, pilot: Pilot[Any], name: str) -> None:
        """Write the picture of the current screen."""
        (FOLDER / f"{name}.svg").write_text(pilot.app.export_screenshot(title="Repartie"), encoding="utf-8")

    async def interview(self, theme: str, channel: str, name: str, size: tuple[int, int], *keys: str) -> None:
        """A picture of the middle of an interview."""
        async with self.app(theme, channel=channel).run_test(size=size) as pilot:
            await self.press(pilot, "", "f5")
            await self.say(pilot, 4)
            await self.press(pilot, *keys)
            self.draw(pilot, name)

    async def whole(self) -> None:
        """Briefing, then a whole interview and its debrief, then home and history, which know it."""
        async with self.app(LIGHT_NAME, channel="tchat").run_test(size=(110, 32)) as pilot:
            await self.press(pilot, "")
            self.draw(pilot, "briefing")
            await self.press(pilot, "f5")
            await self.say(pilot, len(self._replies))
            await self.press(pilot, "enter")
            await self.press(pilot, "n", "n")
            self.draw(pilot, "debriefing")
        self._clock.now += timedelta(hours=2)
        async with self.app(DARK_NAME).run_test(size=(110, 32)) as pilot:
            await self.press(pilot, "", "down")
            self.draw(pilot, "accueil")
            await self.press(pilot, "h")
            self.draw(pilot, "historique")


async def main() -> None:
    """Draw all pictures."""
    with tempfile.TemporaryDirectory() as folder:
        studio = Studio(Path(folder) / "journal.sqlite3")
        await studio.interview(DARK_NAME, "tchat", "tchat", (110, 32), "f4")
        await studio.interview(DARK_NAME, "telephone", "telephone", (110, 32), "f2")
        await studio.whole()


if __name__ == "__main__":
    os.environ.pop("NO_COLOR", None)
    asyncio.run(main())
