"""The closed lists of function words that reading clauses needs, from ``mots.txt``."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path


@lru_cache(maxsize=1)
def _lists() -> dict[str, str]:
    lines = Path(__file__).with_name("mots.txt").read_text(encoding="utf-8").splitlines()
    return dict(line.split(": ", 1) for line in lines if line and not line.startswith("#"))


@lru_cache(maxsize=64)
def words(name: str) -> frozenset[str]:
    """A list of single words."""
    return frozenset(_lists()[name].split())


@lru_cache(maxsize=16)
def phrases(name: str) -> frozenset[str]:
    """A list of phrases (forms joined by spaces)."""
    return frozenset(_lists()[name].split("|"))
