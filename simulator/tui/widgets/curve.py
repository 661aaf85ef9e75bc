"""A gauge over the interview, drawn in eighths of a block with its axes, and letters where something moved it.

Block elements rather than braille: every terminal font has them at the right width, and they stay legible when small.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from textual.content import Content
from textual.widget import Widget

from simulator.tui.wording import gauge_name, plural, signed, visible

if TYPE_CHECKING:
    from collections.abc import Sequence

    from simulator.report.model import GaugeCurve

ROWS = 6
LETTERS = "abcde"
_EIGHTHS = " ▁▂▃▄▅▆▇█"
_AXIS = 5
"""Cells of the vertical axis with its labels."""


@dataclass(frozen=True, slots=True)
class Cause:
    """A turn where the gauge moved for a reason, and the letter that marks it on the curve."""

    letter: str
    turn: int
    change: float
    why: str


def causes_of(curve: GaugeCurve) -> tuple[Cause, ...]:
    """The turns that moved the gauge most, at most as many as there are letters, in the order of the interview."""
    moved: list[tuple[float, int, str]] = []
    for before, point in zip(curve.points, curve.points[1:], strict=False):
        if point.causes and point.value != before.value:
            moved.append((point.value - before.value, point.turn, _told(point.causes)))
    kept = sorted(sorted(moved, key=lambda item: -abs(item[0]))[: len(LETTERS)], key=lambda item: item[1])
    return tuple(Cause(LETTERS[number], turn, change, why) for number, (change, turn, why) in enumerate(kept))


def _told(causes: Sequence[str]) -> str:
    """The first reason; the conversation tells the others."""
    more = len(causes) - 1
    return causes[0] + (f" (et {plural(more, 'autre raison', 'autres raisons')})" if more else "")


def plot(values: Sequence[float], low: float, high: float, width: int, rows: int) -> list[str]:
    """Draw the area under a broken line.

    Args:
        values: at regular intervals, at least one.
        low: value of the bottom; it still shows as a thin line.
        high: value of the top; values beyond are drawn at the edge.
        width: cells.
        rows: cells.

    Returns:
        ``rows`` strings of ``width`` characters, top first.
    """
    heights = [_height(values, column / max(1, width - 1), low, high, rows) for column in range(width)]
    return [
        "".join(_EIGHTHS[max(0, min(8, height - 8 * below))] for height in heights) for below in range(rows - 1, -1, -1)
    ]


def _height(values: Sequence[float], share: float, low: float, high: float, rows: int) -> int:
    """Height of the area in eighths of a cell, at this share (0 to 1) of the interview."""
    place = share * (len(values) - 1)
    left = min(int(place), len(values) - 1)
    right = min(left + 1, len(values) - 1)
    value = values[left] + (values[right] - values[left]) * (place - left)
    ratio = 0.5 if high <= low else (value - low) / (high - low)
    return max(1, round(max(0.0, min(1.0, ratio)) * rows * 8))


class CurveView(Widget):
    """The curve of one gauge, then what moved it."""

    DEFAULT_CSS = """
    CurveView { height: auto; width: 1fr; }
    """

    def __init__(self, curves: Sequence[GaugeCurve]) -> None:
        super().__init__(id="curve")
        self._curves = tuple(curves)
        self._index = 0

    def show_next(self) -> None:
        """Show the next gauge."""
        if self._curves:
            self._index = (self._index + 1) % len(self._curves)
            self.refresh(layout=True)

    def render(self) -> Content:
        """Title, curve, axis, letters, causes."""
        if not self._curves:
            return Content.styled("Pas de courbe : la personne n’a pas encore parlé.", "$quiet")
        curve = self._curves[self._index]
        width = max(10, (self.content_size.width or 60) - _AXIS)
        causes = causes_of(curve)
        return Content("\n").join([self._title(curve), *_chart(curve, causes, width), *_legend(causes)])

    def _title(self, curve: GaugeCurve) -> Content:
        first, last = curve.points[0].value, curve.points[-1].value
        more = "G : autre jauge" if len(self._curves) > 1 else ""
        name = gauge_name(curve.gauge)
        return Content.assemble(
            (name, "bold"), " ", (f"de {first:.0f} à {last:.0f}", "$quiet"), "   ", (more, "$quiet")
        )


def _chart(curve: GaugeCurve, causes: Sequence[Cause], width: int) -> list[Content]:
    labels = {0: curve.maximum, ROWS // 2: (curve.maximum + curve.minimum) / 2}
    lines: list[Content] = []
    values = [point.value for point in curve.points]
    for row, cells in enumerate(plot(values, curve.minimum, curve.maximum, width, ROWS)):
        figure = f"{labels[row]:.0f}" if row in labels else ""
        pad = "\u00a0" * (3 - len(figure))
        axis = ("┤" if figure else "│", "$quiet")
        lines.append(Content.assemble(pad, (figure, "$quiet"), " ", axis, *_shaded(cells)))
    last = max(1, len(curve.points) - 1)
    turns = {point.turn: number for number, point in enumerate(curve.points)}
    marks = [" "] * width
    for cause in causes:
        marks[round(turns[cause.turn] * (width - 1) / last)] = cause.letter
    lines.append(
        Content.assemble("\u00a0\u00a0", (f"{curve.minimum:.0f}"[-2:], "$quiet"), " ", ("└" + "─" * width, "$quiet"))
    )
    lines.append(Content.assemble("\u00a0" * _AXIS, ("".join(marks).replace(" ", "\u00a0"), "bold")))
    return lines


def _shaded(cells: str) -> list[tuple[str, str]]:
    """The row in runs, so that blank cells carry no colour."""
    return [("".join(run), "$shade" if filled else "") for filled, run in groupby(cells, key=lambda cell: cell != " ")]


def _legend(causes: Sequence[Cause]) -> list[Content]:
    return [
        Content.assemble(
            (f"{cause.letter} ", "bold"),
            (signed(cause.change), "bold"),
            "  ",
            (f"tour {cause.turn} : ", "$quiet"),
            visible(cause.why),
        )
        for cause in causes
    ]
