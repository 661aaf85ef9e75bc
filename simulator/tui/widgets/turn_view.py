"""One utterance in the debrief: its text with highlighted passages, and what was missed there."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.style import Style
from textual.widgets import Static

from simulator.tui.wording import duration_text, gauge_name, signed, visible

if TYPE_CHECKING:
    from textual import events
    from textual.app import ComposeResult

    from simulator.dialogue.answer import GaugeChange
    from simulator.report.model import DebriefTurn, Highlight

_SUPERSCRIPTS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


class Marked(Static):
    """A reply whose highlighted passages can be pointed at or clicked."""

    class Pointed(Message):
        """The person points at a passage, or clicks it."""

        def __init__(self, number: int, *, clicked: bool) -> None:
            super().__init__()
            self.number = number
            self.clicked = clicked

    def __init__(self, turn: DebriefTurn) -> None:
        super().__init__(markup=False, classes="turn--text")
        self._turn = turn
        self.select_note(0)

    def select_note(self, number: int) -> None:
        """Show which passage is selected; 0 for none."""
        parts: list[Content] = []
        text = visible(self._turn.text)
        place = 0
        for highlight in self._turn.highlights:
            parts.append(Content(text[place : highlight.start]))
            parts.append(
                _passage(text[highlight.start : highlight.end], highlight, selected=highlight.number == number)
            )
            place = highlight.end
        parts.append(Content(text[place:]))
        self.update(Content("").join(parts))

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Tell which passage is under the pointer."""
        self._point(event, clicked=False)

    def on_click(self, event: events.Click) -> None:
        """Tell which passage was clicked."""
        self._point(event, clicked=True)

    def _point(self, event: events.MouseEvent, *, clicked: bool) -> None:
        number = event.style.meta.get("note")
        if isinstance(number, int):
            self.post_message(self.Pointed(number, clicked=clicked))


def _passage(text: str, highlight: Highlight, *, selected: bool) -> Content:
    colour = "$error" if highlight.fault else "$success"
    style = f"bold $background on {colour}" if selected else f"underline {colour}"
    number = ("✗" if highlight.fault else "") + str(highlight.number).translate(_SUPERSCRIPTS)
    passage = Content.assemble((text, style), (number, f"bold {colour}"))
    return passage.stylize(Style.from_meta({"note": highlight.number}))


class TurnView(Vertical):
    """An utterance with all there is to say of it."""

    def __init__(self, turn: DebriefTurn, person: str) -> None:
        super().__init__(classes="-mine" if turn.speaker == "apprenant" else "-theirs")
        self.turn = turn
        self._person = person

    def compose(self) -> ComposeResult:
        """Who and when, what was said, what was missed, what it changed."""
        turn = self.turn
        mine = turn.speaker == "apprenant"
        voice = "Vous" if mine else self._person or "Interlocuteur"
        yield Static(
            Content.assemble((voice, "bold"), "   ", (duration_text(turn.at), "$quiet")),
            classes="turn--voice",
            markup=False,
        )
        for hint in turn.hints:
            yield Static(
                Content.styled(f"Indice {hint.level} demandé : {hint.text}", "italic $quiet"),
                classes="turn--aside",
                markup=False,
            )
        if turn.stage_direction:
            yield Static(Content.styled(f"({visible(turn.stage_direction)})", "italic $quiet"), markup=False)
        if turn.silence is not None:
            yield Static(Content.styled(f"(un silence de {turn.silence:.0f} s)", "italic $quiet"), markup=False)
        else:
            yield Marked(turn)
        yield from self._asides()

    def _asides(self) -> ComposeResult:
        for missed in self.turn.missed:
            yield Static(
                Content.assemble(
                    ("◌ Occasion manquée : ", "bold $warning"),
                    missed.expected,
                    "\n",
                    ("Par exemple : ", "$quiet"),
                    missed.example,
                ),
                classes="turn--missed",
                markup=False,
            )
        for why, changes in groupby(sorted(self.turn.changes, key=_reason), key=_reason):
            moves = ", ".join(f"{gauge_name(one.gauge)} {signed(one.after - one.before)}" for one in changes)
            yield Static(Content.styled(f"{moves} : {visible(why)}", "$quiet"), classes="turn--aside", markup=False)

    def select_note(self, number: int) -> None:
        """Show which passage is selected, here or elsewhere."""
        for marked in self.query(Marked):
            marked.select_note(number)


def _reason(change: GaugeChange) -> str:
    return change.why
