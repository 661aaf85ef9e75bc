"""The two dialogs: an error that the person must read, and a choice that must be confirmed."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Button, Static

if TYPE_CHECKING:
    from textual.app import ComposeResult


class ErrorDialog(ModalScreen[None]):
    """Shows an error's message until the person has read it."""

    CSS_PATH = "dialogs.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape,enter", "close", "Fermer", show=False)]

    def __init__(self, message: str) -> None:
        super().__init__()
        self._message = message

    def compose(self) -> ComposeResult:
        """A title, the message and one button."""
        with Vertical(classes="dialog -error"):
            yield Static(Content("✗ Un problème est survenu"), classes="dialog--title", markup=False)
            with VerticalScroll(classes="dialog--body"):
                yield Static(Content(self._message), markup=False)
            with Horizontal(classes="dialog--buttons"):
                yield Button("Fermer", id="close", compact=True)

    def on_button_pressed(self) -> None:
        """Close."""
        self.dismiss(None)

    def action_close(self) -> None:
        """Close."""
        self.dismiss(None)


class ChoiceDialog(ModalScreen[str]):
    """Asks to choose between labelled actions; the first is the safe one, and what Escape gives.

    Args:
        title: the question.
        body: what each choice entails.
        choices: id and label of each button.
    """

    CSS_PATH = "dialogs.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "safe", "Annuler", show=False),
        Binding("left,up", "app.focus_previous", show=False),
        Binding("right,down", "app.focus_next", show=False),
    ]

    def __init__(self, title: str, body: str, choices: tuple[tuple[str, str], ...]) -> None:
        super().__init__()
        self._title = title
        self._body = body
        self._choices = choices

    def compose(self) -> ComposeResult:
        """The question, what it entails, and the buttons."""
        with Vertical(classes="dialog"):
            yield Static(Content(self._title), classes="dialog--title", markup=False)
            yield Static(Content(self._body), classes="dialog--text", markup=False)
            with Vertical(classes="dialog--choices"):
                for identifier, label in self._choices:
                    yield Button(Content(label), id=identifier, compact=True)

    def on_button_pressed(self, event: Button.Pressed) -> None:
        """Answer with the id of the button."""
        self.dismiss(event.button.id or self._choices[0][0])

    def action_safe(self) -> None:
        """Answer with the safe choice."""
        self.dismiss(self._choices[0][0])
