"""What ``repartie check`` prints: one problem of a file, with its place, a stable code and a hint.

Codes are grouped and never reused: ``YA1xx`` reading YAML, ``SC1xx`` structure of a script, ``SC2xx`` references,
``SC3xx`` reachability and endings, ``EX1xx`` conditions, ``TP1xx`` templates, ``RU1xx`` markers, ``RU2xx`` criteria.
This module knows nothing of YAML, scripts or rubrics.
"""

from __future__ import annotations

import difflib
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Literal

from simulator.errors import FIXED, typeset

if TYPE_CHECKING:
    from collections.abc import Iterable

Severity = Literal["erreur", "avertissement"]


@dataclass(frozen=True, slots=True, order=True)
class Position:
    """A place in a file; lines and columns are counted from 1, as editors do."""

    file: str
    line: int
    column: int

    def __str__(self) -> str:
        """``file:line:column``, the form that terminals and editors turn into a link."""
        return f"{self.file}:{self.line}:{self.column}"


@dataclass(frozen=True, slots=True, order=True)
class Diagnostic:
    """One problem found in a file. Its fields are exactly the keys of ``repartie check --json``."""

    file: str
    line: int
    column: int
    code: str
    severity: Severity
    message: str
    """What is wrong, one French sentence."""
    hint: str = ""
    """What to do, one French sentence, or an empty string."""

    @classmethod
    def at(
        cls, position: Position, code: str, message: str, *, hint: str = "", severity: Severity = "erreur"
    ) -> Diagnostic:
        """Build a diagnostic at a position, its sentences set in French typography."""
        place = (position.file, position.line, position.column)
        return cls(*place, code, severity, typeset(message), typeset(hint))

    def as_dict(self) -> dict[str, str | int]:
        """The JSON form."""
        return asdict(self)

    def __str__(self) -> str:
        """The form for people: place, severity, code, message, then the hint on its own line."""
        head = f"{self.file}:{self.line}:{self.column}{FIXED}: {self.severity} {self.code}{FIXED}: {self.message}"
        return f"{head}\n    → {self.hint}" if self.hint else head


def has_errors(diagnostics: Iterable[Diagnostic]) -> bool:
    """Whether at least one diagnostic is an error (warnings alone let a file be used)."""
    return any(diagnostic.severity == "erreur" for diagnostic in diagnostics)


def nearest(unknown: str, known: Iterable[str]) -> str:
    """The known word nearest to ``unknown``, or an empty string when none is near."""
    return next(iter(difflib.get_close_matches(unknown, sorted(known), n=1, cutoff=0.6)), "")


def suggestion(unknown: str, known: Iterable[str]) -> str:
    """A French hint naming the known word nearest to ``unknown``, or an empty string when none is near."""
    near = nearest(unknown, known)
    return f"Vouliez-vous dire « {near} » ?" if near else ""
