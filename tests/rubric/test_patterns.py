"""The pattern language: what it reads, what it refuses, and that its cost is linear."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.rubric.language import analyse
from simulator.rubric.rules.automaton import Automaton, Plan
from simulator.rubric.rules.syntax import PatternError, read_pattern


def found(pattern: str, text: str, *, classes: dict[str, str] | None = None) -> list[str]:
    """What a pattern matches in a text, as text."""
    plan = Plan()
    for sequence in read_pattern(pattern):
        plan.add(sequence, 0, wide=False, spread={})
    analysis = analyse(text)
    starts = {clause.first: 2 if clause.sentence != previous else 1 for clause, previous in _pairs(analysis.clauses)}
    extra = [
        (f"c:{(classes or {})[token.form]}",) if token.form in (classes or {}) else () for token in analysis.tokens
    ]
    borders = [starts.get(index, 0) for index in range(len(analysis.tokens))]
    matches = Automaton(plan).run(analysis.tokens, extra, borders)
    return [text[analysis.tokens[m.first].start : analysis.tokens[m.last - 1].end] for m in matches]


def _pairs(clauses):  # type: ignore[no-untyped-def]
    return zip(clauses, (-1, *(clause.sentence for clause in clauses)), strict=False)


@pytest.mark.parametrize(
    ("pattern", "text", "expected"),
    [
        ("bonjour", "Bonjour madame", ["Bonjour"]),
        ("<rappeler:futur>", "Je vous rappellerai demain", ["rappellerai"]),
        ("<comprendre:je>", "nous comprenons, je comprends", ["comprends"]),
        ("je [vous] présente", "je vous présente nos excuses", ["je vous présente"]),
        ("mes … excuses", "mes plus plates excuses", ["mes plus plates excuses"]),
        ("mes … excuses", "mes chers amis du vendredi soir, excuses", []),
        ("(jour | nuit)", "une nuit", ["nuit"]),
        ("(il faut | besoin de) calme", "besoin de calme", ["besoin de calme"]),
        ("^ bonjour", "je dis bonjour", []),
        ("bonjour $", "bonjour madame", []),
        ("un !seul jour", "un seul jour, un autre jour", ["un autre jour"]),
        ("votre @emotion", "votre colère est juste", ["votre colère"]),
        ("je … rien", "je pars. rien ne change", []),
    ],
)
def test_what_a_pattern_matches(pattern: str, text: str, expected: list[str]) -> None:
    """Words, lemmas, options, gaps, choices, anchors, refusals and classes; never from one clause into another."""
    assert found(pattern, text, classes={"colere": "emotion"}) == expected


@pytest.mark.parametrize(
    ("pattern", "code", "offset"),
    [
        ("(a | b", "10", 0),
        ("a )", "10", 2),
        ("a | b", "10", 2),
        ("a $ b", "10", 4),
        ("a ^ b", "10", 2),
        ("…40 a", "10", 0),
        ("<>", "10", 0),
        ("<faire:demain>", "12", 0),
        ("…", "14", 0),
        ("_ _", "14", 0),
        (
            "(a b | c d | e f) " * 6,
            "15",
            0,
        ),
        ("a …12 b …12 c …12 d", "15", 0),
    ],
)
def test_a_bad_pattern_is_refused_with_its_place(pattern: str, code: str, offset: int) -> None:
    """What cannot be read, asks for nothing in particular or spans too much never reaches the tagger."""
    with pytest.raises(PatternError) as refused:
        read_pattern(pattern)
    assert (refused.value.code, refused.value.offset) == (code, offset)


@given(st.text(max_size=40))
def test_any_text_is_a_pattern_or_a_told_error(text: str) -> None:
    """Reading a pattern raises nothing but ``PatternError``."""
    try:
        sequences = read_pattern(text)
    except PatternError as error:
        sequences = ()
        offset = error.offset
    else:
        offset = 0
    assert 0 <= offset <= len(text)
    assert all(not sequence.items[0].optional and not sequence.items[-1].optional for sequence in sequences)


def test_the_cost_of_a_word_does_not_depend_on_what_came_before() -> None:
    """On the text that is worst for backtracking, each ending matches once, with the nearest beginning."""
    words = "je " * 400 + "pars"
    assert found("je …12 pars", words) == ["je pars"]
