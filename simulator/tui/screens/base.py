"""What all screens share: width classes, the notice for windows too small, and work done in a thread."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar, cast

from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static

if TYPE_CHECKING:
    from collections.abc import Callable

    from simulator.tui.app import RepartieApp

SMALLEST_WIDTH = 56
SMALLEST_HEIGHT = 15

WIDTHS: list[tuple[int, str]] | None = [(0, "-narrow"), (110, "-wide"), (150, "-very-wide")]
HEIGHTS: list[tuple[int, str]] | None = [(0, "-short"), (32, "-tall")]
"""Classes that stylesheets use to fit the window."""

Result = TypeVar("Result")
Worked = TypeVar("Worked")


class TooSmall(Static):
    """Covers a screen that its window cannot show; the screen behind keeps its state and focus."""

    DEFAULT_CSS = """
    TooSmall {
        layer: notice;
        display: none;
        width: 100%;
        height: 100%;
        content-align: center middle;
        text-align: center;
        background: $background;
    }
    """

    def __init__(self) -> None:
        super().__init__(
            Content(f"Fenêtre trop petite\nIl faut au moins\n{SMALLEST_WIDTH} × {SMALLEST_HEIGHT}."),
            markup=False,
        )


class RepartieScreen(Screen[Result]):
    """A screen of the app. Subclasses compose their own widgets; the notice is added here."""

    HORIZONTAL_BREAKPOINTS = WIDTHS
    VERTICAL_BREAKPOINTS = HEIGHTS
    AUTO_FOCUS = None

    @property
    def repartie(self) -> RepartieApp:
        """The app, with its own type."""
        return cast("RepartieApp", self.app)

    def on_mount(self) -> None:
        """Add the notice, hidden until the window is too small."""
        self.mount(TooSmall())
        self._show_notice_when_too_small()

    def on_resize(self) -> None:
        """Show or hide the notice."""
        self._show_notice_when_too_small()

    def _show_notice_when_too_small(self) -> None:
        size = self.app.size
        too_small = size.width < SMALLEST_WIDTH or size.height < SMALLEST_HEIGHT
        for notice in self.query(TooSmall):
            notice.display = too_small

    def may_quit(self) -> bool:
        """Whether the app may quit at once; a screen that must ask first does so and answers no."""
        return True

    def in_thread(
        self, work: Callable[[], Worked], done: Callable[[Worked], None], *, failed: Callable[[], None] | None = None
    ) -> None:
        """Do slow work in a thread, then call ``done`` with its result in the app's loop.

        An error of Repartie is shown in a dialog, after ``failed`` has put things back. Any other error is a defect
        and stops the app, as it should.
        """

        async def follow() -> None:
            import asyncio

            from simulator.errors import RepartieError

            try:
                result = await asyncio.to_thread(work)
            except RepartieError as error:
                if failed is not None:
                    failed()
                self.show_error(error)
            else:
                if self.is_attached:
                    done(result)

        self.run_worker(follow(), group="gateway", exit_on_error=True)

    def show_error(self, error: Exception) -> None:
        """Show an error in a dialog, in the words that it carries."""
        from simulator.tui.screens.dialogs import ErrorDialog

        self.app.push_screen(ErrorDialog(str(error)))
