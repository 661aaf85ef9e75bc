"""Chooses what is said among variants, and never says the same sentence twice.

The draw is stateless, ``blake2b`` over (seed, turn, key): a replay, a resume and another Python make the same choices.
What was said is remembered by line and by sentence, since two variants may share one.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache
from hashlib import blake2b
from itertools import chain
from typing import TYPE_CHECKING, Any, Final

from simulator.dialogue.channels import MEDIA, sentences
from simulator.dialogue.templates import Unsayable
from simulator.dialogue.wording import data_lines

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from simulator.dialogue.lines import Line, Lines
    from simulator.dialogue.memory import Memory
    from simulator.dialogue.script import Mood
    from simulator.rubric.model import Channel

SHORTEST_REMEMBERED: Final = 4
"""Words from which a sentence must not come back; « Oui. » and « Je sais pas. » may."""
DIRECTION_EVERY: Final = 3
"""Once in how many turns a mood that lasts is shown again."""

_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Spoken:
    """One thing said."""

    messages: tuple[str, ...]
    direction: str = ""
    facts: frozenset[str] = frozenset()
    """Facts that it tells."""


def draw(seed: int, turn: int, key: str, among: int) -> int:
    """A number below ``among``, the same for the same arguments, everywhere and for ever."""
    digest = blake2b(f"{seed}|{turn}|{key}".encode(), digest_size=8).digest()
    return int.from_bytes(digest, "big") % among


@dataclass
class Voice:
    """The person's voice in one conversation."""

    channel: Channel
    seed: int
    _lines: set[str] = field(default_factory=set)
    _sentences: set[str] = field(default_factory=set)
    _last_direction: str = ""

    def say(self, choices: Sequence[Lines], occasion: str, memory: Memory, *, retell: bool = False) -> Spoken | None:
        """Say one line of the first set that still has one to say.

        Args:
            choices: sets of variants, preferred first.
            occasion: names the draw, so that two things said in one turn are drawn apart.
            memory: the conversation's memory, for the mood and the values that lines print.
            retell: whether facts already told may be told again; if not, such lines come last.

        Returns:
            What is said, or ``None`` when everything has been said.
        """
        context = self._context(memory)
        for line in self._preferred(choices, occasion, memory, retell=retell):
            spoken = self._speak(line, context)
            if spoken is not None:
                self._lines.add(line.key)
                return spoken
        return None

    def left(self, lines: Lines, mood: str) -> bool:
        """Whether a line of this set has not been said."""
        return any(line.key not in self._lines for line in chain(*lines.on(self.channel, mood)))

    def last_resort(self, occasion: str, memory: Memory) -> Spoken | None:
        """Compose a sentence that was not said yet for an occasion whose lines are all used up."""
        columns = _last_resorts()[occasion]
        total = len(columns[0]) * len(columns[1]) * len(columns[2])
        start = draw(self.seed, memory.turn, f"recours.{occasion}", total)
        for offset in range(total):
            number = (start + offset * _STRIDE) % total
            number, last = divmod(number, len(columns[2]))
            first, middle = divmod(number, len(columns[1]))
            body = f"{columns[0][first]}, {columns[1][middle]}{columns[2][last]}"
            text = body if body.endswith("?") else f"{body}."
            if self._fresh((text,)):
                return Spoken((text,))
        return None

    def show(self, mood: Mood, memory: Memory, *, changed: bool) -> str:
        """How a mood shows on this channel; nothing most of the time while it lasts."""
        if not changed and draw(self.seed, memory.turn, "indication", DIRECTION_EVERY):
            return ""
        own, general = mood.directions.on(self.channel, mood.id)
        lines = [line for line in (*own, *general) if line.channel or MEDIA[self.channel].live]
        if not lines:
            return ""
        start = draw(self.seed, memory.turn, f"indication.{mood.id}", len(lines))
        for line in lines[start:] + lines[:start]:
            text = " ".join(self._rendered(line, self._context(memory)))
            if text and text != self._last_direction:
                self._last_direction = text
                return text
        return ""

    def _context(self, memory: Memory) -> Mapping[str, Any]:
        return {
            "personne": memory.script.person,
            "faits": memory.values,
            "jauges": memory.gauges,
            "humeur": memory.mood,
            "canal": self.channel,
            "tours": memory.turn,
        }

    def _preferred(self, choices: Sequence[Lines], occasion: str, memory: Memory, *, retell: bool) -> Iterator[Line]:
        """The lines not said yet, in the order to try them."""
        for rank, lines in enumerate(choices):
            for group in lines.on(self.channel, memory.mood):
                left = [line for line in group if line.key not in self._lines]
                if not left:
                    continue
                start = draw(self.seed, memory.turn, f"{occasion}.{rank}", len(left))
                turned = left[start:] + left[:start]
                if retell:
                    yield from turned
                else:
                    yield from sorted(turned, key=lambda line: not line.facts.isdisjoint(memory.told))

    def _speak(self, line: Line, context: Mapping[str, Any]) -> Spoken | None:
        messages = self._rendered(line, context)
        if not messages:
            return None
        if not self._fresh(messages):
            self._lines.add(line.key)  # said in substance: a transition that has only such lines left must close
            return None
        direction = line.direction(self.channel)
        return Spoken(messages, _rendered_or_nothing(direction, context) if direction else "", line.facts)

    def _rendered(self, line: Line, context: Mapping[str, Any]) -> tuple[str, ...]:
        try:
            return tuple(text for template in line.messages if (text := template.render(context)))
        except Unsayable:
            return ()

    def _fresh(self, messages: Sequence[str]) -> bool:
        """Whether nothing in these messages was said before; if so, they now are."""
        whole = " ".join(messages)
        words = [_WORD.findall(sentence.casefold()) for sentence in sentences(whole.replace("\n", " "))]
        said = {" ".join(sentence) for sentence in words if len(sentence) >= SHORTEST_REMEMBERED}
        said.add(" ".join(_WORD.findall(whole.casefold())))
        if not self._sentences.isdisjoint(said):
            return False
        self._sentences |= said
        return True


_STRIDE: Final = 37
"""Step through the combinations of a last resort: prime to every column's length, so that all are met, far apart."""


def _rendered_or_nothing(template: Any, context: Mapping[str, Any]) -> str:
    try:
        return str(template.render(context))
    except Unsayable:
        return ""


@lru_cache(maxsize=1)
def _last_resorts() -> Mapping[str, tuple[list[str], list[str], list[str]]]:
    """Occasion → the three columns."""
    columns: dict[str, dict[str, list[str]]] = {}
    for line in data_lines("dernier_recours.txt"):
        place, words = line.split(":", 1)
        occasion, column = place.split("/")
        columns.setdefault(occasion, {})[column] = [word.removeprefix(" ").rstrip() for word in words.split(" | ")]
    return {name: (parts["debut"], parts["coeur"], parts["fin"]) for name, parts in columns.items()}
