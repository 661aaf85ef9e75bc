"""Home: the interviews by activity, and the one that was left unfinished at the top."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.widgets import Footer, Static

from simulator.tui.screens.base import RepartieScreen
from simulator.tui.widgets.entry import Entry, EntryList
from simulator.tui.widgets.title_bar import TitleBar
from simulator.tui.wording import (
    MODE_NAMES,
    QUALITIES,
    activity_name,
    capital,
    channel_name,
    level_text,
    plural,
    when_text,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from textual.app import ComposeResult
    from textual.widget import Widget

    from simulator.tui.gateway import Brief, Catalogue, InterviewCard, LiveInterview, PastSession

RESUME = "reprendre:"
PLACE = "Choisir un entretien"
REMARK = "S’entraîner, s’évaluer"


class HomeScreen(RepartieScreen[None]):
    """The first screen: choose an interview."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("h", "history", "Historique"),
        Binding("q", "app.quit", "Quitter"),
    ]

    def __init__(self) -> None:
        super().__init__()
        self._cards: dict[str, InterviewCard] = {}
        self._unfinished: PastSession | None = None
        self._opened_directly = False
        self._busy = False

    def compose(self) -> ComposeResult:
        """The list, and beside it the interview under the cursor when there is room."""
        yield TitleBar(PLACE, REMARK)
        with Horizontal(id="place"):
            yield EntryList(id="interviews")
            with VerticalScroll(id="sheet", can_focus=False):
                yield Static(id="sheet-text", markup=False)
        yield Footer()

    def on_mount(self) -> None:
        """Paint first, then read."""
        super().on_mount()
        self.query_one("#interviews").mount(Static("Lecture des entretiens…", classes="empty", markup=False))
        self.call_after_refresh(self._read)

    def on_screen_resume(self) -> None:
        """Results may have changed since."""
        if self._cards:
            self._read()

    def _read(self) -> None:
        self.in_thread(lambda: self.repartie.gateway.catalogue(), self._show)

    def _show(self, catalogue: Catalogue) -> None:
        self._cards = {card.id: card for card in catalogue.cards}
        self._unfinished = catalogue.unfinished
        self.run_worker(self._fill(catalogue), exclusive=True, group="fill")

    async def _fill(self, catalogue: Catalogue) -> None:
        focused = self.focused.key if isinstance(self.focused, Entry) else ""
        entries = self.query_one("#interviews", EntryList)
        await entries.fill(self._widgets(catalogue))
        for entry in entries.entries:
            if entry.key == focused and not entry.key.startswith(RESUME):
                entry.focus()
        for problem in catalogue.problems:
            self.repartie.say(problem, warning=True)
        self._open_directly()

    def _open_directly(self) -> None:
        """Open the briefing asked for on the command line, once."""
        app = self.repartie
        if app.open_script and not self._opened_directly:
            self._opened_directly = True
            self._open_briefing(app.open_script, channel=app.open_channel, mode=app.open_mode)

    def _open_briefing(self, script: str, *, channel: str = "", mode: str = "entrainement") -> None:
        if self._busy:
            return
        self._wait()

        def show(brief: Brief) -> None:
            self._free()
            self.repartie.open_briefing(brief, channel=channel, mode=mode)

        self.in_thread(lambda: self.repartie.gateway.brief(script), show, failed=self._free)

    def _wait(self) -> None:
        self._busy = True
        self.query_one(TitleBar).show(PLACE, "Ouverture…")

    def _free(self) -> None:
        self._busy = False
        self.query_one(TitleBar).show(PLACE, REMARK)

    def _widgets(self, catalogue: Catalogue) -> Iterator[Widget]:
        if catalogue.unfinished is not None:
            yield Static("REPRENDRE", classes="heading", markup=False)
            yield self._unfinished_entry(catalogue.unfinished)
        if not catalogue.cards:
            yield Static("Aucun entretien n’est installé.", classes="empty", markup=False)
        for activity, cards in groupby(catalogue.cards, key=lambda card: card.activity):
            yield Static(activity_name(activity).upper(), classes="heading", markup=False)
            for card in cards:
                yield _card_entry(card)

    def _unfinished_entry(self, session: PastSession) -> Entry:
        done = plural(session.turns, "échange déjà fait", "échanges déjà faits")
        return Entry(
            RESUME + session.id,
            f"↻ {session.title}",
            f"commencé {when_text(session.started, self.repartie.clock())}",
            f"{capital(channel_name(session.channel))} · {done}",
            MODE_NAMES.get(session.mode, session.mode),
            classes="-resume",
        )

    def on_entry_focused(self, event: Entry.Focused) -> None:
        """Describe the interview under the cursor."""
        key = event.entry.key
        card = self._cards.get(key)
        if card is None and self._unfinished is not None and key.startswith(RESUME):
            card = self._cards.get(self._unfinished.script)
        self.query_one("#sheet-text", Static).update(_sheet(card) if card is not None else "")

    def on_entry_opened(self, event: Entry.Opened) -> None:
        """Open the briefing, or resume."""
        key = event.entry.key
        if key.startswith(RESUME):
            self._resume(key.removeprefix(RESUME))
        elif key in self._cards:
            self._open_briefing(key)

    def _resume(self, session_id: str) -> None:
        if self._busy:
            return
        self._wait()
        self.in_thread(lambda: self.repartie.gateway.resume(session_id), self._enter, failed=self._free)

    def _enter(self, live: LiveInterview) -> None:
        self._free()
        self.repartie.open_interview(live)

    def action_history(self) -> None:
        """Show the past interviews."""
        self.repartie.open_history()


def _best(card: InterviewCard) -> Content:
    if card.best not in QUALITIES:
        return Content.styled("jamais joué", "$quiet")
    symbol, words, style = QUALITIES[card.best]
    return Content.assemble(("Meilleure issue : ", "$quiet"), (f"{symbol} {words}", style))


def _card_entry(card: InterviewCard) -> Entry:
    channels = " ou ".join(channel_name(channel) for channel in card.channels)
    return Entry(
        card.id,
        card.title,
        Content.assemble(("Niveau ", "$quiet"), (level_text(card.level), "$primary")),
        f"{capital(channels)} · {plural(card.length, 'échange')}",
        _best(card),
    )


def _sheet(card: InterviewCard) -> Content:
    facts = (
        ("Niveau", f"{level_text(card.level)}  ({card.level} sur 3)"),
        ("Longueur", f"environ {plural(card.length, 'échange')}"),
        ("Canal", " ou ".join(channel_name(channel) for channel in card.channels)),
    )
    parts: list[Content | str | tuple[str, str]] = [(card.title, "bold"), "\n\n", card.summary.strip(), "\n\n"]
    for label, value in facts:
        parts += [(f"{label:<10}", "$quiet"), value, "\n"]
    parts += ["\n", _best(card), "\n"]
    if card.criteria:
        parts += ["\n", ("CE QUE VOUS TRAVAILLEZ", "bold $quiet"), "\n"]
        parts += [f"• {label}\n" for label in card.criteria]
    return Content.assemble(*parts)
