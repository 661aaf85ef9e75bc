"""Builds a debrief from the events of a session and the judge's verdicts; it words nothing and draws nothing."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Protocol

from simulator.dialogue.events import EndEvent, HintEvent, InterlocutorEvent, ReplyEvent, SessionEvent
from simulator.errors import InputError
from simulator.report.highlighting import Highlighter
from simulator.report.model import CriterionResult, Debrief, DebriefTurn, GaugeCurve, GaugePoint, HintUsed, Missed
from simulator.report.recorded import transcript_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from simulator.dialogue.events import Event
    from simulator.report.recorded import RecordedInterview
    from simulator.rubric.criteria import CriteriaBook
    from simulator.rubric.model import Verdict

TENSION = "tension"
"""The gauge shown first."""


class _Bounds(Protocol):
    @property
    def minimum(self) -> float: ...
    @property
    def maximum(self) -> float: ...


class ScriptLike(Protocol):
    """What a debrief says of the script; ``simulator.dialogue.script.Script`` has it."""

    @property
    def person_name(self) -> str:
        """The interlocutor's name."""
        ...

    @property
    def gauges(self) -> Mapping[str, _Bounds]:
        """The gauges, with their bounds."""
        ...


def build_debrief(
    events: Sequence[Event], script: ScriptLike, verdicts: Sequence[Verdict], criteria: CriteriaBook
) -> Debrief:
    """Gather all there is to read after an interview.

    Args:
        events: the events of one session, in order; an unfinished one will do.
        script: the script that was played.
        verdicts: what the judge said of ``transcript_of(events)``.
        criteria: gives labels and advice; a verdict on a criterion it no longer has keeps its id as label.

    Raises:
        InputError: the events do not begin with a session.
    """
    session = next((event for event in events if isinstance(event, SessionEvent)), None)
    if session is None:
        raise InputError("Cette suite d’événements ne commence pas par une session.")
    end = next((event for event in events if isinstance(event, EndEvent)), None)
    recorded = transcript_of(events)
    hints = tuple(HintUsed(event.turn, event.level, event.text) for event in events if isinstance(event, HintEvent))
    highlighter = Highlighter(recorded, verdicts, {**criteria.lexicon.sign_names, **criteria.marker_names})
    turns = _with_hints(_turns(recorded, highlighter, verdicts), hints)
    return Debrief(
        session=session.id,
        script=session.script,
        title=session.title,
        person=script.person_name,
        channel=session.channel,
        mode=session.mode,
        seed=session.seed,
        learner=session.learner,
        ending=end.title if end else "",
        sentence=end.sentence if end else "",
        quality=end.quality if end else None,
        reason=end.reason if end else None,
        exchanges=sum(isinstance(source, ReplyEvent) for source in recorded.sources),
        seconds=max((source.at for source in recorded.sources), default=0.0),
        curves=_curves(events, script),
        criteria=tuple(_result(verdict, criteria, turns) for verdict in verdicts),
        turns=turns,
        hints=hints,
        rubric=session.rubric,
        version=session.version,
    )


def _turns(
    recorded: RecordedInterview, highlighter: Highlighter, verdicts: Sequence[Verdict]
) -> tuple[DebriefTurn, ...]:
    missed = _missed(verdicts)
    turns: list[DebriefTurn] = []
    for index, source in enumerate(recorded.sources):
        if isinstance(source, ReplyEvent):
            turns.append(
                DebriefTurn(
                    index,
                    source.turn,
                    "apprenant",
                    source.text,
                    source.at,
                    silence=source.silence,
                    highlights=highlighter.of(index),
                    missed=missed.get(index, ()),
                )
            )
        else:
            changes = tuple(change for change in source.changes if change.why and change.before != change.after)
            turns.append(
                DebriefTurn(
                    index,
                    source.turn,
                    "interlocuteur",
                    source.text,
                    source.at,
                    stage_direction=source.stage_direction,
                    changes=changes,
                )
            )
    return tuple(turns)


def _missed(verdicts: Sequence[Verdict]) -> dict[int, tuple[Missed, ...]]:
    """Missed occasions by turn; the same one told by several criteria is told once."""
    found: dict[int, dict[str, Missed]] = {}
    for verdict in verdicts:
        for occasion in verdict.missed:
            at = found.setdefault(occasion.turn, {})
            known = at.get(occasion.expected)
            criteria = (*known.criteria, verdict.criterion) if known else (verdict.criterion,)
            at[occasion.expected] = Missed(criteria, occasion.expected, known.example if known else occasion.example)
    return {turn: tuple(at.values()) for turn, at in found.items()}


def _with_hints(turns: tuple[DebriefTurn, ...], hints: tuple[HintUsed, ...]) -> tuple[DebriefTurn, ...]:
    """Lay each hint at the reply that followed it: asked after turn n, it served reply n + 1."""
    return tuple(
        replace(turn, hints=tuple(hint for hint in hints if hint.turn + 1 == turn.turn))
        if turn.speaker == "apprenant" and hints
        else turn
        for turn in turns
    )


def _result(verdict: Verdict, criteria: CriteriaBook, turns: tuple[DebriefTurn, ...]) -> CriterionResult:
    known = next((criterion for criterion in criteria.criteria if criterion.id == verdict.criterion), None)
    notes = [note.number for turn in turns for note in turn.highlights if verdict.criterion in note.criteria]
    return CriterionResult(
        verdict.criterion,
        known.label if known else verdict.criterion,
        verdict.verdict,
        verdict.confidence,
        verdict.why,
        known.source.advice if known else "",
        tuple(notes),
    )


def _curves(events: Sequence[Event], script: ScriptLike) -> tuple[GaugeCurve, ...]:
    points: dict[str, list[GaugePoint]] = {}
    for event in events:
        if not isinstance(event, InterlocutorEvent):
            continue
        for gauge, value in event.gauges.items():
            causes = tuple(change.why for change in event.changes if change.gauge == gauge and change.why)
            points.setdefault(gauge, []).append(GaugePoint(event.turn, value, causes))
    curves: list[GaugeCurve] = []
    for gauge in sorted(points, key=lambda name: (name != TENSION, name)):
        bounds = script.gauges.get(gauge)
        low, high = (bounds.minimum, bounds.maximum) if bounds else (0.0, 100.0)
        curves.append(GaugeCurve(gauge, low, high, tuple(points[gauge])))
    return tuple(curves)
