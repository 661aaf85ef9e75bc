"""Tells what a file given to ``check`` is: a script, or one of the three kinds of files of a rubric.

A file inside a folder of a rubric is what its folder says; elsewhere its top-level keys decide.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from pathlib import Path

Kind = Literal["script", "marqueurs", "criteres", "lexiques"]

_FOLDERS: dict[str, Kind] = {"marqueurs": "marqueurs", "criteres": "criteres", "lexiques": "lexiques"}
_KEY = re.compile(r"^(\w+)[ ]*:", re.MULTILINE)
_SIGNS: tuple[tuple[Kind, frozenset[str]], ...] = (
    ("script", frozenset({"etats", "personne", "consigne", "jauges"})),
    ("marqueurs", frozenset({"exemples", "contre_exemples", "regles", "nature"})),
    ("lexiques", frozenset({"evenements", "signes"})),
    ("criteres", frozenset({"criteres"})),
)
"""Keys that only one kind of file has; the first kind with one of them is taken (a script also has « criteres »)."""


def kind_of(path: Path, content: bytes) -> Kind:
    """What a file is; a script when nothing tells, since that is what most files are."""
    folder = path.resolve().parent.name
    if folder in _FOLDERS:
        return _FOLDERS[folder]
    keys = set(_KEY.findall(content.decode("utf-8", "replace")))
    return next((kind for kind, signs in _SIGNS if keys & signs), "script")
