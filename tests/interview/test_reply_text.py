"""What of the learner's typing is kept."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.errors import UsageError
from simulator.interview.reply_text import LONGEST_REPLY, learner_name, reply_text


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("Bonjour Madame.", "Bonjour Madame."),
        ("  espaces gardées  ", "  espaces gardées  "),
        ("une\r\ndeux\rtrois", "une\ndeux\ntrois"),
        ("a\tb", "a b"),
        ("rouge \x1b[31mici\x07\x00\x7f\x9b", "rouge [31mici"),
        ("e\u0301te\u0301", "été"),
        ("[b]gras[/b] [/] {{ 7 * 7 }}", "[b]gras[/b] [/] {{ 7 * 7 }}"),
        ("👩\u200d⚕️ merci", "👩\u200d⚕️ merci"),
        ("\u202eà l’envers\u2066", "à l’envers"),
        ("coupé \ud83d ici", "coupé  ici"),
        ("\U0001fae8", "\U0001fae8"),
    ],
)
def test_a_reply_is_kept_as_typed_without_what_breaks_screens(typed: str, kept: str) -> None:
    """Words, spaces, markup and emojis stay; control characters, surrogates and direction overrides go."""
    assert reply_text(typed) == kept


@pytest.mark.parametrize("typed", ["", "   ", "\n\n", "\u200b\u200d\ufeff", "\x00\x1b", "\u00a0\u202f", "\ufe0f"])
def test_a_reply_that_shows_nothing_is_refused(typed: str) -> None:
    """Nothing visible is no reply; the hint speaks of silence, which is one."""
    with pytest.raises(UsageError) as caught:
        reply_text(typed)
    assert "silence" in caught.value.hint


def test_a_reply_of_a_million_characters_is_refused_at_once() -> None:
    """The longest reply is accepted, one character more is not, and the message gives both figures in French."""
    assert len(reply_text("é" * LONGEST_REPLY)) == LONGEST_REPLY
    with pytest.raises(UsageError) as caught:
        reply_text("x" * 1_000_000)
    assert "1\u202f000\u202f000" in caught.value.what
    assert "10\u202f000" in caught.value.what
    with pytest.raises(UsageError):
        reply_text("x" * (LONGEST_REPLY + 1))


@given(st.text(max_size=300))
def test_cleaning_is_stable_and_leaves_nothing_harmful(typed: str) -> None:
    """A cleaned reply is encodable, composed, without control characters, and cleaning it again changes nothing."""
    try:
        kept = reply_text(typed)
    except UsageError:
        return
    assert kept.encode()
    assert unicodedata.is_normalized("NFC", kept)
    assert all(character == "\n" or unicodedata.category(character) not in ("Cc", "Cs") for character in kept)
    assert reply_text(kept) == kept


def test_a_name_is_kept_on_one_short_line() -> None:
    """Line ends and controls become spaces, the rest of the name stays, two hundred characters at most."""
    assert learner_name("  Zoé\n\x1b Durand\t") == "Zoé Durand"
    assert len(learner_name("x" * 5000)) == 200
    assert learner_name("") == ""
