"""The learner's documents, beside the conversation or over it."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Markdown, Static

from simulator.tui.widgets.choice_list import Choice, ChoiceList

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult

    from simulator.tui.gateway import Document


class DocumentPanel(Vertical):
    """A list of papers, and the one chosen below."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("pageup", "scroll(-8)", show=False),
        Binding("pagedown", "scroll(8)", show=False),
    ]

    def __init__(self, documents: Sequence[Document], *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._documents = tuple(documents)

    def compose(self) -> ComposeResult:
        """The list, then the paper."""
        yield Static(
            Content.assemble(("DOCUMENTS", "bold"), "   ", ("F2 ou Échap : fermer", "not bold")),
            classes="heading",
            markup=False,
        )
        if not self._documents:
            yield Static("Cet entretien n’a pas de document.", classes="empty", markup=False)
            return
        yield ChoiceList([Choice(paper.id, paper.title) for paper in self._documents], id="paper-list")
        with VerticalScroll(id="paper", can_focus=False):
            yield Markdown(self._documents[0].text, id="paper-text")

    def on_choice_list_chosen(self, event: ChoiceList.Chosen) -> None:
        """Show the paper chosen."""
        event.stop()
        text = next(paper.text for paper in self._documents if paper.id == event.choice.id)
        self.query_one("#paper-text", Markdown).update(text)
        self.query_one("#paper").scroll_home(animate=False)

    def take_focus(self) -> None:
        """Give the keyboard to the list of papers."""
        for papers in self.query(ChoiceList):
            papers.focus()

    def action_scroll(self, lines: int) -> None:
        """Scroll the paper."""
        for paper in self.query("#paper"):
            paper.scroll_relative(y=lines, animate=False)
