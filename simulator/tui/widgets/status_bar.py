"""The line above the conversation: who is there (chat), or the state of the line and its duration (call)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from simulator.tui.wording import duration_text, plural

if TYPE_CHECKING:
    from collections.abc import Callable

LineState = Literal["sonnerie", "en ligne", "raccroché"]

_LINE = {
    "sonnerie": ("◌", "Ça sonne…", "$warning"),
    "en ligne": ("●", "En ligne", "$success"),
    "raccroché": ("○", "Raccroché", "$error"),
}


class StatusBar(Widget):
    """One line: state at the left, progress at the right.

    Args:
        call: whether the medium is a call.
        person: the interlocutor's name, shown in a chat.
        length: exchanges expected.
        elapsed: seconds since the interview began.
        moving: whether the duration is refreshed every second.
    """

    state: reactive[LineState] = reactive("en ligne")
    turns: reactive[int] = reactive(0)

    def __init__(self, *, call: bool, person: str, length: int, elapsed: Callable[[], float], moving: bool) -> None:
        super().__init__(id="status")
        self._call = call
        self._person = person
        self._length = length
        self._elapsed = elapsed
        self._moving = moving
        self._stopped: float | None = None

    def on_mount(self) -> None:
        """Refresh the duration of a call every second."""
        if self._call and self._moving:
            self.set_interval(1.0, self.refresh)

    def watch_state(self, state: LineState) -> None:
        """The counter stops when the line is cut."""
        if state == "raccroché" and self._stopped is None:
            self._stopped = self._elapsed()

    def render(self) -> Content:
        """The line at the current width."""
        left = self._line_state() if self._call else self._presence()
        right = Content.styled(f"{plural(self.turns, 'échange')} sur {self._length} environ", "$quiet")
        gap = self.content_size.width - left.cell_length - right.cell_length
        if gap < 2:
            return left
        return Content.assemble(left, " " * gap, right)

    def _line_state(self) -> Content:
        symbol, words, style = _LINE[self.state]
        seconds = self._elapsed() if self._stopped is None else self._stopped
        duration = "" if self.state == "sonnerie" else duration_text(seconds)
        return Content.assemble(("☎  ", "bold"), (f"{symbol} {words}", style), "    ", (duration, "bold"))

    def _presence(self) -> Content:
        here = self.state != "raccroché"
        symbol, words, style = ("●", "en ligne", "$success") if here else ("○", "déconnecté", "$quiet")
        return Content.assemble((self._person, "bold"), "   ", (f"{symbol} {words}", style))
