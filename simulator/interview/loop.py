"""The loop itself: reply → tagger → dialogue → journal, one committed step after another.

What comes next depends only on the last recorded event, so that a turn cut short (a killed program, a full disk) is
finished by the very code that would have finished it. Only the last few utterances are kept in memory: the thousandth
turn costs what the tenth did. What a person may ask, and when, is the business of ``Interview``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.dialogue.events import (
    EndEvent,
    Event,
    InterlocutorEvent,
    ReplyEvent,
    SessionEvent,
    TagsEvent,
)
from simulator.interview.debriefing import verdicts_on
from simulator.interview.engine import converse
from simulator.interview.progress import Progress
from simulator.interview.replay import learner_turn, replay

if TYPE_CHECKING:
    from collections.abc import Sequence

    from simulator.dialogue.script import Script
    from simulator.interview.ports import Clock, LibraryPort
    from simulator.journal import Journal
    from simulator.rubric.model import Verdict


class Loop:
    """Plays one session and records it."""

    def __init__(
        self, library: LibraryPort, journal: Journal, session: SessionEvent, script: Script, clock: Clock
    ) -> None:
        self.library = library
        self.journal = journal
        self.script = script
        self.progress = Progress(session)
        self.conversation = converse(script, session.channel, session.seed)
        self._clock = clock
        self._origin = clock()
        self._offset = 0.0
        self._computed: Event | None = None
        self._undelivered: list[Event] = []

    @property
    def finished(self) -> bool:
        """Whether the end is recorded."""
        return isinstance(self.progress.last, EndEvent)

    @property
    def pending(self) -> bool:
        """Whether a recorded step still waits for what follows it."""
        if self.finished:
            return False
        return not isinstance(self.progress.last, InterlocutorEvent) or self.conversation.ended is not None

    def catch_up(self, events: Sequence[Event]) -> int | None:
        """Go to where the recorded events lead, without recording anything.

        Returns:
            The first turn where the engine does not answer as recorded, if any.
        """
        for event in events:
            self.progress.note(event)
        self._offset = self.progress.latest
        return replay(self.conversation, events)

    def play(self, text: str, silence: float | None) -> list[Event]:
        """Record a turn of the learner, then all that follows it.

        Returns:
            The new events, with those of a step that had been recorded but not returned.
        """
        turn = self.progress.turn + 1
        reply = ReplyEvent(turn=turn, text=text, silence=silence, at=self._now())
        self.commit(reply)
        self._undelivered.append(reply)
        return self.advance()

    def advance(self) -> list[Event]:
        """Compute and record what follows the last recorded event, until it is the learner's turn.

        An event that was computed but could not be recorded is kept, and recorded next time: the interlocutor has
        already moved on, and must not be asked twice.
        """
        while (event := self._computed or self._next()) is not None:
            self._computed = event
            self.commit(event)
            self._computed = None
            self._undelivered.append(event)
        delivered, self._undelivered = self._undelivered, []
        return delivered

    def commit(self, event: Event) -> None:
        """Record an event; only then is it taken into account."""
        progress = self.progress
        self.journal.append(progress.session.id, event, sequence=progress.recorded, recorded=self._clock())
        progress.note(event)

    def verdicts(self) -> tuple[Verdict, ...]:
        """The judge's verdicts on what is recorded."""
        return verdicts_on(self.library.judge, self.script, self.journal.events(self.progress.session.id))

    def _next(self) -> Event | None:
        """What follows the last recorded event; ``None`` when it is the learner's turn, or the end."""
        progress = self.progress
        last = progress.last
        if isinstance(last, SessionEvent):
            return InterlocutorEvent.of(0, self.conversation.open(), self._now())
        if isinstance(last, ReplyEvent):
            return TagsEvent.of(last.turn, self.library.tagger.tag(progress.to_read(last)) if last.text else ())
        if isinstance(last, TagsEvent) and progress.reply is not None:
            answer = self.conversation.step(learner_turn(progress.reply, last))
            return InterlocutorEvent.of(last.turn, answer, self._now())
        ending = self.conversation.ended
        if isinstance(last, InterlocutorEvent) and ending is not None:
            return EndEvent.of(last.turn, ending, self.verdicts())
        return None

    def _now(self) -> float:
        """Seconds of interview so far: interruptions do not count, and a clock set back does not go back."""
        elapsed = self._offset + (self._clock() - self._origin).total_seconds()
        return max(self.progress.latest, round(elapsed, 3))
