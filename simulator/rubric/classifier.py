"""The trained stage of the tagger: one linear model a marker, read from a small file of raw numbers.

It weighs what ``classifier_features`` finds, and says for each marker how likely a careful reader would see it, from
which likelihood on it counts, and which clause and words told it so. It knows nothing of how it was trained
(``python -m training``) and needs numpy only.

The file: one line of JSON (markers, calibration, figures of the training), then the arrays it announces, little-endian:
sorted keys of the features, their rarity, the scale of their weights, and one row of small integers a feature.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from simulator.rubric.classifier_features import COUNTED, counted, gram, letters, normal, taken_as_is
from simulator.rubric.matching import spoken
from simulator.rubric.model import Span

if TYPE_CHECKING:
    from collections.abc import Mapping

    import numpy.typing as npt

    from simulator.rubric.language import Analysis, Clause
    from simulator.rubric.matching import Reading

    Floats = npt.NDArray[np.float32]

FORMAT = 1
_FARTHEST = 30.0
"""A logit beyond which nothing changes: the exponential must not overflow."""
WEIGHTS = Path(__file__).with_name("trained") / "weights.bin"
"""The weights that are shipped."""
BLOCK_LENGTHS = {"w": 1.0, "c": 1.0, "q": 1.0, "x": 0.6}
"""Length to which each weighed block is brought; what was heard counts less than what is said."""
PLAIN_SCALE = 0.5
"""By how much the values taken as they are count."""
_TELLING = 3
"""Words quoted as telling, at most."""


@dataclass(frozen=True, slots=True)
class Opinion:
    """What the trained stage thinks of one marker in one reply."""

    confidence: float
    """Calibrated likelihood that a careful reader would see it."""
    cut: float
    """From which likelihood it counts."""


@dataclass(frozen=True, slots=True)
class Ground:
    """What told the trained stage that a marker is there."""

    clause: int
    span: Span
    words: tuple[str, ...]
    """The telling words as typed, in the order of the reply."""


@dataclass(frozen=True, slots=True)
class Weighed:
    """The features of a reply that the model knows."""

    rows: npt.NDArray[np.int64]
    values: Floats


class Classifier:
    """A trained stage.

    Args:
        data: the content of the file of weights.

    Raises:
        ValueError: the content is no such file, or of another format.
    """

    def __init__(self, data: bytes) -> None:
        head, mark, body = data.partition(b"\n")
        header: dict[str, Any] = json.loads(head) if mark else {}
        if header.get("format") != FORMAT:
            raise ValueError("trained weights of another format")
        self.markers: tuple[str, ...] = tuple(header["markers"])
        self.figures: Mapping[str, float] = header["figures"]
        count, width = header["features"], len(self.markers)
        self._keys = np.frombuffer(body, "<u4", count)
        self._rarity = np.frombuffer(body, "<f2", count, 4 * count)
        self._scales = np.frombuffer(body, "<f2", count, 6 * count)
        self._weights = np.frombuffer(body, "i1", count * width, 8 * count).reshape(count, width)
        self._bias = np.array(header["bias"], np.float64)
        self._slope = np.array(header["slope"], np.float64)
        self._cuts: list[float] = header["cuts"]
        self._column = {marker: number for number, marker in enumerate(self.markers)}

    def weigh(self, reading: Reading) -> Weighed:
        """The rows and the values of the features of a reply."""
        blocks = counted(reading)
        plain = taken_as_is(reading)
        keys = np.fromiter(chain(*(blocks[name] for name in COUNTED), plain), np.uint32)
        times = np.fromiter(chain(*(blocks[name].values() for name in COUNTED), plain.values()), np.float32)
        rows = np.minimum(np.searchsorted(self._keys, keys), len(self._keys) - 1)
        known = self._keys[rows] == keys
        rarity = self._rarity[rows].astype(np.float32)
        values = np.where(known, times, np.float32(0))
        start = 0
        for name in COUNTED:
            stop = start + len(blocks[name])
            part = known[start:stop] * (1 + np.log(times[start:stop])) * rarity[start:stop]
            length = float(np.sqrt(np.sum(part * part)))
            values[start:stop] = part * (BLOCK_LENGTHS[name] / length) if length else 0
            start = stop
        values[start:] *= PLAIN_SCALE
        return Weighed(rows[known], values[known])

    def opinions(self, reading: Reading) -> dict[str, Opinion]:
        """What it thinks of each of its markers."""
        weighed = self.weigh(reading)
        scaled = weighed.values * self._scales[weighed.rows]
        scores = scaled.astype(np.float64) @ self._weights[weighed.rows].astype(np.float64)
        logits = np.clip(self._slope * scores + self._bias, -_FARTHEST, _FARTHEST)
        chances = 1 / (1 + np.exp(-logits))
        return {
            marker: Opinion(float(chance), cut)
            for marker, chance, cut in zip(self.markers, chances, self._cuts, strict=True)
        }

    def ground(self, reading: Reading, marker: str) -> Ground:
        """The clause that tells most for a marker, and its telling words.

        Args:
            reading: the reply; it has at least one clause.
            marker: one of ``markers``.
        """
        analysis = reading.analysis
        weights = self._told(reading, marker)
        sums = [
            (sum(weights.get(i, 0.0) for i in range(clause.first, clause.last)), -number)
            for number, clause in enumerate(analysis.clauses)
        ]
        number = -max(sums)[1]
        clause = analysis.clauses[number]
        return Ground(number, Span(clause.start, clause.end), _telling(analysis, clause, weights))

    def _told(self, reading: Reading, marker: str) -> dict[int, float]:
        """How much each word of the reply speaks for a marker."""
        weighed = self.weigh(reading)
        column = self._weights[weighed.rows, self._column[marker]] * self._scales[weighed.rows].astype(np.float32)
        known = dict(zip(self._keys[weighed.rows].tolist(), (weighed.values * column).tolist(), strict=True))
        analysis = reading.analysis
        kept = spoken(analysis)
        forms = [normal(analysis.tokens[index].form) for index in kept]
        told: dict[int, float] = {}
        for place, index in enumerate(kept):
            told[index] = told.get(index, 0.0) + sum(known.get(k, 0.0) for k in letters(analysis.tokens[index].form))
            for size in (1, 2, 3):
                around = forms[place : place + size]
                if len(around) == size:
                    part = known.get(gram(around, "w"), 0.0) / size
                    for covered in kept[place : place + size]:
                        told[covered] = told.get(covered, 0.0) + part
        return told


def _telling(analysis: Analysis, clause: Clause, weights: Mapping[int, float]) -> tuple[str, ...]:
    own = [i for i in range(clause.first, clause.last) if weights.get(i, 0.0) > 0 and len(analysis.tokens[i].form) > 2]
    best = sorted(sorted(own, key=lambda i: (-weights[i], i))[:_TELLING])
    return tuple(dict.fromkeys(analysis.tokens[index].surface for index in best))


@lru_cache(maxsize=1)
def shipped() -> Classifier | None:
    """The trained stage that is shipped, or ``None`` when there are no weights (a tree before its first training)."""
    return Classifier(WEIGHTS.read_bytes()) if WEIGHTS.is_file() else None
