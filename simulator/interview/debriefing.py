"""Judges recorded interviews and builds their debrief: the last stage of the loop, also open to past sessions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.dialogue.events import EndEvent
from simulator.interview.resuming import reopened
from simulator.report.building import build_debrief
from simulator.report.recorded import transcript_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from simulator.dialogue.events import Event
    from simulator.dialogue.script import Script
    from simulator.interview.ports import JudgePort, LibraryPort
    from simulator.journal import Journal
    from simulator.report.model import Debrief
    from simulator.rubric.model import Verdict


def verdicts_on(judge: JudgePort, script: Script, events: Sequence[Event]) -> tuple[Verdict, ...]:
    """The judge's verdicts on what was played, from the recorded tags."""
    recorded = transcript_of(events, bloc=script.bloc, difficult=script.difficult)
    return judge.judge(recorded.transcript, recorded.tags, recorded.observations)


def debrief_of(library: LibraryPort, journal: Journal, session_id: str) -> Debrief:
    """The debrief of a session of the journal, over or not, with the script that it began with.

    The verdicts are those recorded at the end: a newer rubric does not change what the learner was told.

    Raises:
        SessionNotFoundError: no such session.
        InvalidFileError: this version of Repartie no longer reads the script that was played.
        JournalError: the journal cannot be read.
    """
    events = journal.events(session_id)
    _, script = reopened(library, journal, session_id, events)
    end = events[-1]
    verdicts = end.verdicts if isinstance(end, EndEvent) else verdicts_on(library.judge, script, events)
    return build_debrief(events, script, verdicts, library.rubric.criteria)
