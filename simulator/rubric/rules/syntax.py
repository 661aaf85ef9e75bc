"""Reads one pattern of a rule (« motif ») and unfolds it into plain sequences of items.

================  ==========================================================================
``comprendre``    this very form (accents, capitals, apostrophes and chat spelling do not matter)
``<comprendre>``  any form of the verb or of the noun; ``<rappeler:futur>``, ``<voir:je>``, ``<:vous.present>``
``@emotion``      any entry of a lexicon class
``NOMBRE``        any number; also MONTANT, POURCENTAGE, HEURE, ADRESSE (electronic)
``_``             any one word
``!pas``          any one word but this one (a form, a ``<lemma>`` or an ``@class``)
``…``             from 0 to 3 words of the same clause; ``…6``: from 0 to 6
``[vous]``        optional
``(a | b c)``     either
``^`` and ``$``   at the beginning, at the end of the clause (only as the first, the last item)
================  ==========================================================================

There is no unbounded repetition: what a pattern can span is known when it is read, so matching is linear in the text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import product

from simulator.rubric.language.spelling import ELISIONS
from simulator.rubric.language.tokens import tokenise

GAP_DEFAULT = 3
GAP_LIMIT = 12
MAX_SEQUENCES = 600
"""Sequences that one pattern may unfold into."""
MAX_LENGTH = 40
"""Items of a sequence, gaps counted in full."""

NUMBERS = frozenset({"NOMBRE", "MONTANT", "POURCENTAGE", "HEURE", "ADRESSE"})
PERSONS = {"je": "1s", "tu": "2s", "il": "3s", "nous": "1p", "vous": "2p", "ils": "3p"}
TENSES = {
    "present": "pres", "imparfait": "impf", "futur": "futur", "conditionnel": "cond", "subjonctif": "subj",
    "participe": "pp", "gerondif": "ger", "infinitif": "inf",
}  # fmt: skip

_SCAN = re.compile(
    r"\s*(?:(?P<open>\()|(?P<close>\))|(?P<or>\|)|(?P<begin>\[)|(?P<end>\])|(?P<gap>…|\.\.\.)(?P<width>\d*)"
    r"|(?P<anchor>[\^$])|(?P<not>!)?(?:<(?P<lemma>[^<>:]*)(?::(?P<features>[^<>]*))?>|@(?P<klass>[\w-]+)|(?P<any>_)(?!\w)"
    r"|(?P<word>[\w'’.,€%+-]+)))"
)


class PatternError(ValueError):
    """A pattern that cannot be read.

    Args:
        message: what is wrong, a French sentence.
        offset: where in the pattern, in characters.
        code: last two digits of the diagnostic's code.
    """

    def __init__(self, message: str, offset: int, code: str = "10") -> None:
        super().__init__(message)
        self.message, self.offset, self.code = message, offset, code


@dataclass(frozen=True, slots=True)
class Item:
    """One word that a sequence awaits."""

    symbols: tuple[str, ...]
    """What the word may be: ``w:form``, ``l:lemma:features``, ``c:class``, ``n:NOMBRE`` or ``any``."""
    negative: bool = False
    optional: bool = False


ANY = Item(("any",), optional=True)
"""Any word or none: what gaps are made of."""


@dataclass(frozen=True, slots=True)
class Sequence:
    """A pattern unfolded: items in order, at most some of them optional."""

    items: tuple[Item, ...]
    at_start: bool = False
    at_end: bool = False


@dataclass
class _Node:
    """Alternatives, each a list of items or nested nodes."""

    branches: list[list[_Node | Item]] = field(default_factory=lambda: [[]])
    optional: bool = False


def _features(text: str, offset: int) -> str:
    """The canonical form of ``vous.futur``: person, then tense."""
    person = tense = ""
    for name in text.split("."):
        plain = name.strip()
        if plain in PERSONS:
            person = PERSONS[plain]
        elif plain in TENSES:
            tense = TENSES[plain]
        else:
            raise PatternError(f"Le trait « {plain} » est inconnu après « : ».", offset, "12")
    return ".".join(part for part in (person, tense) if part)


def _plain(text: str) -> str:
    tokens, _ = tokenise(text)
    return tokens[0].form if len(tokens) == 1 else " ".join(token.form for token in tokens)


def _forms(word: str) -> list[str]:
    if word[-1] in "'’" and word[:-1] in ELISIONS:
        return [ELISIONS[word[:-1]]]
    return [token.form for token in tokenise(word)[0]]


class _Parser:
    """One pass over the text of a pattern."""

    def __init__(self, text: str) -> None:
        self.text = text.replace("n°", "numéro")
        self.stack: list[tuple[_Node, str, int]] = []
        self.at_start = self.at_end = False

    def parse(self) -> _Node:
        root = _Node()
        self.stack = [(root, "", 0)]
        position = 0
        text = self.text.rstrip()
        while position < len(text):
            match = _SCAN.match(text, position)
            if match is None:
                raise PatternError(f"« {text[position:].strip()[:12]} » n'est pas un élément de motif.", position)
            offset = match.end() - len(match.group().lstrip())
            if self.at_end:
                raise PatternError("« $ » doit être le dernier élément.", offset)
            self._take(match, offset)
            position = match.end()
        if len(self.stack) > 1:
            raise PatternError(f"« {self.stack[-1][1]} » n'est pas fermé.", self.stack[-1][2])
        return root

    def _add(self, part: _Node | Item) -> None:
        self.stack[-1][0].branches[-1].append(part)

    def _take(self, match: re.Match[str], offset: int) -> None:
        if match.group("open") or match.group("begin"):
            node = _Node(optional=bool(match.group("begin")))
            self._add(node)
            self.stack.append((node, "(" if match.group("open") else "[", offset))
        elif match.group("close") or match.group("end"):
            expected = "(" if match.group("close") else "["
            if self.stack[-1][1] != expected:
                raise PatternError(f"« {match.group().strip()} » ne ferme rien.", offset)
            self.stack.pop()
        elif match.group("or"):
            if len(self.stack) == 1:
                raise PatternError("« | » ne s'emploie qu'entre parenthèses.", offset)
            self.stack[-1][0].branches.append([])
        elif match.group("gap"):
            self._gap(match.group("width"), offset)
        elif match.group("anchor"):
            self._anchor(match.group("anchor"), offset)
        else:
            self._word(match, offset)

    def _gap(self, width: str, offset: int) -> None:
        size = int(width) if width else GAP_DEFAULT
        if not 1 <= size <= GAP_LIMIT:
            raise PatternError(f"Un intervalle va de 1 à {GAP_LIMIT} mots.", offset)
        for _ in range(size):
            self._add(ANY)

    def _anchor(self, mark: str, offset: int) -> None:
        if len(self.stack) > 1:
            raise PatternError(f"« {mark} » ne s'emploie pas entre parenthèses.", offset)
        if mark == "^":
            if self.stack[0][0].branches[0] or self.at_start:
                raise PatternError("« ^ » doit être le premier élément.", offset)
            self.at_start = True
        else:
            self.at_end = True

    def _word(self, match: re.Match[str], offset: int) -> None:
        negative = bool(match.group("not"))
        if match.group("any"):
            symbols = ["any"]
        elif match.group("klass"):
            symbols = ["c:" + match.group("klass")]
        elif match.group("lemma") is not None:
            features = match.group("features")
            name = _plain(match.group("lemma")) if match.group("lemma") else ""
            if not name and not features:
                raise PatternError("« <> » est vide.", offset)
            symbols = [f"l:{name}" + (f":{_features(features, offset)}" if features else "")]
        elif match.group("word") in NUMBERS:
            symbols = ["n:" + match.group("word")]
        else:
            symbols = ["w:" + form for form in _forms(match.group("word"))]
        if not symbols or (negative and len(symbols) > 1):
            raise PatternError(f"« {match.group().strip()} » n'est pas un mot.", offset)
        for symbol in symbols:
            self._add(Item((symbol,), negative=negative))


def _unfold(node: _Node) -> list[tuple[Item, ...]]:
    found: list[tuple[Item, ...]] = [()] if node.optional else []
    for branch in node.branches:
        parts = [[(part,)] if isinstance(part, Item) else _unfold(part) for part in branch]
        total = 1
        for part in parts:
            total *= len(part)
        if total + len(found) > MAX_SEQUENCES:
            raise PatternError(
                f"Ce motif se déplie en plus de {MAX_SEQUENCES} suites : le couper en plusieurs.", 0, "15"
            )
        found.extend(tuple(item for part in chosen for item in part) for chosen in product(*parts))
    return found


def _gather(node: _Node) -> None:
    """Make one item of the one-word alternatives of a node, and of ``[word]``, so that they need no unfolding."""
    for branch in node.branches:
        for place, part in enumerate(branch):
            if isinstance(part, Item):
                continue
            _gather(part)
            singles = [inner[0] for inner in part.branches if len(inner) == 1 and _plain_item(inner[0])]
            others = [inner for inner in part.branches if not (len(inner) == 1 and _plain_item(inner[0]))]
            symbols = tuple(
                dict.fromkeys(symbol for single in singles if isinstance(single, Item) for symbol in single.symbols)
            )
            if symbols and not others:
                branch[place] = Item(symbols, optional=part.optional)
            elif symbols:
                part.branches = [[Item(symbols)], *others]


def _plain_item(part: _Node | Item) -> bool:
    return isinstance(part, Item) and not part.negative and not part.optional


def _trim(items: tuple[Item, ...]) -> tuple[Item, ...]:
    """Drop the optional items at both ends: they would change nothing but the evidence."""
    first, last = 0, len(items)
    while first < last and items[first].optional:
        first += 1
    while last > first and items[last - 1].optional:
        last -= 1
    return items[first:last]


def read_pattern(text: str) -> tuple[Sequence, ...]:
    """Read a pattern.

    Raises:
        PatternError: it cannot be read, matches nothing in particular, or unfolds into too much.
    """
    parser = _Parser(text)
    root = parser.parse()
    _gather(root)
    sequences: dict[tuple[Item, ...], None] = {}
    for items in _unfold(root):
        trimmed = _trim(items)
        if not any(item.symbols != ("any",) and not item.negative and not item.optional for item in trimmed):
            raise PatternError("Ce motif ne demande aucun mot précis.", 0, "14")
        if len(trimmed) > MAX_LENGTH:
            raise PatternError(f"Ce motif dépasse {MAX_LENGTH} éléments.", 0, "15")
        sequences[trimmed] = None
    return tuple(Sequence(items, parser.at_start, parser.at_end) for items in sequences)
