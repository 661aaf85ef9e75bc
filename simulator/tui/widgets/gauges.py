"""How the interlocutor is doing, in bars, when a learner in training asks to see it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content
from textual.widget import Widget

from simulator.tui.wording import gauge_name

if TYPE_CHECKING:
    from collections.abc import Mapping


class GaugeStrip(Widget):
    """One line of bars, each with its name, its value and which way it went last."""

    def __init__(self, bounds: Mapping[str, tuple[float, float]], *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._bounds = dict(bounds)
        self._values: dict[str, float] = {}
        self._before: dict[str, float] = {}

    def show(self, values: Mapping[str, float]) -> None:
        """Show new values; the former ones tell which way they went."""
        self._before, self._values = self._values, dict(values)
        self.refresh()

    def render(self) -> Content:
        """As many bars as fit."""
        if not self._values:
            return Content.styled("Les jauges apparaîtront à la première réponse.", "$quiet")
        width = self.content_size.width
        shown = min(len(self._values), max(1, width // 24))
        share = width // shown
        return Content("").join([self._gauge(name, share) for name in list(self._values)[:shown]])

    def _gauge(self, name: str, share: int) -> Content:
        low, high = self._bounds.get(name, (0.0, 100.0))
        value = self._values[name]
        label = gauge_name(name)
        figure = f"{value:.0f}{_trend(self._before.get(name, value), value)}"
        room = max(4, share - len(label) - 2 - len(figure) - 3)
        full = round(room * (value - low) / (high - low)) if high > low else 0
        full = max(0, min(room, full))
        bar = Content.assemble(
            (f"{label} ", "$quiet"), ("━" * full, "$primary"), ("─" * (room - full), "$line"), " ", (figure, "bold")
        )
        return Content.assemble(bar, " " * max(1, share - bar.cell_length))


def _trend(before: float, now: float) -> str:
    if now == before:
        return " ="
    return " ▲" if now > before else " ▼"
