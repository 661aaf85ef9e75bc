"""What the loop asks of the packages that it ties together, as protocols; tests give their own small ones."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from simulator.dialogue.answer import Answer, Ending, LearnerTurn
    from simulator.dialogue.script import Script
    from simulator.rubric.criteria import CriteriaBook
    from simulator.rubric.judging.observation import Observation
    from simulator.rubric.model import Reply, Tag, Transcript, Verdict

Clock = Callable[[], datetime]
"""Gives the present as an aware datetime, in the learner's time zone."""


class TaggerPort(Protocol):
    """Finds the markers of a reply."""

    @property
    def version(self) -> str:
        """Version of the rubric."""

    def tag(self, reply: Reply) -> Sequence[Tag]:
        """The markers found, sorted by id."""


class JudgePort(Protocol):
    """Gives a verdict on each criterion."""

    def judge(
        self,
        transcript: Transcript,
        tags: Mapping[int, tuple[Tag, ...]] | None = None,
        observations: Mapping[int, Observation] | None = None,
    ) -> tuple[Verdict, ...]:
        """The verdicts on a whole interview."""


class ConversationPort(Protocol):
    """The interlocutor in one conversation."""

    @property
    def ended(self) -> Ending | None:
        """How it ended, once it has."""

    def open(self) -> Answer:
        """What the interlocutor says first."""

    def step(self, turn: LearnerTurn) -> Answer:
        """The answer to one turn of the learner."""

    def hint(self, level: int) -> str:
        """A hint, from 1 (a question to ask oneself) to 3 (an example)."""


class RubricPort(Protocol):
    """The rubric, for what the debrief explains."""

    @property
    def criteria(self) -> CriteriaBook:
        """The criteria."""


class LibraryPort(Protocol):
    """The installed scripts and rubrics."""

    @property
    def tagger(self) -> TaggerPort:
        """The tagger on the installed rubric."""

    @property
    def judge(self) -> JudgePort:
        """The judge on the installed criteria."""

    @property
    def rubric(self) -> RubricPort:
        """The installed rubric."""

    def script_source(self, script_id: str) -> tuple[str, str]:
        """The text of an installed script, and its file's name for messages; ``UsageError`` when there is none."""

    def parse_script(self, text: str, file: str) -> Script:
        """Read a script's text; ``InvalidFileError`` when it has errors."""
