"""``python -m benchmarks.judge_agreement``: how far the judge agrees with an evaluator.

Reads ``transcripts.jsonl`` and ``ratings.jsonl`` (ten interviews, each rated once; see the annotation's README) and
prints, for each criterion that the rubric covers, the share of equal verdicts, of verdicts within one level, and
Cohen's kappa with linear weights. The levels are ``non_acquis`` < ``partiel`` < ``acquis``; ``non_observe`` is none of
them: against a level it is a plain disagreement, counted apart. These data measure the judge and never tune it.
"""

from __future__ import annotations

import argparse
import json
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from simulator.library import Library
from simulator.rubric.model import Transcript, Utterance

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

ANNOTATION = Path(__file__).parents[2] / "shared" / "annotation"
LEVELS = ("non_acquis", "partiel", "acquis")
UNSEEN = "non_observe"


@dataclass(frozen=True, slots=True)
class Pair:
    """Two opinions on one criterion of one interview."""

    interview: str
    criterion: str
    judge: str
    evaluator: str
    why: str
    evaluator_why: str

    @property
    def distance(self) -> int | None:
        """Levels between the two; ``None`` when exactly one of them did not observe."""
        if self.judge == self.evaluator:
            return 0
        if UNSEEN in (self.judge, self.evaluator):
            return None
        return abs(LEVELS.index(self.judge) - LEVELS.index(self.evaluator))


@dataclass(frozen=True, slots=True)
class Agreement:
    """How far two opinions agree over several interviews."""

    pairs: int
    exact: float
    within_one: float
    kappa: float | None
    """Linear weights, over the pairs where both observed; ``None`` when chance alone explains everything."""
    unseen: int
    """Pairs where exactly one of the two did not observe."""

    @classmethod
    def of(cls, pairs: Sequence[Pair]) -> Agreement:
        """Measure some pairs."""
        distances = [pair.distance for pair in pairs]
        return cls(
            len(pairs),
            sum(distance == 0 for distance in distances) / len(pairs),
            sum(distance is not None and distance <= 1 for distance in distances) / len(pairs),
            weighted_kappa(
                [(pair.judge, pair.evaluator) for pair in pairs if UNSEEN not in (pair.judge, pair.evaluator)]
            ),
            sum(distance is None for distance in distances),
        )


def weighted_kappa(pairs: Sequence[tuple[str, str]]) -> float | None:
    """Cohen's kappa with linear weights over the three levels (Cohen, 1968)."""
    if not pairs:
        return None
    ranks = [(LEVELS.index(left), LEVELS.index(right)) for left, right in pairs]
    observed = sum(abs(left - right) for left, right in ranks) / len(ranks)
    chance = sum(abs(left - right) for left, _ in ranks for _, right in ranks) / len(ranks) ** 2
    return None if chance == 0 else 1 - observed / chance


def read_pairs(folder: Path) -> Iterator[Pair]:
    """Judge each rated interview, and set both opinions side by side."""
    judge = Library().judge
    ratings = {record["id"]: record for record in _records(folder / "ratings.jsonl")}
    for record in _records(folder / "transcripts.jsonl"):
        rating = ratings.get(record["id"], {"ratings": {}})
        for verdict in judge.judge(_transcript(record)):
            rated = rating["ratings"].get(verdict.criterion)
            if rated is not None:
                reason = rating["why"].get(verdict.criterion, "")
                yield Pair(record["id"], verdict.criterion, verdict.verdict, rated, verdict.why, reason)


def _records(path: Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8") as lines:
        yield from (json.loads(line) for line in lines if line.strip())


def _transcript(record: dict[str, Any]) -> Transcript:
    turns = tuple(Utterance(turn["speaker"], turn["text"]) for turn in record["turns"])
    return Transcript(record["id"], record["channel"], record["bloc"], turns, record["difficult"])


def _row(name: str, agreement: Agreement) -> str:
    kappa = "–" if agreement.kappa is None else f"{agreement.kappa:.2f}"
    return (
        f"{name:<10}{agreement.pairs:>6}{agreement.exact:>9.0%}{agreement.within_one:>12.0%}"
        f"{kappa:>8}{agreement.unseen:>9}"
    )


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the table; with ``--details``, each disagreement with both reasons."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.judge_agreement", description=__doc__)
    parser.add_argument("--data", type=Path, default=ANNOTATION, help="folder of transcripts.jsonl and ratings.jsonl")
    parser.add_argument("--details", action="store_true", help="also print each disagreement")
    options = parser.parse_args(arguments)
    if not (options.data / "ratings.jsonl").is_file():
        print(f"No ratings in {options.data}: nothing to measure.", file=sys.stderr)
        return 0
    pairs = list(read_pairs(options.data))
    print(f"{'criterion':<10}{'pairs':>6}{'exact':>9}{'within one':>12}{'kappa':>8}{'unseen':>9}")
    for criterion in dict.fromkeys(pair.criterion for pair in pairs):
        print(_row(criterion, Agreement.of([pair for pair in pairs if pair.criterion == criterion])))
    if pairs:
        print(_row("all", Agreement.of(pairs)))
    if options.details:
        for pair in pairs:
            if pair.distance != 0:
                print(f"\n{pair.interview} {pair.criterion}: judge {pair.judge}, evaluator {pair.evaluator}")
                print(f"  judge: {pair.why}\n  evaluator: {pair.evaluator_why}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
