"""The box where the learner writes: several lines, a history, and pastes of any size.

Enter sends. Ctrl+J starts a new line: it is the one « new line » key that every terminal transmits apart from Enter;
Shift+Enter and Alt+Enter do the same where the terminal tells them apart.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.message import Message
from textual.widgets import TextArea

if TYPE_CHECKING:
    from textual import events


NEW_LINE_KEYS = frozenset({"ctrl+j", "shift+enter", "alt+enter"})


class ReplyBox(TextArea):
    """A text area that sends, remembers, and refuses what is too long without losing what it holds.

    Args:
        longest: characters that a reply may have.
    """

    class Submitted(Message):
        """The learner sends this text."""

        def __init__(self, text: str) -> None:
            super().__init__()
            self.text = text

    class Refused(Message):
        """A paste would make the reply too long; nothing was inserted."""

        def __init__(self, length: int) -> None:
            super().__init__()
            self.length = length

    def __init__(self, longest: int, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__("", id=id, soft_wrap=True, tab_behavior="focus", highlight_cursor_line=False)
        self._longest = longest
        self._history: list[str] = []
        self._place = 0
        self._draft = ""

    def remember(self, text: str) -> None:
        """Add a reply to the history."""
        if text and (not self._history or self._history[-1] != text):
            self._history.append(text)
        self._place = len(self._history)

    def put_back(self, text: str) -> None:
        """Give back a reply that could not be sent, before what was written since."""
        self.load_text(text + self.text)
        self.move_cursor(self.document.end)

    async def _on_key(self, event: events.Key) -> None:
        """Enter sends; a line starts otherwise.

        Both are done here rather than by bindings, which run later: what is typed quickly would overtake them.
        """
        if event.key == "enter":
            event.stop()
            event.prevent_default()
            self.post_message(self.Submitted(self.text))
        elif event.key in NEW_LINE_KEYS:
            event.stop()
            event.prevent_default()
            self._insert("\n")

    async def _on_paste(self, event: events.Paste) -> None:
        """Insert what is pasted, lines and all."""
        event.stop()
        event.prevent_default()
        self._insert(event.text)

    def action_paste(self) -> None:
        """Insert the app's own clipboard."""
        self._insert(self.app.clipboard)

    def _insert(self, text: str) -> None:
        text = _clean(text)
        length = len(self.text) - len(self.selected_text) + len(text)
        if length > self._longest:
            self.post_message(self.Refused(length))
            return
        self.move_cursor(self.replace(text, *self.selection).end_location)

    def action_cursor_up(self, select: bool = False) -> None:
        """Move up; from the first line, recall the previous reply."""
        at_top = self.wrapped_document.location_to_offset(self.cursor_location).y == 0
        if select or not at_top or not self._recall(-1):
            super().action_cursor_up(select)

    def action_cursor_down(self, select: bool = False) -> None:
        """Move down; from the last line, come back toward what was being written."""
        row = self.wrapped_document.location_to_offset(self.cursor_location).y
        at_bottom = row >= self.wrapped_document.height - 1
        if select or not at_bottom or not self._recall(1):
            super().action_cursor_down(select)

    def _recall(self, step: int) -> bool:
        place = self._place + step
        if not 0 <= place <= len(self._history):
            return False
        if self._place == len(self._history):
            self._draft = self.text
        self._place = place
        self.load_text(self._draft if place == len(self._history) else self._history[place])
        self.move_cursor(self.document.end)
        return True


def _clean(text: str) -> str:
    """Line ends of any system as one, and no control character that would disturb the screen."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")
    return "".join(
        character for character in text if character == "\n" or (ord(character) >= 32 and ord(character) != 127)
    )
