"""How a typed word is brought to its plain form: lower case, no accents, abbreviations written out.

Only single words are known here; offsets stay with ``tokens.py``.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from pathlib import Path

_LIGATURES = str.maketrans({"œ": "oe", "Œ": "oe", "æ": "ae", "Æ": "ae", "ß": "ss"})

ELISIONS = {
    "j": "je", "l": "le", "d": "de", "m": "me", "t": "te", "s": "se", "c": "ce", "n": "ne", "qu": "que",
    "lorsqu": "lorsque", "puisqu": "puisque", "jusqu": "jusque", "quoiqu": "quoique", "quelqu": "quelque",
    "presqu": "presque",
}  # fmt: skip
"""What stands before an apostrophe, and the whole word."""


@lru_cache(maxsize=20_000)
def plain(word: str) -> str:
    """Lower case, ligatures opened, no accents."""
    if word.isascii():
        return word.lower()
    decomposed = unicodedata.normalize("NFKD", word.translate(_LIGATURES))
    return "".join(c for c in decomposed if not unicodedata.combining(c)).lower()


@lru_cache(maxsize=1)
def abbreviations() -> dict[str, tuple[str, ...]]:
    """The chat abbreviations and missing apostrophes, each with the words it stands for."""
    lines = Path(__file__).with_name("abreviations.txt").read_text(encoding="utf-8").splitlines()
    pairs = (line.split("=", 1) for line in lines if line and not line.startswith("#"))
    return {short.strip(): tuple(long.split()) for short, long in pairs}


@lru_cache(maxsize=20_000)
def squeezed(word: str) -> str:
    """A word with its drawn-out letters put back (``bonjouuuur`` → ``bonjour``): runs of three or more become one.

    Runs of two are spelling (``appelle``) and stay.
    """
    if not any(a == b == c for a, b, c in zip(word, word[1:], word[2:], strict=False)):
        return word
    kept: list[str] = []
    index = 0
    while index < len(word):
        stop = index
        while stop < len(word) and word[stop] == word[index]:
            stop += 1
        kept.append(word[index] if stop - index >= 3 else word[index:stop])
        index = stop
    return "".join(kept)
