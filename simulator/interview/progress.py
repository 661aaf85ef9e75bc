"""Where an interview stands, as its recorded events tell it: the same whether it was just played or read back.

Bounded: it keeps the last event and the last few utterances, never the whole conversation.
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field

from simulator.dialogue.events import Event, HintEvent, InterlocutorEvent, ReplyEvent, SessionEvent
from simulator.rubric.model import Reply, Utterance

CONTEXT = 4
"""Utterances that the tagger reads before a reply (``Reply.context``)."""


@dataclass(slots=True)
class Progress:
    """What the loop must know to go on. ``note`` each recorded event, in order."""

    session: SessionEvent
    recorded: int = 0
    """Events recorded: the sequence number of the next one."""
    last: Event | None = None
    """The last recorded event, hints left out: they change nothing to what comes next."""
    reply: ReplyEvent | None = None
    """The learner's last turn."""
    latest: float = 0.0
    """Seconds from the start to the last recorded event."""
    before: tuple[Utterance, ...] = ()
    """The utterances that precede the last reply."""
    first: bool = False
    """Whether the last reply is the learner's first words."""
    _spoken: bool = False
    _context: deque[Utterance] = field(default_factory=lambda: deque(maxlen=CONTEXT))

    @property
    def turn(self) -> int:
        """Turns of the learner so far."""
        return self.reply.turn if self.reply else 0

    def note(self, event: Event) -> None:
        """Take a recorded event into account."""
        self.recorded += 1
        if isinstance(event, HintEvent):
            return
        self.last = event
        if isinstance(event, ReplyEvent):
            self.reply = event
            self.latest = event.at
            self.before = tuple(self._context)
            self.first = not self._spoken
            if event.text:
                self._spoken = True
                self._context.append(Utterance("apprenant", event.text))
        elif isinstance(event, InterlocutorEvent):
            self.latest = event.at
            if event.text:
                self._context.append(Utterance("interlocuteur", event.text))

    def to_read(self, reply: ReplyEvent) -> Reply:
        """The last reply in its context, as the tagger receives it."""
        return Reply(reply.text, self.session.channel, self.before, self.first)
