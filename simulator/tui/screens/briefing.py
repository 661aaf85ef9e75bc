"""Briefing: what the learner reads before the interview, and the choice of channel and mode."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.widgets import Button, Footer, Markdown, Static

from simulator.tui.gateway import StartChoice
from simulator.tui.screens.base import RepartieScreen
from simulator.tui.widgets.choice_list import Choice, ChoiceList
from simulator.tui.widgets.title_bar import TitleBar
from simulator.tui.wording import capital, channel_name, level_text, plural

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from simulator.tui.gateway import Brief, LiveInterview

CONSIGNE = "consigne"

MODE_NOTES = {
    "entrainement": "Indices et jauges à la demande. Chaque fois, une personne un peu différente.",
    "evaluation": "Comme à l’examen : ni indice, ni jauge. La même personne pour tous.",
}


class BriefingScreen(RepartieScreen[None]):
    """Read, choose, start."""

    CSS_PATH = "briefing.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f5", "start", "Commencer", priority=True),
        Binding("tab", "app.focus_next", "Choix suivant", key_display="Tab"),
        Binding("escape", "back", "Retour"),
    ]

    def __init__(self, brief: Brief, *, channel: str = "", mode: str = "entrainement") -> None:
        super().__init__()
        self._brief = brief
        self._channel = channel
        self._mode = mode
        self._starting = False

    def compose(self) -> ComposeResult:
        """The reading at the left, the choices at the right."""
        card = self._brief.card
        yield TitleBar(card.title, f"Niveau {level_text(card.level)} · {plural(card.length, 'échange')} environ")
        with Horizontal(id="briefing"):
            with VerticalScroll(id="reading"):
                yield Markdown(self._brief.consigne, id="reading-text")
            with VerticalScroll(id="choices", can_focus=False):
                yield Static("À LIRE", classes="heading", markup=False)
                papers = [
                    Choice(CONSIGNE, "Consigne"),
                    *(Choice(paper.id, paper.title) for paper in self._brief.documents),
                ]
                yield ChoiceList(papers, id="papers")
                yield Static("CANAL", classes="heading", markup=False)
                yield ChoiceList(
                    [Choice(channel, capital(channel_name(channel))) for channel in card.channels],
                    chosen=self._channel,
                    id="channel",
                )
                yield Static("MODE", classes="heading", markup=False)
                yield ChoiceList(
                    [Choice("entrainement", "Entraînement"), Choice("evaluation", "Évaluation")],
                    chosen=self._mode,
                    id="mode",
                )
                yield Static(Content(MODE_NOTES[self._mode]), id="mode-note", markup=False)
                yield Button(Content("Commencer l’entretien"), id="start", compact=True)
        yield Footer()

    def on_mount(self) -> None:
        """Put the focus on the papers: reading comes first."""
        super().on_mount()
        self.query_one("#papers").focus()

    def on_choice_list_chosen(self, event: ChoiceList.Chosen) -> None:
        """Show the paper or the note of the mode chosen."""
        if event.list.id == "papers":
            texts = {paper.id: paper.text for paper in self._brief.documents}
            self.query_one("#reading-text", Markdown).update(texts.get(event.choice.id, self._brief.consigne))
            self.query_one("#reading").scroll_home(animate=False)
        elif event.list.id == "mode":
            self.query_one("#mode-note", Static).update(Content(MODE_NOTES[event.choice.id]))

    def on_button_pressed(self) -> None:
        """Start."""
        self.action_start()

    def action_start(self) -> None:
        """Start the interview with the choices made."""
        if self._starting:
            return
        self._starting = True
        choice = StartChoice(
            self._brief.card.id,
            self.query_one("#channel", ChoiceList).chosen,
            self.query_one("#mode", ChoiceList).chosen,
        )
        self.in_thread(lambda: self.repartie.gateway.start(choice), self._enter, failed=self._free)

    def _enter(self, live: LiveInterview) -> None:
        self.repartie.open_interview(live)

    def _free(self) -> None:
        self._starting = False

    def action_back(self) -> None:
        """Return to the list of interviews."""
        self.app.pop_screen()
