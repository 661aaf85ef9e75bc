"""Reads what can be of a document whose shape has faults, so that its other faults are told at the same time.

Only what surely means little to the rest is mended: a misspelt key, a stray scalar, a number out of its bounds, a word
out of its list. When a whole part would be lost, nothing is read: every mention of it would look like a fault.
"""

from __future__ import annotations

import copy
import re
from typing import TYPE_CHECKING, Any, TypeVar

from pydantic import BaseModel, ValidationError

from simulator.diagnostics import nearest
from simulator.yaml_source.located import LocatedDict, LocatedList, LocatedStr

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

    from simulator.yaml_source.reader import YamlDocument

_Model = TypeVar("_Model", bound=BaseModel)

_ROUNDS = 4
"""A mended part may show faults of its own, nested in it; nobody nests four misspelt keys."""
_BOUNDS = {"greater_than_equal": "ge", "less_than_equal": "le"}


def salvage(model: type[_Model], document: YamlDocument) -> _Model | None:
    """The model of a document that ``validate`` refused, its small faults mended; ``None`` when they are not small.

    Args:
        model: the model of the whole document.
        document: what ``read_yaml`` gave; it is left as it is.
    """
    data = copy.deepcopy(document.data)
    for _ in range(_ROUNDS):
        known: dict[int, set[str]] = {}
        try:
            return model.model_validate(data, context=known)
        except ValidationError as invalid:
            errors = [error for error in invalid.errors(include_url=False) if error["type"] != "missing"]
        mended = [_mend(error, data, known) for error in errors]
        if not mended or not all(mended):
            return None
    return None


def _mend(error: ErrorDetails, data: Any, known: dict[int, set[str]]) -> bool:
    """Mend one fault in place, if it is one that can be."""
    *path, last = error["loc"] or ("",)
    parent = data
    for step in path:
        if isinstance(parent, LocatedDict) and step in parent:
            parent = parent[str(step)]
        elif isinstance(parent, LocatedList) and isinstance(step, int) and step < len(parent):
            parent = parent[step]
        else:
            return False
    if not isinstance(parent, LocatedDict) or last not in parent:
        return False
    key = str(last)
    if error["type"] == "extra_forbidden":
        return _rename(parent, key, known.get(id(parent), set()))
    context = error.get("ctx", {})
    if error["type"] in _BOUNDS:
        parent[key] = context[_BOUNDS[error["type"]]]
    elif error["type"] == "literal_error" and (choices := re.findall(r"'([^']*)'", context["expected"])):
        parent[key] = LocatedStr(choices[0], parent.place(key))
    else:
        return False
    return True


def _rename(mapping: LocatedDict, key: str, known: set[str]) -> bool:
    """Give an unknown key the name it must have been meant for; without one, drop it if it holds a mere scalar."""
    meant = nearest(key, known - mapping.keys())
    key_place, place = mapping.key_place(key), mapping.place(key)
    value = mapping.pop(key)
    if meant:
        mapping.add(LocatedStr(meant, key_place), value, key_place, place)
    return bool(meant) or not isinstance(value, list | dict)
