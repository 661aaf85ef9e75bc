"""Checks what was asked for and makes the first event of a new session."""

from __future__ import annotations

from typing import TYPE_CHECKING, get_args

import simulator
from simulator.dialogue.events import Mode, SessionEvent
from simulator.errors import JournalError, UsageError
from simulator.interview.identity import chosen_seed, new_session_id
from simulator.interview.reply_text import learner_name

if TYPE_CHECKING:
    from datetime import datetime

    from simulator.dialogue.script import Script
    from simulator.journal import Journal
    from simulator.rubric.model import Channel

ATTEMPTS = 5
"""Ids drawn for a session before giving up."""


def session_event(
    script: Script,
    *,
    channel: str | None,
    seed: int | None,
    learner: str,
    mode: str,
    rubric: str,
    now: datetime,
) -> SessionEvent:
    """The event that opens a session.

    Args:
        script: the script to play.
        channel: what was asked for, or ``None`` for the script's first channel.
        seed: what was asked for; drawn when ``None``, and the script's own in an assessment.
        learner: the learner's name, possibly empty.
        mode: ``entrainement`` or ``evaluation``.
        rubric: the rubric's version.
        now: the present.

    Raises:
        UsageError: when the script is not played on that channel, or mode or seed make no sense.
    """
    known = _known_mode(mode)
    return SessionEvent(
        id=new_session_id(now),
        script=script.id,
        script_hash=script.hash,
        title=script.title,
        channel=_playable_channel(script, channel),
        seed=chosen_seed(seed, evaluation=script.evaluation_seed if known == "evaluation" else None),
        mode=known,
        learner=learner_name(learner),
        rubric=rubric,
        consigne=script.consigne,
        version=simulator.__version__,
    )


def open_session(journal: Journal, session: SessionEvent, text: str, now: datetime) -> SessionEvent:
    """Record a new session; should its id be taken already (many candidates at the same minute), draw another.

    Returns:
        The event as recorded.

    Raises:
        JournalError: nothing could be recorded.
    """
    from simulator.journal.failures import SessionExistsError  # here: it brings SQLAlchemy, which the journal needed

    for _ in range(ATTEMPTS):
        try:
            journal.create_session(session, text, now)
        except SessionExistsError:
            session = session.model_copy(update={"id": new_session_id(now)})
        else:
            return session
    raise JournalError(
        "Aucun identifiant libre n’a été trouvé pour cet entretien.", where=journal.where, hint="Recommencez."
    )


def _known_mode(asked: str) -> Mode:
    for mode in get_args(Mode):
        if mode == asked:
            known: Mode = mode
            return known
    raise UsageError(
        "Ce mode n’existe pas.",
        where=asked,
        hint="Les modes sont « entrainement » et « evaluation ».",
    )


def _playable_channel(script: Script, asked: str | None) -> Channel:
    if asked is None:
        return script.channels[0]
    for channel in script.channels:
        if channel == asked:
            return channel
    playable = ", ".join(script.channels)
    raise UsageError(
        f"L’entretien « {script.id} » ne se joue pas sur ce canal.",
        where=asked,
        hint=f"Canaux possibles : {playable}.",
    )
