"""The conversation as its medium shows it: bubbles for a chat, heard speech for a call.

Whatever people say is shown as it is: never read as markup, with control characters made visible.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from simulator.tui.wording import duration_text, visible

if TYPE_CHECKING:
    from datetime import datetime

    from textual.app import ComposeResult
    from textual.timer import Timer
    from textual.widget import Widget


def plain(text: str, *, style: str = "", classes: str = "") -> Static:
    """A text shown exactly as it is written."""
    return Static(Content.styled(visible(text), style), classes=classes, markup=False)


class Waiting(Static):
    """Tells that the interlocutor is about to answer; its dots move unless motion is off."""

    def __init__(self, words: str, *, moving: bool) -> None:
        super().__init__(Content(words + "…"), classes="waiting", markup=False)
        self._words = words
        self._moving = moving
        self._dots = 0
        self._timer: Timer | None = None

    def on_mount(self) -> None:
        """Start the dots."""
        if self._moving:
            self._timer = self.set_interval(0.35, self._tick)
            self._tick()

    def _tick(self) -> None:
        self._dots = self._dots % 3 + 1
        self.update(Content(self._words + "\u00a0" + "•" * self._dots))


class Flow(VerticalScroll):
    """What all media share: things are added at the bottom, which stays in view."""

    def __init__(self, person: str, started: datetime, *, moving: bool) -> None:
        super().__init__(id="flow")
        self.can_focus = True
        self._person = person
        self._started = started
        self._moving = moving
        self._waiting: Waiting | None = None

    def on_mount(self) -> None:
        """Keep the last words in view, whatever is added or resized, until the learner scrolls up."""
        self.anchor()

    async def add(self, widget: Widget) -> None:
        """Add a widget at the bottom and show it."""
        await self.mount(widget)
        self.anchor()

    async def show_mine(self, text: str, moment: datetime) -> None:
        """Show what the learner said."""
        raise NotImplementedError

    async def show_theirs(self, text: str, direction: str, moment: datetime) -> None:
        """Show one message of the interlocutor."""
        raise NotImplementedError

    async def show_note(self, text: str, *, classes: str = "") -> None:
        """Show a remark that nobody said: a silence, the end."""
        await self.add(plain(text, classes=f"note {classes}"))

    def waiting_words(self) -> str:
        """What is shown while the interlocutor prepares an answer."""
        raise NotImplementedError

    async def wait(self) -> None:
        """Show that an answer is coming."""
        if self._waiting is None:
            self._waiting = Waiting(self.waiting_words(), moving=self._moving)
            await self.add(self._waiting)

    async def stop_waiting(self) -> None:
        """An answer is there, or will not come."""
        if self._waiting is not None:
            waiting, self._waiting = self._waiting, None
            await waiting.remove()


class Bubble(Vertical):
    """One chat message with its time, at the left or at the right."""

    def __init__(self, text: str, signature: str, *, mine: bool) -> None:
        super().__init__(classes="-mine" if mine else "-theirs")
        self._text = text
        self._signature = signature

    def compose(self) -> ComposeResult:
        """The text, then who wrote it and when."""
        with Horizontal(classes="bubble--row"):
            yield plain(self._text, classes="bubble--text")
        yield plain(self._signature, classes="bubble--time")

    def lead(self) -> None:
        """Another message of the same burst follows: it will carry the signature of both."""
        self.add_class("-leads")


class ChatFlow(Flow):
    """Bubbles: theirs at the left, the learner's at the right."""

    _last: Bubble | None = None

    def waiting_words(self) -> str:
        """As messaging applications say it."""
        return f"{self._person} écrit"

    async def show_mine(self, text: str, moment: datetime) -> None:
        """A bubble at the right."""
        self._last = None
        await self.add(Bubble(text, f"Vous, {moment:%H:%M}", mine=True))

    async def show_theirs(self, text: str, direction: str, moment: datetime) -> None:
        """A bubble at the left; messages of one burst are close together and signed once."""
        if direction:
            await self.show_note(f"({direction})")
        if self._last is not None:
            self._last.lead()
        self._last = Bubble(text, f"{self._person}, {moment:%H:%M}", mine=False)
        await self.add(self._last)

    async def show_note(self, text: str, *, classes: str = "") -> None:
        """A remark between two bubbles."""
        self._last = None
        await super().show_note(text, classes=classes)


class Speech(Horizontal):
    """One thing heard: when, whose voice, how, and what."""

    def __init__(self, time: str, voice: str, direction: str, text: str, *, mine: bool) -> None:
        super().__init__(classes="-mine" if mine else "-theirs")
        self._parts = (time, voice, direction, text)

    def compose(self) -> ComposeResult:
        """Three columns: time, voice, words."""
        time, voice, direction, text = self._parts
        words = Content(visible(text))
        if direction:
            words = Content.assemble((f"({visible(direction)})", "italic $quiet"), "\n", words)
        yield plain(time, classes="speech--time")
        yield plain(voice, classes="speech--voice")
        yield Static(words, classes="speech--words", markup=False)


class CallFlow(Flow):
    """Heard speech, as a written-down call: no bubble, only voices and how they sound."""

    def waiting_words(self) -> str:
        """On the phone one hears that somebody is about to speak."""
        return "Une respiration au bout du fil"

    def _time(self, moment: datetime) -> str:
        return duration_text((moment - self._started).total_seconds())

    async def show_mine(self, text: str, moment: datetime) -> None:
        """What the learner says."""
        await self.add(Speech(self._time(moment), "Vous", "", text, mine=True))

    async def show_theirs(self, text: str, direction: str, moment: datetime) -> None:
        """What is heard, with its intonation."""
        await self.add(Speech(self._time(moment), "Au bout du fil", direction, text, mine=False))
