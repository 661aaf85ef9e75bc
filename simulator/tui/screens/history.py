"""Past interviews: open their debrief, resume the unfinished ones, delete with confirmation."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Footer, Static

from simulator.tui.screens.base import RepartieScreen
from simulator.tui.screens.dialogs import ChoiceDialog
from simulator.tui.widgets.entry import Entry, EntryList
from simulator.tui.widgets.title_bar import TitleBar
from simulator.tui.wording import MODE_NAMES, QUALITIES, capital, channel_name, day_text, hour_text, plural

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from textual.app import ComposeResult
    from textual.widget import Widget

    from simulator.tui.gateway import LiveInterview, PastSession

DELETE_CHOICES = (("keep", "Garder cet entretien"), ("delete", "Supprimer définitivement"))


class HistoryScreen(RepartieScreen[None]):
    """The sessions of the journal, latest first."""

    CSS_PATH = "history.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("r", "resume", "Reprendre"),
        Binding("delete,d", "delete", "Supprimer", key_display="Suppr"),
        Binding("escape", "app.pop_screen", "Retour"),
    ]

    def __init__(self) -> None:
        super().__init__()
        self._sessions: dict[str, PastSession] = {}

    def compose(self) -> ComposeResult:
        """One list."""
        yield TitleBar("Entretiens passés")
        yield EntryList(id="sessions")
        yield Footer()

    def on_mount(self) -> None:
        """Read the journal."""
        super().on_mount()
        self._read()

    def _read(self) -> None:
        self.in_thread(lambda: self.repartie.gateway.past_sessions(), self._show)

    def _show(self, sessions: Sequence[PastSession]) -> None:
        self._sessions = {session.id: session for session in sessions}
        self.query_one(TitleBar).show("Entretiens passés", plural(len(sessions), "entretien"))
        self.run_worker(self._fill(sessions), exclusive=True, group="fill")

    async def _fill(self, sessions: Sequence[PastSession]) -> None:
        await self.query_one(EntryList).fill(self._widgets(sessions))
        self.refresh_bindings()

    def _widgets(self, sessions: Sequence[PastSession]) -> Iterator[Widget]:
        if not sessions:
            yield Static(
                "Aucun entretien pour l’instant. Ils apparaîtront ici dès le premier.", classes="empty", markup=False
            )
        for session in sessions:
            yield _entry(session)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002
        """Only an unfinished interview can be resumed, only an existing one deleted."""
        current = self._current()
        if action == "resume":
            return current is not None and not current.finished
        if action == "delete":
            return current is not None
        return True

    def _current(self) -> PastSession | None:
        focused = self.focused
        return self._sessions.get(focused.key) if isinstance(focused, Entry) else None

    def on_entry_focused(self) -> None:
        """What can be done depends on the session under the cursor."""
        self.refresh_bindings()

    def on_entry_opened(self, event: Entry.Opened) -> None:
        """Open the debrief; an unfinished interview is resumed."""
        session = self._sessions[event.entry.key]
        if session.finished:
            self.repartie.open_debrief(session.id)
        else:
            self._resume(session)

    def action_resume(self) -> None:
        """Resume the session under the cursor."""
        current = self._current()
        if current is not None:
            self._resume(current)

    def _resume(self, session: PastSession) -> None:
        def enter(live: LiveInterview) -> None:
            self.repartie.open_interview(live)

        self.in_thread(lambda: self.repartie.gateway.resume(session.id), enter)

    def action_delete(self) -> None:
        """Ask, then delete the session under the cursor."""
        current = self._current()
        if current is None:
            return
        body = (
            f"« {current.title} », le {day_text(current.started)} à {hour_text(current.started)} : "
            "tout ce qui y a été dit et son débriefing disparaîtront. On ne peut pas revenir en arrière."
        )

        def answered(choice: str | None) -> None:
            if choice == "delete":
                self.in_thread(lambda: self.repartie.gateway.delete(current.id), lambda _: self._read())

        self.app.push_screen(ChoiceDialog("Supprimer cet entretien ?", body, DELETE_CHOICES), answered)


def _entry(session: PastSession) -> Entry:
    facts = [capital(channel_name(session.channel)), MODE_NAMES.get(session.mode, session.mode)]
    facts += [plural(session.turns, "échange"), *([session.learner] if session.learner else [])]
    moment = f"{day_text(session.started)}, {hour_text(session.started)}"
    return Entry(session.id, session.title, moment, " · ".join(facts), _result(session))


def _result(session: PastSession) -> Content:
    if not session.finished:
        return Content.styled("↻ à reprendre", "$primary")
    if session.quality not in QUALITIES:
        return Content.styled("– interrompu", "$quiet")
    symbol, words, style = QUALITIES[session.quality]
    return Content.styled(f"{symbol} {session.ending or words}", style)
