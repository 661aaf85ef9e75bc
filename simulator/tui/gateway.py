"""What the screens ask of the rest of the program, as protocols and small values.

Screens know this module only: the real thing (``desk``) is imported after the first paint, and tests give a fake.
It imports nothing heavy: types of the domain are named for the type checker alone.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from simulator.dialogue.events import Event
    from simulator.report.model import Debrief


@dataclass(frozen=True, slots=True)
class Document:
    """A paper that the learner may read before and during the interview."""

    id: str
    title: str
    text: str
    """Markdown."""


@dataclass(frozen=True, slots=True)
class InterviewCard:
    """One interview, as the home and briefing screens present it."""

    id: str
    title: str
    summary: str
    activity: str
    level: int
    """1 to 3."""
    length: int
    """Exchanges expected."""
    channels: tuple[str, ...]
    criteria: tuple[str, ...] = ()
    """Labels of the criteria that the interview exercises."""
    best: str = ""
    """Quality of the best past ending, or an empty string."""


@dataclass(frozen=True, slots=True)
class Brief:
    """What the learner reads before an interview."""

    card: InterviewCard
    consigne: str
    """Markdown."""
    documents: tuple[Document, ...]


@dataclass(frozen=True, slots=True)
class PastSession:
    """A session of the journal, as lists present it."""

    id: str
    script: str
    title: str
    channel: str
    mode: str
    started: datetime
    turns: int
    """Replies given so far."""
    finished: bool
    quality: str = ""
    ending: str = ""
    """Title of the ending; empty when unfinished or abandoned."""
    learner: str = ""


@dataclass(frozen=True, slots=True)
class Catalogue:
    """What the home screen shows, read in one go."""

    cards: tuple[InterviewCard, ...]
    unfinished: PastSession | None
    problems: tuple[str, ...] = ()
    """Files left out because they have errors, and a journal that cannot be read: one sentence each."""


@dataclass(frozen=True, slots=True)
class StartChoice:
    """What the learner chose on the briefing screen."""

    script_id: str
    channel: str
    mode: str


class LiveInterview(Protocol):
    """A running interview, as the interview screen drives it. Every call may write to disk: use a thread."""

    @property
    def session_id(self) -> str:
        """The session's id in the journal."""

    @property
    def title(self) -> str:
        """The interview's title."""

    @property
    def channel(self) -> str:
        """Where it takes place."""

    @property
    def mode(self) -> str:
        """``entrainement`` or ``evaluation``."""

    @property
    def person(self) -> str:
        """Name shown to the learner for the interlocutor."""

    @property
    def started(self) -> datetime:
        """When it began."""

    @property
    def length(self) -> int:
        """Exchanges expected."""

    @property
    def longest_reply(self) -> int:
        """Characters that a reply may have."""

    @property
    def documents(self) -> Sequence[Document]:
        """What the learner may read meanwhile."""

    @property
    def events(self) -> Sequence[Event]:
        """All events so far."""

    @property
    def finished(self) -> bool:
        """Whether it is over."""

    @property
    def notice(self) -> str:
        """What the learner must know about a resumed interview, or an empty string."""

    @property
    def gauge_bounds(self) -> dict[str, tuple[float, float]]:
        """Lowest and highest value of each gauge."""

    def reply(self, text: str) -> Sequence[Event]:
        """Play a reply; gives the new events."""

    def silence(self, seconds: float) -> Sequence[Event]:
        """Let a silence pass; gives the new events."""

    def hint(self, level: int) -> Event:
        """Give a hint, from 1 (a question) to 3 (an example)."""

    def abandon(self) -> Event:
        """End the interview here."""


class Gateway(Protocol):
    """Library, journal and interviews, behind one door. Every call may be slow: use a thread."""

    def catalogue(self) -> Catalogue:
        """The interviews and what the journal knows of them."""

    def brief(self, script: str) -> Brief:
        """Read a script (its id, or the path of a file)."""

    def past_sessions(self) -> Sequence[PastSession]:
        """All sessions, latest first."""

    def start(self, choice: StartChoice) -> LiveInterview:
        """Begin an interview."""

    def resume(self, session_id: str) -> LiveInterview:
        """Take an interview up again where it stopped."""

    def debrief(self, session_id: str) -> Debrief:
        """The debrief of a session."""

    def debrief_html(self, session_id: str) -> str:
        """The debrief of a session as a web page."""

    def delete(self, session_id: str) -> None:
        """Erase a session."""

    def close(self) -> None:
        """Let go of the journal; called when the app closes."""
