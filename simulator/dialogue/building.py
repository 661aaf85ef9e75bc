"""Turns a script as written into a script ready to be played, noting every fault of reference on the way.

One small method per element; none stops at a fault, so that the author reads them all at once.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from simulator.dialogue.answer import Ending
from simulator.dialogue.conditions import namespace
from simulator.dialogue.lines import NOTHING, LineReader, Lines
from simulator.dialogue.model import DEFAULT_MAX_TURNS_FACTOR, FactSource
from simulator.dialogue.questions import QuestionIndex
from simulator.dialogue.script import (
    Correction,
    Effects,
    Fact,
    Fallbacks,
    Gauge,
    Mood,
    Objection,
    Reaction,
    Script,
    State,
    Transition,
)
from simulator.dialogue.structure import check_structure, forced_ending
from simulator.dialogue.templates import Vocabulary
from simulator.expressions import Condition, compile_condition
from simulator.yaml_source import Element, LocatedDict

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from simulator.dialogue.model import (
        FallbacksSource,
        ObjectionSource,
        ScriptSource,
        StateSource,
        TransitionSource,
    )
    from simulator.dialogue.problems import Problems

NEUTRAL = "neutre"
"""The mood of a person whose script declares none."""


class Builder:
    """Builds one script.

    Args:
        source: the script as written.
        markers: the markers of the rubric.
        problems: where faults are noted.
    """

    def __init__(self, source: ScriptSource, markers: Iterable[str], problems: Problems) -> None:
        self._source = source
        self._problems = problems
        self._markers = frozenset(markers)
        self._namespace = namespace(source, self._markers)
        self._person = _person(source)
        moods = [str(mood.id) for mood in source.moods] or [NEUTRAL]
        vocabulary = Vocabulary(
            {
                "personne": frozenset(self._person),
                "faits": frozenset(str(fact.id) for fact in source.facts),
                "jauges": frozenset(str(gauge) for gauge in source.gauges),
                "humeur": None,
                "canal": None,
                "tours": None,
            }
        )
        self._reader = LineReader(problems, vocabulary, source.channels, moods)

    def build(self, digest: str) -> Script:
        """The script; to be used only if no error was noted."""
        source = self._source
        check_structure(source, self._markers, self._problems)
        places = {str(state.id) for state in source.states} | {str(ending.id) for ending in source.endings}
        return Script(
            source=source,
            hash=digest,
            gauges={
                str(name): Gauge(gauge.start, gauge.minimum, gauge.maximum, gauge.rest, gauge.step)
                for name, gauge in source.gauges.items()
            },
            moods=self._moods(),
            reactions=tuple(
                Reaction(condition, self._effects(reaction, reaction.effects, "effets", reaction.why))
                for reaction in source.reactions
                if (condition := self._condition(reaction, reaction.condition, "si"))
            ),
            facts={str(fact.id): self._fact(fact) for fact in source.facts},
            objections=tuple(filter(None, (self._objection(objection) for objection in source.objections))),
            everywhere=self._transitions(source.everywhere, places, "partout"),
            states={str(state.id): self._state(state, places) for state in source.states},
            fallbacks=self._fallbacks(source.fallbacks),
            endings={
                str(ending.id): Ending(str(ending.id), ending.quality, str(ending.title), str(ending.sentence))
                for ending in source.endings
            },
            ending_lines={
                str(ending.id): self._lines(ending, ending.lines, "dire", f"fins.{ending.id}")
                for ending in source.endings
            },
            forced_ending=forced_ending(source),
            max_turns=source.max_turns or source.duration * DEFAULT_MAX_TURNS_FACTOR,
            questions=QuestionIndex({str(fact.id): [str(text) for text in fact.questions] for fact in source.facts}),
            person=self._person,
        )

    def _lines(self, element: Element, raw: Any, key: str, path: str, *, variants: int = 3) -> Lines:
        return self._reader.read(raw, element.place(key), f"{path}.{key}", variants=variants)

    def _required(self, element: Element, raw: Any, key: str, path: str) -> Lines:
        lines = self._lines(element, raw, key, path)
        if not lines and (raw is None or raw == []):
            message = f"« {key} » ne contient aucune phrase."
            self._problems.error(element.place(key), "SC110", message, "Écrivez au moins trois variantes.")
        return lines

    def _condition(self, element: Element, text: str | None, key: str) -> Condition | None:
        if text is None:
            return None
        condition, wrong = compile_condition(text, element.place(key), self._namespace)
        self._problems.add(wrong)
        return condition

    def _effects(self, element: Element, raw: Any, key: str, why: str) -> Effects:
        """Gauges and points; anything else under this key is a fault."""
        if raw is None:
            return Effects()
        if not isinstance(raw, LocatedDict):
            hint = "Par exemple « {tension: -5, confiance: +3} »."
            self._problems.error(element.place(key), "SC118", "« effets » associe des jauges à des points.", hint)
            return Effects()
        known = {str(gauge) for gauge in self._source.gauges}
        deltas: list[tuple[str, float]] = []
        for name, delta in raw.items():
            if name not in known:
                message = f"La jauge « {name} » n’existe pas."
                self._problems.unknown(raw.key_place(name), "SC202", message, name, known)
            elif isinstance(delta, bool) or not isinstance(delta, int | float) or abs(delta) > 1_000_000:
                message = f"L’effet sur « {name} » doit être un nombre de points."
                self._problems.error(raw.place(name), "SC118", message)
            else:
                deltas.append((str(name), float(delta)))
        return Effects(tuple(deltas), why)

    def _moods(self) -> tuple[Mood, ...]:
        moods: list[Mood] = []
        for mood in self._source.moods:
            condition = self._condition(mood, mood.condition, "si")
            directions = self._directions(mood, mood.directions, f"humeurs.{mood.id}")
            moods.append(Mood(str(mood.id), condition, directions))
        return tuple(moods) or (Mood(NEUTRAL, None, NOTHING),)

    def _directions(self, mood: Element, raw: Any, path: str) -> Lines:
        lines = self._lines(mood, raw, "indication", path, variants=1)
        self._reader.check_heard(lines, mood.place("indication"))
        return lines

    def _fact(self, fact: FactSource) -> Fact:
        path = f"faits.{fact.id}"
        correction = None
        if fact.correction is not None:
            condition = self._condition(fact.correction, fact.correction.condition, "si")
            lines = self._required(fact.correction, fact.correction.lines, "reponses", f"{path}.correction")
            correction = Correction(condition, str(fact.correction.value), lines) if condition else None
        return Fact(
            id=str(fact.id),
            value=str(fact.value),
            access=fact.access,
            condition=self._condition(fact, fact.condition, "si"),
            answers=self._required(fact, fact.answers, "reponses", path),
            already=self._lines(fact, fact.already, "deja_dit", path),
            refusals=self._lines(fact, fact.refusals, "refus", path),
            correction=correction,
        )

    def _objection(self, objection: ObjectionSource) -> Objection | None:
        path = f"objections.{objection.id}"
        raised_when = self._condition(objection, objection.raised_when, "leve_si")
        answered_when = self._condition(objection, objection.answered_when, "repondue_si")
        lines = self._required(objection, objection.lines, "texte", path)
        again = self._lines(objection, objection.again, "relance", path)
        accepted = self._lines(objection, objection.accepted, "acceptee", path)
        effects = self._effects(objection, objection.effects, "effets", objection.why)
        ignored = self._effects(objection, objection.ignored_effects, "effets_ignoree", objection.ignored_why)
        if raised_when is None or answered_when is None:
            return None
        after = objection.again_after
        return Objection(str(objection.id), raised_when, answered_when, lines, again, after, accepted, effects, ignored)

    def _transitions(self, ways: Sequence[TransitionSource], places: set[str], path: str) -> tuple[Transition, ...]:
        built: list[Transition] = []
        for rank, way in enumerate(ways):
            if way.target not in places:
                message = f"« {way.target} » n’est ni un état ni une fin."
                self._problems.unknown(way.place("vers"), "SC201", message, str(way.target), places)
            own = None if way.lines is None else self._lines(way, way.lines, "dire", f"{path}.{rank}")
            effects = self._effects(way, way.effects, "effets", way.why)
            built.append(Transition(str(way.target), self._condition(way, way.condition, "si"), effects, own))
        return tuple(built)

    def _state(self, state: StateSource, places: set[str]) -> State:
        path = f"etats.{state.id}"
        hints = ("", "") if state.hints is None else (str(state.hints.question), str(state.hints.example))
        lines = self._required(state, state.lines, "dire", path)
        return State(
            id=str(state.id),
            aim=str(state.aim),
            hints=hints,
            lines=lines,
            linked=self._lines(state, state.linked, "enchainer", path),
            transitions=self._transitions(state.transitions, places, f"{path}.transitions"),
            fallbacks=Fallbacks(
                fallback=self._lines(state, state.fallback, "sinon", path),
                silence=self._lines(state, state.silence, "silence", path),
                insult=self._lines(state, state.insult, "insulte", path),
                unknown_question=self._lines(state, state.unknown_question, "question_inconnue", path),
            ),
        )

    def _fallbacks(self, source: FallbacksSource) -> Fallbacks:
        return Fallbacks(
            fallback=self._required(source, source.fallback, "incompris", "replis"),
            silence=self._required(source, source.silence, "silence", "replis"),
            insult=self._required(source, source.insult, "insulte", "replis"),
            unknown_question=self._required(source, source.unknown_question, "question_inconnue", "replis"),
        )


def _person(source: ScriptSource) -> dict[str, Any]:
    """What templates know of the person: the author's keys, plain."""
    person = source.person
    known: dict[str, Any] = {"nom": str(person.name), "age": person.age, "situation": person.situation}
    return {**known, "parler": dict(person.speech), **(person.model_extra or {})}
