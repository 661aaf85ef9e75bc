"""Plays one conversation: takes a learner's turn, gives the person's answer.

Deterministic: the same script, channel, seed and turns give the same answers. One turn goes: time passes (drift), the
way of doing is felt (reactions), objections are weighed, a way out is chosen, and only then is the answer composed:
the correction of a wrong fact, what was asked, then what moves the person; a fallback when nothing else is said.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from simulator.dialogue.answer import Answer
from simulator.dialogue.channels import deliver
from simulator.dialogue.conditions import Moment
from simulator.dialogue.lines import NOTHING
from simulator.dialogue.machine import StateMachine
from simulator.dialogue.memory import Memory, Now
from simulator.dialogue.telling import Telling, correct, due_correction, raise_objection, tell, weigh_objections
from simulator.dialogue.voice import Spoken, Voice
from simulator.dialogue.wording import insults

if TYPE_CHECKING:
    from collections.abc import Mapping

    from simulator.dialogue.answer import Ending, LearnerTurn
    from simulator.dialogue.lines import Lines
    from simulator.dialogue.script import Objection, Script, State, Transition
    from simulator.rubric.model import Channel

CHECKS: Final = frozenset(
    {
        *("verification_satisfaction", "verification_comprehension", "reformulation", "proposition_engagement"),
        *("signature", "ecoute_active", "recapitulatif", "empathie", "prise_en_charge"),
    }
)
"""Acts that take the form of a question without asking for a fact: they are no question left without an answer."""
RESTATES: Final = frozenset(
    {"reformulation", "recapitulatif", "verification_satisfaction", "verification_comprehension"}
)
"""Acts that name known facts to confirm them: « vous avez donc payé 480 euros ? » does not ask for the amount again."""
FACTS_BESIDE_OBJECTION: Final = 1
"""An objection follows at most this many facts in one answer: more would be two monologues glued."""
_HINTS: Final = (
    "Que vit cette personne en ce moment, et qu’attend-elle de vous à cet instant ?",
    "Relisez son dernier message, nommez ce qui compte pour elle, puis posez une question simple.",
)
"""Hints of levels 1 and 3 when the author gave none."""


class Conversation:
    """One conversation with the person of a script.

    Args:
        script: the script, shared by all its conversations.
        channel: one of the script's channels.
        seed: draws the variants.
    """

    def __init__(self, script: Script, channel: Channel, seed: int) -> None:
        self.script = script
        self.channel = channel
        self.seed = seed
        self._memory = Memory.at_start(script)
        self._moment = Moment(self._memory)
        self._voice = Voice(channel, seed)
        self._ways = {name: (*script.everywhere, *state.transitions) for name, state in script.states.items()}
        targets = {name: tuple(way.target for way in ways) for name, ways in self._ways.items()}
        places = [*script.states, *script.endings]
        self._machine = StateMachine(places, targets, script.forced_ending, self._is_open)
        self._opened = False
        self._waits_first_word = False
        self._set_mood()

    @property
    def state(self) -> str:
        """Id of the state the conversation is in, or was in when it ended."""
        return self._memory.state

    @property
    def gauges(self) -> Mapping[str, float]:
        """The person's gauges now."""
        return dict(self._memory.gauges)

    @property
    def ended(self) -> Ending | None:
        """How the conversation ended, once it has."""
        return self.script.endings.get(self._machine.place)

    @property
    def turn(self) -> int:
        """How many turns the learner has had."""
        return self._memory.turn

    def open(self) -> Answer:
        """What the person says first: nothing when the learner speaks first on this channel."""
        self._opened = True
        self._waits_first_word = self.script.first_word(self.channel) == "apprenant"
        telling = Telling()
        if not self._waits_first_word:
            telling.add(self._voice.say([self.script.states[self.script.start].lines], "ouverture", self._memory))
        return self._answer(telling, mood_changed=True)

    def step(self, turn: LearnerTurn) -> Answer:
        """The person's answer to a turn of the learner; once ended, the ending again and not a word."""
        if not self._opened:
            self.open()
        if self.ended is not None:
            self._memory.changes = []
            return self._answer(Telling(), mood_changed=False, quiet=True)
        memory = self._memory
        memory.begin(self._read(turn))
        self._react()
        answered = weigh_objections(memory, self._moment)
        taken = self._move()
        mood_changed = self._set_mood()
        telling = Telling()
        objection = self._compose(taken, answered, telling)
        now = memory.now
        unanswered = now.asked.unknown and taken is None and not now.markers & CHECKS
        return self._answer(telling, mood_changed=mood_changed, objection=objection, unanswered=unanswered)

    def hint(self, level: int) -> str:
        """A hint for the current state: 1 a question to ask oneself, 2 the aim, 3 an example."""
        state = self.script.states[self._memory.state]
        if level == 2:
            return state.aim
        rank = 0 if level < 2 else 1
        return state.hints[rank] or _HINTS[rank]

    def _read(self, turn: LearnerTurn) -> Now:
        if turn.silent:
            return Now(silent=True)
        asked = self.script.questions.ask(turn.text)
        if turn.markers & RESTATES:
            asked = replace(asked, facts=tuple(fact for fact in asked.facts if fact not in self._memory.told))
        return Now(turn.markers, insulting=insults(turn.text), asked=asked)

    def _react(self) -> None:
        """Apply every reaction that holds; all are weighed before any is felt, so that their order does not matter."""
        felt = [reaction.effects for reaction in self.script.reactions if reaction.condition.holds(self._moment)]
        for effects in felt:
            self._memory.apply(effects)

    def _is_open(self, place: str, rank: int) -> bool:
        """Whether a way out is open; one that stays in place closes once all it says has been said."""
        way = self._ways[place][rank]
        if way.condition is not None and not way.condition.holds(self._moment):
            return False
        lines = self.script.states[place].lines if way.lines is None else way.lines
        return way.target != place or not lines or self._voice.left(lines, self._memory.mood)

    def _move(self) -> Transition | None:
        """Take a way out if one is open, or end an exchange that has lasted too long."""
        memory = self._memory
        ways = self._ways[memory.state]
        if self._waits_first_word and not memory.now.silent and not memory.now.insulting:
            taken = None
        else:
            rank = self._machine.step()
            taken = None if rank is None else ways[rank]
        if taken is not None:
            self._waits_first_word = False
            memory.apply(taken.effects)
            if taken.target in self.script.states:
                memory.enter(taken.target)
        if self.ended is None and memory.turn >= self.script.max_turns:
            self._machine.cut()
        return taken

    def _set_mood(self) -> bool:
        """Wear the first mood whose condition holds; says whether it changed."""
        before = self._memory.mood
        for mood in self.script.moods:
            if mood.condition is None or mood.condition.holds(self._moment):
                self._memory.mood = mood.id
                break
        return self._memory.mood != before

    def _compose(self, taken: Transition | None, answered: Objection | None, telling: Telling) -> str:
        """Fill the answer; returns the id of the objection raised, if any."""
        now = self._memory.now
        state = self.script.states[self._memory.state]
        if self.ended is not None:
            self._compose_end(taken, telling)
            return ""
        spoken = not now.silent and not now.insulting
        if self._waits_first_word and spoken:
            self._waits_first_word = False
            entry = self._voice.say([state.lines], "ouverture", self._memory)
            telling.add(entry)
            self._tell(telling, beside=entry)
            return ""
        entry = self._entry(taken, state)
        if spoken:
            self._tell(telling, beside=entry)
        telling.add(entry)
        if spoken and entry is None and (objection := self._object(answered, telling)):
            return objection
        if not telling.spoken:
            telling.add(self._fall_back(state))
        return ""

    def _compose_end(self, taken: Transition | None, telling: Telling) -> None:
        ending = self._machine.place
        leads_here = taken is not None and taken.target == ending
        own = taken.lines if taken is not None and leads_here and taken.lines else NOTHING
        if leads_here and not self._memory.now.insulting:
            self._tell(telling)
        telling.add(self._voice.say([own or self.script.ending_lines[ending]], f"fin.{ending}", self._memory))

    def _entry(self, taken: Transition | None, state: State) -> Spoken | None:
        """What a transition makes the person say; drawn before the facts, which it may tell itself."""
        if taken is None or (taken.lines is not None and not taken.lines):
            return None
        lines = state.lines if taken.lines is None else taken.lines
        asked = self._memory.now.asked.facts and not self._memory.now.insulting
        choices = [state.linked, lines] if asked and taken.lines is None else [lines]
        occasion = f"etat.{state.id}"
        fallbacks = [state.fallbacks.fallback, self.script.fallbacks.fallback]
        spoken = self._voice.say([*choices, *fallbacks], occasion, self._memory)
        return spoken or self._voice.last_resort("incompris", self._memory)

    def _tell(self, telling: Telling, *, beside: Spoken | None = None) -> None:
        """Answer what was asked, except for what the line said beside tells itself."""
        memory = self._memory
        skipped = set(beside.facts) if beside is not None else set()
        fact = due_correction(memory, self._moment)
        if fact is not None:
            correct(fact, telling, self._voice, memory)
            skipped.add(fact.id)
        asked = [name for name in memory.now.asked.facts if name not in skipped]
        if self.ended is not None:  # nobody repeats themselves on the way out
            telling.repeated.extend(name for name in asked if name in memory.told)
            asked = [name for name in asked if name not in memory.told]
        tell(asked, telling, self._voice, memory, self._moment)

    def _object(self, answered: Objection | None, telling: Telling) -> str:
        """Accept the answer to an objection, or raise one; returns the id of the objection raised, if any."""
        if answered is not None:
            telling.add(self._voice.say([answered.accepted], f"acceptee.{answered.id}", self._memory))
            return ""
        if len(telling.spoken) > FACTS_BESIDE_OBJECTION:
            return ""
        objection, spoken = raise_objection(self._memory, self._moment, self._voice)
        telling.add(spoken)
        return objection

    def _fall_back(self, state: State) -> Spoken | None:
        """What a person says when nothing moved them and nothing they know was asked."""
        now = self._memory.now
        if now.silent:
            return self._from("silence", [state.fallbacks.silence, self.script.fallbacks.silence])
        if now.insulting:
            return self._from("insulte", [state.fallbacks.insult, self.script.fallbacks.insult])
        if now.asked.unknown and not now.markers & CHECKS:
            own, common = state.fallbacks.unknown_question, self.script.fallbacks.unknown_question
            return self._from("question_inconnue", [own, common])
        return self._from("incompris", [state.fallbacks.fallback, self.script.fallbacks.fallback])

    def _from(self, occasion: str, choices: list[Lines]) -> Spoken | None:
        spoken = self._voice.say(choices, f"repli.{occasion}", self._memory)
        return spoken or self._voice.last_resort(occasion, self._memory)

    def _answer(
        self,
        telling: Telling,
        *,
        mood_changed: bool,
        objection: str = "",
        unanswered: bool = False,
        quiet: bool = False,
    ) -> Answer:
        memory = self._memory
        for spoken in telling.spoken:
            telling.note([fact for fact in sorted(spoken.facts) if fact not in memory.told])
            memory.told |= spoken.facts
        direction = next((spoken.direction for spoken in telling.spoken if spoken.direction), "")
        if not direction and not quiet:
            mood = next(mood for mood in self.script.moods if mood.id == memory.mood)
            direction = self._voice.show(mood, memory, changed=mood_changed)
        return Answer(
            messages=deliver([spoken.messages for spoken in telling.spoken], self.channel),
            stage_direction=direction,
            state=memory.state,
            mood=memory.mood,
            gauges=dict(memory.gauges),
            told=tuple(telling.told),
            repeated=tuple(telling.repeated),
            refused=tuple(telling.refused),
            objection=objection,
            changes=tuple(memory.changes),
            unanswered=unanswered,
            ending=self.ended,
        )
