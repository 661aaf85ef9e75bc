"""JSON lines given to ``tag`` and ``judge``, read into the values of the core.

Each problem is said in French with the key at fault; the caller adds the file and the line. Unknown keys are
ignored, so that annotated data can be given as it is. This module reads no file.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, cast

from simulator.cli.streams import without_surrogates
from simulator.diagnostics import suggestion
from simulator.errors import TranscriptError
from simulator.rubric.model import CHANNELS, Channel, Reply, Speaker, Transcript, Utterance

if TYPE_CHECKING:
    from collections.abc import Iterable

DEFAULT_CHANNEL: Channel = "telephone"
_SPEAKERS = ("apprenant", "interlocuteur")
_KINDS = {str: "un texte", int: "un nombre entier", list: "une liste", bool: "true ou false"}


def json_object(text: str) -> dict[str, Any]:
    """Read one line as a JSON object.

    Raises:
        TranscriptError: when it is not one.
    """
    try:
        value = json.loads(text)
    except json.JSONDecodeError as error:
        raise TranscriptError(f"ce n’est pas du JSON valide (caractère {error.pos + 1}).") from error
    except (ValueError, RecursionError) as error:
        raise TranscriptError("ce JSON est démesuré (nombre trop long ou imbrication trop profonde).") from error
    if not isinstance(value, dict):
        raise TranscriptError("il faut un objet JSON, entre accolades.")
    return value


def reply_of(record: dict[str, Any], channel: Channel | None = None) -> Reply:
    """The reply of a line in the form of the annotation guide.

    Args:
        record: the line's object; ``reply`` is required, ``channel`` and ``context`` may be left out.
        channel: the channel when the line gives none.

    Raises:
        TranscriptError: when a key is missing or of another kind.
    """
    text = without_surrogates(_required(record, "reply", str))
    context = tuple(_utterances(_optional(record, "context", list, []), "context"))
    return Reply(text, channel_of(record.get("channel", channel or DEFAULT_CHANNEL)), context)


def transcript_of(record: dict[str, Any], bloc: int | None = None) -> Transcript:
    """The transcript of a line given to ``repartie judge``.

    Args:
        record: the line's object.
        bloc: the bloc to judge for, instead of the one that the line gives.

    Raises:
        TranscriptError: when a key is missing or of another kind.
    """
    if bloc is None:
        if "bloc" not in record:
            raise TranscriptError("il manque la clé « bloc ».", hint="Ajoutez-la, ou donnez l’option --bloc.")
        bloc = cast("int", _required(record, "bloc", int))
    return Transcript(
        id=str(record.get("id", "")),
        channel=channel_of(_required(record, "channel", str)),
        bloc=checked_bloc(bloc),
        turns=tuple(_utterances(_required(record, "turns", list), "turns")),
        difficult=_optional(record, "difficult", bool, False),
    )


def channel_of(value: object) -> Channel:
    """The channel that a word names.

    Raises:
        TranscriptError: when no channel has this name.
    """
    if value not in CHANNELS:
        near = suggestion(value, CHANNELS) if isinstance(value, str) else ""
        raise TranscriptError(
            f"le canal « {value} » est inconnu.", hint=near or f"Canaux possibles : {', '.join(CHANNELS)}."
        )
    return value


def checked_bloc(bloc: int) -> int:
    """``bloc`` when the référentiel has it (1 to 4).

    Raises:
        TranscriptError: otherwise.
    """
    if bloc not in range(1, 5):
        raise TranscriptError(f"le bloc {bloc} n’existe pas.", hint="Le référentiel a quatre blocs, de 1 à 4.")
    return bloc


def _utterances(items: Iterable[object], key: str) -> Iterable[Utterance]:
    for rank, item in enumerate(items, start=1):
        speaker = item.get("speaker") if isinstance(item, dict) else None
        text = item.get("text") if isinstance(item, dict) else None
        if speaker not in _SPEAKERS or not isinstance(text, str):
            raise TranscriptError(
                f"le message {rank} de « {key} » n’a pas la forme attendue.",
                hint='Chaque message est un objet {"speaker": "apprenant" ou "interlocuteur", "text": "…"}.',
            )
        yield Utterance(cast("Speaker", speaker), without_surrogates(text))


def _required(record: dict[str, Any], key: str, kind: type) -> Any:
    if key not in record:
        raise TranscriptError(f"il manque la clé « {key} ».")
    return _optional(record, key, kind, None)


def _optional(record: dict[str, Any], key: str, kind: type, default: Any) -> Any:
    value = record.get(key, default)
    if not isinstance(value, kind) or (kind is int and isinstance(value, bool)):
        raise TranscriptError(f"la clé « {key} » doit être {_KINDS[kind]}.")
    return value
