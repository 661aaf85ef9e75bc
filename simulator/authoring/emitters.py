"""Renders diagnostics, for people and for programs; each form is a small function over the same list."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from simulator.diagnostics import Diagnostic


def as_text(diagnostics: Sequence[Diagnostic]) -> str:
    """One paragraph per diagnostic, then a sentence that counts them; ends with a line feed."""
    lines = [str(diagnostic) for diagnostic in diagnostics]
    if not lines:
        return "Tout est en ordre.\n"
    errors = sum(diagnostic.severity == "erreur" for diagnostic in diagnostics)
    counts = [_counted(errors, "erreur"), _counted(len(diagnostics) - errors, "avertissement")]
    files = len({diagnostic.file for diagnostic in diagnostics})
    total = " et ".join(count for count in counts if count)
    return "\n".join([*lines, "", f"{total} dans {_counted(files, 'fichier')}."]) + "\n"


def as_json(diagnostics: Sequence[Diagnostic]) -> str:
    """A JSON array of objects with the keys of ``Diagnostic``, accents kept; ends with a line feed."""
    return json.dumps([diagnostic.as_dict() for diagnostic in diagnostics], ensure_ascii=False, indent=2) + "\n"


def _counted(count: int, noun: str) -> str:
    return f"{count} {noun}{'s' if count > 1 else ''}" if count else ""
