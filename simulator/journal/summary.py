"""What a list of sessions shows of each, as a value; knows nothing of the database."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

    from simulator.dialogue.answer import Quality
    from simulator.dialogue.events import EndReason, Mode
    from simulator.rubric.model import Channel


@dataclass(frozen=True, slots=True)
class SessionSummary:
    """One session: a row of the journal."""

    id: str
    script: str
    """Id of the script."""
    script_hash: str
    title: str
    channel: Channel
    mode: Mode
    seed: int
    learner: str
    """Name given by the learner; empty when none was given."""
    rubric: str
    """Version of the rubric at the start."""
    version: str
    """Version of Repartie at the start."""
    started: datetime
    """Aware, in UTC."""
    turns: int
    """Replies that got their answer."""
    ended: datetime | None = None
    """Aware, in UTC; ``None`` while the interview can be resumed."""
    ending: str = ""
    """Id of the ending; empty when unfinished or abandoned."""
    ending_title: str = ""
    quality: Quality | None = None
    reason: EndReason | None = None

    @property
    def finished(self) -> bool:
        """Whether the interview ended or was abandoned."""
        return self.ended is not None
