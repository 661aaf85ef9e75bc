"""Whether a clause asks something, and whether the answer awaited is developed (« ouverte ») or brief (« fermee »).

Forms seen: est-ce que, inversion, interrogative word first or last (``interrogatives``), indirect questions and
requests (``requests``), intonation with its question mark.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from simulator.rubric.language.answers import invites, kind
from simulator.rubric.language.interrogatives import IN_PLACE, direct
from simulator.rubric.language.requests import request
from simulator.rubric.language.words import phrases, words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from simulator.rubric.language.model import Question, Token


@dataclass(frozen=True, slots=True)
class Asking:
    """What was found: the kind of question, whether it is only one in form."""

    kind: Question | None
    rhetorical: bool = False


_NOTHING = Asking(None)


def ask(tokens: Sequence[Token], mark: bool, *, alone: bool = True) -> Asking:
    """Read one clause.

    Args:
        tokens: the clause's tokens.
        mark: whether a question mark ends it.
        alone: whether it is the first clause of its sentence (an interrogative word may then open it).
    """
    phrase = " ".join(token.form for token in tokens)
    core = _core(tokens)
    bare = " ".join(token.form for token in core)
    if core and len(core) < len(tokens) and tokens[len(tokens) - len(core) - 1].form in ("voila", "est") and not mark:
        return _NOTHING
    if phrase in phrases("questions_creuses") or (bare in phrases("questions_creuses") and bare) or not core:
        return Asking(None, rhetorical=mark)
    found = direct(core, mark, alone)
    if found is None:
        found = request(core, mark)
    if found is None and mark:
        found = _intonation(core)
    return Asking(found)


def _core(tokens: Sequence[Token]) -> Sequence[Token]:
    """The clause without the words that only lead in (« euh, et donc… »)."""
    index = 0
    leading = words("interjections")
    while index < len(tokens) and tokens[index].form in leading and not _needed(tokens, index):
        index += 1
    return tokens[index:]


def _needed(tokens: Sequence[Token], index: int) -> bool:
    """Whether a small word begins the question itself (« si », « de quoi », « la date »)."""
    form = tokens[index].form
    following = tokens[index + 1].form if index + 1 < len(tokens) else ""
    if form in ("de", "a", "la", "dites", "quoi"):
        return form != "de" or following != "accord"
    return form == "du" and following != "coup"


def _intonation(core: Sequence[Token]) -> Question:
    """A statement with a question mark."""
    for index in range(len(core) - 1, -1, -1):
        token = core[index]
        if (
            token.form in IN_PLACE
            and token.form not in ("ou", "qui", "quand")
            and (len(core) - index <= 6 or token.form == "quoi")
        ):
            if token.form == "quoi" and index and core[index - 1].form == "de":
                return "ouverte"
            return kind(core, index)
    return "ouverte" if invites(core) else "fermee"
