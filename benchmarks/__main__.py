"""``python -m benchmarks``: the speed and memory table. Leave the machine alone while it runs (about two minutes)."""

from __future__ import annotations

import argparse
import os
import platform
import sys
import tempfile
from pathlib import Path

from benchmarks.figures import table
from benchmarks.start import first_paint, headless_start
from benchmarks.turns import memory, whole_turn

FEWEST_ROUNDS = 9


def main() -> int:
    """Measure, print the table, and return 1 when a goal is missed."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--rounds", type=int, default=15, help=f"measures of each start, {FEWEST_ROUNDS} at least")
    rounds = max(FEWEST_ROUNDS, parser.parse_args().rounds)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        figures = [
            *first_paint(rounds, folder),
            *headless_start(rounds, folder),
            *whole_turn(folder),
            *memory(folder),
        ]
    print(
        f"Python {platform.python_version()}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}, {rounds} rounds\n"
    )
    print(table(figures))
    return 0 if all(figure.met for figure in figures) else 1


if __name__ == "__main__":
    sys.exit(main())
