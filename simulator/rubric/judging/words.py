"""The words of a text as the judge compares them: bare forms with their place.

One seam between the judge and the analysis of French, so that patterns, wordings and topics all see the same words.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a text: its place in code points, half-open, and its bare form (lower case, no accent)."""

    start: int
    end: int
    form: str


def words(text: str) -> tuple[Word, ...]:
    """The words of a text in order; elided words stand apart (« c’est » gives « c » and « est »)."""
    return tuple(Word(match.start(), match.end(), bare(match.group())) for match in _WORD.finditer(text))


def bare(word: str) -> str:
    """A word in lower case without accents, ligatures undone."""
    decomposed = unicodedata.normalize("NFKD", word.lower().replace("œ", "oe").replace("æ", "ae"))
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))
