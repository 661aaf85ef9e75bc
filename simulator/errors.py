"""Every error that Repartie shows to a person.

The tree::

    RepartieError
    ├── UsageError          wrong command, unknown id, no terminal            exit 2
    ├── InputError          unreadable standard input or file                 exit 2
    ├── InvalidFileError    a script or a rubric with diagnostics             exit 1
    ├── TranscriptError     a transcript or reply line that cannot be judged  exit 2
    └── JournalError        the journal cannot be used                        exit 2
        ├── JournalLockedError
        ├── JournalReadOnlyError
        ├── JournalCorruptError
        ├── JournalTooNewError
        └── SessionNotFoundError

Each error says in French what happened, where, and what to do. Nothing else may reach the person as a traceback;
``simulator.cli`` turns an error into one message on standard error and an exit code, in one place. So that all messages
have the spaces of French typography whoever writes them, they are set here, at the bottom, by ``typeset``.
"""

from __future__ import annotations

import re
from enum import IntEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from simulator.diagnostics import Diagnostic


NARROW = "\u202f"
"""Narrow no-break space, before « ; », « ! » and « ? »."""
FIXED = "\u00a0"
"""No-break space, inside guillemets and before « : »."""

_OPENING = re.compile(r"«\s*")
_CLOSING = re.compile(r"\s*»")
_HIGH = re.compile(r"(?<=[^\s«]) (?=[;!?](?!=))")
_COLON = re.compile(r"(?<=[^\s«]) (?=:)")


def typeset(text: str) -> str:
    """French with its no-break spaces, whatever spaces its author typed; ``!=`` is no exclamation."""
    text = _OPENING.sub(f"«{FIXED}", _CLOSING.sub(f"{FIXED}»", text))
    return _COLON.sub(FIXED, _HIGH.sub(NARROW, text))


class ExitCode(IntEnum):
    """What the ``repartie`` command tells the shell."""

    DONE = 0
    """The work is done."""
    PROBLEMS = 1
    """The work was done and found problems (``check``, an invalid script)."""
    USAGE = 2
    """The command, its input or its environment does not allow the work."""


class RepartieError(Exception):
    """Base of all errors shown to a person.

    Args:
        what: what happened, one French sentence with its full stop.
        where: the file, line, session or option concerned, or an empty string.
        hint: what to do, one French sentence, or an empty string.
    """

    exit_code: ExitCode = ExitCode.USAGE

    def __init__(self, what: str, *, where: str = "", hint: str = "") -> None:
        self.what = typeset(what)
        self.where = where
        self.hint = typeset(hint)
        super().__init__(self.what)

    def __str__(self) -> str:
        """The whole message: where, what, then what to do on a line of its own."""
        head = f"{self.where}{FIXED}: {self.what}" if self.where else self.what
        return f"{head}\n→ {self.hint}" if self.hint else head


class UsageError(RepartieError):
    """The command is used in a way that cannot work."""


class InputError(RepartieError):
    """Standard input or a file cannot be read as what it should be."""


class InvalidFileError(RepartieError):
    """A script or rubric file has errors; ``diagnostics`` lists them all."""

    exit_code = ExitCode.PROBLEMS

    def __init__(self, what: str, diagnostics: Sequence[Diagnostic], *, where: str = "", hint: str = "") -> None:
        super().__init__(what, where=where, hint=hint)
        self.diagnostics = tuple(diagnostics)


class TranscriptError(RepartieError):
    """A line given to ``tag`` or ``judge`` is not a reply or a transcript."""


class JournalError(RepartieError):
    """The journal of sessions cannot be used."""


class JournalLockedError(JournalError):
    """Another program holds the journal."""


class JournalReadOnlyError(JournalError):
    """The journal cannot be written."""


class JournalCorruptError(JournalError):
    """The journal's file is damaged or is no journal."""


class JournalTooNewError(JournalError):
    """The journal was written by a newer version of Repartie."""


class SessionNotFoundError(JournalError):
    """No session has this id."""
