"""What lists of interviews show of a script, read from the head of its file alone.

A script takes a thousand lines; its title, level and channels take ten. Only the top-level keys named here are read, so
that the home screen does not wait for the rest; whether the script is sound is told when it is opened, or by ``check``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from simulator.errors import InputError
from simulator.library.places import read_bytes, shown
from simulator.yaml_source.decoding import MAX_BYTES, decode
from simulator.yaml_source.reader import read_yaml

if TYPE_CHECKING:
    from pathlib import Path

_KEYS = frozenset(
    {"id", "titre", "resume", "activite", "canaux", "bloc", "niveau", "duree", "criteres", "difficile", "personne"}
)
_TOP_LEVEL = re.compile(r"^(\w+)[ ]*:", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class ScriptSummary:
    """One script, as lists present it. Whatever its file lacks is empty, zero or false."""

    id: str
    """The file's name without its ending."""
    title: str
    summary: str
    activity: str
    channels: tuple[str, ...]
    bloc: int
    level: int
    """1 to 3."""
    length: int
    """Exchanges expected."""
    criteria: tuple[str, ...]
    difficult: bool
    person: str
    """The interlocutor's name."""
    file: str
    error: str = ""
    """Why the file cannot be read, a French sentence; empty when it can."""


def summarize(path: Path) -> ScriptSummary:
    """Read the head of a script."""
    file = shown(path)
    try:
        text = decode(read_bytes(path, MAX_BYTES), file)
    except InputError as error:
        return _summary(path, {}, str(error))
    if not isinstance(text, str):
        return _summary(path, {}, str(text))
    document, diagnostics = read_yaml(_head(text), file)
    if document is None:
        return _summary(path, {}, str(diagnostics[0]))
    if not isinstance(document.data, dict):
        return _summary(path, {}, f"{file} : ce fichier n’est pas un script d’entretien.")
    return _summary(path, document.data, "")


def _head(text: str) -> str:
    """The text with all top-level parts but the wanted ones blanked, so that lines keep their numbers."""
    starts = [(match.start(), match[1]) for match in _TOP_LEVEL.finditer(text)]
    if not starts:
        return text
    ends = [start for start, _ in starts[1:]] + [len(text)]
    parts = [text[: starts[0][0]]]
    for (start, key), end in zip(starts, ends, strict=True):
        part = text[start:end]
        parts.append(part if key in _KEYS else "\n" * part.count("\n"))
    return "".join(parts)


def _summary(path: Path, data: dict[str, Any], error: str) -> ScriptSummary:
    person = data.get("personne")
    return ScriptSummary(
        id=path.stem,
        title=_text(data.get("titre")) or path.stem,
        summary=_text(data.get("resume")),
        activity=_text(data.get("activite")) or path.parent.name,
        channels=_texts(data.get("canaux")),
        bloc=_whole(data.get("bloc")),
        level=_whole(data.get("niveau")),
        length=_whole(data.get("duree")),
        criteria=_texts(data.get("criteres")),
        difficult=data.get("difficile") is True,
        person=_text(person.get("nom")) if isinstance(person, dict) else "",
        file=shown(path),
        error=error,
    )


def _text(value: Any) -> str:
    return " ".join(value.split()) if isinstance(value, str) else ""


def _texts(value: Any) -> tuple[str, ...]:
    return tuple(str(item) for item in value) if isinstance(value, list) else ()


def _whole(value: Any) -> int:
    return value if isinstance(value, int) and not isinstance(value, bool) else 0
