"""Says pydantic's errors in French, in the terms of a YAML file: clé, texte, liste, nombre.

A table per kind of error, and nothing about places: see ``validation``.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple, get_args

from pydantic_core.core_schema import ErrorType

from simulator.diagnostics import suggestion

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from pydantic_core import ErrorDetails


class Told(NamedTuple):
    """An error said in words, with the number of its code in the family."""

    code: str
    message: str
    hint: str = ""


_MAPPING = "un ensemble de clés"
_LIST = "une liste"
_NUMBER = "un nombre"
_WHOLE = "un nombre entier"
_TEXT = "un texte"
_FLAG = "« true » ou « false »"

TYPE_NAMES: Mapping[str, str] = {
    "string_type": _TEXT,
    "string_sub_type": _TEXT,
    "int_type": _WHOLE,
    "int_from_float": _WHOLE,
    "int_parsing": _WHOLE,
    "float_type": _NUMBER,
    "float_parsing": _NUMBER,
    "bool_type": _FLAG,
    "bool_parsing": _FLAG,
    "list_type": _LIST,
    "tuple_type": _LIST,
    "set_type": _LIST,
    "frozen_set_type": _LIST,
    "dict_type": _MAPPING,
    "mapping_type": _MAPPING,
    "model_type": _MAPPING,
    "model_attributes_type": _MAPPING,
    "none_required": "rien",
}
"""What each error of kind « another type is awaited » awaits."""

_FEMININE = frozenset({_LIST})


def tell(errors: Sequence[ErrorDetails], key: str, value: Any) -> Told:
    """Say one fault.

    Args:
        errors: the error, or the errors of all branches of a union when none takes this kind of value.
        key: the missing key, if the error is about one.
        value: the value found in the file.
    """
    kind = errors[0]["type"]
    if kind == "missing":
        return Told("02", f"La clé « {key} » manque.", f"Ajoutez « {key}: … » à cet endroit.")
    if kind in TYPE_NAMES:
        return _wrong_type([error["type"] for error in errors], value)
    context = errors[0].get("ctx", {})
    if kind in {"literal_error", "enum", "union_tag_invalid"}:
        return _not_a_choice(str(context.get("expected") or context.get("expected_tags", "")), value)
    if kind in {"value_error", "assertion_error"}:
        return Told("05", str(context.get("error", "")) or "La valeur n’est pas acceptée.")
    if kind == "string_pattern_mismatch" and context["pattern"].startswith("^[a-z]"):
        hint = "Écrivez-le en lettres minuscules sans accent, chiffres et tirets bas : « date_soins »."
        return Told("04", f"{_shown(value)} n’est pas un identifiant.", hint)
    if kind in _BOUNDS:
        return Told("04", _BOUNDS[kind](context))
    if kind not in get_args(ErrorType):
        return Told("05", errors[0]["msg"])
    return Told("04", f"La valeur {_shown(value)} n’est pas acceptée ({kind}).")


def _wrong_type(kinds: Sequence[str], value: Any) -> Told:
    names = list(dict.fromkeys(TYPE_NAMES[kind] for kind in kinds))
    awaited = " ou ".join(names)
    agreed = "attendue" if len(names) == 1 and names[0] in _FEMININE else "attendu"
    head = awaited[0].upper() + awaited[1:]
    return Told("03", f"{head} est {agreed} ici, et non {_described(value)}.", _type_hint(names, value))


def _type_hint(names: Sequence[str], value: Any) -> str:
    if value is None:
        return "Écrivez la valeur après le deux-points, ou supprimez la clé."
    if _TEXT in names and isinstance(value, bool | int | float):
        return "Mettez la valeur entre guillemets droits."
    if _FLAG in names:
        return "Écrivez true (oui) ou false (non), sans guillemets."
    if _LIST in names and isinstance(value, str):
        return "Faites précéder chaque élément d’un tiret, ou mettez-le entre crochets."
    if (_NUMBER in names or _WHOLE in names) and isinstance(value, str):
        return "Écrivez le nombre en chiffres, sans guillemets ni unité, avec un point pour les décimales."
    return ""


def _described(value: Any) -> str:
    if value is None:
        return "une valeur vide"
    if isinstance(value, bool):
        return f"« {str(value).lower()} »"
    if isinstance(value, str | int | float):
        return ("le texte " if isinstance(value, str) else "le nombre ") + _shown(value)
    return _LIST if isinstance(value, list) else _MAPPING


def _shown(value: Any) -> str:
    text = " ".join(str(value).split())
    return f"« {text if len(text) <= 40 else text[:39] + '…'} »"


def _not_a_choice(expected: str, value: Any) -> Told:
    choices = re.findall(r"'([^']*)'", expected) or re.findall(r"[\w.-]+(?=,| or |$)", expected)
    hint = suggestion(str(value), choices) if isinstance(value, str) else ""
    return Told(
        "04", f"La valeur {_shown(value)} n’est pas possible ici.", hint or f"Valeurs possibles : {', '.join(choices)}."
    )


def _number(value: Any) -> str:
    return f"{value:g}".replace(".", ",") if isinstance(value, int | float) else str(value)


def _length(context: Mapping[str, Any], bound: str, words: str) -> str:
    """A sentence on the number of items; ``actual_length`` is absent when pydantic stopped counting."""
    wanted = context[bound]
    actual = context.get("actual_length")
    found = f" ; il y en a {actual}" if actual is not None else ""
    return f"Il faut {words} {wanted} élément{'s' if wanted > 1 else ''} ici{found}."


_BOUNDS: Mapping[str, Callable[[Mapping[str, Any]], str]] = {
    "greater_than": lambda ctx: f"Un nombre supérieur à {_number(ctx['gt'])} est attendu ici.",
    "greater_than_equal": lambda ctx: f"Un nombre supérieur ou égal à {_number(ctx['ge'])} est attendu ici.",
    "less_than": lambda ctx: f"Un nombre inférieur à {_number(ctx['lt'])} est attendu ici.",
    "less_than_equal": lambda ctx: f"Un nombre inférieur ou égal à {_number(ctx['le'])} est attendu ici.",
    "finite_number": lambda _: "Un nombre fini est attendu ici.",
    "too_short": lambda ctx: _length(ctx, "min_length", "au moins"),
    "too_long": lambda ctx: _length(ctx, "max_length", "au plus"),
    "string_too_short": lambda ctx: f"Le texte est trop court : {ctx['min_length']} caractère(s) au moins.",
    "string_too_long": lambda ctx: f"Le texte est trop long : {ctx['max_length']} caractères au plus.",
    "string_pattern_mismatch": lambda ctx: f"Le texte n’a pas la forme attendue ({ctx['pattern']}).",
}
