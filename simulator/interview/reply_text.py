"""What of a learner's typing is kept as the reply. Offsets of evidence refer to the text that comes out of here."""

from __future__ import annotations

import unicodedata

from simulator.errors import UsageError

LONGEST_REPLY = 10_000
"""Characters of one reply: some twenty minutes of speech, far beyond what is ever said in one go."""

_DIRECTION_MARKS = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
"""Overrides of the writing direction: left open, they would turn the rest of the screen round."""


def reply_text(typed: str) -> str:
    """Clean a reply without changing what it says.

    Line ends become line feeds, tabulations become spaces, other control characters and lone surrogates go, and letters
    are composed (NFC: an « é » typed with a dead key or pasted in two code points is one). The rest is kept as typed.

    Args:
        typed: what the learner typed, pasted or piped.

    Returns:
        The reply to record.

    Raises:
        UsageError: when nothing visible is left, or when it is longer than ``LONGEST_REPLY``; nothing is recorded.
    """
    if len(typed) > LONGEST_REPLY:
        raise UsageError(
            f"Cette réplique est trop longue ({_figure(len(typed))} caractères, {_figure(LONGEST_REPLY)} au plus).",
            hint="Rien n’a été envoyé : raccourcissez-la, ou dites-la en plusieurs fois.",
        )
    lines = typed.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")
    text = unicodedata.normalize("NFC", "".join(character for character in lines if _kept(character)))
    if not any(_visible(character) for character in text):
        raise UsageError(
            "Cette réplique est vide.",
            hint="Écrivez quelque chose, ou choisissez de garder le silence : c’est aussi une réponse.",
        )
    return text


def learner_name(typed: str) -> str:
    """The learner's name on one line, without control characters, 200 characters at most; it may be empty."""
    words = "".join(character if _kept(character) else " " for character in typed).split()
    return unicodedata.normalize("NFC", " ".join(words))[:200]


def _kept(character: str) -> bool:
    """Whether the character may enter the journal and the screen."""
    if character == "\n":
        return True
    return unicodedata.category(character) not in ("Cc", "Cs") and character not in _DIRECTION_MARKS


def _visible(character: str) -> bool:
    """Whether the character leaves a mark: neither a space nor a format character such as a zero-width joiner."""
    return not character.isspace() and unicodedata.category(character) not in ("Cf", "Mn")


def _figure(number: int) -> str:
    """A whole number with French thousands separators."""
    return f"{number:,}".replace(",", "\u202f")
