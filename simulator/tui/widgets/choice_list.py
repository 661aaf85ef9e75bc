"""A short list of which one line is chosen: with the arrows, or with a click."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual import events


@dataclass(frozen=True, slots=True)
class Choice:
    """One line: an id, and what the person reads."""

    id: str
    label: str


class ChoiceList(Widget, can_focus=True):
    """Lines of which exactly one is chosen, marked by a symbol and by weight.

    Args:
        choices: the lines, at least one.
        chosen: id of the line chosen at first; the first line when absent or unknown.
    """

    DEFAULT_CSS = """
    ChoiceList {
        height: auto;
        width: 1fr;
        padding: 0 1;
        border-left: outer $line;
        &:focus { border-left: outer $primary; background: $surface; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up,left", "move(-1)", show=False),
        Binding("down,right,space", "move(1)", show=False),
    ]

    index: reactive[int] = reactive(0)

    class Chosen(Message):
        """Another line is chosen."""

        def __init__(self, list_: ChoiceList, choice: Choice) -> None:
            super().__init__()
            self.list = list_
            self.choice = choice

        @property
        def control(self) -> ChoiceList:
            """The list."""
            return self.list

    def __init__(self, choices: Sequence[Choice], *, chosen: str = "", id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._choices = tuple(choices)
        ids = [choice.id for choice in choices]
        self.set_reactive(ChoiceList.index, ids.index(chosen) if chosen in ids else 0)

    @property
    def chosen(self) -> str:
        """Id of the line chosen."""
        return self._choices[self.index].id

    def render(self) -> Content:
        """The lines, the chosen one marked."""
        lines = [
            Content.assemble(("◉ ", "$primary"), (choice.label, "bold"))
            if number == self.index
            else Content.styled(f"○ {choice.label}", "$quiet")
            for number, choice in enumerate(self._choices)
        ]
        return Content("\n").join(
            [line.truncate(max(1, self.content_size.width or 200), ellipsis=True) for line in lines]
        )

    def action_move(self, step: int) -> None:
        """Choose the line ``step`` places further, and come round at the ends."""
        self.index = (self.index + step) % len(self._choices)

    def on_click(self, event: events.Click) -> None:
        """Choose the line clicked."""
        line = event.y - self.gutter.top
        if 0 <= line < len(self._choices):
            self.index = line

    def watch_index(self, old: int, new: int) -> None:
        """Say which line is chosen now."""
        if old != new:
            self.post_message(self.Chosen(self, self._choices[new]))
