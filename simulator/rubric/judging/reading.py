"""A transcript as conditions see it: counts, order, answers to events, channel, proportions.

``BOOLEANS``, ``NUMBERS`` and ``FUNCTIONS`` are the vocabulary of criteria; ``Reading`` gives their values for one
transcript, each in at most one pass, so that a long interview stays cheap. Nothing here names a criterion or a marker.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

from simulator.rubric.judging.acts import Act
from simulator.rubric.judging.words import words
from simulator.rubric.model import Span

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from simulator.expressions.namespace import Type
    from simulator.rubric.judging.acts import Acts
    from simulator.rubric.judging.lexicon import Lexicon
    from simulator.rubric.judging.observation import Observation
    from simulator.rubric.judging.patterns import Found
    from simulator.rubric.model import Transcript

_EDGE = 2
"""Replies that make the opening and the close of an interview."""
_BURST = 3
"""Questions in one reply from which it is a burst."""
_WRITTEN = frozenset({"tchat", "sms", "mail"})
_REMOTE = frozenset({"telephone", "visio", "tchat", "sms", "mail"})


@dataclass(frozen=True, slots=True)
class Setting:
    """What of a transcript does not depend on tags; computed once, shared by all readings of it."""

    transcript: Transcript
    replies: tuple[int, ...]
    """Indices of the learner's turns."""
    events: Mapping[str, tuple[int, ...]]
    """Indices of the interlocutor's turns in which each event happens."""
    signs: Mapping[str, tuple[tuple[int, Found], ...]]
    """Places of each sign in the learner's turns; the same words count once."""
    words: tuple[int, ...]
    """Words of each learner's reply."""
    bursts: int
    """Replies with three questions or more."""
    heard: int
    """Words of the interlocutor."""
    others: tuple[int, ...]
    """Indices of the interlocutor's turns."""

    @classmethod
    def of(cls, transcript: Transcript, lexicon: Lexicon, observations: Mapping[int, Observation]) -> Setting:
        """Look a transcript over once.

        Args:
            transcript: the whole interview.
            lexicon: detects events and signs.
            observations: what a dialogue engine knew at the interlocutor's turns.
        """
        replies: list[int] = []
        others: list[int] = []
        events: dict[str, list[int]] = {}
        signs: dict[str, list[tuple[int, Found]]] = {}
        seen: set[tuple[str, str]] = set()
        counts: list[int] = []
        bursts = heard = 0
        for turn, utterance in enumerate(transcript.turns):
            if utterance.speaker == "interlocuteur":
                others.append(turn)
                heard += len(words(utterance.text))
                for event in lexicon.events(utterance.text, observations.get(turn)):
                    events.setdefault(event, []).append(turn)
                continue
            replies.append(turn)
            counts.append(len(words(utterance.text)))
            bursts += utterance.text.count("?") >= _BURST
            for sign, places in lexicon.signs(utterance.text).items():
                for place in places:
                    if (sign, place.form) not in seen:
                        seen.add((sign, place.form))
                        signs.setdefault(sign, []).append((turn, place))
        return cls(
            transcript,
            tuple(replies),
            {event: tuple(turns) for event, turns in events.items()},
            {sign: tuple(places) for sign, places in signs.items()},
            tuple(counts),
            bursts,
            heard,
            tuple(others),
        )

    def next_reply(self, turn: int, delay: int = 1) -> tuple[int, ...]:
        """Indices of the learner's ``delay`` replies that follow a turn; fewer when the interview ends before."""
        first = bisect_right(self.replies, turn)
        return self.replies[first : first + delay]


class Reading:
    """The environment in which a criterion's conditions are evaluated."""

    def __init__(self, setting: Setting, acts: Acts) -> None:
        self.setting = setting
        self.acts = acts
        self._answered: dict[tuple[str, str], tuple[int, int]] = {}

    def boolean(self, name: str) -> bool:
        """The value of a name that is true or false."""
        return BOOLEANS[name](self.setting)

    def number(self, name: str) -> float:
        """The value of a name that is a number."""
        return NUMBERS[name](self)

    def call(self, name: str, args: tuple[str, ...]) -> bool | float:
        """The value of a function."""
        return FUNCTIONS[name].value(self, *args)

    def counted(self, marker: str) -> tuple[Act, ...]:
        """The acts of a marker that count, in order."""
        return self.acts.counted.get(marker, ())

    def first(self, quoted: str) -> Act | None:
        """The first act of a marker that counts, or the first gesture of a sign."""
        for act in self.counted(quoted):
            return act
        for turn, place in self.setting.signs.get(quoted, ()):
            rank = bisect_left(self.setting.replies, turn)
            return Act(quoted, turn, rank, place.start, 1.0, (Span(place.start, place.end),), False)
        return None

    def answers(self, event: str, marker: str) -> tuple[int, int]:
        """How often an event was followed by a reply, and by a reply that carries the marker."""
        key = (event, marker)
        if key not in self._answered:
            carried = {act.turn for act in self.counted(marker)}
            followed = [
                reply[0] for turn in self.setting.events.get(event, ()) if (reply := self.setting.next_reply(turn))
            ]
            self._answered[key] = (len(followed), sum(reply in carried for reply in followed))
        return self._answered[key]


@dataclass(frozen=True, slots=True)
class Function:
    """A function of the vocabulary."""

    kinds: tuple[str, ...]
    """Kinds of its arguments: ``marqueur``, ``evenement``, ``signe`` or ``canal``."""
    result: Type
    value: Callable[..., bool | float]
    meaning: str
    """What it says, in French, for the trainers' page."""


def _turns(reading: Reading, marker: str) -> float:
    return float(len({act.turn for act in reading.counted(marker)}))


def _linked(reading: Reading, marker: str) -> float:
    return float(len({act.turn for act in reading.counted(marker) if act.linked}))


def _opening(reading: Reading, marker: str) -> bool:
    return any(act.rank < _EDGE for act in reading.counted(marker))


def _closing(reading: Reading, marker: str) -> bool:
    last = len(reading.setting.replies) - _EDGE
    return any(act.rank >= last for act in reading.counted(marker))


def _before(reading: Reading, first: str, second: str) -> bool:
    """Whether the first act comes, and no second act comes earlier."""
    firsts, seconds = reading.counted(first), reading.acts.said.get(second, ())
    return bool(firsts) and (not seconds or _place(firsts[0]) <= _place(seconds[0]))


def _precedes(reading: Reading, marker: str, sign: str) -> bool:
    """Whether the act comes before the first such gesture, or there is no such gesture."""
    acts, places = reading.counted(marker), reading.setting.signs.get(sign, ())
    if not acts or not places:
        return bool(acts)
    turn, found = places[0]
    return _place(acts[0]) <= (turn, found.start)


def _after(reading: Reading, act: str, earlier: str) -> bool:
    acts, earliers = reading.counted(act), reading.counted(earlier)
    return bool(acts) and bool(earliers) and _place(acts[-1]) > _place(earliers[0])


def _after_event(reading: Reading, event: str, marker: str) -> bool:
    turns, acts = reading.setting.events.get(event, ()), reading.counted(marker)
    return bool(turns) and bool(acts) and acts[-1].turn > turns[0]


def _at_end(reading: Reading, event: str) -> bool:
    others, turns = reading.setting.others, reading.setting.events.get(event, ())
    return bool(turns) and turns[-1] in others[-_EDGE:]


def _place(act: Act) -> tuple[int, int]:
    return (act.turn, act.start)


def _share(part: float, whole: float) -> float:
    return part / whole if whole else 0.0


BOOLEANS: Mapping[str, Callable[[Setting], bool]] = {
    "difficile": lambda setting: setting.transcript.difficult,
    "ecrit": lambda setting: setting.transcript.channel in _WRITTEN,
    "a_distance": lambda setting: setting.transcript.channel in _REMOTE,
}
"""Names that are true or false: difficult situation, written channel, remote channel."""

NUMBERS: Mapping[str, Callable[[Reading], float]] = {
    "repliques": lambda r: float(len(r.setting.replies)),
    "repliques_utiles": lambda r: float(r.acts.useful),
    "mots_par_replique": lambda r: _share(sum(r.setting.words), len(r.setting.words)),
    "mots_max": lambda r: float(max(r.setting.words, default=0)),
    "rafales": lambda r: float(r.setting.bursts),
    "part_parole": lambda r: _share(sum(r.setting.words), sum(r.setting.words) + r.setting.heard),
}
"""Names that are numbers: replies, those with a good act that counts, words (mean, greatest), bursts, word share."""

FUNCTIONS: Mapping[str, Function] = {
    "vu": Function(("marqueur",), "boolean", lambda r, m: bool(r.counted(m)), "l’acte est accompli au moins une fois"),
    "nombre": Function(("marqueur",), "number", _turns, "répliques où l’acte est accompli avec d’autres mots"),
    "lies": Function(
        ("marqueur",), "number", _linked, "même compte, quand l’acte reprend ce que l’interlocuteur a dit"
    ),
    "taux": Function(
        ("marqueur",),
        "number",
        lambda r, m: _share(_turns(r, m), len(r.setting.replies)),
        "part des répliques qui portent l’acte, de 0 à 1",
    ),
    "ouverture": Function(("marqueur",), "boolean", _opening, "dans les deux premières répliques de l’apprenant"),
    "cloture": Function(("marqueur",), "boolean", _closing, "dans ses deux dernières répliques"),
    "avant": Function(("marqueur", "marqueur"), "boolean", _before, "le premier acte a lieu, et pas après le second"),
    "precede": Function(
        ("marqueur", "signe"), "boolean", _precedes, "l’acte a lieu, et pas après le premier de ces signes"
    ),
    "apres": Function(("marqueur", "marqueur"), "boolean", _after, "le premier acte revient après le second"),
    "evenements": Function(
        ("evenement",),
        "number",
        lambda r, e: float(len(r.setting.events.get(e, ()))),
        "messages de l’interlocuteur où l’événement a lieu",
    ),
    "fin": Function(("evenement",), "boolean", _at_end, "l’événement a lieu dans ses deux derniers messages"),
    "reponse_a": Function(
        ("evenement", "marqueur"),
        "boolean",
        lambda r, e, m: r.answers(e, m)[1] > 0,
        "une fois au moins, l’acte suit aussitôt l’événement",
    ),
    "reponses": Function(
        ("evenement", "marqueur"), "number", lambda r, e, m: float(r.answers(e, m)[1]), "nombre de ces réponses"
    ),
    "taux_reponse": Function(
        ("evenement", "marqueur"),
        "number",
        lambda r, e, m: _share(r.answers(e, m)[1], r.answers(e, m)[0]),
        "part de ces événements que l’acte suit aussitôt, de 0 à 1",
    ),
    "apres_evenement": Function(
        ("evenement", "marqueur"), "boolean", _after_event, "l’acte a lieu après le premier de ces événements"
    ),
    "apres_tension": Function(
        ("marqueur",), "boolean", lambda r, m: _after_event(r, "tension", m), "l’acte a lieu une fois la tension montée"
    ),
    "signe": Function(
        ("signe",),
        "number",
        lambda r, s: float(len({turn for turn, _ in r.setting.signs.get(s, ())})),
        "répliques qui portent ce signe, avec d’autres mots",
    ),
    "canal": Function(
        ("canal",), "boolean", lambda r, c: r.setting.transcript.channel == c, "l’entretien passe par ce canal"
    ),
}
"""Functions of the vocabulary, by name."""
