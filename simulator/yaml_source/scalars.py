"""Types a plain YAML scalar as a trainer means it: the YAML 1.2 core schema, minus its traps.

Only ``true`` and ``false`` are booleans: « oui », « non », ``on``, ``off``, ``yes`` and ``no`` are words. ``12:30``
and ``2026-11-24`` are strings. A number written with a leading zero (``0612``, a member's number) stays a string, since
the zero counts; so do ``.inf`` and ``.nan``, which mean nothing in a script.
"""

from __future__ import annotations

import re

_NULLS = frozenset({"", "~", "null", "Null", "NULL"})
_BOOLEANS = {"true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False}
_INTEGER = re.compile(r"[-+]?(?:0|[1-9][0-9]{0,17})")
_DECIMAL = re.compile(r"[-+]?(?:0|[1-9][0-9]{0,17})?\.[0-9]{1,18}(?:[eE][-+]?[0-9]{1,2})?")


def plain_scalar(text: str) -> str | int | float | bool | None:
    """The value of an unquoted scalar.

    Args:
        text: the scalar as the parser gives it, without surrounding blanks.
    """
    if text in _NULLS:
        return None
    if text in _BOOLEANS:
        return _BOOLEANS[text]
    if _INTEGER.fullmatch(text):
        return int(text)
    if _DECIMAL.fullmatch(text):
        return float(text)
    return text
