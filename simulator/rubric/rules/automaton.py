"""All the patterns of a rubric in one automaton, run over the words once.

Extended Shift-And (Navarro & Raffinot, *Flexible Pattern Matching in Strings*, 2002, ch. 4): each item of each sequence
is one bit of an integer; optional items and bounded gaps are crossed with one subtraction. The cost of a word does not
depend on what came before it, hence no pattern can make matching slow.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from simulator.rubric.rules.syntax import ANY, Item

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from collections.abc import Sequence as Sequence_

    from simulator.rubric.language.model import Token
    from simulator.rubric.rules.syntax import Sequence


_CACHE = 3_000
_AMOUNT, _RATE = ("€", "euro", "euros"), "%"


@dataclass(frozen=True, slots=True)
class Match:
    """A pattern found: words ``[first, last)`` of the stream."""

    owner: int
    """Number given by the caller when the pattern was added."""
    first: int
    last: int


@dataclass
class Plan:
    """The automaton as data: what is written in the compiled rubric."""

    symbols: dict[str, list[int]] = field(default_factory=dict)
    refused: dict[str, list[int]] = field(default_factory=dict)
    anything: list[int] = field(default_factory=list)
    optional: list[int] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    owners: list[int] = field(default_factory=list)
    at_start: list[int] = field(default_factory=list)
    at_end: list[int] = field(default_factory=list)
    wide: list[int] = field(default_factory=list)
    size: int = 0

    def add(self, sequence: Sequence, owner: int, *, wide: bool, spread: Mapping[str, int]) -> None:
        """Append one sequence.

        Args:
            sequence: the unfolded pattern.
            owner: what the caller wants back with a match.
            wide: whether it may cross from clause to clause inside a sentence.
            spread: for the classes with entries of several words, how many words follow the first one at most.
        """
        number = len(self.starts)
        self.starts.append(self.size)
        self.owners.append(owner)
        if sequence.at_start:
            self.at_start.append(self.size)
        if sequence.at_end:
            self.at_end.append(number)
        if wide:
            self.wide.append(number)
        for place, item in enumerate(sequence.items):
            self._await(item)
            # an entry of several words is known by its first: leave room for the others
            if place + 1 < len(sequence.items) and not item.negative:
                for _ in range(max(spread.get(symbol, 0) for symbol in item.symbols)):
                    self._await(ANY)

    def _await(self, item: Item) -> None:
        if item.optional:
            self.optional.append(self.size)
        if item.negative or "any" in item.symbols:
            self.anything.append(self.size)
        places = self.refused if item.negative else self.symbols
        for symbol in item.symbols:
            if symbol != "any":
                places.setdefault(symbol, []).append(self.size)
        self.size += 1

    def as_data(self) -> dict[str, Any]:
        """The JSON form."""
        return dict(self.__dict__)


def _mask(positions: Iterable[int], size: int) -> int:
    bits = bytearray(size // 8 + 1)
    for position in positions:
        bits[position >> 3] |= 1 << (position & 7)
    return int.from_bytes(bits, "little")


def number_kinds(token: Token, following: str) -> tuple[str, ...]:
    """What a number is: an amount, a rate, an hour."""
    form = token.form
    if not form[:1].isdigit():
        return ("n:ADRESSE",) if form == "adresse-web" else ()
    if form.endswith(_AMOUNT) or following in _AMOUNT:
        return ("n:NOMBRE", "n:MONTANT")
    if form.endswith(_RATE) or following == "pourcent":
        return ("n:NOMBRE", "n:POURCENTAGE")
    if "h" in form or following in ("heure", "heures"):
        return ("n:NOMBRE", "n:HEURE")
    return ("n:NOMBRE",)


def symbols_of(token: Token) -> set[str]:
    """Every symbol that a word answers to, its lexicon classes and number kinds apart."""
    found = {"w:" + token.form, "l:" + token.lemma}
    singular = token.form[:-1] if token.form.endswith(("s", "x")) and len(token.form) > 3 else token.form
    found.add("l:" + singular)
    for reading in token.readings:
        found.add("l:" + reading.lemma)
        for name in (reading.lemma, ""):
            for features in (reading.person, reading.tense, f"{reading.person}.{reading.tense}"):
                if features:
                    found.add(f"l:{name}:{features}")
    return found


class Automaton:
    """The plan, ready to run."""

    def __init__(self, plan: Plan) -> None:
        size = self._size = plan.size
        self._symbols, self._refused = plan.symbols, plan.refused
        self._starts, self._owners = plan.starts, plan.owners
        self._at_end = frozenset(plan.at_end)
        ends = [*plan.starts[1:], size]
        self._ends = ends
        self._initial = _mask(plan.starts, size)
        self._final = _mask((end - 1 for end in ends), size)
        self._any = _mask(plan.anything, size)
        self._anchored = _mask(plan.at_start, size)
        self._wide = _mask((bit for number in plan.wide for bit in range(plan.starts[number], ends[number])), size)
        optional = sorted(plan.optional)
        chosen = set(optional)
        self._optional = _mask(optional, size)
        self._before_block = _mask((bit - 1 for bit in optional if bit - 1 not in chosen), size)
        self._block_end = _mask((bit for bit in optional if bit + 1 not in chosen), size)
        self._words: dict[tuple[str, tuple[str, ...]], int] = {}

    def _word_mask(self, token: Token, extra: tuple[str, ...]) -> int:
        key = (token.form, extra)
        mask = self._words.get(key)
        if mask is None:
            symbols = symbols_of(token) | set(extra)
            bits = [bit for symbol in symbols for bit in self._symbols.get(symbol, ())]
            mask = self._any | _mask(bits, self._size)
            refused = [bit for symbol in symbols for bit in self._refused.get(symbol, ())]
            if refused:
                mask &= ~_mask(refused, self._size)
            if len(self._words) >= _CACHE:
                self._words.clear()
            self._words[key] = mask
        return mask

    def run(
        self,
        stream: Sequence_[Token],
        extra: Sequence_[tuple[str, ...]],
        borders: Sequence_[int],
    ) -> Iterator[Match]:
        """Find every pattern.

        Args:
            stream: the words, in order.
            extra: for each word, its classes and number kinds, as symbols.
            borders: for each word, 2 when it begins a sentence, 1 when it begins a clause, else 0.
        """
        masks: list[int] = []
        active = 0
        final, initial = self._final, self._initial
        for place, token in enumerate(stream):
            word = self._word_mask(token, extra[place])
            masks.append(word)
            border = borders[place]
            if border:
                active = 0 if border == 2 else active & self._wide
            else:
                word = word & ~self._anchored if self._anchored else word
            active = ((active << 1) | initial) & word
            if not active:
                continue
            ahead = active | self._block_end
            active |= self._optional & ((~(ahead - self._before_block)) ^ ahead)
            hits = active & final
            while hits:
                low = hits & -hits
                hits ^= low
                number = bisect_right(self._starts, low.bit_length() - 1) - 1
                last = place + 1
                if number in self._at_end and last < len(stream) and not borders[last]:
                    continue
                yield Match(self._owners[number], self._begin(number, masks, place), last)

    def _begin(self, number: int, masks: list[int], place: int) -> int:
        """The nearest word from which the sequence leads to ``place``: its items, read backwards."""
        start, end = self._starts[number], self._ends[number]
        alive = {end - 1}
        for index in range(place, -1, -1):
            mask = masks[index]
            reached = {bit for bit in alive if (mask >> bit) & 1}
            if start in reached:
                return index
            alive = set()
            for bit in reached:
                before = bit - 1
                alive.add(before)
                while before > start and (self._optional >> before) & 1:
                    before -= 1
                    alive.add(before)
            if not alive:
                break
        return place
