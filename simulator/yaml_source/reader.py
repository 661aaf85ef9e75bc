"""Reads YAML into located values, event by event, so that nothing dangerous is ever built.

Working on events gives the place of every element, lets caps apply before anything grows, and never reaches the part
of the library that builds Python objects. This module knows nothing of models.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import yaml
from yaml import events

from simulator.diagnostics import Diagnostic, Position
from simulator.yaml_source.decoding import MAX_BYTES, decode, too_big, unify
from simulator.yaml_source.located import LocatedDict, LocatedList, LocatedStr
from simulator.yaml_source.scalars import plain_scalar
from simulator.yaml_source.syntax import explain

if TYPE_CHECKING:
    from collections.abc import Iterator

MAX_DEPTH = 40
"""The deepest nesting read: a script nests about eight levels."""
_MAX_REPEATS = 10
"""How often one code is told in one file: beyond, the list says nothing more."""

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True)
class YamlDocument:
    """The content of one YAML file."""

    file: str
    """The file's name, as diagnostics show it."""
    text: str
    """Its text, with ``\\n`` at the end of lines."""
    data: Any
    """``LocatedDict``, ``LocatedList`` and ``LocatedStr``; numbers, booleans and ``None`` as they are."""


def read_yaml(text: str | bytes, file: str) -> tuple[YamlDocument | None, list[Diagnostic]]:
    """Read one YAML document safely.

    Args:
        text: the file's content; bytes are decoded (UTF-8, or UTF-16 with a byte order mark).
        file: its name, for diagnostics.

    Returns:
        The document, or ``None`` when it has an error; and all diagnostics, in the order of the file.
    """
    if len(text) > MAX_BYTES:
        return None, [too_big(file)]
    decoded = decode(text, file) if isinstance(text, bytes) else unify(text)
    if isinstance(decoded, Diagnostic):
        return None, [decoded]
    builder = _Builder(decoded, file)
    try:
        builder.build(yaml.parse(decoded, Loader=_Loader))
    except yaml.YAMLError as error:
        builder.diagnostics.append(explain(error, decoded, file, quoted=builder.quoted))
    except _TooDeepError:
        pass
    if builder.diagnostics:
        return None, sorted(builder.diagnostics)
    if builder.root is None:
        hint = "Partez du modèle « scripts_dialogue/_modele »."
        return None, [Diagnostic.at(Position(file, 1, 1), "YA109", "Le fichier est vide.", hint=hint)]
    return YamlDocument(file, decoded, builder.root), []


class _TooDeepError(Exception):
    """Stops the reading of a file nested too deep; its diagnostic is already noted."""


@dataclass
class _Frame:
    """A container being filled."""

    container: LocatedDict | LocatedList
    key: LocatedStr | None = None
    """The key that awaits its value, in a mapping."""
    skipped: bool = False
    """Whether the awaited value belongs to a key that cannot be kept."""


class _Builder:
    """Builds located values from events, noting what is refused on the way."""

    def __init__(self, text: str, file: str) -> None:
        self.root: Any = None
        self.quoted: tuple[Position, int] | None = None
        """Where the last text between quotes begins, and the line where it ends, if it spans several lines."""
        self.diagnostics: list[Diagnostic] = []
        self._text = text
        self._file = file
        self._stack: list[_Frame] = []
        self._documents = 0
        self._told: Counter[str] = Counter()

    def build(self, stream: Iterator[Any]) -> None:
        """Read all events; stops early at a second document."""
        for event in stream:
            if isinstance(event, events.DocumentStartEvent):
                self._documents += 1
                if self._documents > 1:
                    hint = "Supprimez la ligne « --- », ou faites deux fichiers."
                    self._tell(event, "YA110", "Le fichier contient plusieurs documents YAML.", hint)
                    return
            elif isinstance(event, events.NodeEvent):
                self._node(event)
            elif isinstance(event, events.CollectionEndEvent):
                self._stack.pop()

    def _node(self, event: Any) -> None:
        if event.anchor is not None:
            hint = "Recopiez le texte ; s’il commence par « & » ou « * », mettez-le entre guillemets."
            self._tell(event, "YA106", "Les ancres et les alias YAML (« &nom », « *nom ») ne sont pas acceptés.", hint)
        if getattr(event, "tag", None) is not None:
            hint = "Supprimez cette étiquette ; si le texte commence par « ! », mettez-le entre guillemets."
            self._tell(event, "YA108", "Les étiquettes YAML (« !nom », « !!type ») ne sont pas acceptées.", hint)
        position = self._position(event)
        if isinstance(event, events.CollectionStartEvent):
            self._open(event, position)
        elif isinstance(event, events.ScalarEvent):
            self._scalar(event, position)
        else:
            self._place(None, position)

    def _open(self, event: Any, position: Position) -> None:
        if len(self._stack) >= MAX_DEPTH:
            self._tell(
                event, "YA105", f"Les éléments sont emboîtés sur plus de {MAX_DEPTH} niveaux.", "Simplifiez ce passage."
            )
            raise _TooDeepError
        mapping = isinstance(event, events.MappingStartEvent)
        container: LocatedDict | LocatedList = LocatedDict(position) if mapping else LocatedList(position)
        self._place(container, position)
        self._stack.append(_Frame(container))

    def _scalar(self, event: Any, position: Position) -> None:
        style = event.style or ""
        last = event.end_mark.line + 1
        self.quoted = (position, last) if style in {"'", '"'} and last > position.line else None
        source = self._text[event.start_mark.index : event.end_mark.index]
        located = LocatedStr(event.value, position, source, style)
        frame = self._stack[-1] if self._stack else None
        if frame and isinstance(frame.container, LocatedDict) and frame.key is None and not frame.skipped:
            self._key(frame, located)
            return
        value = located if style else plain_scalar(event.value)
        self._place(located if isinstance(value, str) else value, position)

    def _key(self, frame: _Frame, key: LocatedStr) -> None:
        frame.key = key
        if key in frame.container and isinstance(frame.container, LocatedDict):
            first = frame.container.key_place(key).line
            message = f"La clé « {key} » est écrite deux fois ; elle l’est déjà ligne {first}."
            self._tell_at(key.position, "YA107", message, "Gardez-en une seule.")
            frame.key, frame.skipped = None, True

    def _place(self, value: Any, position: Position) -> None:
        """Put a value where it belongs: the root, the open list, or under the key that awaits it."""
        if not self._stack:
            self.root = value
            return
        frame = self._stack[-1]
        if isinstance(frame.container, LocatedList):
            frame.container.add(value, position)
        elif frame.skipped:
            frame.skipped = False
        elif frame.key is None:
            self._refuse_key(position)
            frame.skipped = True
        else:
            frame.container.add(frame.key, value, frame.key.position, position)
            frame.key = None

    def _refuse_key(self, position: Position) -> None:
        """A list or a mapping stands as a key; most often it is a template whose quotes were forgotten."""
        line = self._text.split("\n")[position.line - 1]
        template = line[: position.column].endswith("{{")
        hint = (
            "Mettez entre guillemets droits le texte qui commence par « {{ »."
            if template
            else "Écrivez « clé: valeur »."
        )
        self._tell_at(position, "YA102", "Une clé doit être un mot simple.", hint)

    def _position(self, event: Any) -> Position:
        return Position(self._file, event.start_mark.line + 1, event.start_mark.column + 1)

    def _tell(self, event: Any, code: str, message: str, hint: str) -> None:
        self._tell_at(self._position(event), code, message, hint)

    def _tell_at(self, position: Position, code: str, message: str, hint: str) -> None:
        self._told[code] += 1
        if self._told[code] <= _MAX_REPEATS:
            self.diagnostics.append(Diagnostic.at(position, code, message, hint=hint))
