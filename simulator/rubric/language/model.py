"""What the language layer finds in a text: tokens, sentences, clauses.

Offsets are in code points of the original text, half-open. This module knows no marker and no interview.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Question = Literal["ouverte", "fermee"]
Subject = Literal["je", "tu", "nous", "vous", "on", "tiers", ""]


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to understand a verb form."""

    lemma: str
    """Infinitive, without accents."""
    tense: str
    """``pres``, ``impf``, ``futur``, ``cond``, ``subj``, ``pp``, ``ger`` or ``inf``."""
    person: str
    """``1s`` … ``3p``, or an empty string for ``pp``, ``ger`` and ``inf``."""


@dataclass(frozen=True, slots=True)
class Token:
    """A word or a number. An abbreviation expanded into several words gives several tokens with the same offsets."""

    start: int
    end: int
    surface: str
    form: str
    """Lower case, no accents, elisions completed (``j'`` → ``je``), abbreviations expanded, typos mended."""
    lemma: str
    """Infinitive of a verb, singular of another word, without accents; the form itself when unknown."""
    readings: tuple[Reading, ...] = ()
    before: str = ""
    """The punctuation (no spaces) between the previous token and this one; ``"\\n"`` for a line break."""
    joined: bool = False
    """Whether a hyphen ties it to the previous token (``avez-vous``)."""

    def is_verb(self) -> bool:
        """Whether at least one reading is a conjugated verb."""
        return any(reading.person for reading in self.readings)


@dataclass(frozen=True, slots=True)
class Clause:
    """A stretch of a sentence around one verb, tokens ``[first, last)``."""

    start: int
    end: int
    first: int
    last: int
    sentence: int
    """0-based index of its sentence in the reply."""
    question: Question | None = None
    """Whether it asks something, and what kind of answer it calls for."""
    punctuated: bool = False
    """Whether a question mark closes it or its sentence."""
    negated: bool = False
    reported: bool = False
    """Somebody else's words or act (« mon collègue vous a dit que… »), or a quotation."""
    hypothetical: bool = False
    """Only supposed (« si… », « il faudrait que je… »), not done."""
    modal: bool = False
    """Carries pouvoir, vouloir or devoir."""
    subject: Subject = ""
    """Who acts, when a pronoun says so."""
    addressed: bool = False
    """Whether it speaks to the interlocutor (vous, votre, vos, tu, or an imperative)."""
    imperative: bool = False
    future: bool = False
    conditional: bool = False
    past: bool = False
    rhetorical: bool = False
    """A question in form only (« d'accord ? », « ça va ? », « c'est ma faute, peut-être ? »)."""


@dataclass(frozen=True, slots=True)
class Analysis:
    """A text, read."""

    text: str
    tokens: tuple[Token, ...]
    clauses: tuple[Clause, ...]
    sentences: int
    """How many sentences it has."""
    negated: frozenset[int] = frozenset()
    """Indexes of the tokens under a negation."""
    quoted: frozenset[int] = frozenset()
    """Indexes of the tokens inside quotation marks."""

    @property
    def questions(self) -> tuple[Clause, ...]:
        """The clauses that ask something."""
        return tuple(clause for clause in self.clauses if clause.question)

    def forms(self, clause: Clause) -> tuple[str, ...]:
        """The forms of a clause's tokens."""
        return tuple(token.form for token in self.tokens[clause.first : clause.last])
