"""The interview: the conversation in its medium, the reply box, and what may help.

The screen shows events and sends replies; what they mean is decided elsewhere. A reply is on disk before its answer is
shown, and a reply that could not be kept is put back in the box.
"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Button, Footer

from simulator.errors import RepartieError
from simulator.tui.presenter import CALL_CHANNELS, Presenter
from simulator.tui.screens.base import RepartieScreen
from simulator.tui.screens.dialogs import ChoiceDialog
from simulator.tui.widgets.document_panel import DocumentPanel
from simulator.tui.widgets.flow import CallFlow, ChatFlow, Flow
from simulator.tui.widgets.gauges import GaugeStrip
from simulator.tui.widgets.hint_strip import MOST, HintStrip
from simulator.tui.widgets.reply_box import ReplyBox
from simulator.tui.widgets.status_bar import StatusBar
from simulator.tui.widgets.title_bar import TitleBar
from simulator.tui.wording import MODE_NAMES, capital, channel_name, figure

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime

    from textual.app import ComposeResult

    from simulator.dialogue.events import Event
    from simulator.tui.gateway import LiveInterview

SHORTEST_SILENCE = 5.0
"""Seconds noted for a silence asked for at once with the key."""

ROOM_FOR_DOCUMENTS = 150
"""Columns from which the documents are open beside the conversation from the start."""

LEAVE_CHOICES = (
    ("stay", "Continuer l’entretien"),
    ("later", "Quitter et reprendre plus tard"),
    ("abandon", "Abandonner et lire le débriefing"),
)


class InterviewScreen(RepartieScreen[None]):
    """One interview, from its first line to its end."""

    CSS_PATH = "interview.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f2", "documents", "Documents", priority=True),
        Binding("f3", "hint", "Indice", priority=True),
        Binding("f4", "gauges", "Jauges", priority=True),
        Binding("f5", "silence", "Silence", priority=True),
        Binding("f8", "app.switch_theme", "Thème", show=False, priority=True),
        Binding("f10", "leave", "Quitter", priority=True),
        Binding("escape", "close_or_leave", show=False),
        Binding("pageup", "scroll_flow(-1)", show=False, priority=True),
        Binding("pagedown", "scroll_flow(1)", show=False, priority=True),
    ]

    def __init__(self, live: LiveInterview) -> None:
        super().__init__()
        self.live = live
        self._busy = True
        self._hint_level = 0
        self._quiet_since: datetime | None = None
        self._origin = live.started
        self._offset = 0.0

    @property
    def training(self) -> bool:
        """Whether hints and gauges are allowed."""
        return self.live.mode == "entrainement"

    def compose(self) -> ComposeResult:
        """The conversation and its box; documents beside or over."""
        live = self.live
        call = live.channel in CALL_CHANNELS
        moving = not self.repartie.instant
        flow = CallFlow if call else ChatFlow
        yield TitleBar(live.title, f"{capital(channel_name(live.channel))} · {MODE_NAMES.get(live.mode, live.mode)}")
        with Horizontal(id="stage"):
            with Vertical(id="exchange"):
                yield StatusBar(call=call, person=live.person, length=live.length, elapsed=self._elapsed, moving=moving)
                yield flow(live.person, live.started, moving=moving)
                yield GaugeStrip(live.gauge_bounds, id="gauges")
                yield HintStrip()
                yield ReplyBox(live.longest_reply, id="reply")
                yield Button(Content("Lire le débriefing"), id="to-debrief", compact=True)
            yield DocumentPanel(live.documents, id="documents")
        yield Footer()

    def on_mount(self) -> None:
        """Show what was said so far, then let the learner speak."""
        super().on_mount()
        box = self.query_one(ReplyBox)
        box.border_title = "Votre réponse" if self.live.channel not in CALL_CHANNELS else "Vous dites"
        box.border_subtitle = "Entrée : envoyer · Ctrl+J : ligne · ↑ : rappeler"
        box.cursor_blink = not self.repartie.instant
        box.focus()
        self._origin = self.repartie.clock()
        beside = self.app.size.width >= ROOM_FOR_DOCUMENTS and bool(self.live.documents)
        self.query_one(DocumentPanel).set_class(beside, "-open")
        if self.live.notice:
            self.repartie.say(self.live.notice, warning=True)
        self._presenter = Presenter(
            self.live,
            self.query_one(Flow),
            self.query_one(StatusBar),
            self.query_one(GaugeStrip),
            instant=self.repartie.instant,
        )
        self.run_worker(self._open(), group="interview")

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002
        """In evaluation there is neither hint nor gauge; nothing is asked of an interview that has ended."""
        if action in {"hint", "gauges"}:
            return self.training and not self.live.finished
        if action == "silence":
            return not self.live.finished
        return True

    def may_quit(self) -> bool:
        """An interview in progress asks how to leave it."""
        if not self.live.finished:
            self.action_leave()
        return self.live.finished

    def _elapsed(self) -> float:
        """Seconds of interview so far; the time during which it was left does not count."""
        return self._offset + (self.repartie.clock() - self._origin).total_seconds()

    async def _open(self) -> None:
        events = await asyncio.to_thread(lambda: list(self.live.events))
        self._offset = max((event.at for event in events if event.event in ("reply", "interlocutor")), default=0.0)
        fresh = not any(event.event == "reply" for event in events)
        if fresh and self.live.channel == "telephone":
            await self._presenter.ring()
        await self._show(events, paced=fresh)
        self._free()

    async def _show(self, events: Sequence[Event], *, paced: bool) -> None:
        await self._presenter.show(events, paced=paced)
        box = self.query_one(ReplyBox)
        for event in events:
            if event.event == "reply":
                box.remember(event.text)
        self._quiet_since = self.repartie.clock()
        if self.live.finished:
            self._close()

    def _close(self) -> None:
        """Nothing more can be said: the debrief takes the place of the box."""
        self.query_one(ReplyBox).display = False
        self.query_one(HintStrip).hide()
        button = self.query_one("#to-debrief", Button)
        button.display = True
        button.focus()
        self.refresh_bindings()

    # What the learner does

    def on_reply_box_submitted(self, event: ReplyBox.Submitted) -> None:
        """Send a reply."""
        text = event.text
        if self._busy:
            self._presenter.hurry()
        elif not text.strip():
            self.repartie.say("Écrivez votre réponse, ou laissez un silence avec F5.")
        elif len(text) > self.live.longest_reply:
            self._refuse(len(text))
        else:
            self.query_one(ReplyBox).clear()
            self._act(lambda: self.live.reply(text), text)

    def on_reply_box_refused(self, event: ReplyBox.Refused) -> None:
        """Explain why a paste was refused."""
        self._refuse(event.length)

    def _refuse(self, length: int) -> None:
        allowed = figure(self.live.longest_reply)
        self.repartie.say(
            f"Trop long : {figure(length)} caractères, pour {allowed} au plus. Votre texte n’a pas changé.",
            warning=True,
        )

    def action_silence(self) -> None:
        """Let a silence pass: the time since the last answer, and a few seconds at least."""
        since = self._quiet_since
        waited = 0.0 if since is None else (self.repartie.clock() - since).total_seconds()
        self._act(lambda: self.live.silence(max(SHORTEST_SILENCE, round(waited, 1))))

    def _act(self, act: Callable[[], Sequence[Event]], text: str = "") -> None:
        """Do one turn in a thread, then show it; the learner may already write what comes next."""
        if not self._busy and not self.live.finished:
            self._busy = True
            self.run_worker(self._turn(act, text), group="interview")

    async def _turn(self, act: Callable[[], Sequence[Event]], text: str) -> None:
        try:
            events = await asyncio.to_thread(act)
        except RepartieError as error:
            self._free()
            self.query_one(ReplyBox).put_back(text)
            self.show_error(error)
            return
        self._hint_level = 0
        self.query_one(HintStrip).hide()
        await self._show(events, paced=True)
        self._free()

    def _free(self) -> None:
        self._busy = False

    # What may help

    def action_documents(self) -> None:
        """Open the documents and go to them; from them, close them."""
        panel = self.query_one(DocumentPanel)
        if panel.has_class("-open") and panel.has_focus_within:
            self._close_documents()
        else:
            panel.add_class("-open")
            panel.take_focus()

    def _close_documents(self) -> None:
        self.query_one(DocumentPanel).remove_class("-open")
        self._focus_answer()

    def _focus_answer(self) -> None:
        target = "#to-debrief" if self.live.finished else "#reply"
        self.query_one(target).focus()

    def action_hint(self) -> None:
        """Ask for a hint: a question first, then the aim, then an example."""
        if not self._busy:
            self._hint_level = min(MOST, self._hint_level + 1)
            level = self._hint_level
            self.in_thread(lambda: self.live.hint(level), self._show_hint)

    def _show_hint(self, event: Event) -> None:
        if event.event == "hint":
            self.query_one(HintStrip).show(event.level, event.text)

    def action_gauges(self) -> None:
        """Show or hide the gauges."""
        gauges = self.query_one(GaugeStrip)
        gauges.display = not gauges.display

    def action_scroll_flow(self, direction: int) -> None:
        """Scroll the conversation, or the paper when the keyboard is there."""
        panel = self.query_one(DocumentPanel)
        if panel.has_focus_within:
            panel.action_scroll(direction * 8)
        else:
            flow = self.query_one(Flow)
            flow.scroll_relative(y=direction * max(1, flow.size.height - 2), animate=False)

    # Leaving

    def on_button_pressed(self) -> None:
        """Read the debrief."""
        self.repartie.open_debrief(self.live.session_id, replace=True)

    def action_close_or_leave(self) -> None:
        """Close the documents when the keyboard is in them, else ask to leave."""
        if self.query_one(DocumentPanel).has_focus_within:
            self._close_documents()
        else:
            self.action_leave()

    def action_leave(self) -> None:
        """Leave; an interview in progress asks how."""
        if self.live.finished:
            self.app.pop_screen()
            return
        body = (
            "Tout ce qui a été dit est enregistré. L’entretien reste en haut de l’accueil, "
            "pour être repris là où il en est."
        )
        self.app.push_screen(ChoiceDialog("Quitter cet entretien ?", body, LEAVE_CHOICES), self._leave)

    def _leave(self, choice: str | None) -> None:
        if choice == "later":
            self.app.pop_screen()
        elif choice == "abandon":
            self.in_thread(self.live.abandon, lambda _: self.repartie.open_debrief(self.live.session_id, replace=True))
