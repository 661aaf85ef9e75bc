"""Reading and writing of standard streams."""

from __future__ import annotations

import codecs
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.cli.streams import Line, read_lines, without_surrogates
from simulator.errors import InputError


def lines(raw: bytes, longest: int = 100) -> list[Line]:
    """The lines of these bytes."""
    return list(read_lines(io.BytesIO(raw), "entrée", longest))


@given(st.lists(st.text(st.characters(exclude_characters="\n\r\x00\ufeff", exclude_categories=["Cs"]), max_size=20)))
def test_utf8_lines_come_out_as_they_went_in(texts: list[str]) -> None:
    """Lines end at line feeds only, and are numbered from 1."""
    raw = "".join(f"{text}\n" for text in texts).encode()
    assert [line.text for line in lines(raw)] == texts
    assert [line.number for line in lines(raw)] == list(range(1, len(texts) + 1))


def test_other_line_separators_are_part_of_the_text() -> None:
    """A form feed or U+2028 in a reply does not cut it."""
    assert [line.text for line in lines("a\u2028b\x0cc\x85d\n".encode())] == ["a\u2028b\x0cc\x85d"]


def test_the_mark_and_the_carriage_returns_of_windows_are_dropped() -> None:
    """A file saved by a Windows editor reads like any other."""
    assert [line.text for line in lines(codecs.BOM_UTF8 + "été\r\nhiver\r\n".encode())] == ["été", "hiver"]


@pytest.mark.parametrize("codec", ["utf-16", "utf-16-le", "utf-16-be"])
def test_announced_utf16_is_read(codec: str) -> None:
    """UTF-16 with its byte order mark, as PowerShell writes it, is read."""
    text = "été\r\n😀 hiver\r\nfin" if codec == "utf-16" else "\ufeffété\r\n😀 hiver\r\nfin"
    assert [line.text for line in lines(text.encode(codec))] == ["été", "😀 hiver", "fin"]


def test_unannounced_utf16_is_explained() -> None:
    """UTF-16 without a mark is refused with the way to convert it."""
    with pytest.raises(InputError) as caught:
        lines("bonjour\n".encode("utf-16-le"))
    assert "UTF-16" in caught.value.what
    assert "iconv" in caught.value.hint


def test_a_line_that_is_not_utf8_is_told_and_the_next_one_is_read() -> None:
    """One bad line does not hide those that follow."""
    bad, good = lines(b"caf\xe9\nbien\n")
    assert (bad.text, good.text) == ("", "bien")
    assert "octet 4" in bad.problem


def test_a_line_beyond_the_limit_is_told_and_the_next_one_is_read() -> None:
    """A huge line is skipped without being kept; the one after has the right number."""
    long, short = lines(b"x" * 2050 + b"\nbien\n", 1024)
    assert "1 ko" in long.problem
    assert (short.number, short.text) == (2, "bien")


def test_a_utf16_line_beyond_the_limit_is_refused() -> None:
    """The cap holds for UTF-16 too."""
    with pytest.raises(InputError, match="dépasse"):
        lines(("x" * 200_000).encode("utf-16"), 1024)


@given(st.text())
def test_a_cleaned_text_can_be_written_and_keeps_its_length(text: str) -> None:
    """Offsets computed on the cleaned text hold for the text received."""
    cleaned = without_surrogates(text)
    assert len(cleaned) == len(text)
    cleaned.encode()
    assert all(new == old or new == "\ufffd" for new, old in zip(cleaned, text, strict=True))


def test_half_a_pair_is_replaced() -> None:
    """What JSON lets through and UTF-8 refuses becomes the replacement character."""
    assert without_surrogates("a\ud800b") == "a\ufffdb"
