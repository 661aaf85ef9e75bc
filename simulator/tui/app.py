"""The Textual application: it opens screens one from another and owns what they share (clock, gateway, theme).

First paint matters: this module and the home screen import neither the journal, nor the library, nor pydantic.
They arrive with the gateway, in a thread, once the home screen is on display.
"""

from __future__ import annotations

import os
from datetime import datetime
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, ClassVar

from textual.app import App
from textual.binding import Binding, BindingType

from simulator.tui.french_spaces import keep_french_spaces
from simulator.tui.screens.base import RepartieScreen
from simulator.tui.screens.home import HomeScreen
from simulator.tui.themes import DARK, DARK_NAME, LIGHT, LIGHT_NAME

if TYPE_CHECKING:
    from collections.abc import Callable

    from simulator.tui.gateway import Brief, Gateway, LiveInterview
    from simulator.tui.preferences import Preferences

_FOLDER = Path(__file__).parent
STYLESHEETS: list[str | PurePath] = [_FOLDER / "repartie.tcss", _FOLDER / "screens" / "home.tcss"]
"""Home's own stylesheet is here because Textual loads none for the first screen."""

KEY_NAMES = {
    "enter": "Entrée",
    "escape": "Échap",
    "delete": "Suppr",
    "space": "Espace",
    "pageup": "Pg préc.",
    "pagedown": "Pg suiv.",
    "tab": "Tab",
}


def local_clock() -> datetime:
    """The current moment in the user's time zone."""
    return datetime.now().astimezone()


class RepartieApp(App[None]):
    """Rehearse interviews in the terminal.

    Args:
        gateway: builds the gateway when first asked; called in a thread.
        preferences: where the theme is remembered.
        clock: the current moment, with its time zone.
        instant: whether the interlocutor answers without the simulated delay.
        open_script: id or file of an interview to open at its briefing, or an empty string.
        open_channel: channel chosen beforehand on that briefing, or an empty string.
        open_mode: mode chosen beforehand on that briefing.
        export_to: folder of exported debriefs; the user's documents when ``None``.
    """

    CSS_PATH = STYLESHEETS
    ENABLE_COMMAND_PALETTE = False
    TITLE = "Repartie"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f1", "help", "Aide", priority=True),
        Binding("f8", "switch_theme", "Thème", priority=True),
        Binding("ctrl+q", "quit", "Quitter", show=False, priority=True),
    ]

    def __init__(
        self,
        gateway: Callable[[], Gateway],
        preferences: Preferences,
        *,
        clock: Callable[[], datetime] = local_clock,
        instant: bool = False,
        open_script: str = "",
        open_channel: str = "",
        open_mode: str = "entrainement",
        export_to: Path | None = None,
    ) -> None:
        super().__init__()
        self._make_gateway = gateway
        self._gateway: Gateway | None = None
        self._preferences = preferences
        self.clock = clock
        self.instant = instant or os.environ.get("REPARTIE_SANS_DELAI", "") not in {"", "0"}
        self.open_script = open_script
        self.open_channel = open_channel
        self.open_mode = open_mode
        self._export_to = export_to
        if self.instant:
            self.animation_level = "none"
        keep_french_spaces()
        self.register_theme(DARK)
        self.register_theme(LIGHT)
        self.theme = preferences.theme()

    @property
    def gateway(self) -> Gateway:
        """The door to library, journal and interviews; the first call imports them, so it belongs in a thread."""
        if self._gateway is None:
            self._gateway = self._make_gateway()
        return self._gateway

    def export_folder(self) -> Path:
        """Where exported debriefs go."""
        if self._export_to is not None:
            return self._export_to
        from platformdirs import user_documents_path

        return user_documents_path() / "Repartie"

    def get_default_screen(self) -> HomeScreen:
        """The home screen is the first one: nothing is mounted behind it."""
        return HomeScreen()

    def get_key_display(self, binding: Binding) -> str:
        """Names of keys as French keyboards print them."""
        key = binding.key
        return binding.key_display or KEY_NAMES.get(key) or "+".join(part.capitalize() for part in key.split("+"))

    def say(self, message: str, *, warning: bool = False) -> None:
        """Show a short notice; its text is never read as markup."""
        self.notify(message, severity="warning" if warning else "information", markup=False)

    def action_help(self) -> None:
        """Show the help screen, or close it."""
        from simulator.tui.screens.help import HelpScreen

        if isinstance(self.screen, HelpScreen):
            self.pop_screen()
        else:
            self.push_screen(HelpScreen())

    def action_help_quit(self) -> None:
        """Tell that Ctrl+C does not quit (it copies), and which key does."""
        self.say("Pour quitter Repartie, appuyez sur Ctrl+Q.")

    def action_switch_theme(self) -> None:
        """Switch between the light and the dark theme, and remember the choice."""
        self.theme = LIGHT_NAME if self.theme == DARK_NAME else DARK_NAME
        self._preferences.remember_theme(self.theme)

    def on_unmount(self) -> None:
        """Let go of what the gateway holds."""
        if self._gateway is not None:
            self._gateway.close()

    async def action_quit(self) -> None:
        """Quit, unless the screen has something to ask first."""
        screen = self.screen
        if not isinstance(screen, RepartieScreen) or screen.may_quit():
            self.exit()

    def open_briefing(self, brief: Brief, *, channel: str = "", mode: str = "entrainement") -> None:
        """Show what the learner must know before an interview."""
        from simulator.tui.screens.briefing import BriefingScreen

        self.push_screen(BriefingScreen(brief, channel=channel, mode=mode))

    def open_interview(self, live: LiveInterview) -> None:
        """Play an interview; the briefing, if it is the current screen, gives way to it."""
        from simulator.tui.screens.interview import InterviewScreen

        screen = InterviewScreen(live)
        if isinstance(self.screen, HomeScreen):
            self.push_screen(screen)
        else:
            self.switch_screen(screen)

    def open_debrief(self, session_id: str, *, replace: bool = False) -> None:
        """Show the debrief of a session, in place of the interview just played when ``replace``."""
        from simulator.tui.screens.debrief import DebriefScreen

        screen = DebriefScreen(session_id)
        if replace:
            self.switch_screen(screen)
        else:
            self.push_screen(screen)

    def open_history(self) -> None:
        """Show the past interviews."""
        from simulator.tui.screens.history import HistoryScreen

        self.push_screen(HistoryScreen())


def run(
    scripts_dir: Path | None = None,
    rubrics_dir: Path | None = None,
    journal_url: str | None = None,
    *,
    script_id: str = "",
    channel: str = "",
    seed: int | None = None,
    mode: str = "entrainement",
    learner: str = "",
) -> None:
    """Open the app and return when the person leaves it.

    Args:
        scripts_dir: the user's own scripts, laid over those installed.
        rubrics_dir: the user's own rubrics, laid over those installed.
        journal_url: database URL of the journal; the user's data folder when absent.
        script_id: an interview to open at its briefing.
        channel: channel chosen beforehand for it.
        seed: seed of the interviews started (ignored in evaluation).
        mode: mode chosen beforehand, ``entrainement`` or ``evaluation``.
        learner: name of the learner, kept with the sessions.
    """
    from simulator.tui.preferences import user_preferences

    def gateway() -> Gateway:
        from simulator.tui.desk import Desk

        return Desk(scripts_dir, rubrics_dir, journal_url, seed=seed, learner=learner, clock=local_clock)

    RepartieApp(gateway, user_preferences(), open_script=script_id, open_channel=channel, open_mode=mode).run()
