"""Safe YAML in which every element knows its line and column.

Trainers write scripts and rubrics by hand; whatever is wrong in a file must be told with its place, in their words.
This package reads the text (``read_yaml``) and checks its shape against a model (``validate``). It knows nothing of
scripts, markers or criteria. The part that needs pydantic is imported on first use, so that listing files stays cheap.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from simulator.yaml_source.decoding import MAX_BYTES
from simulator.yaml_source.located import NOWHERE, Located, LocatedDict, LocatedList, LocatedStr
from simulator.yaml_source.reader import MAX_DEPTH, YamlDocument, read_yaml

if TYPE_CHECKING:
    from simulator.yaml_source.element import Element
    from simulator.yaml_source.validation import validate

__all__ = [
    "MAX_BYTES",
    "MAX_DEPTH",
    "NOWHERE",
    "Element",
    "Located",
    "LocatedDict",
    "LocatedList",
    "LocatedStr",
    "YamlDocument",
    "read_yaml",
    "validate",
]


def __getattr__(name: str) -> Any:
    """Import ``Element`` and ``validate``, and pydantic with them, only when someone asks for them."""
    if name == "Element":
        from simulator.yaml_source.element import Element

        return Element
    if name == "validate":
        from simulator.yaml_source.validation import validate

        return validate
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
