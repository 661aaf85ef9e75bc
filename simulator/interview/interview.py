"""An interview as a front end drives it: what may be asked, when, and what is said when it may not.

App, headless mode and tests all use this class. No screen here, and time comes from the caller's clock.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Self

from simulator.dialogue.events import EndEvent, Event, HintEvent, Mode, SessionEvent
from simulator.errors import UsageError
from simulator.interview.beginning import open_session, session_event
from simulator.interview.debriefing import debrief_of
from simulator.interview.loop import Loop
from simulator.interview.reply_text import reply_text
from simulator.interview.resuming import notice, reopened

if TYPE_CHECKING:
    from datetime import datetime

    from simulator.dialogue.script import Script
    from simulator.interview.ports import Clock, LibraryPort
    from simulator.journal import Journal
    from simulator.report.model import Debrief
    from simulator.rubric.model import Channel

LONGEST_SILENCE = 86_400.0
"""Seconds: a day."""

HINT_LEVELS = (1, 2, 3)


class Interview:
    """One interview being played. Make it with ``start`` or ``resume``.

    Every method that acts commits each step before the next begins. After a ``JournalError`` nothing is lost: what was
    committed stays, and ``complete`` (or the same reply again) goes on from there.
    """

    def __init__(self, loop: Loop, started: datetime) -> None:
        self._loop = loop
        self._session: SessionEvent = loop.progress.session
        self.started = started
        """When the interview began."""
        self.notice = ""
        """What the learner must know about a resumed interview (French), or an empty string."""

    @classmethod
    def start(
        cls,
        library: LibraryPort,
        journal: Journal,
        script_id: str,
        *,
        channel: str | None = None,
        seed: int | None = None,
        learner: str = "",
        mode: str = "entrainement",
        clock: Clock,
    ) -> Self:
        """Begin an interview: the session and the interlocutor's first words are recorded.

        Args:
            library: the installed scripts, tagger and judge.
            journal: an open journal.
            script_id: the script to play, as ``Library.script_source`` finds it.
            channel: one of the script's channels; its first when ``None``.
            seed: what varies the interlocutor; drawn when ``None``, imposed by the script in an assessment.
            learner: the learner's name, possibly empty.
            mode: ``entrainement`` or ``evaluation``.
            clock: gives the present, an aware datetime in the learner's time zone.

        Raises:
            UsageError: unknown script, channel or mode, impossible seed.
            InvalidFileError: the script has errors.
            JournalError: nothing could be recorded.
        """
        text, file = library.script_source(script_id)
        script = library.parse_script(text, file)
        started = clock()
        session = session_event(
            script,
            channel=channel,
            seed=seed,
            learner=learner,
            mode=mode,
            rubric=library.tagger.version,
            now=started,
        )
        session = open_session(journal, session, text, started)
        loop = Loop(library, journal, session, script, clock)
        loop.catch_up([session])
        loop.advance()
        return cls(loop, started)

    @classmethod
    def resume(cls, library: LibraryPort, journal: Journal, session_id: str, clock: Clock) -> Self:
        """Take an interview up again at the exact turn, with the script it began with.

        A turn cut between the reply and its answer is finished. Where the interlocutor would not answer as recorded
        (a newer engine), what is recorded stands, and ``notice`` says so.

        Raises:
            SessionNotFoundError: no such session.
            UsageError: the interview is over.
            InvalidFileError: this version of Repartie no longer reads the script that was played.
            JournalError: the journal cannot be read or written.
        """
        summary = journal.session(session_id)
        if summary.finished:
            raise UsageError(
                "Cet entretien est terminé.",
                where=session_id,
                hint=f"Relisez-le avec « repartie report {session_id} », ou commencez-en un autre.",
            )
        events = journal.events(session_id)
        session, script = reopened(library, journal, session_id, events)
        loop = Loop(library, journal, session, script, clock)
        differs = loop.catch_up(events)
        loop.advance()
        interview = cls(loop, summary.started.astimezone(clock().tzinfo))
        interview.notice = notice(differs, session, library.tagger.version)
        return interview

    # --- what front ends read ----------------------------------------------------------------------------------------

    @property
    def session_id(self) -> str:
        """The session's id in the journal."""
        return self._session.id

    @property
    def script(self) -> Script:
        """The script being played, as it was when the interview began."""
        return self._loop.script

    @property
    def channel(self) -> Channel:
        """Where the interview takes place."""
        return self._session.channel

    @property
    def mode(self) -> Mode:
        """Training or assessment."""
        return self._session.mode

    @property
    def seed(self) -> int:
        """What varies the interlocutor."""
        return self._session.seed

    @property
    def turn(self) -> int:
        """Turns of the learner so far, silences included."""
        return self._loop.progress.turn

    @property
    def finished(self) -> bool:
        """Whether the interview is over."""
        return self._loop.finished

    @property
    def pending(self) -> bool:
        """Whether a recorded step still waits for what follows it, because the journal failed in between."""
        return self._loop.pending

    @property
    def events(self) -> list[Event]:
        """All the events so far, read from the journal: to follow an interview, use what the methods return."""
        return self._loop.journal.events(self.session_id)

    # --- what front ends do ------------------------------------------------------------------------------------------

    def reply(self, text: str) -> list[Event]:
        """Play the learner's reply.

        Args:
            text: what was typed; control characters are removed.

        Returns:
            The new events: ``reply``, ``tags``, ``interlocutor``, and ``end`` when the interview ends.

        Raises:
            UsageError: nothing visible to say, too long, or the interview is over; nothing is recorded.
            JournalError: a step could not be recorded.
        """
        return self._play(reply_text(text), None)

    def silence(self, seconds: float) -> list[Event]:
        """Let a silence pass, which the interlocutor hears.

        Args:
            seconds: its length, in seconds of the interview.

        Returns:
            The new events, as for a reply.

        Raises:
            UsageError: the length makes no sense, or the interview is over; nothing is recorded.
            JournalError: a step could not be recorded.
        """
        if not (math.isfinite(seconds) and 0 < seconds <= LONGEST_SILENCE):
            raise UsageError(
                "La durée d’un silence est un nombre de secondes, plus grand que zéro et d’un jour au plus.",
                where=str(seconds),
            )
        return self._play("", float(seconds))

    def complete(self) -> list[Event]:
        """Finish the turn that an error of the journal cut short.

        Returns:
            The events that no method has returned yet; none when nothing was cut.

        Raises:
            JournalError: a step could still not be recorded.
        """
        return self._loop.advance()

    def hint(self, level: int) -> HintEvent:
        """Give and record a hint.

        Args:
            level: 1 a question to ask oneself, 2 the aim, 3 an example.

        Raises:
            UsageError: in an assessment, after the end, in the middle of a turn, or for another level.
            JournalError: the hint could not be recorded; it is not given.
        """
        self._require_open()
        if self.mode == "evaluation":
            raise UsageError("Il n’y a pas d’indice en évaluation.", hint="Les indices sont là pour l’entraînement.")
        if level not in HINT_LEVELS:
            raise UsageError("Les indices vont de 1 (une question) à 3 (un exemple).", where=str(level))
        if self.pending:
            raise _cut_turn()
        event = HintEvent(turn=self.turn, level=level, text=self._loop.conversation.hint(level))
        self._loop.commit(event)
        return event

    def abandon(self) -> EndEvent:
        """Leave the interview before its end; what was played is judged all the same.

        Returns:
            The end; the one already recorded when the interview is over.

        Raises:
            JournalError: the end could not be recorded; the interview can be resumed.
        """
        self._loop.advance()
        last = self._loop.progress.last
        if isinstance(last, EndEvent):
            return last
        event = EndEvent(
            turn=self.turn,
            ending="",
            quality=None,
            title="Entretien interrompu",
            sentence="Vous avez quitté l’entretien avant sa fin.",
            reason="abandon",
            verdicts=self._loop.verdicts(),
        )
        self._loop.commit(event)
        return event

    def debrief(self) -> Debrief:
        """The debrief of what was played so far.

        Raises:
            JournalError: the journal cannot be read.
        """
        return debrief_of(self._loop.library, self._loop.journal, self.session_id)

    def _require_open(self) -> None:
        if self.finished:
            raise UsageError("L’entretien est terminé.", hint="Lisez son bilan, ou commencez-en un autre.")

    def _play(self, text: str, silence: float | None) -> list[Event]:
        """Play a turn, or finish the one that was cut when it is sent again."""
        self._require_open()
        if not self.pending:
            return self._loop.play(text, silence)
        cut = self._loop.progress.reply
        same = cut is not None and (cut.text, cut.silence) == (text, silence)
        if not same and self._loop.conversation.ended is None:
            raise _cut_turn()
        return self._loop.advance()


def _cut_turn() -> UsageError:
    """The learner does something else while a recorded reply waits for its answer."""
    return UsageError(
        "Votre dernière réplique est enregistrée, mais elle n’a pas encore reçu de réponse.",
        hint="Renvoyez-la telle quelle pour entendre la réponse.",
    )
