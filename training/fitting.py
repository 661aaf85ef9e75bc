"""Fits one linear model a marker, calibrates it on replies it has not seen, and packs the weights.

Figures that only the training replies decide (four folds): the calibration of each marker, from which likelihood it
counts, and the scores that are written in the file's first line.
"""

from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING, Any

import numpy as np
import scipy.sparse as sp
from joblib import Parallel, delayed
from sklearn.linear_model import LogisticRegression

from simulator.rubric.classifier import BLOCK_LENGTHS, FORMAT, PLAIN_SCALE
from simulator.rubric.classifier_features import COUNTED

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy.typing as npt

    from simulator.rubric.rubric import Rubric
    from training.replies import Labelled

    Floats = npt.NDArray[np.float64]
    Flags = npt.NDArray[np.bool_]

RAREST = 3
"""Replies in which a feature must be found."""
STRENGTH = 10.0
"""Inverse of the regularisation."""
PRESENT = 2.0
"""Weight of a reply that carries the marker, against one that does not."""
EXAMPLE = 10.0
"""Weight of a marker's own example."""
FOLDS = 4
CUT = 0.4
"""Likelihood from which any marker counts. F1 on unseen replies is flat from 0.33 to 0.45, and cuts of each marker's
own gain nothing: of two equal ones, the higher says fewer false things."""
ABSENT = -30.0
"""Score of what cannot be there."""


class Vocabulary:
    """The features that are kept, by their keys, with their rarity."""

    def __init__(self, replies: Sequence[Labelled]) -> None:
        counts: Counter[int] = Counter()
        plain: Counter[int] = Counter()
        for reply in replies:
            for name in COUNTED:
                counts.update(reply.blocks[name].keys())
            plain.update(reply.plain.keys())
        rarity = {k: float(np.log((1 + len(replies)) / (1 + n)) + 1) for k, n in counts.items() if n >= RAREST}
        rarity.update({k: 1.0 for k, n in plain.items() if n >= RAREST})
        self.keys = np.array(sorted(rarity), np.uint32)
        self.rarity = np.array([rarity[k] for k in sorted(rarity)]).astype(np.float16)
        self._column = {int(k): i for i, k in enumerate(self.keys)}

    def matrix(self, replies: Sequence[Labelled]) -> Any:
        """One row a reply, as ``Classifier.weigh`` computes it."""
        indices: list[int] = []
        values: list[float] = []
        ends = [0]
        column, rarity = self._column, self.rarity.astype(np.float64)
        for reply in replies:
            for name in COUNTED:
                known = [(column[k], n) for k, n in reply.blocks[name].items() if k in column]
                part = np.array([(1 + np.log(n)) * rarity[i] for i, n in known])
                length = float(np.sqrt((part * part).sum()))
                indices += [i for i, _ in known]
                values += (part * (BLOCK_LENGTHS[name] / length)).tolist() if length else []
            known_plain = [(column[k], value) for k, value in reply.plain.items() if k in column]
            indices += [i for i, _ in known_plain]
            values += [value * PLAIN_SCALE for _, value in known_plain]
            ends.append(len(indices))
        matrix = sp.csr_matrix((values, indices, ends), shape=(len(replies), len(self.keys)))
        matrix.sum_duplicates()  # sorts too: one order, whatever the order of the features
        return matrix


def _fit(matrix: Any, carried: Flags, weights: Floats) -> tuple[Floats, float]:
    if carried.sum() < 2:
        return np.zeros(matrix.shape[1]), ABSENT
    model = LogisticRegression(C=STRENGTH, solver="liblinear", tol=0.05, random_state=0)
    model.fit(matrix, carried, weights * np.where(carried, PRESENT, 1.0))
    return model.coef_[0], float(model.intercept_[0])


def fit(
    replies: Sequence[Labelled], examples: Sequence[Labelled], markers: Sequence[str], jobs: int
) -> tuple[Vocabulary, Floats, Floats]:
    """The vocabulary, the weights (features × markers) and the intercepts."""
    rows = [*replies, *examples]
    vocabulary = Vocabulary(rows)
    matrix = vocabulary.matrix(rows)
    weights = np.array([1.0] * len(replies) + [EXAMPLE] * len(examples))
    tasks = []
    for marker in markers:
        told = np.array([row.known is None or marker in row.known for row in rows])
        carried = np.array([marker in row.tags for row in rows])
        tasks.append((matrix, carried, weights * told))
    fitted = Parallel(jobs)(delayed(_fit)(*task) for task in tasks)
    return vocabulary, np.array([w for w, _ in fitted]).T, np.array([b for _, b in fitted])


def folds(replies: Sequence[Labelled]) -> npt.NDArray[np.int64]:
    """The fold of each reply: stretches of each file, so that a conversation is not cut between folds."""
    sizes = Counter(reply.source for reply in replies)
    seen: Counter[str] = Counter()
    found = []
    for reply in replies:
        found.append(seen[reply.source] * FOLDS // sizes[reply.source])
        seen[reply.source] += 1
    return np.array(found)


def unseen_scores(
    replies: Sequence[Labelled], examples: Sequence[Labelled], markers: Sequence[str], jobs: int
) -> Floats:
    """The score of each marker in each reply, by a model that has not seen the reply."""
    fold = folds(replies)
    scores = np.zeros((len(replies), len(markers)))
    for number in range(FOLDS):
        inside = [reply for reply, f in zip(replies, fold, strict=True) if f != number]
        outside = [reply for reply, f in zip(replies, fold, strict=True) if f == number]
        vocabulary, weights, bias = fit(inside, examples, markers, jobs)
        scores[fold == number] = vocabulary.matrix(outside) @ weights + bias
    return scores


def possible(replies: Sequence[Labelled], markers: Sequence[str], rubric: Rubric) -> Flags:
    """What the tagger may emit: nothing in a senseless reply, and no marker outside its channels."""
    channels = {m.id: frozenset(m.channels) for m in rubric.markers.values()}
    return np.array([[not r.nothing and r.channel in channels.get(m, (r.channel,)) for m in markers] for r in replies])


def calibrate(scores: Floats, carried: Flags) -> tuple[float, float]:
    """Slope and intercept that turn a score into a likelihood (Platt, with his smoothed targets)."""
    positives = int(carried.sum())
    if positives < 2:
        return 1.0, ABSENT
    high, low = (positives + 1) / (positives + 2), 1 / (len(scores) - positives + 2)
    target = np.where(carried, high, low)
    slope, bias, loss = 1.0, 0.0, _loss(scores, target, 1.0, 0.0)
    for _ in range(60):  # Newton, halving a step that would lose ground
        chance = _chance(slope * scores + bias)
        error, spread = chance - target, chance * (1 - chance) + 1e-9
        cross = (spread * scores).sum()
        hessian = np.array([[(spread * scores**2).sum() + 1e-3, cross], [cross, spread.sum() + 1e-3]])
        step = np.linalg.solve(hessian, np.array([(error * scores).sum(), error.sum()]))
        sizes = (0.5**halvings for halvings in range(20))
        better = next(
            (s for s in sizes if _loss(scores, target, slope - s * step[0], bias - s * step[1]) < loss - 1e-9), 0.0
        )
        if not better:
            break
        slope, bias = slope - better * step[0], bias - better * step[1]
        loss = _loss(scores, target, slope, bias)
    return float(slope), float(bias)


def _chance(scores: Floats) -> Floats:
    """The logistic function, far scores clipped."""
    return np.asarray(1 / (1 + np.exp(-np.clip(scores, -30, 30))))


def _loss(scores: Floats, target: Floats, slope: float, bias: float) -> float:
    """The cross entropy of targets and calibrated scores."""
    told = slope * scores + bias
    return float((np.logaddexp(0, told) - target * told).sum())


def f1_scores(found: Flags, carried: Flags) -> tuple[float, float]:
    """Micro F1, and macro F1 over markers carried at least five times."""
    hits = (found & carried).sum(0)
    sizes = found.sum(0) + carried.sum(0)
    frequent = carried.sum(0) >= 5
    return float(2 * hits.sum() / sizes.sum()), float(np.mean((2 * hits / np.maximum(sizes, 1))[frequent]))


def calibration_error(chances: Floats, carried: Flags) -> float:
    """Expected calibration error over ten bands of likelihood."""
    band = np.minimum((chances * 10).astype(int), 9)
    gaps = [abs(float(chances[band == b].sum()) - int(carried[band == b].sum())) for b in range(10)]
    return sum(gaps) / chances.size


def train(
    replies: Sequence[Labelled], examples: Sequence[Labelled], rubric: Rubric, jobs: int
) -> tuple[bytes, dict[str, float]]:
    """Everything: the content of the file of weights, and its figures."""
    markers = sorted({tag for reply in replies for tag in reply.tags})
    carried = np.array([[marker in reply.tags for marker in markers] for reply in replies])
    allowed = possible(replies, markers, rubric)
    scores = unseen_scores(replies, examples, markers, jobs)
    fitted = [calibrate(scores[allowed[:, j], j], carried[allowed[:, j], j]) for j in range(len(markers))]
    slope, offset = np.array([a for a, _ in fitted]), np.array([b for _, b in fitted])
    chances = np.where(allowed, _chance(slope * scores + offset), 0.0)
    found = chances >= CUT
    micro, macro = f1_scores(found, carried)
    told = chances >= 0.1
    figures = {
        "f1_micro": round(micro, 4),
        "f1_macro": round(macro, 4),
        "calibration_error_of_tags": round(calibration_error(chances[found], carried[found]), 4),
        "calibration_error_above_0.1": round(calibration_error(chances[told], carried[told]), 4),
    }
    vocabulary, weights, bias = fit(replies, examples, markers, jobs)
    header = {
        "format": FORMAT, "markers": markers, "features": len(vocabulary.keys),
        "slope": [round(float(x), 4) for x in slope],
        "bias": [round(float(x), 4) for x in slope * bias + offset],
        "cuts": [CUT] * len(markers), "figures": figures,
    }  # fmt: skip
    return pack(header, vocabulary, weights), figures


def pack(header: dict[str, Any], vocabulary: Vocabulary, weights: Floats) -> bytes:
    """The bytes of the file; see ``simulator.rubric.classifier`` for its form."""
    scales = (np.maximum(np.abs(weights).max(1), 1e-3) / 127).astype(np.float16)
    small = np.clip(np.rint(weights / scales.astype(np.float64)[:, None]), -127, 127).astype(np.int8)
    head = json.dumps(header, separators=(",", ":"), sort_keys=True).encode()
    arrays = (vocabulary.keys.astype("<u4"), vocabulary.rarity.astype("<f2"), scales.astype("<f2"), small)
    return b"".join([head, b"\n", *(array.tobytes() for array in arrays)])
