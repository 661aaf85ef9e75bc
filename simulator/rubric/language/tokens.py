"""Cuts a text into words and numbers, each with its place in the original text.

Whatever the encoding form (composed or decomposed accents, typographic or straight apostrophes, non-breaking spaces),
the forms are the same and the offsets stay those of the text as typed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from simulator.rubric.language.model import Token
from simulator.rubric.language.spelling import ELISIONS, abbreviations, plain, squeezed
from simulator.rubric.language.verbs import lemma, readings

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_LETTER = r"[^\W\d_][\u0300-\u036f\u200d\u00ad]*"
_APOSTROPHE = "['’ʼ‘`´′＇]"
_SCAN = re.compile(
    r"(?P<url>https?://\S+|www\.[\w.-]+|[\w+-]+(?:\.[\w+-]+)*@[\w-]+(?:\.[\w-]+)+)"
    r"|(?P<number>\d+(?:[.,/:]\d+|[\u00a0\u202f ]\d{3}(?!\d))*(?:[ \u00a0\u202f]?[%€]|[hH]\d{0,2}(?![^\W\d_]))?)"
    rf"|(?P<whole>(?i:aujourd{_APOSTROPHE}hui|quelqu{_APOSTROPHE}une?s?|p{_APOSTROPHE}tite?s?))(?!{_LETTER})"
    rf"|(?P<word>(?:{_LETTER})+)(?P<mark>{_APOSTROPHE}(?={_LETTER}))?"
    r"|(?P<break>\n)|(?P<point>[^\w\s])"
)
_HYPHENS = frozenset("-‐‑")
_MERGED = {
    ("rendez", "vous"): "rendez-vous",
    ("week", "end"): "week-end",
    ("peut", "etre"): "peut-etre",
    ("e", "mail"): "mail",
}
_SAID_AS_ONE = {"c": ("ce", "est"), "g": ("je", "ai"), "ca": ("cela",), "ouais": ("oui",)}
_NO_FRENCH_START = re.compile(r"j[^aeiouyh]")
_BORN = frozenset({"suis", "es", "est", "sommes", "etes", "sont", "etait", "etais", "etiez"})
_APOSTROPHES = re.compile(_APOSTROPHE)


@dataclass(frozen=True, slots=True)
class _Piece:
    """A word as cut, before abbreviations are written out."""

    start: int
    end: int
    form: str
    before: str
    joined: bool
    elided: bool


def _scan(text: str) -> Iterator[_Piece]:
    """Yield the words and numbers, then an empty piece that carries the punctuation at the end."""
    before, previous_end = "", -1
    for match in _SCAN.finditer(text):
        kind = match.lastgroup
        if kind in ("break", "point"):
            before += match.group()
            continue
        start, end = match.span()
        joined = before in _HYPHENS and start == previous_end + 1
        form, elided = _form(kind, match)
        yield _Piece(start, end, form, "" if joined else before, joined, elided)
        before, previous_end = "", end
    yield _Piece(len(text), len(text), "", before, False, False)


def _form(kind: str | None, match: re.Match[str]) -> tuple[str, bool]:
    if kind == "url":
        return "adresse-web", False
    if kind == "number":
        return plain(match.group().replace("\u00a0", "").replace("\u202f", "").replace(" ", "")), False
    if kind == "whole":
        form = _APOSTROPHES.sub("'", plain(match.group()))
        return form.replace("p't", "pet"), False
    form = plain(match.group("word")).replace("\u200d", "").replace("\u00ad", "")
    if match.group("mark"):
        return ELISIONS.get(form, form), True
    return form, False


def _expand(form: str, alone: bool) -> tuple[str, ...]:
    """The words that a typed form stands for."""
    long = abbreviations().get(form)
    if long:
        return tuple(part for word in long for part in _unelide(word))
    if not alone:
        return (form,)
    if form in _SAID_AS_ONE:
        return _SAID_AS_ONE[form]
    if form[0].isdigit():
        return (form,)
    form = squeezed(form)
    if len(form) > 2 and form[0] == "j" and not readings(form):
        rest = form[1:]
        if any(reading.person == "1s" for reading in readings(rest)) or (
            _NO_FRENCH_START.match(form) and rest in ("y", "m", "vous")
        ):
            return ("je", rest)
    return (form,)


def _unelide(word: str) -> tuple[str, ...]:
    """Split ``j'ai`` of the abbreviation list into ``je`` and ``ai``."""
    if word in ("aujourd'hui", "quelqu'un", "quelqu'une"):
        return (word,)
    head, mark, tail = word.partition("'")
    if mark and head == "s" and tail in ("il", "ils"):
        return ("si", tail)
    return (ELISIONS.get(head, head), tail) if mark else (word,)


def _pieces(text: str) -> tuple[list[_Piece], str]:
    """The pieces with abbreviations written out and set phrases joined, and the punctuation at the end."""
    result: list[_Piece] = []
    trailing = ""
    for piece in _scan(text):
        if not piece.form:
            trailing = piece.before
            break
        if piece.joined and piece.form == "t" and result and not piece.elided:
            continue  # the t of « a-t-il » is a sound, not a word
        piece = _in_place(result, piece)
        pair = (result[-1].form, piece.form) if result and not piece.before else ("", "")
        if pair in _MERGED and (pair[0] != "peut" or piece.joined):
            last = result.pop()
            result.append(_Piece(last.start, piece.end, _MERGED[pair], last.before, last.joined, False))
            continue
        words = _expand(piece.form, not piece.elided)
        for number, word in enumerate(words):
            first = number == 0
            result.append(
                _Piece(
                    piece.start,
                    piece.end,
                    word,
                    piece.before if first else "",
                    piece.joined and first,
                    piece.elided and first,
                )
            )
    return result, trailing


def _in_place(done: list[_Piece], piece: _Piece) -> _Piece:
    """Settle what only the next piece tells: « M. », « n° », « s'il »."""
    if not done:
        return piece
    last = done[-1]
    if last.form == "m" and piece.before == ".":
        done[-1] = replace(last, form="monsieur")
        return replace(piece, before="")
    if last.form == "n" and piece.before == "°":
        done[-1] = replace(last, form="numero")
        return replace(piece, before="")
    if piece.form == "ne" and last.form in _BORN:
        return replace(piece, form="nee")  # « vous êtes né » : accents do not tell it from the negation
    if last.form == "se" and piece.form in ("il", "ils"):
        done[-1] = replace(last, form="si")
    return piece


def tokenise(text: str, mend: Callable[[str], str] | None = None) -> tuple[tuple[Token, ...], str]:
    """Cut a text into tokens.

    Args:
        text: the text as typed.
        mend: gives the right spelling of an unknown word, or the word itself; ``None`` mends nothing.

    Returns:
        The tokens, and the punctuation after the last one.
    """
    pieces, trailing = _pieces(text)
    tokens = []
    for piece in pieces:
        form = piece.form
        verbs = readings(form)
        if mend is not None and not verbs and len(form) >= 5:
            mended = mend(form)
            if mended != form:
                form, verbs = mended, readings(mended)
        tokens.append(
            Token(
                piece.start,
                piece.end,
                text[piece.start : piece.end],
                form,
                lemma(form),
                verbs,
                piece.before,
                piece.joined,
            )
        )
    return tuple(tokens), trailing
