"""What the person may say somewhere: variants, by channel and by mood, read from the forms that authors write.

The forms: a list of texts; ``{tchat: […], telephone: […]}``; ``[{humeur: explosive, dire: […]}, …]``; an item may be
a text or ``{texte: …, didascalie: …, messages: […]}``. This module chooses nothing: ``simulator.dialogue.voice`` does.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, Final, cast

from simulator.diagnostics import suggestion
from simulator.dialogue.channels import MEDIA, seen_only
from simulator.dialogue.templates import Template, Vocabulary, parse
from simulator.yaml_source import LocatedDict, LocatedList, LocatedStr

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from simulator.diagnostics import Position
    from simulator.dialogue.problems import Problems
    from simulator.rubric.model import Channel

VARIANTS: Final = 3
"""The fewest variants of anything said."""
_ITEM_KEYS: Final = frozenset({"texte", "didascalie", "messages"})


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that can be said."""

    key: str
    """Its stable place in the script, for the draw and the memory of what was said."""
    messages: tuple[Template, ...]
    directions: Mapping[str, Template]
    """Stage direction by channel; under ``""`` for every channel on which one can be perceived."""
    channel: Channel | None
    mood: str | None
    facts: frozenset[str]
    """Facts that it tells."""

    def direction(self, channel: Channel) -> Template | None:
        """Its stage direction on a channel, if any can be perceived there."""
        return self.directions.get(channel) or (self.directions.get("") if MEDIA[channel].live else None)


@dataclass(frozen=True, slots=True)
class Lines:
    """All variants of one thing to say."""

    all: tuple[Line, ...] = ()
    _chosen: dict[tuple[str, str], tuple[tuple[Line, ...], tuple[Line, ...]]] = field(
        default_factory=dict, repr=False, compare=False
    )

    def __bool__(self) -> bool:
        return bool(self.all)

    def on(self, channel: Channel, mood: str) -> tuple[tuple[Line, ...], tuple[Line, ...]]:
        """The variants for a channel: those of the mood, then those of any mood."""
        place = (channel, mood)
        if place not in self._chosen:
            here = [line for line in self.all if line.channel in {None, channel}]
            own = tuple(line for line in here if line.mood == mood)
            self._chosen[place] = (own, tuple(line for line in here if line.mood is None))
        return self._chosen[place]


NOTHING: Final = Lines()


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a line is read: under which key, for which channel, for which mood."""

    key: str
    channel: Channel | None = None
    mood: str | None = None


@dataclass
class LineReader:
    """Reads variants and notes what is wrong in them."""

    problems: Problems
    vocabulary: Vocabulary
    channels: Sequence[Channel]
    moods: Sequence[str]

    def read(self, raw: Any, position: Position, key: str, *, variants: int = VARIANTS) -> Lines:
        """Read one set of variants.

        Args:
            raw: the value found in the file; ``None`` gives no line.
            position: where it stands.
            key: its place in the script, such as ``etats.accueil.dire``.
            variants: the fewest variants accepted.
        """
        if raw is None or raw == []:
            return NOTHING
        found: list[Line] = []
        self._any(raw, position, _Place(key), found)
        lines = Lines(tuple(found))
        if found:
            self._check_coverage(lines, position, variants)
            self._check_doubles(lines, position)
        return lines

    def _any(self, raw: Any, position: Position, place: _Place, found: list[Line]) -> None:
        """Read a list, a text, or lines by channel or by mood, nested as wished."""
        if isinstance(raw, LocatedStr):
            self._line(LocatedDict(position), raw, position, place, found)
        elif isinstance(raw, LocatedList):
            for index, item in enumerate(raw):
                self._any(item, raw.place(index), place, found)
        elif isinstance(raw, LocatedDict) and "dire" in raw and raw.keys() <= {"humeur", "dire"}:
            self._by_mood(raw, place, found)
        elif isinstance(raw, LocatedDict) and raw and raw.keys() <= _ITEM_KEYS:
            self._line(raw, raw.get("texte"), position, place, found)
        elif isinstance(raw, LocatedDict) and place.channel is None and _names_channels(raw):
            self._by_channel(raw, place, found)
        else:
            self._misunderstood(position)

    def _by_mood(self, raw: LocatedDict, place: _Place, found: list[Line]) -> None:
        mood = raw.get("humeur")
        if mood is not None and mood not in self.moods:
            message = f"L’humeur « {mood} » n’existe pas."
            self.problems.unknown(raw.place("humeur"), "SC203", message, str(mood), self.moods)
        inside = place if mood is None else replace(place, mood=str(mood))
        self._any(raw["dire"], raw.place("dire"), inside, found)

    def _by_channel(self, raw: LocatedDict, place: _Place, found: list[Line]) -> None:
        for name, inner in raw.items():
            if name not in MEDIA:
                message = f"Le canal « {name} » n’existe pas."
                self.problems.unknown(raw.key_place(name), "SC204", message, name, MEDIA)
                continue
            if name not in self.channels:
                message = f"Le script n’est pas joué sur le canal « {name} » : ces phrases ne seront jamais dites."
                self.problems.warning(raw.key_place(name), "SC205", message, "Ajoutez ce canal à « canaux ».")
            self._any(inner, raw.place(name), replace(place, channel=cast("Channel", str(name))), found)

    def _line(self, item: LocatedDict, text: Any, position: Position, place: _Place, found: list[Line]) -> None:
        sources = item.get("messages", [text])
        if not isinstance(sources, list) or not sources or not all(_said(source) for source in sources):
            self._misunderstood(position)
            return
        messages = tuple(self._template(source) for source in sources)
        facts = frozenset[str]().union(*(template.facts for template in messages))
        directions = self._directions(item, place.channel)
        found.append(Line(f"{place.key}.{len(found)}", messages, directions, place.channel, place.mood, facts))

    def check_heard(self, lines: Lines, position: Position) -> None:
        """Note what a mood shows on the telephone that can only be seen there."""
        for line in lines.all:
            heard = line.channel == "telephone" or (line.channel is None and "telephone" in self.channels)
            text = " ".join(template.source for template in line.messages)
            if heard and (word := seen_only(text)):
                self._unheard(position, word)

    def _unheard(self, position: Position, word: str) -> None:
        message = f"« {word} » se voit mais ne s’entend pas : cette indication passe aussi au téléphone."
        self.problems.warning(position, "SC113", message, "Décrivez la voix, le souffle, les bruits.")

    def _directions(self, item: LocatedDict, channel: Channel | None) -> dict[str, Template]:
        raw = item.get("didascalie")
        if raw is None:
            return {}
        by_channel = raw if isinstance(raw, LocatedDict) else {channel or "": raw}
        for name, text in by_channel.items():
            if not _said(text) or (name and name not in MEDIA):
                self._misunderstood(item.place("didascalie"))
                return {}
            heard = name == "telephone" or (not name and "telephone" in self.channels)
            if heard and (word := seen_only(text)):
                self._unheard(text.position, word)
        return {name: self._template(text) for name, text in by_channel.items()}

    def _template(self, text: LocatedStr) -> Template:
        template, wrong = parse(str(text), self.vocabulary)
        for problem in wrong:
            self.problems.template(text, problem)
        return template

    def _misunderstood(self, position: Position) -> None:
        hint = "Écrivez une liste de phrases, ou {tchat: […], telephone: […]}, ou [{humeur: …, dire: […]}]."
        self.problems.error(position, "SC118", "La forme de ces phrases n’est pas comprise.", hint)

    def _check_coverage(self, lines: Lines, position: Position, variants: int) -> None:
        """Every channel of the script has enough to say, in every mood."""
        varied = any(line.channel for line in lines.all)
        for channel in self.channels:
            where = f" sur le canal « {channel} »" if varied else ""
            general = lines.on(channel, "")[1]
            for mood in self.moods:
                own = lines.on(channel, mood)[0]
                if own or general:
                    self._check_count(len(own), variants, f" pour l’humeur « {mood} »{where}", position)
                elif variants > 1:
                    lacks = f" pour l’humeur « {mood} »{where}" if any(line.mood for line in lines.all) else where
                    message = f"Aucune phrase{lacks}."
                    self.problems.error(position, "SC110", message, "Ajoutez-en, ou une liste sans humeur ni canal.")
            self._check_count(len(general), variants, where, position)

    def _check_count(self, count: int, variants: int, where: str, position: Position) -> None:
        if 0 < count < variants:
            hint = "La personne ne doit pas pouvoir se répéter mot pour mot."
            what = "une seule variante" if count == 1 else f"{count} variantes"
            self.problems.error(position, "SC117", f"Il y a {what}{where} ; il en faut au moins {variants}.", hint)

    def _check_doubles(self, lines: Lines, position: Position) -> None:
        seen: set[tuple[str | None, str | None, str]] = set()
        for line in lines.all:
            text = " ".join(template.source for template in line.messages)
            if (line.channel, line.mood, text) in seen:
                self.problems.warning(position, "SC116", f"La même variante est écrite deux fois : « {text[:60]} ».")
            seen.add((line.channel, line.mood, text))


def _names_channels(raw: LocatedDict) -> bool:
    """Whether at least one key is a channel, or looks like one misspelt."""
    return any(key in MEDIA or suggestion(key, MEDIA) for key in raw)


def _said(value: Any) -> bool:
    return isinstance(value, LocatedStr) and bool(value.strip())
