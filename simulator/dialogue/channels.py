"""What each medium lets pass between two people: the one table that says so.

Screens draw a medium; this module only tells what the interlocutor's words and ways become on it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from simulator.rubric.model import Channel

BURST_LENGTH: Final = 110
"""In a chat, a message longer than this (characters) is sent as several, cut at ends of sentences."""
BURSTS_AT_MOST: Final = 4
"""Messages sent in a row; people rarely send more before they wait."""


@dataclass(frozen=True, slots=True)
class Medium:
    """A channel's properties."""

    bursts: bool
    """Whether one turn may be several short messages."""
    voiced: bool
    """Whether the voice is heard."""
    seen: bool
    """Whether the person is seen."""

    @property
    def live(self) -> bool:
        """Whether a stage direction written for no channel in particular can be perceived."""
        return self.voiced or self.seen


MEDIA: Final[Mapping[Channel, Medium]] = {
    "telephone": Medium(bursts=False, voiced=True, seen=False),
    "face_a_face": Medium(bursts=False, voiced=True, seen=True),
    "visio": Medium(bursts=False, voiced=True, seen=True),
    "jury": Medium(bursts=False, voiced=True, seen=True),
    "tchat": Medium(bursts=True, voiced=False, seen=False),
    "sms": Medium(bursts=True, voiced=False, seen=False),
    "mail": Medium(bursts=False, voiced=False, seen=False),
}

_SENTENCE_END = re.compile(r"(?<=[.!?…])[\s\u00a0\u202f]+(?=[^\s.!?…:;»)])")
_SEEN = re.compile(
    r"\b(sourit|sourire|hausse les épaules|fronce|lève les yeux|baisse les yeux|croise les bras|hoche|regarde|"
    r"regard|gestes?|grimace|se penche|recule sur sa chaise|visage|pointe du doigt|vous fixe)\b",
    re.IGNORECASE,
)


def seen_only(direction: str) -> str:
    """The words of a stage direction that can be seen but not heard, or an empty string."""
    found = _SEEN.search(direction)
    return found.group() if found else ""


def sentences(text: str) -> list[str]:
    """The sentences of a line; the closing mark and its space stay with the sentence they close."""
    return [part for part in _SENTENCE_END.split(text) if part]


def deliver(parts: Sequence[Sequence[str]], channel: Channel) -> tuple[str, ...]:
    """Turn what is to be said into the messages of one turn.

    Args:
        parts: the things said, in order, each as its author's messages (one for a plain text).
        channel: the medium.
    """
    medium = MEDIA[channel]
    flat = [message for part in parts for message in part if message]
    if not flat:
        return ()
    if channel == "mail":
        return ("\n\n".join(flat),)
    flat = [line for message in flat for line in message.split("\n")]
    if not medium.bursts:
        return (" ".join(flat),)
    messages = [piece for message in flat for piece in _burst(message)]
    if len(messages) > BURSTS_AT_MOST:
        messages = [*messages[: BURSTS_AT_MOST - 1], " ".join(messages[BURSTS_AT_MOST - 1 :])]
    return tuple(messages)


def _burst(text: str) -> list[str]:
    """Cut a long message at ends of sentences, into pieces of at most ``BURST_LENGTH`` where sentences allow."""
    if len(text) <= BURST_LENGTH:
        return [text]
    pieces: list[str] = []
    for sentence in sentences(text):
        if pieces and len(pieces[-1]) + 1 + len(sentence) <= BURST_LENGTH:
            pieces[-1] = f"{pieces[-1]} {sentence}"
        else:
            pieces.append(sentence)
    return pieces
