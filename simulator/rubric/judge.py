"""The judge: reads a whole interview and gives each criterion a verdict with its evidence and its reason.

Pure: the same transcript, tags and criteria give the same verdicts. It knows no criterion by name: what is awaited is
data (see ``criteria``). The engine advises; evaluators decide.

Three rules hold for any criterion, whatever its file says:

* what could not be observed is told apart from what was failed;
* a fault only lowers a verdict (conditions cannot see faults; faults cap), wherever good words stand beside it;
* saying the same thing again earns nothing (see ``judging.acts``).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from simulator.rubric.criteria import CLOSE, OPENING
from simulator.rubric.judging.acts import acts_of
from simulator.rubric.judging.reading import Reading, Setting
from simulator.rubric.judging.wording import Cost, Seen, explain
from simulator.rubric.model import MissedOccasion, Reply, TurnEvidence, Verdict

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from simulator.rubric.criteria import CompiledCriterion, CriteriaBook, Expectation, Harm
    from simulator.rubric.judging.acts import Act
    from simulator.rubric.judging.observation import Observation
    from simulator.rubric.model import Tag, Transcript, VerdictValue

CONTEXT = 4
"""Preceding utterances that the tagger is given (as in the annotation guide)."""
_DOUBTFUL = 0.7
"""Confidence under which a good act is doubtful; a verdict that hangs on one is told with less confidence."""
_FRAGILE = 0.7
"""What remains of the confidence in a verdict that would change without its doubtful acts."""
_UNTESTED = 0.75
"""Confidence in a verdict that rests on absence: nothing quoted proves it."""
_REST = 2
"""Learner's replies, after a satisfied expectation, in which the same event is not held to call again."""

_RANKS: tuple[VerdictValue, ...] = ("non_acquis", "partiel", "acquis")


class TaggerLike(Protocol):
    """What reads one reply; see ``simulator.rubric.tagger``."""

    def tag(self, reply: Reply) -> tuple[Tag, ...]:
        """The markers of a reply."""
        ...


@dataclass(frozen=True, slots=True)
class _Decision:
    verdict: VerdictValue
    costs: tuple[Cost, ...]


class Judge:
    """Judges transcripts by a book of criteria.

    Args:
        criteria: the criteria and their lexicon of events.
        tagger: reads the replies whose tags are not given; may be ``None`` when they always are.
    """

    def __init__(self, criteria: CriteriaBook, tagger: TaggerLike | None = None) -> None:
        self._book = criteria
        self._tagger = tagger

    def judge(
        self,
        transcript: Transcript,
        tags: Mapping[int, Sequence[Tag]] | None = None,
        observations: Mapping[int, Observation] | None = None,
    ) -> tuple[Verdict, ...]:
        """Judge an interview.

        Args:
            transcript: the whole interview.
            tags: tags already known, by 0-based index of the learner's turn; all turns absent from it carry none.
                When ``None``, the tagger reads every reply.
            observations: what a dialogue engine knew at the interlocutor's turns, by index.

        Returns:
            One verdict per criterion of the transcript's bloc, in the order of the criteria.
        """
        known = self._read(transcript) if tags is None else tags
        setting = Setting.of(transcript, self._book.lexicon, observations or {})
        reading, sure = (
            Reading(
                setting,
                acts_of(transcript, known, faults=self._book.faults, lexicon=self._book.lexicon, least=least),
            )
            for least in (0.0, _DOUBTFUL)
        )
        return tuple(_verdict(criterion, reading, sure) for criterion in self._book.of_bloc(transcript.bloc))

    def _read(self, transcript: Transcript) -> dict[int, tuple[Tag, ...]]:
        if self._tagger is None:
            return {}
        tags: dict[int, tuple[Tag, ...]] = {}
        first = True
        for turn, utterance in enumerate(transcript.turns):
            if utterance.speaker == "apprenant":
                context = transcript.turns[max(0, turn - CONTEXT) : turn]
                tags[turn] = self._tagger.tag(Reply(utterance.text, transcript.channel, context, first))
                first = False
        return tags


def _verdict(criterion: CompiledCriterion, reading: Reading, sure: Reading) -> Verdict:
    """The verdict on one criterion; ``sure`` is the same reading without the doubtful acts."""
    source = criterion.source
    decision = _decide(criterion, reading)
    if decision is None:
        return Verdict(criterion.id, "non_observe", 0.9, (), source.no_occasion)
    seen: list[Seen] = []
    lacking: list[str] = []
    for point, condition in zip(source.points, criterion.points, strict=True):
        if condition.holds(reading):
            acts = (reading.first(quoted) for quoted in point.quotes)
            seen.append(Seen(point.seen, next((act for act in acts if act is not None), None)))
        elif point.lacking:
            lacking.append(point.lacking)
    evidence = _evidence(criterion, reading)
    return Verdict(
        criterion.id,
        decision.verdict,
        _confidence(criterion, reading, decision, _decide(criterion, sure)),
        evidence,
        explain(reading.setting.transcript, decision.verdict, seen, lacking, decision.costs),
        tuple(_missed(criterion, reading)),
    )


def _decide(criterion: CompiledCriterion, reading: Reading) -> _Decision | None:
    """What the criterion is worth, or ``None`` when the interview gave no occasion for it."""
    setting = reading.setting
    jury = setting.transcript.channel == "jury"
    if jury is not (criterion.source.observable == "jury") or not setting.replies:
        return None
    if not criterion.occasion.holds(reading):
        return None
    rank = 2 if criterion.acquired.holds(reading) else 1 if criterion.partial.holds(reading) else 0
    worst: dict[str, Harm] = {}
    for harm in criterion.source.harms:
        if len({act.turn for act in reading.counted(harm.marker)}) >= harm.at_least:
            worst[harm.marker] = min(worst.get(harm.marker, harm), harm, key=lambda other: _RANKS.index(other.cap))
    costs = tuple(
        Cost(harm.tell, reading.counted(marker)[0], harm.cap, _RANKS.index(harm.cap) < rank)
        for marker, harm in worst.items()
    )
    return _Decision(_RANKS[min([rank, *(_RANKS.index(harm.cap) for harm in worst.values())])], costs)


def _evidence(criterion: CompiledCriterion, reading: Reading) -> tuple[TurnEvidence, ...]:
    """Where the acts that serve, the signs and the faults stand, in the order of the interview."""
    found: set[TurnEvidence] = set()
    for marker in criterion.source.serving:
        found |= set(_places(reading.counted(marker), fault=False))
    for sign in criterion.source.signs:
        found |= {
            TurnEvidence(turn, place.start, place.end, sign) for turn, place in reading.setting.signs.get(sign, ())
        }
    for marker in {harm.marker for harm in criterion.source.harms}:
        found |= set(_places(reading.counted(marker), fault=True))
    return tuple(sorted(found))


def _places(acts: Sequence[Act], *, fault: bool) -> Iterator[TurnEvidence]:
    for act in acts:
        for span in act.evidence:
            yield TurnEvidence(act.turn, span.start, span.end, act.marker, fault)


def _confidence(criterion: CompiledCriterion, reading: Reading, decision: _Decision, sure: _Decision | None) -> float:
    """How far to trust the verdict: mean confidence of its acts, less when doubtful acts make the difference."""
    markers = {*criterion.source.serving, *(harm.marker for harm in criterion.source.harms)}
    found = [act.confidence for marker in sorted(markers) for act in reading.counted(marker)]
    confidence = sum(found) / len(found) if found else _UNTESTED
    if sure is None or sure.verdict != decision.verdict:
        confidence *= _FRAGILE
    return round(min(0.95, confidence), 3)


def _missed(criterion: CompiledCriterion, reading: Reading) -> Iterator[MissedOccasion]:
    faulty = {act.turn for harm in criterion.source.harms for act in reading.counted(harm.marker)}
    for expectation in criterion.source.expectations:
        for rank, turn in enumerate(_unanswered(expectation, reading, faulty)):
            example = expectation.examples[rank % len(expectation.examples)]
            yield MissedOccasion(turn, criterion.id, expectation.expected, example)


def _unanswered(expectation: Expectation, reading: Reading, faulty: Collection[int]) -> Iterator[int]:
    """The learner's turns in which an awaited act was missing, one per event left without it.

    An act just performed is not awaited again at once, unless the reply carries a fault (``faulty``).
    """
    replies = reading.setting.replies
    performed = {act.turn for marker in expectation.acts for act in reading.acts.said.get(marker, ())}
    if expectation.after in (OPENING, CLOSE):
        window = replies[: expectation.delay] if expectation.after == OPENING else replies[-expectation.delay :]
        if performed.isdisjoint(window):
            yield window[0] if expectation.after == OPENING else window[-1]
        return
    ready = 0
    for turn in reading.setting.events.get(expectation.after, ()):
        window = reading.setting.next_reply(turn, expectation.delay)
        if not window or (turn < ready and window[0] not in faulty):
            continue
        if performed.isdisjoint(window):
            yield window[0]
            ready = window[0] + 1
        else:
            following = reading.setting.next_reply(window[-1], _REST)
            ready = (following[-1] if following else window[-1]) + 1
