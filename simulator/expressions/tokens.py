"""Cuts the text of a condition into tokens, each with its offset.

Words of other languages that a trainer may try (``and``, ``&&``, ``==``) are recognised only to say what to write.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from simulator.diagnostics import suggestion

Kind = Literal["number", "name", "operator", "keyword", "end"]

KEYWORDS = frozenset({"et", "ou", "non"})
MAX_DIGITS = 15
"""More digits than a float holds exactly mean a slip of the keyboard."""

_TOKEN = re.compile(r"(?:(?P<number>\d+(?:\.\d+)?)(?!\w)|(?P<name>[^\W\d]\w*)|(?P<operator><=|>=|!=|[<>=+\-(),]))")
_INSTEAD = {
    "==": "=",
    "=<": "<=",
    "=>": ">=",
    "<>": "!=",
    "≤": "<=",
    "≥": ">=",
    "≠": "!=",
    "&&": "et",
    "&": "et",
    "||": "ou",
    "|": "ou",
    "!": "non",
    "−": "-",
    "–": "-",
    "and": "et",
    "or": "ou",
    "not": "non",
}
"""What people write out of habit, and what to write instead."""
_FOREIGN = re.compile(r"==|=<|=>|<>|&&|\|\||[≤≥≠&|−–]|!(?!=)")


@dataclass(frozen=True, slots=True)
class Token:
    """One word or sign of a condition."""

    kind: Kind
    text: str
    offset: int
    """Where it begins in the condition, in code points."""


class ConditionSyntaxError(Exception):
    """A condition that cannot be read; becomes a diagnostic, never seen outside this package."""

    def __init__(self, offset: int, message: str, hint: str = "", *, code: str = "EX101") -> None:
        super().__init__(message)
        self.offset = offset
        self.message = message
        self.hint = hint
        self.code = code


def tokenize(text: str) -> list[Token]:
    """The tokens of a condition, closed by one of kind ``end``.

    Raises:
        ConditionSyntaxError: at the first character that belongs to no token.
    """
    tokens: list[Token] = []
    at = 0
    end = len(text.rstrip())
    while at < end:
        start = at + len(text[at:]) - len(text[at:].lstrip())
        match = _TOKEN.match(text, start)
        if foreign := _FOREIGN.match(text, start):
            raise _not_a_word(start, foreign[0])
        if match is None:
            raise _not_a_word(start, text[start])
        tokens.append(_token(match))
        at = match.end()
    tokens.append(Token("end", "", end))
    return tokens


def instead_of(word: str) -> str:
    """What to write instead of a word of another language, as a hint; else the nearest keyword, or nothing."""
    if word in _INSTEAD:
        return f"Écrivez « {_INSTEAD[word]} »."
    if word.lower() in KEYWORDS:
        return f"Écrivez « {word.lower()} », en minuscules."
    return suggestion(word, KEYWORDS)


def _token(match: re.Match[str]) -> Token:
    kind = match.lastgroup
    text = match[kind or 0]
    offset = match.end() - len(text)
    if kind == "number":
        if len(text) > MAX_DIGITS:
            raise ConditionSyntaxError(offset, "Ce nombre a trop de chiffres.")
        return Token("number", text, offset)
    if kind == "name":
        return Token("keyword" if text in KEYWORDS else "name", text, offset)
    return Token("operator", text, offset)


def _not_a_word(offset: int, found: str) -> ConditionSyntaxError:
    hint = instead_of(found)
    if found == "%":
        hint = "Écrivez le nombre seul, sans « % »."
    elif found in {"'", '"', "«", "»", "’", "“", "”"}:
        hint = "Les identifiants s’écrivent sans guillemets."
    elif found.isdigit():
        hint = "Un nombre ne peut pas être collé à un mot."
    return ConditionSyntaxError(offset, f"« {found} » n’a pas de sens dans une condition.", hint)
