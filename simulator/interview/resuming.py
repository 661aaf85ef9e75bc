"""What it takes to open a recorded interview again, and what its learner must be told."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.dialogue.events import SessionEvent
from simulator.errors import InvalidFileError, JournalCorruptError, typeset

if TYPE_CHECKING:
    from collections.abc import Sequence

    from simulator.dialogue.events import Event
    from simulator.dialogue.script import Script
    from simulator.interview.ports import LibraryPort
    from simulator.journal import Journal


def reopened(
    library: LibraryPort, journal: Journal, session_id: str, events: Sequence[Event]
) -> tuple[SessionEvent, Script]:
    """The first event of a session and the script that it began with, whatever the installed file has become.

    Raises:
        JournalCorruptError: the session has no beginning: the journal was altered.
        InvalidFileError: this version of Repartie no longer reads the script.
    """
    session = events[0] if events else None
    if not isinstance(session, SessionEvent):
        raise JournalCorruptError(
            f"Le début de l’entretien {session_id} manque dans le journal.",
            where=journal.where,
            hint="Rien n’a été effacé ; les autres entretiens restent lisibles.",
        )
    try:
        return session, library.parse_script(journal.script_text(session_id), f"{session.script} ({session_id})")
    except InvalidFileError as error:
        raise InvalidFileError(
            f"Le script avec lequel cet entretien a commencé (Repartie {session.version}) n’est plus lisible ici.",
            error.diagnostics,
            where=session_id,
            hint="Vos répliques sont conservées : ouvrez cet entretien avec cette version de Repartie.",
        ) from error


def notice(differs: int | None, session: SessionEvent, rubric: str) -> str:
    """What a learner must know when what they resume is not quite what they left.

    Args:
        differs: the first turn where the engine would not answer as recorded, if any.
        session: the first event.
        rubric: the installed rubric's version.

    Returns:
        French sentences, or an empty string.
    """
    sentences = []
    if differs is not None:
        since = "dès ses premiers mots" if differs == 0 else f"à partir de l’échange {differs}"
        sentences.append(
            f"Repartie a changé depuis que cet entretien a commencé (version {session.version}) : "
            f"votre interlocuteur ne répondrait plus tout à fait de même {since}. "
            "Ce qui a été dit reste tel quel ; la suite peut s’en écarter un peu."
        )
    if session.rubric != rubric:
        sentences.append(
            "Les règles qui repèrent ce que vous faites ont changé depuis le début de cet entretien : "
            "elles s’appliquent à vos prochaines répliques seulement."
        )
    return typeset(" ".join(sentences))
