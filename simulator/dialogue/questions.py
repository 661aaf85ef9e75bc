"""Finds which facts a reply asks for, whatever the wording.

Each fact gives a few example questions. A phrase that asks is compared with every example by the rarity-weighted
overlap of their content terms; a phrase that shares too little with all of them is a question nobody prepared for.
The index is built once per script; a look-up touches only the examples that share a term with the phrase.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from simulator.dialogue.wording import FrenchReader, Phrase, Reader, weak_terms

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

THRESHOLD: Final = 0.53
"""Likeness from which a phrase is taken to ask for a fact (measured in tests/dialogue/test_questions.py)."""
MAX_FACTS: Final = 3
"""Facts answered in one reply; a person asked more at once answers the first ones."""
_EXAMPLE_SHARE: Final = 0.7
"""Weight of the best example in the likeness; the rest is how much of the phrase the fact's vocabulary covers."""
_KIND_WEIGHT: Final = 0.7
"""Weight of the kind of question (when, how much…), whatever its rarity."""
_OWN_WORD: Final = 0.5
"""Weight of a word of a family (« monture » among glasses) beside that of the family itself, 1."""
_WEAK: Final = 0.5
"""What is left of the weight of a word of ``mots_faibles.txt`` that an example uses."""
_UNKNOWN_WEIGHT: Final = 1.4
"""Weight of a word that no example uses: it pulls the phrase away from all of them."""
_OTHER_KIND: Final = 0.55
"""What is left of the likeness when two phrases ask for different kinds of thing."""
_KIND_ALONE: Final = 0.6
"""What is left of it when a phrase and an example share only a kind of question, and either is about something."""
_WHOLE_FIRST: Final = 0.05
"""A sentence about as close to one fact as its clauses are to theirs asks for that one fact."""
_TYPO_LIKENESS: Final = 0.72
"""Likeness of letter pairs from which an unknown word is taken for a known one misspelt."""
_TYPO_LENGTH: Final = 5
_MEMO: Final = 2_000
"""Misspelt words remembered per script."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What a reply asks."""

    facts: tuple[str, ...]
    """Facts asked for, in the order of the reply."""
    question: bool
    """Whether the reply holds a question at all."""
    unknown: bool
    """Whether a plain question matches no fact."""


@dataclass(frozen=True, slots=True)
class _Example:
    fact: int
    weight: float
    kinds: frozenset[str]
    about: bool
    """Whether it is about something, beyond a kind of question."""

    def differs(self, kinds: set[str]) -> bool:
        """Whether it asks for another kind of thing."""
        return bool(kinds) and bool(self.kinds) and kinds.isdisjoint(self.kinds)


class QuestionIndex:
    """The example questions of a script, ready to be compared with.

    Args:
        examples: fact id → its example questions.
        reader: what reads phrases; the same for examples and replies.
    """

    def __init__(self, examples: Mapping[str, Sequence[str]], reader: Reader | None = None) -> None:
        self._reader = reader or FrenchReader()
        self._facts = tuple(examples)
        per_fact = [[self._reader.terms(text) for text in texts] for texts in examples.values()]
        self._weights = self._rarity(per_fact)
        self._examples: list[_Example] = []
        self._postings: dict[str, list[int]] = {}
        self._facts_of: dict[str, list[int]] = {}
        for number, fact_examples in enumerate(per_fact):
            for terms in fact_examples:
                self._add(number, terms)
        self._pairs = {term: _letter_pairs(term) for term in sorted(self._weights) if term[0] not in "=+"}
        self._mended: dict[str, str] = {}

    @staticmethod
    def _rarity(per_fact: Sequence[Sequence[tuple[str, ...]]]) -> dict[str, float]:
        """A term's weight: the fewer the facts that use it, the more it tells (bounded: one word is not all)."""
        spread: dict[str, int] = {}
        for examples in per_fact:
            for term in {term for terms in examples for term in terms}:
                spread[term] = spread.get(term, 0) + 1
        most = math.log(1 + len(per_fact))
        return {
            term: _share(term) * (0.5 + math.log((1 + len(per_fact)) / count) / (most or 1))
            if not term.startswith("=")
            else _KIND_WEIGHT
            for term, count in sorted(spread.items())
        }

    def _add(self, fact: int, terms: tuple[str, ...]) -> None:
        if not terms:
            return
        weight = sum(self._weights[term] for term in terms)
        for term in terms:
            self._postings.setdefault(term, []).append(len(self._examples))
            facts = self._facts_of.setdefault(term, [])
            if fact not in facts:
                facts.append(fact)
        kinds = frozenset(term for term in terms if term.startswith("="))
        self._examples.append(_Example(fact, weight, kinds, len(kinds) < len(terms)))

    def ask(self, text: str) -> Asked:
        """What a reply asks."""
        asking = self._reader.phrases(text)
        found: list[int] = []
        unknown = False
        for number in dict.fromkeys(phrase.sentence for phrase in asking):
            sentence = [phrase for phrase in asking if phrase.sentence == number]
            facts = self._in_sentence(sentence)
            found.extend(fact for fact in facts if fact not in found)
            unknown = unknown or (not facts and sentence[0].plain)
        names = tuple(self._facts[fact] for fact in found[:MAX_FACTS])
        return Asked(names, bool(asking), unknown)

    def _in_sentence(self, phrases: Sequence[Phrase]) -> list[int]:
        """The facts asked for in a sentence: those of its clauses, or the one of the whole when that is closer."""
        whole = self._best(phrases[0])
        clauses = self._in_clauses(phrases[1:])
        facts = list(dict.fromkeys(fact for fact, _ in clauses))
        if whole and whole[1] >= max((likeness for _, likeness in clauses), default=0.0) - _WHOLE_FIRST:
            return [whole[0]]
        return facts

    def _in_clauses(self, phrases: Sequence[Phrase]) -> list[tuple[int, float]]:
        """The closest fact of each clause; « il est de combien » completes the « le loyer, » that comes before it."""
        found: list[tuple[int, float] | None] = []
        before: Phrase | None = None
        for phrase in phrases:
            if before is not None and _kinds_only(phrase.terms) and not any(term[0] == "=" for term in before.terms):
                together = self._best(replace(phrase, terms=before.terms + phrase.terms))
                if together is not None:
                    found[-1:] = [together]
                    continue
            found.append(self._best(phrase))
            before = phrase
        return [best for best in found if best is not None]

    def _best(self, phrase: Phrase) -> tuple[int, float] | None:
        """The closest fact and its likeness, or ``None`` when nothing is close enough."""
        likeness = self.likeness(phrase)
        if not likeness:
            return None
        fact = min(likeness, key=lambda one: (-likeness[one], one))
        return (fact, likeness[fact]) if likeness[fact] >= THRESHOLD else None

    def likeness(self, phrase: Phrase) -> dict[int, float]:
        """How close a phrase is to each fact (by rank) that shares a term with it, from 0 to 1."""
        terms = dict.fromkeys(self._mend(term) for term in phrase.terms)
        total = sum(self._weight(term) for term in terms)
        if not total:
            return {}
        kinds = {term for term in terms if term[0] == "="}
        shared: dict[int, float] = {}
        about: set[int] = set()
        covered: dict[int, float] = {}
        for term in terms:
            if term not in self._postings:
                continue
            weight, examples, facts = self._weights[term], self._postings[term], self._facts_of[term]
            for number in examples:
                shared[number] = shared.get(number, 0.0) + weight
            for fact in facts:
                covered[fact] = covered.get(fact, 0.0) + weight
            if term not in kinds:
                about.update(examples)
        best: dict[int, float] = {}
        for number, common in shared.items():
            near = self._examples[number]
            score = 2 * common / (near.weight + total)
            if number not in about and (near.about or len(terms) > len(kinds)):
                score *= _KIND_ALONE
            if near.differs(kinds):
                score *= _OTHER_KIND
            best[near.fact] = max(best.get(near.fact, 0.0), score)
        rest = (1 - _EXAMPLE_SHARE) / total
        return {fact: _EXAMPLE_SHARE * score + rest * covered[fact] for fact, score in best.items()}

    def _weight(self, term: str) -> float:
        """What a term of a reply weighs: by rarity when examples use it, against all of them when none does."""
        if term in self._weights:
            return self._weights[term]
        return 0.0 if term.startswith("+") or term in weak_terms() else _UNKNOWN_WEIGHT

    def _mend(self, term: str) -> str:
        """The known term that a misspelt one stands for, or the term itself."""
        if term in self._weights or len(term) < _TYPO_LENGTH:
            return term
        if term not in self._mended and len(self._mended) < _MEMO:
            self._mended[term] = self._nearest(term)
        return self._mended.get(term, term)

    def _nearest(self, term: str) -> str:
        pairs = _letter_pairs(term)
        scored = (
            (2 * len(pairs & known) / (len(pairs) + len(known)), name)
            for name, known in self._pairs.items()
            if abs(len(name) - len(term)) <= 2
        )
        score, nearest = max(scored, default=(0.0, term), key=lambda one: (one[0], one[1]))
        return nearest if score >= _TYPO_LIKENESS else term


def _kinds_only(terms: Sequence[str]) -> bool:
    return bool(terms) and all(term.startswith("=") for term in terms)


def _share(term: str) -> float:
    """The part of its rarity that a term weighs: less beside its family, and for words that tell little."""
    if term.startswith("+"):
        return _OWN_WORD
    return _WEAK if term in weak_terms() else 1.0


def _letter_pairs(word: str) -> frozenset[str]:
    padded = f"^{word}$"
    return frozenset(padded[at : at + 2] for at in range(len(padded) - 1))
