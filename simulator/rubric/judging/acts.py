"""The learner's acts as they count: what was said once counts once.

A good sentence said again in the same words, or key words piled up without a sentence around them, earn nothing; a
fault counts each time. This module decides which acts count, and knows no criterion and no condition.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from simulator.rubric.judging.words import words

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from simulator.rubric.judging.lexicon import Lexicon
    from simulator.rubric.model import Span, Tag, Transcript, Utterance

_PILED_MARKERS = 6
"""From this many different acts, a reply is looked at for piling up."""
_PILED_WORDS = 3.0
"""Words per act under which acts are piled up rather than said.

The 133 replies of ``train.jsonl`` and ``dev.jsonl`` with six acts or more have at least 6.1 words per act.
"""
_TOPIC_LETTERS = 5
"""Letters of a word's beginning that make a topic: enough to set « hospitalisation » and « hospitalier » together."""
_FIGURE = re.compile(r"\d\d[\d.,]*")
"""A figure that says something: two digits at least, without its unit."""


@dataclass(frozen=True, slots=True)
class Act:
    """A marker found in a reply."""

    marker: str
    turn: int
    """0-based index in the transcript."""
    rank: int
    """0-based number of the learner's reply."""
    start: int
    """Where its first evidence begins: the order of acts within a reply."""
    confidence: float
    evidence: tuple[Span, ...]
    linked: bool
    """Whether it takes up a word or a figure that the interlocutor has used."""


@dataclass(frozen=True, slots=True)
class Acts:
    """All acts of a transcript, in order."""

    said: Mapping[str, tuple[Act, ...]]
    """By marker, every act, repeated or not."""
    counted: Mapping[str, tuple[Act, ...]]
    """By marker, the acts that count, faults included."""
    useful: int
    """Replies that carry at least one good act that counts."""


def acts_of(
    transcript: Transcript,
    tags: Mapping[int, Sequence[Tag]],
    *,
    faults: Collection[str],
    lexicon: Lexicon,
    least: float = 0.0,
) -> Acts:
    """Lay out a transcript's acts and decide which count.

    Args:
        transcript: the whole interview.
        tags: the tags of each learner's turn, by index in the transcript.
        faults: ids of the markers that harm.
        lexicon: says which words are empty, and which markers rightly come back in each mail.
        least: confidence under which a good act is left out; faults always stay.

    Returns:
        The acts, by marker.
    """
    said: dict[str, list[Act]] = {}
    counted: dict[str, list[Act]] = {}
    wordings: set[tuple[str, frozenset[str]]] = set()
    topics: set[str] = set()
    rank = -1
    for turn, utterance in enumerate(transcript.turns):
        if utterance.speaker == "interlocuteur":
            topics |= topics_of(utterance.text, lexicon.empty_words)
            continue
        rank += 1
        kept = [tag for tag in tags.get(turn, ()) if tag.marker in faults or tag.confidence >= least]
        piled = _piled_up(utterance, [tag for tag in kept if tag.marker not in faults])
        for tag in sorted(kept, key=lambda tag: (tag.marker, tag.evidence)):
            act = Act(
                tag.marker,
                turn,
                rank,
                min((span.start for span in tag.evidence), default=0),
                tag.confidence,
                tag.evidence,
                _linked(tag, utterance.text, topics, lexicon.empty_words),
            )
            said.setdefault(tag.marker, []).append(act)
            wording = (tag.marker, _wording(utterance.text, tag.evidence, lexicon.empty_words))
            ritual = transcript.channel == "mail" and tag.marker in lexicon.rituals
            if tag.marker in faults or (not piled and (ritual or wording not in wordings)):
                counted.setdefault(tag.marker, []).append(act)
            wordings.add(wording)
    useful = {act.turn for marker, acts in counted.items() if marker not in faults for act in acts}
    return Acts(_frozen(said), _frozen(counted), len(useful))


def topics_of(text: str, empty: Collection[str]) -> frozenset[str]:
    """What a text speaks of: the beginnings of its full words, and its figures."""
    topics: set[str] = set()
    for word in words(text):
        figure = _FIGURE.match(word.form)
        if figure:
            topics.add(figure.group())
        elif len(word.form) >= _TOPIC_LETTERS - 1 and word.form not in empty:
            topics.add(word.form[:_TOPIC_LETTERS])
    return frozenset(topics)


def _linked(tag: Tag, text: str, topics: set[str], empty: Collection[str]) -> bool:
    return any(not topics.isdisjoint(topics_of(text[span.start : span.end], empty)) for span in tag.evidence)


def _wording(text: str, evidence: Iterable[Span], empty: Collection[str]) -> frozenset[str]:
    """The words of the evidence, without order and small words: two acts with the same ones say the same thing."""
    forms = [word.form for span in evidence for word in words(text[span.start : span.end])]
    return frozenset(form for form in forms if len(form) > 2 and form not in empty) or frozenset(forms)


def _piled_up(utterance: Utterance, good: Sequence[Tag]) -> bool:
    markers = {tag.marker for tag in good}
    if len(markers) < _PILED_MARKERS:
        return False
    covered = {place for tag in good for span in tag.evidence for place in range(span.start, span.end)}
    carried = sum(word.start in covered for word in words(utterance.text))
    return carried < _PILED_WORDS * len(markers)


def _frozen(acts: Mapping[str, list[Act]]) -> dict[str, tuple[Act, ...]]:
    return {marker: tuple(found) for marker, found in acts.items()}
