"""Debrief: how it ended, how the tension went, the criteria, and the conversation with its evidence."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Footer, Static

from simulator.errors import UsageError
from simulator.tui.screens.base import RepartieScreen
from simulator.tui.widgets.criterion_row import CriterionRow
from simulator.tui.widgets.curve import CurveView
from simulator.tui.widgets.note_panel import NotePanel
from simulator.tui.widgets.title_bar import TitleBar
from simulator.tui.widgets.turn_view import Marked, TurnView
from simulator.tui.wording import (
    ISSUES,
    MODE_NAMES,
    QUALITIES,
    VERDICTS,
    capital,
    channel_name,
    duration_text,
    plural,
    verdict_count,
    visible,
)

if TYPE_CHECKING:
    from textual import events
    from textual.app import ComposeResult
    from textual.widget import Widget

    from simulator.report.model import Debrief


class PaneTab(Static):
    """The name of a pane, to click when only one pane fits."""

    def on_click(self, event: events.Click) -> None:
        """Show the pane."""
        event.stop()
        screen = self.screen
        if isinstance(screen, DebriefScreen):
            screen.show_pane(str(self.id).removeprefix("tab-"))


class DebriefScreen(RepartieScreen[None]):
    """The debrief of one session."""

    CSS_PATH = "debrief.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("n", "next_note(1)", "Suivant"),
        Binding("p", "next_note(-1)", "Précédent"),
        Binding("tab", "switch_pane", "Volet", priority=True),
        Binding("g", "next_gauge", "Jauge", show=False),
        Binding("e", "export", "Exporter"),
        Binding("escape", "app.pop_screen", "Fermer"),
        Binding("f8", "app.switch_theme", "Thème", show=False, priority=True),
    ]

    def __init__(self, session_id: str) -> None:
        super().__init__()
        self._session_id = session_id
        self._debrief: Debrief | None = None
        self._note = 0

    def compose(self) -> ComposeResult:
        """An empty frame; the debrief is read in a thread."""
        yield TitleBar("Débriefing")
        with Horizontal(id="tabs"):
            yield PaneTab("Bilan", id="tab-summary", markup=False)
            yield PaneTab("Conversation", id="tab-thread", markup=False)
        with Horizontal(id="debrief"):
            yield VerticalScroll(Static("Lecture du débriefing…", classes="empty", markup=False), id="summary")
            with Vertical(id="thread"):
                yield VerticalScroll(id="turns")
        yield Footer()

    def on_mount(self) -> None:
        """Read the debrief."""
        super().on_mount()
        self.show_pane("summary")
        self.in_thread(lambda: self.repartie.gateway.debrief(self._session_id), self._show)

    def _show(self, debrief: Debrief) -> None:
        self._debrief = debrief
        remark = (
            f"{capital(channel_name(debrief.channel))} · {MODE_NAMES.get(debrief.mode, debrief.mode)} · "
            f"{duration_text(debrief.seconds)}"
        )
        self.query_one(TitleBar).show(debrief.title, remark)
        self.run_worker(self._fill(debrief), group="fill", exclusive=True)

    async def _fill(self, debrief: Debrief) -> None:
        summary = self.query_one("#summary", VerticalScroll)
        await summary.remove_children()
        await summary.mount_all(_summary(debrief))
        await self.query_one("#turns").mount_all([TurnView(turn, debrief.person) for turn in debrief.turns])
        await self.query_one("#thread").mount(NotePanel(debrief))

    # Panes

    def show_pane(self, name: str) -> None:
        """Show a pane (the only one, when the window is narrow) and give it the keyboard."""
        for pane in ("summary", "thread"):
            self.query_one(f"#{pane}").set_class(pane == name, "-shown")
            self.query_one(f"#tab-{pane}").set_class(pane == name, "-shown")
        self.query_one("#summary" if name == "summary" else "#turns").focus()

    def action_switch_pane(self) -> None:
        """Go to the other pane."""
        self.show_pane("thread" if self.query_one("#summary").has_class("-shown") else "summary")

    def action_next_gauge(self) -> None:
        """Draw the next gauge."""
        for curve in self.query(CurveView):
            curve.show_next()

    # Notes

    def action_next_note(self, step: int) -> None:
        """Select the next or the previous passage, and come round at the ends."""
        if self._debrief is None or not (count := len(self._debrief.highlights)):
            return
        number = self._note + step if self._note else (1 if step > 0 else count)
        self._select((number - 1) % count + 1)

    def on_marked_pointed(self, event: Marked.Pointed) -> None:
        """Select the passage under the pointer."""
        if event.number != self._note:
            self._select(event.number, scroll=event.clicked)

    def on_criterion_row_opened(self, event: CriterionRow.Opened) -> None:
        """Go to the first passage of a criterion."""
        if event.result.notes:
            self._select(event.result.notes[0])
        else:
            self.repartie.say("Aucun passage de la conversation ne se rapporte à ce critère.")

    def _select(self, number: int, *, scroll: bool = True) -> None:
        debrief = self._debrief
        if debrief is None:
            return
        former, self._note = self._note, number
        for view in self.query(TurnView):
            numbers = {highlight.number for highlight in view.turn.highlights}
            if former in numbers or number in numbers:
                view.select_note(number)
            if number in numbers and scroll:
                view.scroll_visible(animate=False)
        self.query_one(NotePanel).show(next(one for one in debrief.highlights if one.number == number))
        if scroll:
            self.show_pane("thread")

    # Export

    def action_export(self) -> None:
        """Write the debrief as a web page."""
        if self._debrief is not None:
            self.in_thread(self._write, lambda path: self.repartie.say(f"Débriefing enregistré : {path}"))

    def _write(self) -> Path:
        path = self.repartie.export_folder() / f"debriefing-{self._session_id}.html"
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(self.repartie.gateway.debrief_html(self._session_id), encoding="utf-8")
        except OSError as error:
            reason = error.strerror or str(error)
            raise UsageError(f"le débriefing n’a pas pu être enregistré ({reason}).", where=str(path)) from error
        return path


def _summary(debrief: Debrief) -> list[Widget]:
    widgets: list[Widget] = [Static(_ending(debrief), id="ending", markup=False), CurveView(debrief.curves)]
    widgets.append(Static(_count(debrief), id="count", markup=False))
    widgets += [CriterionRow(result) for result in debrief.criteria]
    if debrief.hints:
        widgets.append(
            Static(Content.styled(f"{plural(len(debrief.hints), 'indice demandé', 'indices demandés')}.", "$quiet"))
        )
    return widgets


def _ending(debrief: Debrief) -> Content:
    told = Content.assemble(
        visible(debrief.sentence),
        "\n",
        (f"{plural(debrief.exchanges, 'échange')} en {duration_text(debrief.seconds)}.", "$quiet"),
    )
    if debrief.reason is None:
        return Content.assemble(("Entretien en cours : ce bilan est provisoire.", "bold"), "\n", told)
    if debrief.quality is None:
        return Content.assemble((debrief.ending, "bold"), "\n", told)
    symbol, _, style = QUALITIES[debrief.quality]
    issue = f"{symbol} {ISSUES[debrief.quality]}".replace(" ", "\u00a0")
    return Content.assemble((debrief.ending, "bold"), "  ", (issue, style), "\n", told)


def _count(debrief: Debrief) -> Content:
    parts: list[Content | str | tuple[str, str]] = [("CRITÈRES", "bold $quiet"), "\n"]
    for verdict, (_, _, style) in VERDICTS.items():
        count = sum(result.verdict == verdict for result in debrief.criteria)
        if count:
            parts += [(verdict_count(verdict, count), style), "   "]
    return Content.assemble(*parts)
