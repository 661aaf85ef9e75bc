"""Small word patterns that trainers write in lexicons, compiled once to regular expressions over bare words.

``(a|b c|)`` is a choice (possibly empty), ``mot*`` any word that begins so, ``…`` up to four words. Accents, case,
apostrophes and punctuation do not count. Gaps are bounded and no repetition nests, so matching stays linear.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from typing import TYPE_CHECKING

from simulator.rubric.judging.words import bare, words

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from simulator.rubric.judging.words import Word

_PIECE = re.compile(r"[()|…]|[^\W_]+\*|(?:(?![^\W_]+\*)[^()|…\s]+\s*)+")
_GAP = 4
"""Words that ``…`` may skip: enough for an adverb or a noun phrase, too few to join two sentences."""
_SIGNS = {"(": "(?:", ")": ")", "|": "|", "…": rf"(?:\S+ ){{0,{_GAP}}}?"}


class PatternError(ValueError):
    """A pattern that cannot be read; its message is a French sentence."""


def _expression(pattern: str) -> str:
    pieces = [match.group() for match in _PIECE.finditer(pattern)]
    depth = 0
    for piece in pieces:
        depth += (piece == "(") - (piece == ")")
        if depth < 0:
            raise PatternError("Une parenthèse se ferme sans avoir été ouverte.")
        if piece == "|" and not depth:
            raise PatternError("Le choix « | » s’écrit entre parenthèses.")
    if depth:
        raise PatternError("Une parenthèse n’est pas refermée.")
    expression = "".join(_SIGNS.get(piece) or _words(piece) for piece in pieces)
    if re.compile(expression).match("") is not None:
        raise PatternError("Le motif ne contient aucun mot obligatoire.")
    return expression


def _words(piece: str) -> str:
    if piece.endswith("*"):
        return re.escape(bare(piece[:-1])) + r"\S* "
    elided = piece.rstrip().endswith(("'", "’"))
    forms = [word.form for word in words(piece.rstrip() + "un" if elided else piece)]
    return "".join(re.escape(form) + " " for form in (forms[:-1] if elided else forms))


@dataclass(frozen=True, slots=True)
class WordLine:
    """The words of a text laid on one line, each followed by a space, with the place of each."""

    words: Sequence[Word]
    line: str
    starts: Sequence[int]

    @classmethod
    def of(cls, words: Sequence[Word]) -> WordLine:
        """Lay words on a line."""
        starts: list[int] = []
        length = 0
        for word in words:
            starts.append(length)
            length += len(word.form) + 1
        return cls(words, "".join(f"{word.form} " for word in words), starts)


@dataclass(frozen=True, slots=True)
class Found:
    """A stretch of the original text that a pattern matches."""

    start: int
    end: int
    form: str
    """The matched words, bare: two finds with the same form say the same thing."""


class Patterns:
    """A set of patterns tried together."""

    def __init__(self, patterns: Iterable[str]) -> None:
        expressions = [_expression(pattern) for pattern in patterns]
        self._regex = re.compile(r"(?<!\S)(?:" + "|".join(expressions) + ")") if expressions else None

    def find(self, text: WordLine) -> tuple[Found, ...]:
        """Every match, left to right, without overlap.

        Args:
            text: the words of the text, laid on a line.

        Returns:
            The stretches of the original text that match.
        """
        if self._regex is None:
            return ()
        found: list[Found] = []
        for match in self._regex.finditer(text.line):
            first = bisect_left(text.starts, match.start())
            last = bisect_left(text.starts, match.end()) - 1
            found.append(Found(text.words[first].start, text.words[last].end, match.group().strip()))
        return tuple(found)


def check_pattern(pattern: str) -> None:
    """Refuse a pattern that cannot be read.

    Raises:
        PatternError: with a French sentence that says why.
    """
    _expression(pattern)
