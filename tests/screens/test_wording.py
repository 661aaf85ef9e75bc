"""What screens say, and how they draw: pure functions."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.content import Content

from simulator.report.model import GaugeCurve, GaugePoint
from simulator.tui.french_spaces import keep_french_spaces
from simulator.tui.pace import LONGEST, answer_delay
from simulator.tui.widgets.curve import LETTERS, causes_of, plot
from simulator.tui.wording import (
    activity_name,
    day_text,
    duration_text,
    figure,
    level_text,
    plural,
    signed,
    verdict_count,
    visible,
    when_text,
)

NOW = datetime(2026, 11, 24, 9, 5, tzinfo=UTC)


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        (plural(0, "échange"), "0 échange"),
        (plural(1, "échange"), "1 échange"),
        (plural(2, "échange"), "2 échanges"),
        (plural(3, "indice demandé", "indices demandés"), "3 indices demandés"),
        (day_text(datetime(2026, 5, 1, tzinfo=UTC)), "1er mai 2026"),
        (when_text(NOW, NOW), "aujourd’hui à 9 h 05"),
        (when_text(NOW - timedelta(days=1), NOW), "hier à 9 h 05"),
        (when_text(NOW - timedelta(days=2), NOW), "le 22 novembre 2026 à 9 h 05"),
        (duration_text(204.9), "03:24"),
        (duration_text(3729), "1:02:09"),
        (duration_text(-3), "00:00"),
        (level_text(2), "●●○"),
        (activity_name("situations_difficiles"), "Situations difficiles"),
        (activity_name("autre_chose"), "Autre chose"),
        (signed(-8.4), "▼ −8"),
        (signed(6), "▲ +6"),
        (figure(1_000_002), "1\u00a0000\u00a0002"),
        (verdict_count("acquis", 3), "✓\u00a03\u00a0acquis"),
        (verdict_count("partiel", 2), "◐\u00a02\u00a0partiels"),
        (verdict_count("non_observe", 1), "–\u00a01\u00a0non\u00a0observé"),
    ],
)
def test_french_wording(said: str, expected: str) -> None:
    """Each wording is correct French."""
    assert said == expected


@given(st.text())
def test_a_shown_text_keeps_its_length_and_has_no_control_character(text: str) -> None:
    """Evidence offsets stay right, and Textual has nothing to strip."""
    shown = visible(text)
    assert len(shown) == len(text)
    assert len(Content(shown).plain) == len(text)


@pytest.mark.parametrize("space", [" ", "\u00a0", "\u202f"])
def test_a_question_mark_stays_with_its_question(space: str) -> None:
    """Neither a non-breaking space nor a plain one breaks before a double sign, whatever the width."""
    keep_french_spaces()
    text = Content(
        "Est-ce que «_vous_» comprenez ce que je vous dis_? Oui_! Soit_: 200_%, ou 80_€.".replace("_", space)
    )
    for width in range(12, 50):
        lines = [line.plain for line in text.wrap(width)]
        assert not any(line.startswith(("?", "!", "»", ":", "%", "€")) or line.rstrip().endswith("«") for line in lines)
        assert max(len(line.rstrip()) for line in lines) <= width


@given(
    st.lists(st.floats(-50, 150), min_size=1, max_size=40), st.integers(1, 120), st.integers(1, 10), st.floats(-10, 100)
)
def test_a_curve_fills_its_frame_exactly(values: list[float], width: int, rows: int, high: float) -> None:
    """Any values, bounds and sizes give as many lines and cells as asked, with something in every column."""
    lines = plot(values, 0, high, width, rows)
    assert [len(line) for line in lines] == [width] * rows
    assert " " not in lines[-1]


def test_a_curve_goes_up_and_down_with_its_values() -> None:
    """The top row is reached by the highest value only, at its place."""
    top, bottom = plot([0, 100, 0], 0, 100, 9, 2)
    assert top.index("█") == top.rindex("█") == 4
    assert bottom[0] == bottom[-1] == "▁"


def test_only_the_strongest_causes_are_marked_in_order() -> None:
    """There are not more marks than letters, and slow drift has none."""
    points = [GaugePoint(0, 50.0)] + [
        GaugePoint(turn, 50.0 + turn * (-1) ** turn, (f"Cause {turn}.",) if turn != 12 else ()) for turn in range(1, 13)
    ]
    causes = causes_of(GaugeCurve("tension", 0, 100, tuple(points)))
    assert [cause.letter for cause in causes] == list(LETTERS)
    assert [cause.turn for cause in causes] == list(range(7, 12))


@given(st.text(max_size=5_000), st.sampled_from(["tchat", "telephone", "mail"]))
def test_an_answer_never_takes_long(message: str, channel: str) -> None:
    """The delay grows with the message and stays bearable."""
    assert 0 < answer_delay(message, channel) <= LONGEST
    assert answer_delay(message, channel) <= answer_delay(message + "x", channel)
