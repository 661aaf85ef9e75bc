"""Gathers everything wrong in a script, so that its author reads it all at once.

Codes used by this package (the shape itself, SC101 to SC105, is told by ``yaml_source.validate``):

=====  ==================================================  =====  =============================================
SC110  a channel or a mood without a line                  SC201  unknown state or ending
SC111  a gauge that does not fit its bounds                SC202  unknown gauge
SC112  a fact whose access lacks what it needs             SC203  unknown mood
SC113  something seen, not heard, on the phone (warning)   SC204  unknown channel
SC114  id or activity other than the file's place          SC205  channel not declared (warning)
SC115  ``tours_max`` below the expected length             SC206  unknown or missing ending for ``tours_max``
SC116  the same variant twice (warning)                    SC301  state that nothing leads to
SC117  fewer than three variants                           SC302  state from which no ending can be reached
SC118  lines or effects in a form not understood           SC303  ending that nothing leads to
SC119  a name used twice, or kept for the engine           SC304  transition hidden by another (warning)
SC120  moods: conditions in the wrong place                TP1xx  templates, see ``simulator.dialogue.templates``
=====  ==================================================  =====  =============================================
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.diagnostics import Diagnostic, suggestion

if TYPE_CHECKING:
    from collections.abc import Iterable

    from simulator.diagnostics import Position
    from simulator.dialogue.templates import TemplateProblem
    from simulator.yaml_source import LocatedStr


class Problems:
    """The diagnostics found so far, without doubles."""

    def __init__(self) -> None:
        self._found: dict[Diagnostic, None] = {}

    def error(self, position: Position, code: str, message: str, hint: str = "") -> None:
        """Note an error: the script cannot be played."""
        self._found.setdefault(Diagnostic.at(position, code, message, hint=hint))

    def warning(self, position: Position, code: str, message: str, hint: str = "") -> None:
        """Note a warning: the script can be played."""
        self._found.setdefault(Diagnostic.at(position, code, message, hint=hint, severity="avertissement"))

    def unknown(self, position: Position, code: str, message: str, word: str, known: Iterable[str]) -> None:
        """Note an unknown name, with the nearest known one or, failing that, the list."""
        names = sorted(known)
        hint = suggestion(word, names)
        if not hint and names:
            hint = f"Noms connus : {', '.join(names)}."
        self.error(position, code, message, hint)

    def add(self, diagnostics: Iterable[Diagnostic]) -> None:
        """Note diagnostics found elsewhere."""
        for diagnostic in diagnostics:
            self._found.setdefault(diagnostic)

    def template(self, text: LocatedStr, problem: TemplateProblem) -> None:
        """Note what is wrong in a template, at its line of the file, with jinja2's own line too."""
        start = sum(len(line) for line in text.splitlines(keepends=True)[: problem.line - 1])
        offset = text.find(problem.word, start) if problem.word else start
        message = problem.message
        if problem.line > 1:
            message = f"{message.removesuffix('.')} (ligne {problem.line} du texte)."
        self.unknown(text.at(max(offset, start)), problem.code, message, problem.word, problem.known)

    def all(self) -> list[Diagnostic]:
        """Everything found, in the order of the file."""
        return sorted(self._found)
