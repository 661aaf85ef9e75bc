"""The geometry of a gauge's curve: where each point falls in a drawing of a given size. It draws nothing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from simulator.report.model import GaugeCurve

WIDTH, HEIGHT = 720, 210
"""Units of the drawing."""
LEFT, RIGHT, TOP, BOTTOM = 40, 16, 14, 30
_LABELS = 12
"""Turn labels at most on the horizontal axis."""


@dataclass(frozen=True, slots=True)
class Dot:
    """A point of the curve."""

    x: float
    y: float
    turn: int
    value: float
    before: float | None
    """Value after the previous answer; ``None`` at the first point."""
    causes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Tick:
    """A graduation."""

    place: float
    value: float


@dataclass(frozen=True, slots=True)
class Plot:
    """A curve ready to be drawn."""

    dots: tuple[Dot, ...]
    line: str
    """The points of a polyline."""
    area: str
    """The path of the surface under it."""
    levels: tuple[Tick, ...]
    turns: tuple[Tick, ...]


def plot(curve: GaugeCurve) -> Plot:
    """Lay a curve out, first turn at the left, the gauge's maximum at the top."""
    first, last = curve.points[0].turn, curve.points[-1].turn
    span = max(1, last - first)
    height = HEIGHT - TOP - BOTTOM
    extent = (curve.maximum - curve.minimum) or 1.0

    def across(turn: float) -> float:
        return round(LEFT + (turn - first) / span * (WIDTH - LEFT - RIGHT), 1)

    def up(value: float) -> float:
        share = min(1.0, max(0.0, (value - curve.minimum) / extent))
        return round(TOP + (1 - share) * height, 1)

    dots: list[Dot] = []
    before: float | None = None
    for point in curve.points:
        dots.append(Dot(across(point.turn), up(point.value), point.turn, point.value, before, point.causes))
        before = point.value
    floor = TOP + height
    line = " ".join(f"{dot.x},{dot.y}" for dot in dots)
    area = f"M{dots[0].x},{floor} L" + " L".join(f"{dot.x},{dot.y}" for dot in dots) + f" L{dots[-1].x},{floor} Z"
    step = max(1, -(-(last - first + 1) // _LABELS))
    levels = tuple(
        Tick(up(value), value)
        for value in (curve.minimum, float(round((curve.minimum + curve.maximum) / 2)), curve.maximum)
    )
    return Plot(
        tuple(dots), line, area, levels, tuple(Tick(across(turn), turn) for turn in range(first, last + 1, step))
    )
