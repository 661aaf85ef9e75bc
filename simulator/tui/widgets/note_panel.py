"""What a highlighted passage shows: the markers, the criteria they serve, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content
from textual.widgets import Static

from simulator.tui.wording import VERDICTS, capital, visible

if TYPE_CHECKING:
    from simulator.report.model import Debrief, Highlight, Mark


class NotePanel(Static):
    """The note of the selected passage, or how to select one."""

    def __init__(self, debrief: Debrief) -> None:
        super().__init__(id="note", markup=False)
        self._criteria = {result.id: result for result in debrief.criteria}
        self._count = len(debrief.highlights)
        self.show(None)

    def show(self, highlight: Highlight | None) -> None:
        """Show the note of a passage."""
        if highlight is None:
            words = (
                "N et P : passer d’un passage à l’autre. La souris suffit aussi."
                if self._count
                else "Aucun passage ne compte dans les critères de cet entretien."
            )
            self.update(Content.styled(words, "$quiet"))
            return
        head = Content.styled(f"Passage {highlight.number} sur {self._count}", "bold $quiet")
        self.update(Content("\n").join([head, *(self._mark(mark) for mark in highlight.marks)]))

    def _mark(self, mark: Mark) -> Content:
        sign, style = ("✗ À éviter : ", "bold $error") if mark.fault else ("✓ ", "bold $success")
        parts: list[Content | str | tuple[str, str]] = [(sign + mark.name, style)]
        if mark.why:
            parts += ["\n\u00a0\u00a0", visible(capital(mark.why))]
        served = [self._criteria[criterion] for criterion in mark.criteria if criterion in self._criteria]
        link = "Pèse sur : " if mark.fault else "Sert : "
        for number, result in enumerate(served):
            symbol, words, colour = VERDICTS[result.verdict]
            parts += [" ; "] if number else ["\n\u00a0\u00a0", (link, "$quiet")]
            parts += [result.label, " ", (f"{symbol}\u00a0{words}", colour)]
        return Content.assemble(*parts)
