"""An interview without a screen: a reply per line on standard input, events as JSON lines on standard output.

It drives the very ``Interview`` that the app drives, so a program can do whatever a person can. It must not import
textual.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, BinaryIO

from simulator.cli.streams import read_lines, say, without_surrogates, write_line
from simulator.errors import ExitCode, InputError, UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from simulator.dialogue.events import Event
    from simulator.interview import Interview

LONGEST_REPLY_LINE = 256 * 1024
"""Bytes of one line of the learner; what an interview accepts as a reply is shorter still."""

LONGEST_SILENCE = 86_400
"""Seconds of the longest silence that a line may ask for: a day."""

FORMS = 'Formes possibles : {"reply": "…"}, {"silence": 5}, {"hint": 1}, {"abandon": true}, ou un texte simple.'


@dataclass(frozen=True, slots=True)
class Action:
    """What one input line asks for: exactly one of the fields is set."""

    reply: str | None = None
    silence: float | None = None
    hint: int | None = None


ABANDON = Action()


def converse(interview: Interview, stream: BinaryIO) -> ExitCode:
    """Play ``interview`` with the lines of ``stream`` until it ends or the lines do.

    A line that cannot be accepted is told on standard error and records nothing; the interview goes on.

    Returns:
        ``DONE``, or ``USAGE`` when at least one line was refused.
    """
    if interview.notice:
        say(interview.notice)
    _emit(interview.events)
    refused = False
    if not interview.finished:
        for line in read_lines(stream, "entrée standard", LONGEST_REPLY_LINE):
            try:
                if line.problem:
                    raise InputError(line.problem, hint="Rien n’a été enregistré.")
                _emit(_played(interview, line.text, line.number))
            except (InputError, UsageError) as error:
                refused = True
                say(f"Ligne {line.number} refusée : {error}")
            if interview.finished:
                break
    if not interview.finished:
        again = f"repartie play --headless --resume {interview.session_id}"
        say(f"L’entretien n’est pas terminé : reprenez-le avec « {again} ».")
    return ExitCode.USAGE if refused else ExitCode.DONE


def _played(interview: Interview, text: str, number: int) -> Sequence[Event]:
    if not text.strip():
        say(f'Ligne {number} vide, ignorée. Pour vous taire, envoyez {{"silence": 5}}.')
        return ()
    action = action_of(text)
    if action.reply is not None:
        return interview.reply(action.reply)
    if action.silence is not None:
        return interview.silence(action.silence)
    if action.hint is not None:
        return (interview.hint(action.hint),)
    return (interview.abandon(),)


def action_of(text: str) -> Action:
    """What a line asks for: a line that begins with « { » is read as JSON, any other is the reply itself.

    Raises:
        InputError: when the JSON is broken or asks for something else.
    """
    if not text.lstrip().startswith("{"):
        return Action(reply=without_surrogates(text))
    try:
        value = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise InputError("cette ligne commence par « { » mais n’est pas du JSON valide.", hint=FORMS) from error
    match value:
        case {"reply": str(reply), **rest} if not rest:
            return Action(reply=without_surrogates(reply))
        case {"silence": float() | int() as seconds, **rest} if not rest and _is_duration(seconds):
            return Action(silence=float(seconds))
        case {"hint": int(level), **rest} if not rest and not isinstance(level, bool):
            return Action(hint=level)
        case {"abandon": True, **rest} if not rest:
            return ABANDON
    raise InputError("cette ligne JSON ne demande rien de connu.", hint=FORMS)


def _is_duration(seconds: Any) -> bool:
    return not isinstance(seconds, bool) and 0 < seconds <= LONGEST_SILENCE


def _emit(events: Iterable[Event]) -> None:
    for event in events:
        write_line(event.to_json())
