"""What screen tests do again and again: wait without sleeping, read what is shown, play an interview."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from textual.widget import Widget

from simulator.tui.widgets.reply_box import ReplyBox

if TYPE_CHECKING:
    from textual.pilot import Pilot

SIZES = ((80, 24), (120, 40), (200, 50))


async def settle(pilot: Pilot[Any]) -> None:
    """Wait until all workers are done and the screen is painted."""
    for _ in range(2):
        await pilot.app.workers.wait_for_complete()
        await pilot.pause()


async def press(pilot: Pilot[Any], *keys: str) -> None:
    """Press keys, waiting after each."""
    for key in keys:
        await pilot.press(key)
        await settle(pilot)


async def open_interview(pilot: Pilot[Any], *, channel: str = "tchat", mode: str = "entrainement") -> None:
    """Go from home to an interview with the keyboard alone."""
    await settle(pilot)
    await press(pilot, "down", "enter")
    if channel == "telephone":
        await press(pilot, "tab", "down")
    if mode == "evaluation":
        await pilot.press(*(["tab"] if channel == "telephone" else ["tab", "tab"]))
        await press(pilot, "down")
    await press(pilot, "f5")


async def say(pilot: Pilot[Any], *texts: str) -> None:
    """Send replies through the box."""
    for text in texts:
        pilot.app.screen.query_one(ReplyBox).text = text
        await press(pilot, "enter")


def shown(widget: Widget) -> str:
    """All the text that a widget and its children show, line by line, as the terminal has it."""
    screen = widget.screen
    strips = screen._compositor.render_strips()
    region = widget.region if widget is not screen else screen.region
    lines = [strip.text[region.x : region.right] for strip in strips[region.y : region.bottom]]
    return "\n".join(line.rstrip() for line in lines).replace("\u00a0", " ")
