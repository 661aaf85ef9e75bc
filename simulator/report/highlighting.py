"""Turns the evidence of verdicts into passages to highlight: numbered, never overlapping, each with all it shows.

Passages that overlap become one with several marks, except that a fault keeps its own passage: it must not drown in
the good words around it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.report.model import Highlight, Mark

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from simulator.report.recorded import RecordedInterview
    from simulator.rubric.model import TurnEvidence, Verdict

CRAFT = "geste de métier"
"""Name of a passage whose evidence names neither a marker nor a sign."""


class Highlighter:
    """Numbers the passages of an interview in reading order; ask for the turns in order, once each.

    Args:
        recorded: the interview, with its tags.
        verdicts: what the judge said of it.
        names: French names of the markers and of the signs, by id.
    """

    def __init__(self, recorded: RecordedInterview, verdicts: Sequence[Verdict], names: Mapping[str, str]) -> None:
        self._recorded = recorded
        self._names = names
        self._count = 0
        self._criteria: dict[int, dict[TurnEvidence, list[str]]] = {}
        for verdict in verdicts:
            for evidence in verdict.evidence:
                self._criteria.setdefault(evidence.turn, {}).setdefault(evidence, []).append(verdict.criterion)

    def of(self, index: int) -> tuple[Highlight, ...]:
        """The highlights of the turn at this place of the transcript."""
        found = self._criteria.get(index, {})
        length = len(self._recorded.transcript.turns[index].text)
        inside = [evidence for evidence in found if 0 <= evidence.start < evidence.end <= length]
        faults = _merged([(item.start, item.end) for item in inside if item.fault])
        good = _merged([(item.start, item.end) for item in inside if not item.fault])
        passages = [(start, end, True) for start, end in faults]
        passages += [(start, end, False) for start, end in _without(good, faults)]
        highlights: list[Highlight] = []
        for start, end, fault in sorted(passages):
            marks = self._marks(index, start, end, fault, found)
            self._count += 1
            highlights.append(Highlight(self._count, start, end, marks))
        return tuple(highlights)

    def _marks(
        self, index: int, start: int, end: int, fault: bool, found: Mapping[TurnEvidence, list[str]]
    ) -> tuple[Mark, ...]:
        criteria: dict[str, set[str]] = {}
        for evidence, served in found.items():
            if evidence.fault is fault and evidence.start < end and evidence.end > start:
                criteria.setdefault(evidence.marker, set()).update(served)
        whys = {tag.marker: tag.why for tag in self._recorded.tags.get(index, ())}
        return tuple(
            Mark(
                marker,
                self._name(marker),
                tuple(sorted(criteria[marker])),
                fault,
                whys.get(marker, ""),
            )
            for marker in sorted(criteria)
        )

    def _name(self, marker: str) -> str:
        name = self._names.get(marker) or marker.replace("_", " ") or CRAFT
        return name[:1].upper() + name[1:]


def _merged(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Spans joined where they overlap."""
    merged: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if merged and start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def _without(spans: list[tuple[int, int]], holes: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Spans with the holes cut out."""
    left: list[tuple[int, int]] = []
    for start, end in spans:
        place = start
        for hole_start, hole_end in holes:
            if hole_end <= place or hole_start >= end:
                continue
            if hole_start > place:
                left.append((place, hole_start))
            place = max(place, hole_end)
        if place < end:
            left.append((place, end))
    return left
