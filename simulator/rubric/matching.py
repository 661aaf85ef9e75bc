"""Runs the rubric's automaton over a reply and decides which rules hold, clause by clause.

A rule that matched and does not hold is kept with its reason: that is what ``explain`` tells, and what the error
analysis reads.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from simulator.rubric.features import clause_features, content_words, reply_features
from simulator.rubric.language import analyse
from simulator.rubric.model import Span
from simulator.rubric.rules.automaton import number_kinds
from simulator.rubric.sense import senseless

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from simulator.rubric.language import Analysis, Clause, Token
    from simulator.rubric.model import Reply
    from simulator.rubric.rubric import Rubric, Rule

_HESITATIONS = frozenset({"euh", "heu", "hum", "hm", "hmm", "ben", "bah", "beh", "pff", "mmh", "mm"})
_CONTEXT = 4


@dataclass(frozen=True, slots=True)
class Firing:
    """A rule whose pattern or conditions were met on a clause."""

    rule: Rule
    clause: int
    span: Span
    held: str = ""
    """What holds it back (a feature, or a cancellation); empty when it holds."""


@dataclass
class Reading:
    """A reply, read by a rubric."""

    reply: Reply
    analysis: Analysis
    features: list[set[str]] = field(default_factory=list)
    """For each clause."""
    of_reply: set[str] = field(default_factory=set)
    firings: list[Firing] = field(default_factory=list)
    nothing: str = ""
    """Why the reply is worth nothing as a whole (a French phrase), or an empty string."""


@dataclass(frozen=True, slots=True)
class _Found:
    owner: int
    clause: int
    first: int
    last: int


def spoken(analysis: Analysis) -> list[int]:
    """The words that patterns see: hesitations and stammers (« je je ») left out."""
    kept: list[int] = []
    for index, token in enumerate(analysis.tokens):
        if token.form in _HESITATIONS:
            continue
        if (
            kept
            and analysis.tokens[kept[-1]].form == token.form
            and token.form not in ("vous", "nous")
            and token.form.isalpha()
        ):
            continue
        kept.append(index)
    return kept


class Matcher:
    """A rubric, ready to read replies."""

    def __init__(self, rubric: Rubric, mend: Callable[[str], str]) -> None:
        self._program = rubric.program
        self._automaton = rubric.automaton
        self._mend = mend
        self._bare = [rule for rule in self._program.rules if rule.bare]
        self._heard = {signal.id for signal in self._program.signals if signal.speaker == "interlocuteur"}

    def read(self, reply: Reply) -> Reading:
        """Read a reply: features and firings."""
        analysis = analyse(reply.text, self._mend)
        reading = Reading(reply, analysis)
        context, previous = self._context(reply)
        reading.of_reply = reply_features(reply, analysis) | context
        found = list(self._find(analysis))
        signals = self._signals(analysis, found)
        reading.nothing = self._nothing(analysis, signals)
        everywhere = {f"replique:{name}" for names in signals for name in names}
        for number in range(len(analysis.clauses)):
            features = clause_features(analysis, number, previous) | reading.of_reply | everywhere
            features.update(f"avec:{name}" for name in signals[number])
            features.update(f"apres:{name}" for names in signals[number + 1 :] for name in names)
            features.update(f"precede:{name}" for names in signals[:number] for name in names)
            reading.features.append(features)
        reading.firings = list(self._fire(reading, found))
        return reading

    def _classes(self, tokens: tuple[Token, ...], stream: list[int], place: int) -> set[str]:
        token = tokens[stream[place]]
        classes = self._program.classes
        keys = {token.form, "<" + token.lemma, *("<" + reading.lemma for reading in token.readings)}
        if token.form.endswith(("s", "x")):
            keys.add("<" + token.form[:-1])
        found: set[str] = set()
        for key in keys:
            for symbols, rest in classes.get(key, ()):
                if all(
                    place + 1 + offset < len(stream) and _answers(tokens[stream[place + 1 + offset]], form)
                    for offset, form in enumerate(rest)
                ):
                    found.update(symbols)
        return found

    def _find(self, analysis: Analysis) -> Iterator[_Found]:
        stream = spoken(analysis)
        tokens = analysis.tokens
        clause_of = [0] * len(tokens)
        begins: dict[int, int] = {}
        for number, clause in enumerate(analysis.clauses):
            clause_of[clause.first : clause.last] = [number] * (clause.last - clause.first)
            begins[number] = 2 if number == 0 or analysis.clauses[number - 1].sentence != clause.sentence else 1
        extra: list[tuple[str, ...]] = []
        borders: list[int] = []
        last_clause = -1
        for place, index in enumerate(stream):
            following = tokens[index + 1].form if index + 1 < len(tokens) and not tokens[index + 1].before else ""
            extra.append((*sorted(self._classes(tokens, stream, place)), *number_kinds(tokens[index], following)))
            number = clause_of[index]
            borders.append(max((begins[n] for n in range(last_clause + 1, number + 1)), default=0))
            last_clause = number
        for match in self._automaton.run([tokens[index] for index in stream], extra, borders):
            first, last = stream[match.first], stream[match.last - 1] + 1
            yield _Found(match.owner, clause_of[last - 1], first, last)

    def _signals(self, analysis: Analysis, found: list[_Found]) -> list[set[str]]:
        """The learner's signals of each clause."""
        result: list[set[str]] = [set() for _ in analysis.clauses]
        for match in found:
            if match.owner < 0:
                signal = self._program.signals[-1 - match.owner]
                if signal.despite or not _denied(analysis, match):
                    result[match.clause].add(signal.id)
        return result

    def _nothing(self, analysis: Analysis, signals: list[set[str]]) -> str:
        silencing = {signal.id for signal in self._program.signals if signal.silences}
        if any(names & silencing for names in signals):
            return "ces mots s'adressent au programme, pas à l'interlocuteur"
        return senseless(analysis)

    def _context(self, reply: Reply) -> tuple[set[str], frozenset[str]]:
        """Signals heard in the interlocutor's turns, and the content words of the last one."""
        found: set[str] = set()
        previous: frozenset[str] = frozenset()
        turns = [u for u in reply.context[-_CONTEXT:] if u.speaker == "interlocuteur"]
        for number, utterance in enumerate(reversed(turns)):
            analysis = analyse(utterance.text[:4000], self._mend)
            heard = {
                name for names in self._signals(analysis, list(self._find(analysis))) for name in names
            } & self._heard
            if analysis.questions:
                heard.add("question")
            found.update(f"recent:{name}" for name in heard)
            if number == 0:
                found.update(f"avant:{name}" for name in heard)
                previous = content_words(analysis)
        return found, previous

    def _fire(self, reading: Reading, found: list[_Found]) -> Iterator[Firing]:
        analysis = reading.analysis
        rules = self._program.rules
        for match in found:
            if match.owner >= 0:
                rule = rules[match.owner]
                held = self._held(rule, reading, match.clause, match)
                yield Firing(rule, match.clause, _span(analysis, match, rule.whole), held)
        for rule in self._bare:
            for number, clause in enumerate(analysis.clauses):
                # a bare rule is only worth telling where its first condition holds
                if rule.requires[0] in reading.features[number]:
                    held = self._held(rule, reading, number, None)
                    yield Firing(rule, number, Span(clause.start, clause.end), held)

    def _held(self, rule: Rule, reading: Reading, number: int, match: _Found | None) -> str:
        features = reading.features[number]
        for name in rule.requires:
            if name not in features:
                return f"non {name}"
        for name in rule.denies:
            if name in features:
                return name
        clause = reading.analysis.clauses[number]
        if "rapporte" not in rule.despite and clause.reported:
            return "rapporte"
        if "hypothese" not in rule.despite and clause.hypothetical:
            return "hypothese"
        if match is not None:
            if "negation" not in rule.despite and _denied(reading.analysis, match):
                return "negation"
            if "citation" not in rule.despite and match.first in reading.analysis.quoted:
                return "citation"
        return ""


def _answers(token: Token, form: str) -> bool:
    return token.lemma == form[1:] if form.startswith("<") else token.form == form


def _denied(analysis: Analysis, match: _Found) -> bool:
    """Whether the head of what was found (its first verb, else its first word) is under a negation."""
    words = range(match.first, match.last)
    head = next((i for i in words if analysis.tokens[i].is_verb()), match.first)
    return head in analysis.negated or match.first in analysis.negated


def _span(analysis: Analysis, match: _Found, whole: bool) -> Span:
    tokens = analysis.tokens
    if not whole:
        return Span(tokens[match.first].start, tokens[match.last - 1].end)
    clause: Clause = analysis.clauses[match.clause]
    return Span(min(tokens[match.first].start, clause.start), clause.end)
