"""The hint that a learner in training asked for, between the conversation and the box."""

from __future__ import annotations

from textual.content import Content
from textual.widgets import Static

MOST = 3
"""Levels of hints: a question to ask oneself, the aim, an example."""

_HEADINGS = {1: "Une question à se poser", 2: "Le but de ce moment", 3: "Un exemple"}


class HintStrip(Static):
    """Hidden until there is a hint."""

    def __init__(self) -> None:
        super().__init__(id="hint", markup=False)

    def show(self, level: int, text: str) -> None:
        """Show a hint, and whether there is a plainer one."""
        heading = f"Indice {level} sur {MOST} · {_HEADINGS.get(level, 'Indice')}"
        more = "" if level >= MOST else "F3 : aller plus loin"
        self.update(Content.assemble((heading, "bold $primary"), "   ", (more, "$quiet"), "\n", text))
        self.display = True

    def hide(self) -> None:
        """The hint has served."""
        self.display = False
