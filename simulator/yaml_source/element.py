"""The base of every model read from YAML.

An element keeps the place it was read from, so that what is found wrong later (an unknown state, a template that does
not compile) is still told at its line. It is as strict as trainers need: a text is not a number, « oui » is no boolean.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self

from pydantic import BaseModel, ConfigDict, ModelWrapValidatorHandler, PrivateAttr, ValidationInfo, model_validator

from simulator.yaml_source.located import NOWHERE, LocatedDict, LocatedList

if TYPE_CHECKING:
    from pydantic import GetCoreSchemaHandler
    from pydantic_core import CoreSchema

    from simulator.diagnostics import Position

_STRICT = frozenset({"str", "int", "float", "bool"})
_OPAQUE = frozenset({"metadata", "default", "expected", "serialization", "keys_schema"})


def _make_strict(schema: Any) -> None:
    """Walk a core schema and mark its scalars strict, keys of mappings excepted (YAML keys are always strings)."""
    if isinstance(schema, list | tuple):
        for item in schema:
            _make_strict(item)
    elif isinstance(schema, dict):
        if schema.get("type") in _STRICT:
            schema["strict"] = True
        for key, value in schema.items():
            if key not in _OPAQUE:
                _make_strict(value)


class Element(BaseModel):
    """A frozen model that refuses unknown keys and knows its place.

    Fields may be named in English with a French ``alias``; both are accepted. Scalars are strict (``2`` is no text,
    ``"2"`` no number) while a YAML list becomes a tuple or a frozen set. Type a field ``LocatedStr`` rather
    than ``str`` to keep the place of each of its characters.
    """

    model_config = ConfigDict(
        frozen=True, extra="forbid", validate_by_name=True, validate_by_alias=True, arbitrary_types_allowed=True
    )

    _source: LocatedDict | None = PrivateAttr(default=None)

    @property
    def position(self) -> Position:
        """Where the element begins; ``NOWHERE`` when it was built in Python."""
        return NOWHERE if self._source is None else self._source.position

    def place(self, *path: str | int) -> Position:
        """Where the value under a path of keys and indices begins, or the nearest element around it that exists.

        Args:
            path: field names or YAML keys, and indices in lists: ``place("transitions", 2, "si")``.
        """
        return self._follow(path, of_key=False)

    def key_place(self, *path: str | int) -> Position:
        """Where the last key of a path is written, or the nearest element around it that exists."""
        return self._follow(path, of_key=True)

    def _follow(self, path: tuple[str | int, ...], *, of_key: bool) -> Position:
        node: Any = self._source
        position = self.position
        for rank, step in enumerate(path):
            if isinstance(node, LocatedDict) and isinstance(step, str):
                key = self._yaml_key(step) if rank == 0 else step
                last = rank == len(path) - 1
                position = node.key_place(key) if of_key and last else node.place(key)
                node = node.get(key)
            elif isinstance(node, LocatedList) and isinstance(step, int):
                position = node.place(step)
                node = node[step] if 0 <= step < len(node) else None
        return position

    def _yaml_key(self, name: str) -> str:
        """The key that the file uses for a field, which may be its alias."""
        field = type(self).model_fields.get(name)
        if self._source is not None and name not in self._source and field is not None and field.alias:
            return field.alias
        return name

    @classmethod
    def keys(cls) -> tuple[str, ...]:
        """The keys that the YAML may hold, in the order of the model."""
        return tuple(field.alias or name for name, field in cls.model_fields.items())

    @model_validator(mode="wrap")
    @classmethod
    def _keep_place(cls, data: Any, handler: ModelWrapValidatorHandler[Self], info: ValidationInfo) -> Self:
        """Note the place; leave for ``validate`` which keys this element knows, in case one is misspelt."""
        if isinstance(data, LocatedDict) and isinstance(info.context, dict):
            info.context.setdefault(id(data), set()).update(cls.keys())
        element = handler(data)
        if isinstance(data, LocatedDict):
            element._source = data
        return element

    @classmethod
    def __get_pydantic_core_schema__(cls, source: type[BaseModel], handler: GetCoreSchemaHandler, /) -> CoreSchema:
        """Make scalars strict, and leave collections lax so that a YAML list may become a tuple."""
        schema = handler(source)
        _make_strict(schema)
        return schema
