"""Turns the bytes of a file into text, whatever editor wrote it.

UTF-8 with or without a byte order mark, and UTF-16 with one (what the Windows notepad calls « Unicode »), are read.
Anything else is refused with the place of the first byte that is not UTF-8.
"""

from __future__ import annotations

import codecs

from simulator.diagnostics import Diagnostic, Position

MAX_BYTES = 1_000_000
"""The largest file read: an interview of a hundred states takes about a tenth of it."""

_SEPARATORS = dict.fromkeys((0x85, 0x2028, 0x2029), " ")
_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_UTF32 = (codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)
_HINT = "Enregistrez le fichier en UTF-8 dans votre éditeur de texte."


def decode(content: bytes, file: str) -> str | Diagnostic:
    """The text of a file, line ends unified to a single line feed, or the diagnostic that says why it has none."""
    if len(content) > MAX_BYTES:
        return too_big(file)
    try:
        if content.startswith(_UTF32):
            return Diagnostic.at(Position(file, 1, 1), "YA101", "Le fichier est encodé en UTF-32.", hint=_HINT)
        text = content.decode("utf-16") if content.startswith(_UTF16) else content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        utf16 = error.encoding.startswith("utf-16")
        before = "" if utf16 else content[: error.start].decode("utf-8", "replace")
        place = Position(file, before.count("\n") + 1, len(before) - before.rfind("\n"))
        message = f"Le fichier n’est pas un texte lisible : il n’est pas en {'UTF-16' if utf16 else 'UTF-8'}."
        return Diagnostic.at(place, "YA101", message, hint=_HINT)
    return unify(text)


def too_big(file: str) -> Diagnostic:
    """The diagnostic of a file longer than ``MAX_BYTES``, whose rest was not read."""
    message = "Le fichier est trop gros : il dépasse 1 Mo."
    hint = "Un entretien tient en 100 ko : vérifiez que c’est le bon fichier, ou découpez-le."
    return Diagnostic.at(Position(file, 1, 1), "YA104", message, hint=hint)


def unify(text: str) -> str:
    """The text without byte order mark, and with a line feed for every line end; half a surrogate pair is replaced.

    Separators that YAML takes for line ends and editors do not (they come with a copy from a word processor) become
    spaces: all lines after them would otherwise be told one too far.
    """
    if not text.isascii():
        text = text.encode("utf-8", "replace").decode("utf-8").translate(_SEPARATORS)
    return text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
