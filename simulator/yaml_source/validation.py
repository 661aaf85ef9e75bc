"""Checks the shape of a document against a model, and tells all that is wrong in the file's own terms.

pydantic finds the faults; this module gives each its place in the file and decides which of a union's complaints
matter. Nothing here is about scripts or rubrics: the caller names the family of codes.

====  ==========================================
code  meaning (``SC1`` is the family of scripts)
====  ==========================================
01    unknown key
02    missing key
03    wrong type
04    value not allowed
05    rule of the model itself not kept
====  ==========================================
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from pydantic import BaseModel, ValidationError

from simulator.diagnostics import Diagnostic, Position, suggestion
from simulator.yaml_source.located import LocatedDict, LocatedList
from simulator.yaml_source.wording import TYPE_NAMES, Told, tell

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

    from simulator.yaml_source.reader import YamlDocument

_Model = TypeVar("_Model", bound=BaseModel)


@dataclass(frozen=True)
class _Fault:
    """One error of pydantic, placed in the document."""

    error: ErrorDetails
    path: tuple[str | int, ...]
    """The keys and indices that exist in the document, without the names that pydantic gives to a union's branches."""
    unions: tuple[_Branch, ...]
    """The branches it comes from, outermost union first."""
    key: str
    """The key that is missing, unknown or misspelt, or an empty string."""

    def mismatch(self, depth: int) -> bool:
        """Whether the whole value is of another kind than the branch of the union at this depth wants."""
        return self.path == self.unions[depth].path and not self.key and self.error["type"] in TYPE_NAMES


class _Branch(NamedTuple):
    path: tuple[str | int, ...]
    """Where the union's value stands."""
    name: str


def validate(
    model: type[_Model], document: YamlDocument, *, family: str = "SC1"
) -> tuple[_Model | None, list[Diagnostic]]:
    """Build the model from a document.

    Args:
        model: the model of the whole document.
        document: what ``read_yaml`` gave.
        family: the first three characters of the codes; codes 01 to 05 of the family belong to this function.

    Returns:
        The model, or ``None`` when the document does not fit; and all diagnostics, in the order of the file.
    """
    known: dict[int, set[str]] = {}
    try:
        return model.model_validate(document.data, context=known), []
    except ValidationError as invalid:
        located = [_locate(error, document.data) for error in invalid.errors(include_url=False)]
        faults = [fault for fault in located if not _miscounted(fault, document.data)]
    told = {_diagnostic(group, document, known, family) for group in _relevant(faults)}
    return None, sorted(told)


def _locate(error: ErrorDetails, data: Any) -> _Fault:
    """Follow pydantic's path through the document, setting apart the names of a union's branches."""
    path: list[str | int] = []
    unions: list[_Branch] = []
    key = ""
    node = data
    for rank, step in enumerate(error["loc"]):
        last = rank == len(error["loc"]) - 1
        if isinstance(node, LocatedDict) and step in node:
            path.append(step)
            node = node[str(step)]
            key = str(step) if last and error["type"] == "extra_forbidden" else ""
        elif isinstance(node, LocatedList) and isinstance(step, int) and step < len(node):
            path.append(step)
            node = node[step]
        elif last and error["type"] == "missing":
            key = str(step)
        elif step != "[key]":
            unions.append(_Branch(tuple(path), str(step)))
    return _Fault(error, tuple(path), tuple(unions), key)


def _relevant(faults: list[_Fault], depth: int = 0) -> list[list[_Fault]]:
    """Group the faults told together: one by one outside unions; in a union, those of the likeliest branch.

    The likeliest branch is the one whose kind of value was written, with the fewest faults; when no branch takes this
    kind of value, all of them are told as one fault.
    """
    groups = [[fault] for fault in faults if len(fault.unions) <= depth]
    unions: dict[tuple[str | int, ...], dict[str, list[_Fault]]] = {}
    for fault in faults:
        if len(fault.unions) > depth:
            branch = fault.unions[depth]
            unions.setdefault(branch.path, {}).setdefault(branch.name, []).append(fault)
    for branches in unions.values():
        fitting = [branch for branch in branches.values() if not any(fault.mismatch(depth) for fault in branch)]
        if fitting:
            shortest: list[list[_Fault]] = min((_relevant(branch, depth + 1) for branch in fitting), key=len)
            groups.extend(shortest)
        else:
            groups.append([fault for branch in branches.values() for fault in branch if fault.mismatch(depth)])
    return groups


def _miscounted(fault: _Fault, data: Any) -> bool:
    """Whether a list is told too short only because pydantic leaves out its faulty items, told on their own."""
    if fault.error["type"] != "too_short":
        return False
    return bool(len(_values(data, fault.path)[1]) >= fault.error["ctx"]["min_length"])


def _diagnostic(group: list[_Fault], document: YamlDocument, known: dict[int, set[str]], family: str) -> Diagnostic:
    fault = group[0]
    parent, value = _values(document.data, fault.path)
    if fault.error["type"] == "extra_forbidden":
        told = _unknown_key(fault.key, known.get(id(parent), set()))
    else:
        told = tell([one.error for one in group], fault.key, value)
    return Diagnostic.at(_place(fault, document), f"{family}{told.code}", told.message, hint=told.hint)


def _unknown_key(key: str, known: set[str]) -> Told:
    hint = suggestion(key, sorted(known))
    if not hint and known:
        hint = f"Clés possibles ici : {', '.join(sorted(known))}."
    return Told("01", f"La clé « {key} » est inconnue ici.", hint)


def _values(data: Any, path: tuple[str | int, ...]) -> tuple[Any, Any]:
    """The container of a path's last step, and the value there."""
    parent = node = data
    for step in path:
        parent, node = node, node[step]
    return parent, node


def _place(fault: _Fault, document: YamlDocument) -> Position:
    """The key when it is unknown or malformed; the mapping when one is missing; else the value."""
    position = getattr(document.data, "position", Position(document.file, 1, 1))
    node = document.data
    for rank, step in enumerate(fault.path):
        last = rank == len(fault.path) - 1
        of_key = last and (fault.error["type"] == "extra_forbidden" or fault.error["loc"][-1] == "[key]")
        position = node.key_place(step) if of_key else node.place(step)
        node = node[step]
    return position
