"""One criterion of the debrief: its verdict in a symbol and a word, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from simulator.tui.wording import VERDICTS, capital, plural, visible

if TYPE_CHECKING:
    from textual import events

    from simulator.report.model import CriterionResult


class CriterionRow(Static, can_focus=True):
    """Can be focused and opened: its evidence is then shown in the conversation."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "open", "Voir les passages")]

    class Opened(Message):
        """The person wants to see the evidence of this criterion."""

        def __init__(self, result: CriterionResult) -> None:
            super().__init__()
            self.result = result

    def __init__(self, result: CriterionResult) -> None:
        symbol, words, style = VERDICTS[result.verdict]
        parts: list[Content | str | tuple[str, str]] = [
            (f"{symbol} {capital(words)}", f"bold {style}"),
            "  ",
            (result.label, "bold"),
            "\n",
            visible(result.why),
        ]
        if result.advice and result.verdict != "acquis":
            parts += ["\n", ("→ ", "$primary"), result.advice]
        if result.notes:
            parts += ["\n", (plural(len(result.notes), "passage") + " à voir", "$quiet")]
        super().__init__(Content.assemble(*parts), markup=False)
        self.result = result

    def on_click(self, event: events.Click) -> None:
        """Open."""
        event.stop()
        self.action_open()

    def action_open(self) -> None:
        """Open."""
        self.post_message(self.Opened(self.result))
