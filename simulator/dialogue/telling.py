"""What the person answers about the facts they know and the objections they hold.

Facts are answered in the order asked; an objection is one at a time. Transitions are none of its business.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from simulator.dialogue.memory import FOLLOW_UPS, Raised
from simulator.dialogue.voice import Spoken

if TYPE_CHECKING:
    from collections.abc import Sequence

    from simulator.dialogue.conditions import Moment
    from simulator.dialogue.memory import Memory
    from simulator.dialogue.script import Fact, Objection
    from simulator.dialogue.voice import Voice


BREATHING_SPACE: Final = 2
"""Turns that an objection just said is given before the person brings up another one."""


@dataclass
class Telling:
    """What one answer says about facts and objections."""

    spoken: list[Spoken] = field(default_factory=list)
    told: list[str] = field(default_factory=list)
    repeated: list[str] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)

    def add(self, spoken: Spoken | None) -> None:
        """Add something said, if anything."""
        if spoken is not None:
            self.spoken.append(spoken)

    def note(self, facts: Sequence[str]) -> None:
        """Note facts told, each once."""
        self.told.extend(fact for fact in facts if fact not in self.told)


def due_correction(memory: Memory, moment: Moment) -> Fact | None:
    """The fact told wrong earlier that the person now sees they must correct, if any."""
    for fact in memory.script.facts.values():
        wrong = fact.correction is not None and fact.id in memory.told and fact.id not in memory.corrected
        if wrong and fact.correction is not None and fact.correction.condition.holds(moment):
            return fact
    return None


def correct(fact: Fact, telling: Telling, voice: Voice, memory: Memory) -> None:
    """Tell the true value of a fact told wrong."""
    if fact.correction is None:
        return
    memory.values[fact.id] = fact.correction.value
    memory.corrected.add(fact.id)
    spoken = voice.say([fact.correction.lines], f"correction.{fact.id}", memory, retell=True)
    telling.add(spoken or Spoken((f"{fact.correction.value}.",)))
    telling.note([fact.id])


def tell(asked: Sequence[str], telling: Telling, voice: Voice, memory: Memory, moment: Moment) -> None:
    """Answer about each fact asked for: told, told again with a remark, or kept back."""
    for name in asked:
        fact = memory.script.facts[name]
        if name in memory.told:
            telling.repeated.append(name)
            spoken = voice.say([fact.already], f"deja.{name}", memory, retell=True)
            telling.add(spoken or voice.last_resort("deja_dit", memory))
        elif fact.condition is not None and not fact.condition.holds(moment):
            memory.refused.add(name)
            telling.refused.append(name)
            spoken = voice.say([fact.refusals], f"refus.{name}", memory)
            telling.add(spoken or voice.last_resort("refus", memory))
        else:
            memory.told.add(name)
            telling.note([name])
            spoken = voice.say([fact.answers], f"fait.{name}", memory, retell=True)
            telling.add(spoken or Spoken((f"{memory.values[name]}.",)))


def weigh_objections(memory: Memory, moment: Moment) -> Objection | None:
    """See which open objection the reply answers (the last one said first), and let the others weigh.

    Returns:
        The objection answered, if any: one reply answers one.
    """
    waiting = [held for held in memory.script.objections if memory.objection_is(held.id, "ouverte")]
    waiting.sort(key=lambda held: memory.objections[held.id].waited)
    answered = next((held for held in waiting if held.answered_when.holds(moment)), None)
    if answered is not None:
        memory.objections[answered.id].status = "repondue"
        memory.apply(answered.effects)
    for held in waiting:
        raised = memory.objections[held.id]
        if held is not answered and raised.waited == held.again_after:
            memory.apply(held.ignored)
            if raised.follow_ups >= FOLLOW_UPS:
                raised.status = "abandonnee"
    return answered


def raise_objection(memory: Memory, moment: Moment, voice: Voice) -> tuple[str, Spoken | None]:
    """Come back to an objection left unanswered, or raise a new one.

    Returns:
        Its id and what is said; an empty id when the person has none to raise now.
    """
    fresh = {
        name for name, one in memory.objections.items() if one.status == "ouverte" and one.waited < BREATHING_SPACE
    }
    for held in memory.script.objections:
        raised = memory.objections.get(held.id)
        if fresh - {held.id}:
            return "", None
        if raised and raised.status == "ouverte" and raised.waited >= held.again_after:
            spoken = voice.say([held.again, held.lines], f"relance.{held.id}", memory)
            raised.status = "ouverte" if spoken else "abandonnee"
            if spoken:
                raised.follow_ups += 1
                raised.waited = 0
                return held.id, spoken
    for held in memory.script.objections:
        if not fresh and held.id not in memory.objections and held.raised_when.holds(moment):
            spoken = voice.say([held.lines], f"objection.{held.id}", memory)
            if spoken:
                memory.objections[held.id] = Raised()
                return held.id, spoken
    return "", None
