"""Standard streams: data in, data out, words for people apart.

Standard output carries data, always in UTF-8 with line feeds, whatever the locale; standard error is for people and
follows the terminal. Input is read line by line as it comes, with a cap on a line's length, so that a program can
hold a conversation and a huge line cannot fill the memory. This module knows no command.
"""

from __future__ import annotations

import codecs
import io
import json
import os
import re
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING, BinaryIO

from simulator.errors import InputError, UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator

LONGEST_LINE = 16 * 1024 * 1024
"""Bytes of one input line (a whole transcript is one line); a longer one is refused without being kept."""

_PLAIN = str.maketrans(
    {"\u202f": " ", "\u00a0": " ", "’": "'", "«": '"', "»": '"', "→": "->", "…": "...", "–": "-", "œ": "oe"}
)
_LONE_SURROGATE = re.compile("[\ud800-\udfff]")
_UTF16_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


@dataclass(frozen=True, slots=True)
class Line:
    """One line of input."""

    number: int
    """Counted from 1."""
    text: str
    """The line without its end; empty when it could not be read."""
    problem: str = ""
    """Why it could not be read, a French sentence, or an empty string."""


def prepare_output() -> None:
    """Make standard output UTF-8 with line feeds and let standard error fall back on plain characters."""
    codecs.register_error("repartie_plain", _plain_characters)
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8", newline="\n", errors="backslashreplace")
    if isinstance(sys.stderr, io.TextIOWrapper):
        sys.stderr.reconfigure(errors="repartie_plain")


def _plain_characters(error: UnicodeError) -> tuple[str, int]:
    """Codec error handler: typographic characters become their typewriter form, others a question mark."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    plain = error.object[error.start : error.end].translate(_PLAIN)
    return "".join(character if ord(character) < 128 else "?" for character in plain), error.end


def say(message: str) -> None:
    """Tell a person something, on standard error; silently dropped when there is no standard error."""
    if sys.stderr is None:
        return
    try:
        sys.stderr.write(f"{message}\n")
        sys.stderr.flush()
    except BrokenPipeError:
        return


def write_line(text: str) -> None:
    """Write one line of data on standard output and send it at once.

    Raises:
        UsageError: when standard output is closed.
    """
    if sys.stdout is None:
        raise UsageError("la sortie standard est fermée.", hint="Relancez la commande en gardant sa sortie ouverte.")
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


def write_json(value: object) -> None:
    """Write one value as a JSON line."""
    write_line(json.dumps(value, ensure_ascii=False, separators=(", ", ": ")))


def silence_output() -> None:
    """Send what is left of standard output nowhere: its reader has gone, and the interpreter would complain at exit."""
    if sys.stdout is not None:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def without_surrogates(text: str) -> str:
    """``text`` with each half of a broken pair replaced by U+FFFD: it can be written anywhere, offsets unchanged."""
    return _LONE_SURROGATE.sub("\ufffd", text)


def standard_input() -> BinaryIO:
    """Standard input as bytes.

    Raises:
        InputError: when it is closed.
    """
    if sys.stdin is None:
        raise InputError(
            "l’entrée standard est fermée.", hint="Donnez un fichier, ou envoyez les lignes avec « | » ou « < »."
        )
    return sys.stdin.buffer


def read_lines(stream: BinaryIO, where: str, longest: int = LONGEST_LINE) -> Iterator[Line]:
    """The lines of a stream, decoded as they come: UTF-8, or UTF-16 announced by its byte order mark.

    Args:
        stream: the bytes.
        where: how messages call the source.
        longest: bytes of the longest line kept.

    Raises:
        InputError: when the bytes are no text at all (zero bytes of an unannounced UTF-16, or a binary file).
    """
    first = stream.readline(longest + 1)
    if first.startswith(_UTF16_MARKS):
        yield from _utf16_lines(first, stream, where, longest)
        return
    if b"\x00" in first:
        raise InputError(
            "ces octets ne sont pas du texte en UTF-8 (ils contiennent des zéros, comme un texte en UTF-16).",
            where=where,
            hint="Enregistrez le texte en UTF-8, par exemple avec : iconv -f UTF-16LE -t UTF-8.",
        )
    raw, number = first.removeprefix(codecs.BOM_UTF8), 1
    while raw:
        if len(raw) > longest:
            while raw and not raw.endswith(b"\n"):
                raw = stream.readline(longest + 1)
            yield Line(number, "", f"la ligne dépasse {_size(longest)}.")
        else:
            yield _decoded(raw, number)
        raw, number = stream.readline(longest + 1), number + 1


def _decoded(raw: bytes, number: int) -> Line:
    try:
        return Line(number, raw.decode("utf-8").rstrip("\r\n"))
    except UnicodeDecodeError as error:
        return Line(number, "", f"la ligne n’est pas du texte en UTF-8 (octet {error.start + 1}).")


def _utf16_lines(first: bytes, stream: BinaryIO, where: str, longest: int) -> Iterator[Line]:
    decoder = codecs.getincrementaldecoder("utf-16")(errors="replace")
    pending, number, chunk = "", 0, first
    while chunk:
        pending += decoder.decode(chunk)
        *complete, pending = pending.split("\n")
        for text in complete:
            number += 1
            yield Line(number, text.rstrip("\r"))
        if len(pending) > longest:
            raise InputError(f"la ligne {number + 1} dépasse {_size(longest)}.", where=where)
        chunk = stream.read(65536)
    pending += decoder.decode(b"", final=True)
    if pending:
        yield Line(number + 1, pending.rstrip("\r"))


def _size(count: int) -> str:
    return f"{count // 1024 // 1024} Mo" if count >= 1024 * 1024 else f"{count // 1024} ko"
