"""Trains the tagger's weights from the replies and the rubric of this repository: ``python -m training``.

Needs scikit-learn (``pip install -e .[train]``). The same sources give the same bytes: features are sorted, liblinear
has a fixed seed, weights are rounded to small integers, and nothing of the machine or of the day is written.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from simulator.rubric.classifier import WEIGHTS
from training.fitting import train
from training.replies import labelled_examples, labelled_replies, repository_rubric


def main() -> None:
    """Train, write the weights, and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sortie", type=Path, default=WEIGHTS, help="where the weights are written")
    parser.add_argument("--jobs", type=int, default=2, help="processes at work; changes nothing to the result")
    options = parser.parse_args()
    rubric = repository_rubric()
    replies, examples = labelled_replies(rubric), labelled_examples(rubric)
    data, figures = train(replies, examples, rubric, options.jobs)
    options.sortie.parent.mkdir(exist_ok=True)
    options.sortie.write_bytes(data)
    print(f"{len(replies)} replies, {len(examples)} examples, {len(data)} bytes")
    for name, value in figures.items():
        print(f"{name}: {value}")


if __name__ == "__main__":
    main()
