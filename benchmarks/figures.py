"""A figure of the table: a ratio of two interleaved series, with its spread and its goal."""

from __future__ import annotations

import statistics
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence


@dataclass(frozen=True, slots=True)
class Figure:
    """One row of the table."""

    name: str
    ours: float
    """Ours, in ``unit``."""
    reference: float
    """What it is compared with, in ``unit``."""
    unit: str
    ratio: float
    low: float
    """First quartile of the ratio."""
    high: float
    """Third quartile of the ratio."""
    goal: float | None = None
    """The ratio not to exceed; ``None`` for a figure that is only followed."""

    @property
    def met(self) -> bool:
        """Whether the goal is met; a figure without a goal always is."""
        return self.goal is None or self.ratio <= self.goal


def compared(
    name: str, ours: Sequence[float], reference: Sequence[float], unit: str, goal: float | None = None
) -> Figure:
    """The figure for two series measured by turns: each of ours over the reference beside it."""
    ratios = [mine / theirs for mine, theirs in zip(ours, reference, strict=True)]
    low, ratio, high = statistics.quantiles(ratios, n=4, method="inclusive")
    return Figure(name, statistics.median(ours), statistics.median(reference), unit, ratio, low, high, goal)


def interleaved(
    rounds: int, ours: Callable[[], float], reference: Callable[[], float]
) -> tuple[list[float], list[float]]:
    """Measure both by turns, so that the machine's load touches both; the first pair warms up and is dropped."""
    pairs = [(ours(), reference()) if rank % 2 else (reference(), ours())[::-1] for rank in range(rounds + 1)][1:]
    return [mine for mine, _ in pairs], [theirs for _, theirs in pairs]


def percentile(values: Sequence[float], percent: int) -> float:
    """The value that ``percent`` of the values do not exceed."""
    return statistics.quantiles(values, n=100, method="inclusive")[percent - 1]


def table(figures: Sequence[Figure]) -> str:
    """The figures as a Markdown table."""
    lines = ["| figure | ours | reference | ratio (quartiles) | goal | |", "|---|---|---|---|---|---|"]
    for figure in figures:
        goal = "followed" if figure.goal is None else f"≤ {figure.goal:g}"
        mark = "" if figure.goal is None else ("met" if figure.met else "MISSED")
        values = f"{figure.ours:.4g} {figure.unit} | {figure.reference:.4g} {figure.unit}"
        lines.append(
            f"| {figure.name} | {values} | {figure.ratio:.2f} ({figure.low:.2f}–{figure.high:.2f}) | {goal} | {mark} |"
        )
    return "\n".join(lines)
