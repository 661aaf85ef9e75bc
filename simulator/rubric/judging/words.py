"""The words of a text as the judge compares them: bare forms with their place.

One seam between the judge and the reading of French, so that patterns, wordings and topics all see the same words:
elisions completed, chat abbreviations written out, no accent.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from simulator.rubric.language.spelling import plain
from simulator.rubric.language.tokens import tokenise


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a text: its place in code points, half-open, and its bare form (lower case, no accent)."""

    start: int
    end: int
    form: str


@lru_cache(maxsize=512)
def words(text: str) -> tuple[Word, ...]:
    """The words of a text in order (« c’est » gives « ce » and « est », at the same place or side by side).

    One judgement reads each reply several times (events, signs, wordings), hence the cache.
    """
    return tuple(Word(token.start, token.end, token.form.replace(" ", "")) for token in tokenise(text)[0])


def bare(word: str) -> str:
    """A word in lower case without accents, ligatures undone."""
    return plain(word)
