"""A selectable entry of a list, in two lines, each with a left and a right part; and the list itself."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.widget import Widget

if TYPE_CHECKING:
    from collections.abc import Iterable

    from textual import events


class Entry(Widget, can_focus=True):
    """Two lines that can be focused, opened with Enter, or clicked.

    Args:
        key: what the list's owner recognises it by.
        title: first line, at the left.
        note: first line, at the right.
        detail: second line, at the left.
        remark: second line, at the right.
    """

    DEFAULT_CSS = """
    Entry {
        height: 2;
        width: 1fr;
        padding: 0 1;
        border-left: outer $line;
        &:hover { background: $surface; }
        &:focus { background: $surface; border-left: outer $primary; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "open", "Ouvrir")]

    class Opened(Message):
        """The person opened this entry."""

        def __init__(self, entry: Entry) -> None:
            super().__init__()
            self.entry = entry

        @property
        def control(self) -> Entry:
            """The entry opened."""
            return self.entry

    class Focused(Message):
        """The entry now has the focus."""

        def __init__(self, entry: Entry) -> None:
            super().__init__()
            self.entry = entry

    def __init__(
        self,
        key: str,
        title: str | Content,
        note: str | Content = "",
        detail: str | Content = "",
        remark: str | Content = "",
        *,
        classes: str = "",
    ) -> None:
        super().__init__(classes=classes)
        self.key = key
        self._lines = (
            (_styled(title, "bold"), _styled(note, "$quiet")),
            (_styled(detail, "$quiet"), _styled(remark, "$quiet")),
        )

    def render(self) -> Content:
        """Both lines at the current width."""
        return Content("\n").join([_justified(left, right, self.content_size.width) for left, right in self._lines])

    def on_focus(self) -> None:
        """Say so."""
        self.post_message(self.Focused(self))

    def on_click(self, event: events.Click) -> None:
        """Open."""
        event.stop()
        self.action_open()

    def action_open(self) -> None:
        """Open."""
        self.post_message(self.Opened(self))


def _styled(text: str | Content, style: str) -> Content:
    return text if isinstance(text, Content) else Content.styled(text, style)


def _justified(left: Content, right: Content, width: int) -> Content:
    room = width - right.cell_length - (2 if right.cell_length else 0)
    if room < 8:
        return left.truncate(max(1, width), ellipsis=True)
    left = left.truncate(room, ellipsis=True)
    return Content.assemble(left, " " * (width - left.cell_length - right.cell_length), right)


class EntryList(VerticalScroll, can_focus=False):
    """A scrolling list of entries and headings; the arrows move between entries."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "move(-1)", show=False),
        Binding("down", "move(1)", show=False),
        Binding("home", "edge(0)", show=False),
        Binding("end", "edge(-1)", show=False),
        Binding("pageup", "move(-5)", show=False),
        Binding("pagedown", "move(5)", show=False),
    ]

    @property
    def entries(self) -> list[Entry]:
        """The entries, from top to bottom."""
        return list(self.query(Entry))

    async def fill(self, widgets: Iterable[Widget]) -> None:
        """Replace what the list shows, and focus its first entry."""
        await self.remove_children()
        await self.mount_all(widgets)
        self.action_edge(0)

    def action_edge(self, index: int) -> None:
        """Focus the first or the last entry."""
        if entries := self.entries:
            entries[index].focus()

    def action_move(self, step: int) -> None:
        """Focus the entry ``step`` places further, within the list."""
        entries = self.entries
        if not entries:
            return
        current = next((index for index, entry in enumerate(entries) if entry.has_focus), 0)
        target = max(0, min(len(entries) - 1, current + step))
        entries[target].focus()
        if target == 0:
            self.scroll_home(animate=False)
