"""The smallest Textual program: what the first paint of Repartie is compared with."""

from textual.app import App, ComposeResult
from textual.widgets import Static

TEXT = "Bonjour"


class Hello(App[None]):
    """One word on the screen."""

    def compose(self) -> ComposeResult:
        """The word."""
        yield Static(TEXT)


if __name__ == "__main__":
    Hello().run()
