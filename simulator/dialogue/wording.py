"""Reads a reply just enough to see what it asks: phrases, their content terms, and whether each is a question.

Wording does not matter: accents, case, elisions, chat abbreviations, inflections and near-synonyms are folded away.
The acts of speech (markers) are none of its business; those are the tagger's.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from itertools import islice
from typing import TYPE_CHECKING, Final, Protocol

from simulator.rubric.language.spelling import abbreviations
from simulator.rubric.language.verbs import lemma

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

MAX_READ: Final = 4_000
"""Only this much of a reply is searched for questions (characters): nobody answers the hundredth question."""
MAX_SENTENCES: Final = 40


@dataclass(frozen=True, slots=True)
class Phrase:
    """A sentence, or a clause of one, that asks something."""

    terms: tuple[str, ...]
    """Content terms, folded, in order: families (``=…`` a kind of question), the words that stand for them (``+…``),
    and words of no family."""
    sentence: int
    """Index of its sentence in the reply."""
    whole: bool
    """Whether it is the whole sentence."""
    plain: bool
    """Whether it is a question in form, to be answered even if nothing is known; if not, it is a mere request."""


class Reader(Protocol):
    """Whatever reads replies and example questions."""

    def phrases(self, text: str) -> tuple[Phrase, ...]:
        """The asking phrases of a text: for each sentence that asks, the sentence itself then its clauses."""
        ...

    def terms(self, text: str) -> tuple[str, ...]:
        """The content terms of an example question."""
        ...


_PLAIN_SIGNS: Final = str.maketrans({"’": "'", "œ": "oe", "Œ": "oe", "‑": "-"})
_ACCENTS: Final = re.compile("[\u0300-\u036f]+")


def fold(text: str) -> str:
    """The text in lower case, without accents, with straight apostrophes and plain hyphens."""
    if text.isascii():
        return text.lower()
    flat = unicodedata.normalize("NFKD", text.translate(_PLAIN_SIGNS))
    return _ACCENTS.sub("", flat).lower()


def data_lines(name: str) -> Iterator[str]:
    """The lines of one of this package's data files, without blanks and comments."""
    text = resources.files("simulator.dialogue").joinpath("data", name).read_text("utf-8")
    return (line.strip() for line in text.splitlines() if line.strip() and not line.startswith("#"))


_TYPED: Final = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*(?!')")
_WORD: Final = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*'?|[?!.…;,:\n]")
_ELISIONS: Final = frozenset(
    {"l'", "d'", "j'", "m'", "t'", "s'", "n'", "c'", "qu'", "jusqu'", "puisqu'", "lorsqu'", "quelqu'"}
)
_SUFFIXES: Final = (
    "issements",
    "issement",
    "ements",
    "ement",
    "ations",
    "ation",
    "itions",
    "ition",
    "eraient",
    "erions",
    "eriez",
    "erais",
    "erait",
    "erons",
    "eront",
    "aient",
    "ances",
    "ance",
    "ences",
    "ence",
    "erez",
    "eras",
    "erai",
    "iez",
    "ions",
    "ment",
    "euses",
    "euse",
    "eurs",
    "eur",
    "ait",
    "ais",
    "ant",
    "ants",
    "ees",
    "ee",
    "era",
    "er",
    "ez",
    "es",
    "ir",
    "is",
    "it",
    "e",
    "s",
    "x",
)
"""Endings cut from words, longest first where one ends with another."""
_REQUEST: Final = re.compile(
    r"\b(?:"
    r"(?<!vous )(?<!nous )(?<!m')(?:dites|donnez|rappelez|expliquez|racontez|parlez|precisez|indiquez|"
    r"communiquez|confirmez|epelez|decrivez|"
    r"envoyez|redonnez|redites|fournissez|transmettez)(?:[- ](?:moi|nous))?\b(?! vous\b)"
    r"|(?:me|nous) (?:dire|donner|preciser|indiquer|rappeler|communiquer|confirmer|expliquer|raconter|transmettre|"
    r"envoyer|fournir|epeler|redonner|redire|parler|detailler|decrire)\b"
    r"|(?:me|nous) (?:faut|faudrait|faudra|manque)\b|besoin d"
    r"|(?:aimerais|voudrais|souhaite|souhaiterais|veux|veut) (?:bien )?"
    r"(?:savoir|connaitre|avoir|comprendre|que vous me)|(?:puis-je|je peux|on peut|peux-je) "
    r"(?:avoir|savoir|connaitre|vous demander)|en (?:dire|savoir) (?:un peu )?plus)"
)
"""Every branch begins a word, and says so once: the others are then never tried inside words."""
_POLITE: Final = re.compile(r"^(?!.*\b(?:je|j'|nous|on)\b).*\bs'il (?:vous|te) plait\b")
"""« votre numéro s'il vous plaît »: a request without a verb."""
_PLAIN: Final = re.compile(
    r"^(?:et |mais |alors |donc |bon |ok |d'accord )*(?:quand (?:est|avez|etait|c|ca|vous)"
    r"|comment (?:vous|ca|est|avez|etes)|ou (?:est|avez|etes|habitez|en)|qui (?:est|vous|a|etait)|quell?e?s? \w+"
    r"|c'etait quel|c'est quel"
    r"|(?:a|de|en|depuis|chez|avec|par|pour) "
    r"(?:quell?e?s?|qui|quand|quoi|combien)\b)"
    r"|\b(?:est-ce\b|qu'est-ce\b|(?:pourquoi|combien)\b"
    r"|quell?e?s? (?:est|etait|sont|etaient|jour|date|annee|montant|somme)\b"
    r"|(?:c'etait|c'est|vous|ca fait|depuis|et|etes|habitez) (?:\w+ ){0,4}(?:quand|ou|qui|quoi|comment)$"
    r"|(?:avez|etes|aviez|etiez|pouvez|pourriez|savez|voulez|souhaitez|connaissez|habitez|travaillez|payez|faites|"
    r"attendez|pensez|vivez|allez|prenez|touchez|gagnez|esperez|disposez|possedez|viviez|faisiez|auriez|seriez)-?vous\b"
    r"|(?:as|es|peux|sais|veux)-tu\b|\w+-(?:t-)?(?:il|elle|on|ils|elles|ce)\b)"
)
_CONFIRMS: Final = re.compile(
    r"\b(?:c'est (?:bien )?(?:ca|cela|exact|correct|juste)|n'est-ce pas|je ne me trompe pas|je me trompe|"
    r"j'ai bien (?:compris|note|suivi)|j'ai (?:rien|tout) (?:oublie|compris|note)|non|hein|d'accord|pas vrai)$"
)
"""« 480 euros, c'est bien ça ? » asks to confirm what was understood: it is a question, about no fact in particular."""
_SPLIT: Final = re.compile(r"[,;:]|\b(?:et|mais|puis|ainsi que)\b")


@lru_cache(maxsize=1)
def _stop_words() -> frozenset[str]:
    return frozenset(word for line in data_lines("mots_vides.txt") for word in line.split())


@lru_cache(maxsize=1)
def _weak_words() -> frozenset[str]:
    return frozenset(word for line in data_lines("mots_faibles.txt") for word in line.split())


@lru_cache(maxsize=1)
def weak_terms() -> frozenset[str]:
    """Terms that count only when an example question uses them."""
    return frozenset(reduce_word(word) for word in _weak_words())


@lru_cache(maxsize=1)
def _families() -> Mapping[str, Mapping[tuple[str, ...], tuple[str, ...]]]:
    """First reduced word → the sequences that begin with it, longest first, each with the terms it stands for."""
    families: dict[tuple[str, ...], tuple[str, ...]] = {}
    for line in data_lines("equivalences.txt"):
        names, words = line.split(":", 1)
        terms = tuple(name.strip() for name in names.split("+") if name.strip() != "-")
        for word in words.split(","):
            families.setdefault(tuple(reduce_word(part) for part in _words(word.strip())), terms)
    begun: dict[str, dict[tuple[str, ...], tuple[str, ...]]] = {}
    for sequence in sorted(families, key=len, reverse=True):
        begun.setdefault(sequence[0], {})[sequence] = families[sequence]
    return begun


@lru_cache(maxsize=4096)
def reduce_word(word: str) -> str:
    """A word without its inflection: its lemma, cut short so that words of one family meet (soin, soigner)."""
    word = word if word in _stop_words() or word in _weak_words() else lemma(word)
    for suffix in _SUFFIXES:
        if word.endswith(suffix) and len(word) - len(suffix) >= 4:
            return word[: -len(suffix)]
    return word


def _words(folded: str) -> list[str]:
    """The words of a folded text, elisions cut, hyphens opened, punctuation left out."""
    words: list[str] = []
    for match in _WORD.finditer(folded):
        word = match.group()
        if word in _ELISIONS:
            words.append(word[:-1])
        elif word[0].isalnum():
            words.extend(word.rstrip("'").split("-"))
    return words


def _expanded(folded: str) -> str:
    known = abbreviations()
    return _TYPED.sub(lambda match: " ".join(known.get(match.group(), (match.group(),))), folded)


def _terms(folded: str) -> tuple[str, ...]:
    """The content terms of a folded text: families first, longest match, then what is neither stop word nor letter."""
    words = _words(folded)
    reduced = [reduce_word(word) for word in words]
    families, stops = _families(), _stop_words()
    terms: list[str] = []
    at = 0
    while at < len(words):
        known = families.get(reduced[at], {})
        sequence = next((one for one in known if tuple(reduced[at : at + len(one)]) == one), None)
        width = len(sequence) if sequence else 1
        family = known[sequence] if sequence else ()
        terms.extend(family)
        own = [reduced[place] for place in range(at, at + width) if words[place] not in stops]
        if family:
            terms.extend(f"+{word}" for word in own)
        elif not sequence and (len(words[at]) > 1 or words[at].isdigit()):
            terms.extend(own)
        at += width
    return tuple(dict.fromkeys(terms))


_FINAL_WHERE: Final = re.compile(r"\bou$")
"""At the end of a sentence, « ou » typed without its accent can only be « où »."""


def _sentences(folded: str) -> Iterator[tuple[str, bool]]:
    """Each sentence with whether a question mark closes it."""
    for match in re.finditer(r"[^?!.…\n]+([?!.…\n]*)", folded):
        text = match.group().rstrip("?!.…\n ").strip()
        if text:
            yield _FINAL_WHERE.sub("ou ca", text), "?" in match.group(1)


class FrenchReader:
    """Reads French with rules and the package's own small data files, see ``Reader``."""

    def phrases(self, text: str) -> tuple[Phrase, ...]:
        """The asking phrases of a text."""
        phrases: list[Phrase] = []
        folded = _expanded(fold(text[:MAX_READ]))
        for number, (sentence, marked) in enumerate(islice(_sentences(folded), MAX_SENTENCES)):
            if marked and _CONFIRMS.search(sentence):
                phrases.append(Phrase((), number, True, False))
                continue
            clauses = [clause.strip() for clause in _SPLIT.split(sentence) if clause.strip()]
            plain = marked or any(_PLAIN.search(part) for part in dict.fromkeys((sentence, *clauses)))
            if not plain and not _REQUEST.search(sentence) and not any(_POLITE.search(clause) for clause in clauses):
                continue
            phrases.append(Phrase(_terms(sentence), number, True, plain))
            if len(clauses) > 1:
                phrases.extend(Phrase(_terms(clause), number, False, plain) for clause in clauses)
        return tuple(phrases)

    def terms(self, text: str) -> tuple[str, ...]:
        """The content terms of an example question."""
        return _terms(_expanded(fold(text)))


@lru_cache(maxsize=1)
def _insults() -> re.Pattern[str]:
    words = sorted((fold(line) for line in data_lines("insultes.txt")), key=len, reverse=True)
    body = "|".join(re.escape(word).replace("\\ ", r"[\s-]+") for word in words)
    return re.compile(rf"(?<![\w'-])(?:{body})(?![\w-])")


_REPORTED: Final = re.compile(r"\b(?:trait\w+|appel\w+|dit|disait|nomm\w+)(?: \w+)? (?:de |d'|que )?$")


def insults(text: str) -> bool:
    """Whether a reply insults the person; words reported (« on vous a traité d'idiote ») do not count."""
    folded = fold(text[:MAX_READ])
    return any(not _REPORTED.search(folded[: match.start()][-40:]) for match in _insults().finditer(folded))
