"""The lexicon of an interview: events on the interlocutor's side, signs of craft on the learner's.

It lets transcripts that never saw this program be judged: what calls for an answer is read in the words. The lexicon is
data (``rubrics/lexiques/evenements.yaml``); this module checks it and detects with it, and knows no criterion.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from pydantic import Field

from simulator.diagnostics import Diagnostic, suggestion
from simulator.rubric.judging.observation import Observation
from simulator.rubric.judging.patterns import PatternError, Patterns, WordLine, check_pattern
from simulator.rubric.judging.words import bare, words
from simulator.yaml_source import read_yaml
from simulator.yaml_source.element import Element
from simulator.yaml_source.validation import validate

if TYPE_CHECKING:
    from collections.abc import Iterator

    from simulator.diagnostics import Position
    from simulator.rubric.judging.patterns import Found

Clue = Literal["exclamations", "majuscules", "interrogation"]

_SHOUTED = 4
"""Letters from which a word in capitals is shouted rather than an acronym."""


class GaugeRule(Element):
    """An event that a dialogue engine's gauge also reveals."""

    name: str = Field(alias="nom")
    threshold: float = Field(alias="seuil")
    """The event happens from this value up, in the gauge's own unit, unless the gauge is coming down."""


class EventRule(Element):
    """How an event of the interlocutor is recognised."""

    name: str = Field(alias="nom")
    """What the interlocutor does, a French verb phrase (« exprime sa colère »)."""
    strong: tuple[str, ...] = Field(alias="forts", default=())
    weak: tuple[str, ...] = Field(alias="faibles", default=())
    unless: tuple[str, ...] = Field(alias="sauf", default=())
    strong_clues: tuple[Clue, ...] = Field(alias="indices_forts", default=())
    weak_clues: tuple[Clue, ...] = Field(alias="indices", default=())
    gathers: tuple[str, ...] = Field(alias="regroupe", default=())
    gauge: GaugeRule | None = Field(alias="jauge", default=None)
    logged: bool = Field(alias="journal", default=False)
    """Whether a dialogue engine that knows of this event is believed, whatever the words."""


class SignRule(Element):
    """A gesture of the learner that no marker describes."""

    name: str = Field(alias="nom")
    strong: tuple[str, ...] = Field(alias="forts")
    unless: tuple[str, ...] = Field(alias="sauf", default=())


class LexiconFile(Element):
    """The file ``rubrics/lexiques/evenements.yaml``."""

    rituals: tuple[str, ...] = Field(alias="rituels", default=())
    """Markers whose wording rightly comes back in each mail."""
    empty_words: tuple[str, ...] = Field(alias="mots_vides", default=())
    """Words too common to tell what a text speaks of."""
    events: dict[str, EventRule] = Field(alias="evenements")
    signs: dict[str, SignRule] = Field(alias="signes", default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Detector:
    rule: EventRule
    strong: Patterns
    weak: Patterns
    unless: Patterns

    def happens(self, text: str, line: WordLine, seen: Observation, event: str) -> bool:
        rule = self.rule
        if rule.logged and event in seen.events:
            return True
        gauge = rule.gauge
        if gauge is not None and gauge.name in seen.risen and seen.gauges[gauge.name] >= gauge.threshold:
            return True
        if self.unless.find(line):
            return False
        if self.strong.find(line) or any(_has_clue(clue, text) for clue in rule.strong_clues):
            return True
        clues = sum(_has_clue(clue, text) for clue in rule.weak_clues)
        return clues + len({found.form for found in self.weak.find(line)}) >= 2


class Lexicon:
    """Detects events and signs; built from a checked file."""

    def __init__(self, file: LexiconFile) -> None:
        self.rituals = frozenset(file.rituals)
        self.empty_words = frozenset(bare(word) for word in file.empty_words)
        self.event_names = {event: rule.name for event, rule in file.events.items()}
        self.sign_names = {sign: rule.name for sign, rule in file.signs.items()}
        self._detectors = {
            event: _Detector(rule, Patterns(rule.strong), Patterns(rule.weak), Patterns(rule.unless))
            for event, rule in file.events.items()
        }
        self._signs = {sign: (Patterns(rule.strong), Patterns(rule.unless)) for sign, rule in file.signs.items()}

    def events(self, text: str, seen: Observation | None = None) -> frozenset[str]:
        """The events that happen when the interlocutor says this.

        Args:
            text: the interlocutor's utterance.
            seen: what the dialogue engine knew then, if any.

        Returns:
            Ids of the events of the lexicon.
        """
        line = WordLine.of(words(text))
        known = seen or Observation()
        found = {event for event, detector in self._detectors.items() if detector.happens(text, line, known, event)}
        found |= {event for event, detector in self._detectors.items() if not found.isdisjoint(detector.rule.gathers)}
        return frozenset(found)

    def signs(self, text: str) -> dict[str, tuple[Found, ...]]:
        """The signs of craft in a learner's reply, with their place; signs that are absent are left out."""
        line = WordLine.of(words(text))
        found: dict[str, tuple[Found, ...]] = {}
        for sign, (strong, unless) in self._signs.items():
            places = strong.find(line)
            if places and not unless.find(line):
                found[sign] = places
        return found


def load_lexicon(text: str | bytes, file: str) -> tuple[Lexicon | None, list[Diagnostic]]:
    """Read and check the lexicon of events.

    Args:
        text: content of the YAML file.
        file: its name, for the diagnostics.

    Returns:
        The lexicon, or ``None`` with at least one error; and all diagnostics, in the order of the file.
    """
    document, diagnostics = read_yaml(text, file)
    if document is None:
        return None, diagnostics
    read, problems = validate(LexiconFile, document, family="RU2")
    diagnostics += problems
    if read is None:
        return None, diagnostics
    diagnostics += sorted(_bad_patterns(read)) + sorted(_bad_groups(read))
    return (None if diagnostics else Lexicon(read)), diagnostics


def _bad_patterns(read: LexiconFile) -> Iterator[Diagnostic]:
    for position, pattern in _patterns(read):
        try:
            check_pattern(pattern)
        except PatternError as error:
            yield Diagnostic.at(position, "RU213", f"Le motif « {pattern} » est illisible. {error}")


def _patterns(read: LexiconFile) -> Iterator[tuple[Position, str]]:
    rules: tuple[EventRule | SignRule, ...] = (*read.events.values(), *read.signs.values())
    for rule in rules:
        weak = rule.weak if isinstance(rule, EventRule) else ()
        for key, patterns in (("forts", rule.strong), ("faibles", weak), ("sauf", rule.unless)):
            for rank, pattern in enumerate(patterns):
                yield rule.place(key, rank), pattern


def _bad_groups(read: LexiconFile) -> Iterator[Diagnostic]:
    for rule in read.events.values():
        for rank, event in enumerate(rule.gathers):
            if event not in read.events:
                message = f"L’événement « {event} » n’existe pas."
                yield Diagnostic.at(rule.place("regroupe", rank), "RU208", message, hint=suggestion(event, read.events))


def _has_clue(clue: Clue, text: str) -> bool:
    if clue == "exclamations":
        return text.count("!") >= 2
    if clue == "interrogation":
        return "?" in text
    return sum(word.isupper() and len(word) >= _SHOUTED for word in text.split()) >= 2
