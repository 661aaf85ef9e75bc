"""Each screen at three sizes, drawn as it was when somebody last looked at it and found it right.

After a wanted change: ``pytest tests/screens/test_snapshots.py --snapshot-update``, then look at the pictures.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.screens.driving import SIZES, open_interview, press, say, settle
from tests.screens.fakes import REPLIES, FakeGateway, fake_app

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from textual.pilot import Pilot

    Compare = Callable[..., bool]
    Steps = Callable[[Pilot[Any]], Awaitable[None]]

sizes = pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")


async def home(pilot: Pilot[Any]) -> None:
    """The second entry of the list."""
    await settle(pilot)
    await press(pilot, "down")


async def briefing(pilot: Pilot[Any]) -> None:
    """A document of the briefing."""
    await home(pilot)
    await press(pilot, "enter", "down")


async def chat(pilot: Pilot[Any]) -> None:
    """A chat after two replies, with a hint and the gauges."""
    await open_interview(pilot)
    await say(pilot, *REPLIES[:2])
    await press(pilot, "f4", "f3")


async def call(pilot: Pilot[Any]) -> None:
    """A call after two replies and a silence."""
    await open_interview(pilot, channel="telephone")
    await say(pilot, *REPLIES[:2])
    await press(pilot, "f5")


async def documents(pilot: Pilot[Any]) -> None:
    """The documents, beside or over the conversation."""
    await open_interview(pilot)
    await say(pilot, REPLIES[0])
    await press(pilot, "f2", "down")


async def ending(pilot: Pilot[Any]) -> None:
    """The end of an interview."""
    await open_interview(pilot)
    await say(pilot, *REPLIES)


async def debrief(pilot: Pilot[Any]) -> None:
    """The top of a debrief."""
    await settle(pilot)
    await press(pilot, "h", "down", "enter")


async def note(pilot: Pilot[Any]) -> None:
    """A fault selected in the conversation."""
    await debrief(pilot)
    await press(pilot, "n", "n", "n", "n")


async def history(pilot: Pilot[Any]) -> None:
    """The past interviews."""
    await settle(pilot)
    await press(pilot, "h", "down")


async def deletion(pilot: Pilot[Any]) -> None:
    """The confirmation before an interview is erased."""
    await history(pilot)
    await press(pilot, "delete")


async def leaving(pilot: Pilot[Any]) -> None:
    """The confirmation before an interview is left."""
    await open_interview(pilot)
    await press(pilot, "f10")


async def help_(pilot: Pilot[Any]) -> None:
    """The help screen."""
    await settle(pilot)
    await press(pilot, "f1")


SCREENS: dict[str, Steps] = {
    "accueil": home,
    "briefing": briefing,
    "tchat": chat,
    "telephone": call,
    "documents": documents,
    "fin": ending,
    "debriefing": debrief,
    "passage": note,
    "historique": history,
    "suppression": deletion,
    "quitter": leaving,
    "aide": help_,
}


@sizes
@pytest.mark.parametrize("name", SCREENS)
def test_a_screen_looks_as_it_should(snap_compare: Compare, name: str, size: tuple[int, int]) -> None:
    """Each screen is drawn the same at each size."""
    assert snap_compare(fake_app(FakeGateway()), terminal_size=size, run_before=SCREENS[name])


@pytest.mark.parametrize("name", ["accueil", "tchat", "telephone", "passage"])
def test_the_light_theme_looks_as_it_should(snap_compare: Compare, name: str) -> None:
    """The main screens are drawn the same in the light theme."""
    app = fake_app(FakeGateway(), theme="repartie-clair")
    assert snap_compare(app, terminal_size=(120, 40), run_before=SCREENS[name])


def test_a_window_too_small_says_so(snap_compare: Compare) -> None:
    """At 20×5 there is a notice, and no ruin of a screen."""
    assert snap_compare(fake_app(FakeGateway()), terminal_size=(20, 5), run_before=settle)
