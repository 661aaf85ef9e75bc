"""Sees whether an interview can go everywhere it should: the graph of a script's states and endings.

Conditions are not weighed: a way exists as soon as a transition names its target.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from simulator.dialogue.model import ScriptSource, TransitionSource
    from simulator.dialogue.problems import Problems


def check_reachability(source: ScriptSource, problems: Problems) -> None:
    """Note states and endings that nothing leads to, states without a way to an ending, and hidden transitions."""
    everywhere = [str(way.target) for way in source.everywhere]
    ways = {str(state.id): [*everywhere, *(str(way.target) for way in state.transitions)] for state in source.states}
    reached = _closure([str(source.states[0].id)], ways)
    endings = {str(ending.id) for ending in source.endings}
    leading = _closure(endings, _reversed(ways))
    for state in source.states:
        name = str(state.id)
        if name not in reached:
            message = f"Rien ne mène à l’état « {name} »."
            problems.error(state.place("id"), "SC301", message, "Ajoutez une transition vers lui, ou supprimez-le.")
        elif name not in leading:
            message = f"Depuis l’état « {name} », aucun chemin ne mène à une fin."
            problems.error(state.place("id"), "SC302", message, "Ajoutez une transition vers une fin.")
        _check_hidden(state.transitions, name, problems)
    _check_hidden(source.everywhere, "", problems)
    for ending in source.endings:
        if str(ending.id) not in reached and str(ending.id) != (source.forced_ending or ""):
            message = f"Rien ne mène à la fin « {ending.id} »."
            problems.error(ending.place("id"), "SC303", message, "Ajoutez une transition vers elle, ou supprimez-la.")


def _closure(starts: Iterable[str], ways: Mapping[str, Iterable[str]]) -> set[str]:
    reached: set[str] = set()
    waiting = list(starts)
    while waiting:
        place = waiting.pop()
        if place not in reached:
            reached.add(place)
            waiting.extend(ways.get(place, ()))
    return reached


def _reversed(ways: Mapping[str, Iterable[str]]) -> dict[str, list[str]]:
    back: dict[str, list[str]] = {}
    for place, targets in ways.items():
        for target in targets:
            back.setdefault(target, []).append(place)
    return back


def _check_hidden(ways: Iterable[TransitionSource], own: str, problems: Problems) -> None:
    """After a transition without a condition, no other is taken (one to its own state gives way once all is said)."""
    open_way = False
    for way in ways:
        if open_way:
            message = "Cette transition ne sera jamais prise : celle d’avant n’a pas de condition."
            problems.warning(way.position, "SC304", message, "Placez la transition sans condition en dernier.")
        open_way = open_way or (way.condition is None and str(way.target) != own)
