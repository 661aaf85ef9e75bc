"""Conditions: what they mean, what is refused and where, and that nothing makes them fail."""

from __future__ import annotations

from dataclasses import dataclass, field

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.diagnostics import Position
from simulator.expressions import Condition, Namespace, Signature, compile_condition
from simulator.expressions.nodes import And, Argument, Call, Comparison, Name, Node, Not, Number, Or, Sum, text_of
from simulator.expressions.parser import COMPARISONS, parse
from simulator.yaml_source import LocatedStr, read_yaml

NAMESPACE = Namespace(
    booleans=frozenset({"empathie", "excuses", "minimisation", "silence"}),
    numbers=frozenset({"tension", "confiance", "tours"}),
    functions={
        "vu": Signature(("marqueur",)),
        "nombre": Signature(("marqueur",), "number"),
        "dit": Signature(("fait",)),
        "apres": Signature(("marqueur", "fait")),
    },
    kinds={"marqueur": frozenset({"empathie", "excuses"}), "fait": frozenset({"date_soins"})},
)
HERE = Position("f.yaml", 7, 11)


@dataclass
class Moment:
    """An environment with the values of one moment; anything else is false or zero."""

    true: frozenset[str] = frozenset()
    numbers: dict[str, float] = field(default_factory=dict)
    seen: dict[str, int] = field(default_factory=dict)

    def boolean(self, name: str) -> bool:
        """Whether the name is among the true ones."""
        return name in self.true

    def number(self, name: str) -> float:
        """The number given to the name."""
        return self.numbers.get(name, 0)

    def call(self, name: str, args: tuple[str, ...]) -> bool | float:
        """``nombre`` counts, the other functions say whether all their ids were seen."""
        return self.seen.get(args[0], 0) if name == "nombre" else all(self.seen.get(arg, 0) for arg in args)


def condition(text: str) -> Condition:
    """A condition that must be sound."""
    compiled, diagnostics = compile_condition(text, HERE, NAMESPACE)
    assert compiled is not None, diagnostics
    return compiled


MOMENT = Moment(frozenset({"empathie"}), {"tension": 40, "confiance": 55.5, "tours": 3}, {"excuses": 2})

MEANINGS = [
    ("empathie", True),
    ("excuses", False),
    ("non excuses", True),
    ("non non empathie", True),
    ("empathie et non minimisation", True),
    ("excuses ou empathie", True),
    ("empathie ou excuses et minimisation", True),
    ("(empathie ou excuses) et minimisation", False),
    ("non excuses et minimisation", False),
    ("non (excuses et minimisation)", True),
    ("tension >= 40", True),
    ("tension > 40", False),
    ("tension = 40", True),
    ("tension != 40", False),
    ("confiance <= 55.5", True),
    ("20 <= tension < 60", True),
    ("20 <= tension < 40", False),
    ("60 > tension > tours > 2", True),
    ("non tension >= 80", True),
    ("tension + tours - 3 = 40", True),
    ("tension - (tours - 3) = 40", True),
    ("tension - tours - 3 = 34", True),
    ("-tension < -39", True),
    ("tension > - -39", True),
    ("+tours = 3", True),
    ("nombre(excuses) >= 2", True),
    ("nombre( excuses ) + tours = 5", True),
    ("vu(excuses) et non dit(date_soins)", True),
    ("apres(excuses, date_soins)", False),
    ("  empathie\n  et tours = 3 ", True),
]


@pytest.mark.parametrize(("text", "expected"), MEANINGS)
def test_conditions_mean_what_they_say(text: str, expected: bool) -> None:
    """Precedence, chains, signs and calls give the truth that a reader expects, as a real boolean."""
    assert condition(text).holds(MOMENT) is expected


@pytest.mark.parametrize("text", [text for text, _ in MEANINGS])
def test_canonical_text_means_the_same(text: str) -> None:
    """Printing a condition and reading it again gives an equal condition."""
    read = condition(text)
    assert condition(str(read)) == read


# A faulty condition, and for each diagnostic its code, the column inside the condition (from 0), and words it holds.
FAULTY = [
    ("", [("EX101", 0, "vide")]),
    ("   ", [("EX101", 0, "vide")]),
    ("empathie et", [("EX101", 9, "Il manque quelque chose après « et »")]),
    ("et empathie", [("EX101", 0, "« et » n’est pas attendu")]),
    ("empathie excuses", [("EX101", 9, "Reliez les deux parties")]),
    ("(empathie", [("EX101", 0, "n’est pas fermée")]),
    ("empathie)", [("EX101", 8, "n’a pas d’ouvrante")]),
    ("empathie and excuses", [("EX101", 9, "Écrivez « et »")]),
    ("not empathie", [("EX101", 4, "« empathie » n’est pas attendu")]),
    ("empathie && excuses", [("EX101", 9, "Écrivez « et »")]),
    ("!empathie", [("EX101", 0, "Écrivez « non »")]),
    ("empathie ET excuses", [("EX101", 9, "en minuscules")]),
    ("tension == 3", [("EX101", 8, "Écrivez « = »")]),
    ("tension => 3", [("EX101", 8, "Écrivez « >= »")]),
    ("tension ≥ 3", [("EX101", 8, "Écrivez « >= »")]),
    ("tension <> 3", [("EX101", 8, "Écrivez « != »")]),
    ("tension > 2,5", [("EX101", 11, "avec un point")]),
    ("tension > 80%", [("EX101", 12, "sans « % »")]),
    ("tension > 3x", [("EX101", 10, "collé à un mot")]),
    ("tension > 1234567890123456", [("EX101", 10, "trop de chiffres")]),
    ("'empathie'", [("EX101", 0, "sans guillemets")]),
    ("tension > 3 ; tours", [("EX101", 12, "n’a pas de sens")]),
    ("empathie.__class__", [("EX101", 8, "n’a pas de sens")]),
    ("faits[0]", [("EX101", 5, "n’a pas de sens")]),
    ("vu(3)", [("EX101", 3, "attend un identifiant")]),
    ("vu(vu(empathie))", [("EX101", 5, "n’est pas attendu")]),
    ("vu(empathie excuses)", [("EX101", 12, "n’est pas attendu")]),
    ("empatie", [("EX102", 0, "« empathie »")]),
    ("tension > zut", [("EX102", 10, "« zut » est inconnu")]),
    ("vu", [("EX102", 0, "Écrivez « vu(marqueur) »")]),
    ("vus(empathie)", [("EX103", 0, "« vu »")]),
    ("empathie(excuses)", [("EX103", 0, "sans parenthèses")]),
    ("__import__(os)", [("EX103", 0, "inconnue")]),
    ("vu()", [("EX104", 0, "attend 1 identifiant")]),
    ("apres(empathie)", [("EX104", 0, "Écrivez « apres(marqueur, fait) »")]),
    ("vu(empatie)", [("EX104", 3, "« empathie »")]),
    ("dit(empathie)", [("EX104", 4, "n’est pas connu comme fait")]),
    ("tension", [("EX105", 0, "« tension >= 1 »")]),
    ("nombre(excuses)", [("EX105", 0, "est un nombre")]),
    ("3", [("EX105", 0, "est un nombre")]),
    ("non tension", [("EX105", 4, "est un nombre")]),
    ("empathie et tension + 1", [("EX105", 12, "« tension + 1 » est un nombre")]),
    ("empathie > 3", [("EX105", 0, "« empathie » est vrai ou faux")]),
    ("empathie = excuses", [("EX105", 0, "vrai ou faux"), ("EX105", 11, "vrai ou faux")]),
    ("tension > 3 et empatie ou vus(x)", [("EX102", 15, "« empatie »"), ("EX103", 26, "« vus »")]),
    ("(" * 60 + "empathie" + ")" * 60, [("EX106", 50, "trop emboîtée")]),
    ("non " * 60 + "empathie", [("EX106", 200, "trop emboîtée")]),
    ("empathie et " * 200, [("EX106", 0, "trop longue")]),
]


@pytest.mark.parametrize(("text", "expected"), FAULTY, ids=[text[:30] for text, _ in FAULTY])
def test_faulty_conditions_are_told_where_they_stand(text: str, expected: list[tuple[str, int, str]]) -> None:
    """Each fault has its code, its exact column in the file, and a French sentence that helps."""
    written = LocatedStr(text, HERE, text)
    compiled, diagnostics = compile_condition(written, HERE, NAMESPACE)
    assert compiled is None
    assert [(found.code, found.line) for found in diagnostics] == [(code, HERE.line) for code, _, _ in expected]
    assert [found.column - HERE.column for found in diagnostics] == [column for _, column, _ in expected]
    for found, (_, _, words) in zip(diagnostics, expected, strict=True):
        assert words in f"{found.message} {found.hint}".replace("\u00a0", " ")


def test_a_fault_is_placed_inside_a_folded_string() -> None:
    """A condition on several lines of YAML tells the line and column of the word at fault."""
    document, _ = read_yaml("si: >-\n  empathie et\n  excuse\n", "f.yaml")
    assert document is not None
    _, diagnostics = compile_condition(document.data["si"], document.data.place("si"), NAMESPACE)
    assert [(found.line, found.column) for found in diagnostics] == [(3, 3)]


def test_a_plain_string_is_told_at_the_position_given() -> None:
    """Without a located string, a fault is told where the caller says."""
    _, diagnostics = compile_condition("empathie et zut", HERE, NAMESPACE)
    assert [(found.file, found.line, found.column) for found in diagnostics] == [("f.yaml", 7, 11)]


def test_a_condition_tells_what_it_reads() -> None:
    """Names and calls are listed apart, so that graphs and coverage can follow them."""
    read = condition("empathie et (vu(excuses) ou 20 < tension + tours) et apres(excuses, date_soins)")
    assert read.names() == {"empathie", "tension", "tours"}
    assert read.calls() == {("vu", ("excuses",)), ("apres", ("excuses", "date_soins"))}


def test_a_long_flat_condition_is_no_deep_one() -> None:
    """Terms side by side do not nest, whatever their number, nor exhaust the stack."""
    assert condition(" ou ".join(["excuses"] * 150)).holds(MOMENT) is False
    assert condition("+".join(["1"] * 900) + " = 900").holds(MOMENT) is True


names = st.sampled_from(sorted(NAMESPACE.booleans)).map(Name)
quantities: st.SearchStrategy[Node] = st.recursive(
    st.one_of(
        st.sampled_from(sorted(NAMESPACE.numbers)).map(Name),
        st.decimals(0, 99999, places=3).map(lambda value: Number(float(value))),
        st.sampled_from(["empathie", "excuses"]).map(lambda marker: Call("nombre", (Argument(marker),))),
    ),
    lambda inner: (
        st.lists(st.tuples(st.sampled_from("+-"), inner), min_size=2, max_size=3).map(
            lambda terms: Sum((("+", terms[0][1]), *terms[1:]))
        )
        | st.tuples(st.sampled_from("+-"), inner).map(lambda term: Sum((term,)))
    ),
    max_leaves=5,
)
truths: st.SearchStrategy[Node] = st.recursive(
    st.one_of(
        names,
        st.sampled_from(["empathie", "excuses"]).map(lambda marker: Call("vu", (Argument(marker),))),
        st.builds(
            Comparison,
            quantities,
            st.lists(st.tuples(st.sampled_from(sorted(COMPARISONS)), quantities), min_size=1, max_size=3).map(tuple),
        ),
    ),
    lambda inner: st.one_of(
        inner.map(Not),
        st.lists(inner, min_size=2, max_size=3).map(lambda operands: And(tuple(operands))),
        st.lists(inner, min_size=2, max_size=3).map(lambda operands: Or(tuple(operands))),
    ),
    max_leaves=8,
)
moments = st.builds(
    Moment,
    st.frozensets(st.sampled_from(sorted(NAMESPACE.booleans))),
    st.dictionaries(st.sampled_from(sorted(NAMESPACE.numbers)), st.floats()),
    st.dictionaries(st.sampled_from(["empathie", "excuses", "date_soins"]), st.integers(0, 5)),
)


@given(truths)
def test_any_tree_printed_and_read_again_is_the_same(tree: Node) -> None:
    """The canonical text keeps precedence, chains and signs, for every tree."""
    assert parse(text_of(tree)) == tree


@given(truths, moments)
def test_any_condition_can_be_evaluated(tree: Node, moment: Moment) -> None:
    """Evaluation is total: whatever the moment, infinite gauges included, the result is True or False."""
    assert condition(text_of(tree)).holds(moment) in (True, False)


@given(truths, moments)
def test_non_gives_the_contrary(tree: Node, moment: Moment) -> None:
    """Putting « non » before a condition always gives the contrary."""
    text = text_of(tree)
    assert condition(f"non ({text})").holds(moment) is not condition(text).holds(moment)


@given(st.one_of(st.text(max_size=60), st.text("empathi tensou()<>=!+-,.0123456789\n", max_size=60)))
def test_no_text_makes_reading_fail(text: str) -> None:
    """Any text gives a condition or diagnostics inside it, never an exception."""
    compiled, diagnostics = compile_condition(LocatedStr(text, HERE, text), HERE, NAMESPACE)
    assert (compiled is None) == bool(diagnostics)


WORDS = ["empathie", "tension", "vu", "nombre", "excuses", "et", "ou", "non", "(", ")", "<", "=", "3", "+", "-", ","]


@given(st.lists(st.sampled_from(WORDS), max_size=14))
def test_no_sequence_of_words_makes_reading_fail(words: list[str]) -> None:
    """Any sequence of words of the language is read or refused; what is read can be printed and evaluated."""
    text = " ".join(words)
    compiled, diagnostics = compile_condition(text, HERE, NAMESPACE)
    assert (compiled is None) == bool(diagnostics)
    if compiled is not None:
        assert condition(str(compiled)) == compiled
        assert compiled.holds(MOMENT) in (True, False)
