"""Puts right a typo in a word of the rubric: one edit, six letters or more, and only when no doubt remains.

A right French word is never mended: the rubric's own words, the verbs of the language layer and a list of look-alikes
(``mots_connus.txt``) are known. Everything is without accents.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from simulator.rubric.language.verbs import readings

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator

_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_LONGEST = 24
SHORTEST = 6
"""Letters from which a word is mended: shorter ones have too many right neighbours (« Caire », « claire »)."""


def _edits(word: str) -> Iterator[str]:
    """Every word one edit away: a letter left out, added, changed, or two swapped."""
    for place in range(len(word) + 1):
        head, tail = word[:place], word[place:]
        if tail:
            yield head + tail[1:]
        if len(tail) > 1:
            yield head + tail[1] + tail[0] + tail[2:]
        for letter in _LETTERS:
            yield head + letter + tail
            if tail:
                yield head + letter + tail[1:]


def mender(vocabulary: Collection[str], known: Collection[str]) -> Callable[[str], str]:
    """A function that mends one plain form.

    Args:
        vocabulary: the words that a typo may stand for.
        known: other right words.
    """
    targets = frozenset(vocabulary)
    right = targets | frozenset(known)

    @lru_cache(maxsize=20_000)
    def mend(form: str) -> str:
        if form in right or not form.isalpha() or not form.isascii() or len(form) > _LONGEST:
            return form
        if form.endswith(("s", "x", "e")) and (form[:-1] in right or form.removesuffix("es") in right):
            return form  # a plural or a feminine, not a typo
        if len(form) < SHORTEST:
            return form
        found = {word for word in _edits(form) if word in targets and len(word) >= SHORTEST}
        if not found:
            return _verb(form)
        # the first letter is the one least often mistyped: a change there makes another word
        same = {word for word in found if word[0] == form[0] or word[:2] == form[1] + form[0]}
        return next(iter(same)) if len(same) == 1 else form

    return mend


def _verb(form: str) -> str:
    """A conjugated verb one doubled or missing letter away (« apelle », « acceuillir »)."""
    found = {word for word in _edits(form) if word[0] == form[0] and any(r.person for r in readings(word))}
    return next(iter(found)) if len(found) == 1 else form
