"""Names a session and draws its seed: the only place where chance enters an interview."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING

from simulator.errors import UsageError

if TYPE_CHECKING:
    from datetime import datetime

_ALPHABET = "23456789abcdefghjkmnpqrstuvwxyz"
"""Letters and digits that nobody mistakes for one another when reading aloud: no 0, 1, i, l, o."""

SEEDS = 1_000_000
"""Seeds are drawn below this, so that a trainer can note one down and give it again."""

LARGEST_SEED = 2**63 - 1


def new_session_id(now: datetime) -> str:
    """An id such as ``20261124-0931-k7f3``: the local date and time of the start, then four characters of chance."""
    return f"{now:%Y%m%d-%H%M}-{''.join(secrets.choice(_ALPHABET) for _ in range(4))}"


def chosen_seed(asked: int | None, *, evaluation: int | None) -> int:
    """The seed of a new interview.

    Args:
        asked: what the learner or the program asked for, if anything.
        evaluation: the script's own seed when the interview is an assessment, where each candidate meets the same
            person whatever is asked.

    Raises:
        UsageError: when the seed asked for cannot be kept (negative or beyond 63 bits).
    """
    if evaluation is not None:
        return evaluation
    if asked is None:
        return secrets.randbelow(SEEDS)
    if not 0 <= asked <= LARGEST_SEED:
        raise UsageError(
            "La graine doit être un nombre entier positif ou nul (2^63 − 1 au plus).",
            where=str(asked),
            hint="Sans graine, l’entretien en tire une au hasard et la note dans le journal.",
        )
    return asked
