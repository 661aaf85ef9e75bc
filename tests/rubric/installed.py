"""The repository's own rubric, compiled once for the tests of the tagger."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from simulator.rubric import Rubric, Tagger, load_rubric

RUBRICS = Path(__file__).resolve().parents[2] / "rubrics"


def files(name: str) -> dict[str, bytes]:
    """The files of one folder of the rubric."""
    return {
        str(path.relative_to(RUBRICS.parent)): path.read_bytes()
        for path in sorted((RUBRICS / name).glob("*"))
        if path.is_file()
    }


@cache
def rubric() -> Rubric:
    """The rubric, from its YAML."""
    loaded, diagnostics = load_rubric(files("marqueurs"), files("criteres"), files("lexiques"))
    assert loaded is not None, "\n".join(map(str, diagnostics))
    return loaded


@cache
def tagger() -> Tagger:
    """The tagger on it."""
    return Tagger(rubric())
