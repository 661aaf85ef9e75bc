"""Containers and strings that remember where they stand in their file.

Numbers and booleans cannot carry a place of their own, so the container that holds them keeps it. This module knows
neither the YAML parser nor pydantic (imported only when a model asks for the schema of ``LocatedStr``).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Self

from simulator.diagnostics import Position

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pydantic import GetCoreSchemaHandler
    from pydantic_core import CoreSchema

NOWHERE = Position("", 1, 1)
"""Where an element built in Python, and read from no file, stands."""

_ESCAPE = re.compile(r"\\(?:x(..)|u(.{4})|U(.{8})|\n\s*|(.))", re.DOTALL)
_SPACE_ESCAPES = frozenset("nrtvf _NLP\t")


class Located:
    """Mixin of the values that have a place in a file."""

    position: Position = NOWHERE


class LocatedDict(dict[str, Any], Located):
    """A mapping whose keys and values all have a place; its keys are always strings."""

    def __init__(self, position: Position = NOWHERE) -> None:
        super().__init__()
        self.position = position
        self._keys: dict[str, Position] = {}
        self._values: dict[str, Position] = {}

    def add(self, key: str, value: Any, key_position: Position, value_position: Position) -> None:
        """Add one entry with the places of its key and of its value."""
        self[key] = value
        self._keys[key] = key_position
        self._values[key] = value_position

    def key_place(self, key: str) -> Position:
        """Where the key is written; the place of the mapping when it has no such key."""
        return self._keys.get(key, self.position)

    def place(self, key: str) -> Position:
        """Where the value of the key begins; the place of the mapping when it has no such key."""
        return self._values.get(key, self.position)


class LocatedList(list[Any], Located):
    """A sequence whose items all have a place."""

    def __init__(self, position: Position = NOWHERE) -> None:
        super().__init__()
        self.position = position
        self._items: list[Position] = []

    def add(self, value: Any, position: Position) -> None:
        """Append one item with its place."""
        self.append(value)
        self._items.append(position)

    def place(self, index: int) -> Position:
        """Where the item begins; the place of the list when it has no such item."""
        return self._items[index] if 0 <= index < len(self._items) else self.position


class LocatedStr(str, Located):
    """A string that knows where each of its characters was written.

    Use it as the type of a model's field to keep the place; a field of type ``str`` receives a plain string.

    Args:
        value: the string itself.
        position: where its source begins (the opening quote, or the ``|`` of a block).
        source: the text of the file from there to the end of the string, quotes and indentation included.
        style: the YAML style: ``""`` plain, ``'`` or ``"`` quoted, ``|`` or ``>`` block.
    """

    def __new__(cls, value: str = "", position: Position = NOWHERE, source: str = "", style: str = "") -> Self:
        """Build the string; its place and source are kept beside it."""
        text = super().__new__(cls, value)
        text.position = position
        text._source = source
        text._style = style
        return text

    _source: str
    _style: str

    def at(self, offset: int) -> Position:
        """The place in the file of the character at ``offset``, whatever the quotes, escapes, folds and indentation.

        Visible characters come in the same order in the string and in its source: the n-th of one is the n-th of
        the other. An offset past the end, or a space, stands just after the visible character before it.
        """
        if not self._source:
            return self.position
        offset = max(0, min(offset, len(self)))
        rank = sum(not character.isspace() for character in self[:offset])
        inside = offset < len(self) and not self[offset].isspace()
        places = self._visible()
        found = [place for place, _ in zip(places, range(rank + inside), strict=False)]
        if not found:
            return self._move(self._body_start())
        begin, end = found[-1]
        if inside:
            return self._move(begin)
        spaces = offset - len(self[:offset].rstrip())
        gap = self._source[end : end + spaces]
        return self._move(end + spaces if gap.strip(" ") == "" and len(gap) == spaces else end)

    def _body_start(self) -> int:
        if self._style in {"|", ">"}:
            newline = self._source.find("\n") + 1
            rest = self._source[newline:]
            return newline + len(rest) - len(rest.lstrip())
        return 1 if self._style in {"'", '"'} else 0

    def _visible(self) -> Iterator[tuple[int, int]]:
        """Begin and end in the source of each visible character of the string."""
        source, at = self._source, self._body_start()
        while at < len(source):
            width, visible = 1, not source[at].isspace()
            if self._style == '"' and source[at] == "\\" and (escape := _ESCAPE.match(source, at)):
                width, visible = escape.end() - at, _is_visible(escape)
            elif self._style == "'" and source.startswith("''", at):
                width = 2
            if visible:
                yield at, at + width
            at += width

    def _move(self, by: int) -> Position:
        before = self._source[:by]
        line = self.position.line + before.count("\n")
        column = by - before.rfind("\n") if "\n" in before else self.position.column + by
        return Position(self.position.file, line, column)

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        """Let a model keep the string with its place; a plain string stands nowhere."""
        from pydantic_core import core_schema

        def keep(value: Any, check: core_schema.ValidatorFunctionWrapHandler) -> LocatedStr:
            checked = check(value)
            return value if isinstance(value, LocatedStr) else LocatedStr(checked)

        return core_schema.no_info_wrap_validator_function(keep, core_schema.str_schema(strict=True))


def _is_visible(escape: re.Match[str]) -> bool:
    code = escape[1] or escape[2] or escape[3]
    if code:
        return not chr(int(code, 16)).isspace()
    return escape[4] is not None and escape[4] not in _SPACE_ESCAPES
