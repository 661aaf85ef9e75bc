"""The real gateway: library, journal and interviews behind the door that screens know.

Importing it brings the whole program in (pydantic, SQLAlchemy, the rubric), so it is imported in a thread, after the
first paint. Calls may come from several threads: one lock keeps them apart, since turns must not be mixed.
"""

from __future__ import annotations

import os
from threading import RLock
from typing import TYPE_CHECKING

from simulator.errors import JournalError, RepartieError
from simulator.interview import LONGEST_REPLY, Interview, debrief_of
from simulator.journal import Journal, journal_location
from simulator.library import Library
from simulator.report import render
from simulator.tui.gateway import Brief, Catalogue, Document, InterviewCard, PastSession

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import datetime
    from pathlib import Path

    from simulator.dialogue.events import Event
    from simulator.dialogue.script import Script
    from simulator.journal import SessionSummary
    from simulator.library import ScriptSummary
    from simulator.report import Debrief
    from simulator.tui.gateway import StartChoice


class _Shelf(Library):
    """The library, which keeps each script that it has read, for reading one takes a second or two."""

    def __init__(self, scripts: Path | None, rubrics: Path | None) -> None:
        super().__init__(scripts, rubrics)
        self._read: dict[str, Script] = {}

    def parse_script(self, text: str, file: str) -> Script:
        """A script ready to be played; the same text is read once."""
        if text not in self._read:
            self._read[text] = super().parse_script(text, file)
        return self._read[text]


class DeskInterview:
    """A running interview, told in the words of the screens."""

    def __init__(self, interview: Interview, lock: RLock) -> None:
        script = interview.script
        self._interview = interview
        self._lock = lock
        self.session_id = interview.session_id
        self.title = script.title
        self.channel: str = interview.channel
        self.mode: str = interview.mode
        self.person = script.person_name
        self.started = interview.started
        self.length = script.duration
        self.longest_reply = LONGEST_REPLY
        self.documents = tuple(Document(paper.id, paper.title, paper.text) for paper in script.documents)
        self.notice = interview.notice
        self.gauge_bounds = {name: (gauge.minimum, gauge.maximum) for name, gauge in script.gauges.items()}

    @property
    def events(self) -> Sequence[Event]:
        """All events so far, from the journal."""
        with self._lock:
            return self._interview.events

    @property
    def finished(self) -> bool:
        """Whether the interview is over."""
        return self._interview.finished

    def reply(self, text: str) -> Sequence[Event]:
        """Play a reply."""
        with self._lock:
            return self._interview.reply(text)

    def silence(self, seconds: float) -> Sequence[Event]:
        """Let a silence pass."""
        with self._lock:
            return self._interview.silence(seconds)

    def hint(self, level: int) -> Event:
        """Give a hint."""
        with self._lock:
            return self._interview.hint(level)

    def abandon(self) -> Event:
        """End the interview here."""
        with self._lock:
            return self._interview.abandon()


class Desk:
    """Library and journal, opened when first needed.

    Args:
        scripts: the user's own scripts, laid over those installed.
        rubrics: the user's own rubrics, laid over those installed.
        journal_url: database of the journal; the usual place when ``None``.
        seed: seed of the interviews started; drawn each time when ``None``.
        learner: name kept with the sessions.
        clock: the present, aware.
    """

    def __init__(
        self,
        scripts: Path | None,
        rubrics: Path | None,
        journal_url: str | None,
        *,
        seed: int | None,
        learner: str,
        clock: Callable[[], datetime],
    ) -> None:
        self._lock = RLock()
        self._library = _Shelf(scripts, rubrics)
        self._journal_url = journal_url
        self._opened: Journal | None = None
        self._seed = seed
        self._learner = learner
        self._clock = clock

    def _journal(self) -> Journal:
        """The journal, opened on first use and tried again after a failure."""
        if self._opened is None:
            self._opened = Journal(self._journal_url or journal_location(os.environ)).open()
        return self._opened

    def catalogue(self) -> Catalogue:
        """The interviews, with what the journal knows; a journal that fails hides no interview."""
        with self._lock:
            summaries = self._library.summaries()
            problems = [f"Script écarté : {summary.error}" for summary in summaries if summary.error]
            best: dict[str, str] = {}
            unfinished: PastSession | None = None
            try:
                best = {
                    script: str(quality)
                    for script, quality in self._journal().best_results(learner=self._learner or None).items()
                }
                latest = self._journal().latest_unfinished(learner=self._learner or None)
                unfinished = self._past(latest) if latest is not None else None
            except JournalError as error:
                problems.append(str(error))
            labels = self._criteria_labels()
            cards = tuple(
                _card(summary, best.get(summary.id, ""), labels) for summary in summaries if not summary.error
            )
            return Catalogue(cards, unfinished, tuple(problems))

    def _criteria_labels(self) -> dict[str, str]:
        """Labels of the criteria; none when the rubric has errors, which the briefing will tell."""
        try:
            return {criterion.id: criterion.label for criterion in self._library.rubric.criteria.criteria}
        except RepartieError:
            return {}

    def brief(self, script: str) -> Brief:
        """Read a script for its briefing."""
        with self._lock:
            loaded = self._library.load_script(script)
            card = InterviewCard(
                id=script,
                title=loaded.title,
                summary=loaded.summary,
                activity=loaded.activity,
                level=loaded.level,
                length=loaded.duration,
                channels=loaded.channels,
            )
            papers = tuple(Document(paper.id, paper.title, paper.text) for paper in loaded.documents)
            return Brief(card, loaded.consigne, papers)

    def past_sessions(self) -> Sequence[PastSession]:
        """The sessions of the journal, latest first."""
        with self._lock:
            return [self._past(summary) for summary in self._journal().sessions(learner=self._learner or None)]

    def start(self, choice: StartChoice) -> DeskInterview:
        """Begin an interview."""
        with self._lock:
            interview = Interview.start(
                self._library,
                self._journal(),
                choice.script_id,
                channel=choice.channel,
                seed=self._seed,
                learner=self._learner,
                mode=choice.mode,
                clock=self._clock,
            )
            return DeskInterview(interview, self._lock)

    def resume(self, session_id: str) -> DeskInterview:
        """Take an interview up again."""
        with self._lock:
            return DeskInterview(Interview.resume(self._library, self._journal(), session_id, self._clock), self._lock)

    def debrief(self, session_id: str) -> Debrief:
        """The debrief of a session."""
        with self._lock:
            return debrief_of(self._library, self._journal(), session_id)

    def debrief_html(self, session_id: str) -> str:
        """The debrief of a session as a web page."""
        return render(self.debrief(session_id), "html")

    def delete(self, session_id: str) -> None:
        """Delete a session."""
        with self._lock:
            self._journal().delete(session_id)

    def close(self) -> None:
        """Close the journal; it opens again if something is asked."""
        with self._lock:
            if self._opened is not None:
                self._opened.close()
                self._opened = None

    def _past(self, summary: SessionSummary) -> PastSession:
        return PastSession(
            id=summary.id,
            script=summary.script,
            title=summary.title,
            channel=summary.channel,
            mode=summary.mode,
            started=summary.started.astimezone(self._clock().tzinfo),
            turns=summary.turns,
            finished=summary.finished,
            quality=summary.quality or "",
            ending=summary.ending_title if summary.quality else "",
            learner=summary.learner,
        )


def _card(summary: ScriptSummary, best: str, labels: Mapping[str, str]) -> InterviewCard:
    return InterviewCard(
        id=summary.id,
        title=summary.title,
        summary=summary.summary,
        activity=summary.activity,
        level=max(1, min(3, summary.level)),
        length=summary.length,
        channels=summary.channels,
        criteria=tuple(labels[criterion] for criterion in summary.criteria if criterion in labels),
        best=best,
    )
