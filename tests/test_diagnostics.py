"""Diagnostics say where, what and what to do, to people and to programs alike."""

from __future__ import annotations

import dataclasses

import pytest

from simulator.diagnostics import Diagnostic, Position, has_errors, suggestion
from simulator.errors import UsageError

HERE = Position("scripts/a.yaml", 12, 5)


def test_a_position_reads_as_editors_link_it() -> None:
    """File, line and column are joined as terminals and editors recognise them."""
    assert str(HERE) == "scripts/a.yaml:12:5"


def test_a_diagnostic_has_the_keys_of_check_json() -> None:
    """Programs rely on these keys, and on no other."""
    found = Diagnostic.at(HERE, "SC201", "L’état « fin » n’existe pas.", hint="Vouliez-vous dire « fins » ?")
    assert list(found.as_dict()) == ["file", "line", "column", "code", "severity", "message", "hint"]
    assert found.as_dict()["severity"] == "erreur"


def test_a_diagnostic_reads_as_a_sentence_with_its_hint_below() -> None:
    """People read place, severity, code and message on one line, then what to do, if anything."""
    found = Diagnostic.at(HERE, "SC201", "Ceci manque.")
    assert str(found) == "scripts/a.yaml:12:5\u00a0: erreur SC201\u00a0: Ceci manque."
    assert str(dataclasses.replace(found, hint="Ajoutez-le.")).splitlines()[1].strip() == "→ Ajoutez-le."


def test_messages_have_the_spaces_of_french_typography() -> None:
    """Whatever their author typed, no line of a message can break before « : » or inside guillemets."""
    found = Diagnostic.at(HERE, "SC201", "« si » : non ; « a != b » ?", hint="Vraiment !")
    assert found.message == "«\u00a0si\u00a0»\u00a0: non\u202f; «\u00a0a != b\u00a0»\u202f?"
    assert found.hint == "Vraiment\u202f!"
    error = UsageError("C’est « non » !", where="C:\\a : b", hint="Alors ?")
    assert str(error) == "C:\\a : b\u00a0: C’est «\u00a0non\u00a0»\u202f!\n→ Alors\u202f?"


def test_diagnostics_sort_by_place() -> None:
    """Sorting gives the order in which one goes through a file."""
    places = [Position("b", 1, 1), Position("a", 10, 1), Position("a", 9, 8), Position("a", 9, 7)]
    found = sorted(Diagnostic.at(place, "SC101", "x") for place in places)
    assert [(one.file, one.line, one.column) for one in found] == [("a", 9, 7), ("a", 9, 8), ("a", 10, 1), ("b", 1, 1)]


def test_warnings_alone_are_no_errors() -> None:
    """A file with warnings only can be used."""
    warning = Diagnostic.at(HERE, "SC304", "x", severity="avertissement")
    assert not has_errors([])
    assert not has_errors([warning])
    assert has_errors([warning, Diagnostic.at(HERE, "SC201", "x")])


@pytest.mark.parametrize(
    ("unknown", "expected"), [("empatie", "empathie"), ("tensions", "tension"), ("xyz", ""), ("", "")]
)
def test_the_nearest_word_is_suggested_or_none(unknown: str, expected: str) -> None:
    """A slip gets the word that was meant; nothing near gets no suggestion at all."""
    hint = suggestion(unknown, ["empathie", "tension", "excuses"])
    assert (f"« {expected} »" in hint) if expected else hint == ""
