"""How long the interlocutor takes to answer: long enough to be believed, short enough not to bore.

The figures are choices of taste, not measures: nobody types a hundred words while the learner waits.
"""

from __future__ import annotations

LONGEST = 3.2
"""Seconds; no message takes longer, whatever its length."""

RINGING = 1.6
"""Seconds during which the phone rings before the interlocutor speaks."""

_SHORTEST = {"telephone": 0.4, "visio": 0.4, "face_a_face": 0.4}
_BY_CHARACTER = {"telephone": 0.009, "visio": 0.009, "face_a_face": 0.009}


def answer_delay(message: str, channel: str) -> float:
    """Seconds before a message appears: a start, then so much a character, up to ``LONGEST``."""
    return min(LONGEST, _SHORTEST.get(channel, 0.7) + _BY_CHARACTER.get(channel, 0.022) * len(message))
