"""Checks that need no line and no condition: names, bounds, order of moods, what an access calls for, the limits."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from simulator.dialogue.conditions import COUNTERS, FLAGS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from simulator.dialogue.model import FactSource, ScriptSource
    from simulator.dialogue.problems import Problems


def check_structure(source: ScriptSource, markers: frozenset[str], problems: Problems) -> None:
    """Note what does not hold together in a script, element by element."""
    _check_names(source, markers, problems)
    _check_gauges(source, problems)
    _check_moods(source, problems)
    for fact in source.facts:
        _check_access(fact, problems)
    _check_limits(source, problems)


def forced_ending(source: ScriptSource) -> str:
    """The ending reached when the exchange lasts too long: the author's choice, else the first bad one."""
    if source.forced_ending is not None:
        return str(source.forced_ending)
    bad = [ending for ending in source.endings if ending.quality == "mauvaise"]
    return str((bad or source.endings)[0].id)


def _check_names(source: ScriptSource, markers: frozenset[str], problems: Problems) -> None:
    _check_unique("humeur", source.moods, problems)
    _check_unique("fait", source.facts, problems)
    _check_unique("objection", source.objections, problems)
    _check_unique("document", source.documents, problems)
    _check_unique("état ou fin", [*source.states, *source.endings], problems)
    kept = markers | COUNTERS.keys() | FLAGS.keys()
    for gauge in source.gauges:
        if str(gauge) in kept:
            message = f"Le nom « {gauge} » est déjà celui d’un marqueur ou d’un compteur."
            problems.error(source.key_place("jauges", str(gauge)), "SC119", message, "Renommez la jauge.")


def _check_unique(kind: str, elements: Sequence[Any], problems: Problems) -> None:
    lines: dict[str, int] = {}
    for element in elements:
        name = str(element.id)
        if name in lines:
            message = f"Le nom « {name} » ({kind}) est déjà pris, ligne {lines[name]}."
            problems.error(element.place("id"), "SC119", message, "Donnez à chacun un nom différent.")
        lines.setdefault(name, element.place("id").line)


def _check_gauges(source: ScriptSource, problems: Problems) -> None:
    for gauge in source.gauges.values():
        if gauge.minimum >= gauge.maximum:
            problems.error(gauge.position, "SC111", "Le minimum de la jauge doit être inférieur à son maximum.")
        for key, value in (("depart", gauge.start), ("repos", gauge.rest)):
            if value is not None and not gauge.minimum <= value <= gauge.maximum:
                message = f"« {key} » ({value:g}) sort des bornes de la jauge, {gauge.minimum:g} à {gauge.maximum:g}."
                problems.error(gauge.place(key), "SC111", message)


def _check_moods(source: ScriptSource, problems: Problems) -> None:
    for mood in source.moods[:-1]:
        if mood.condition is None:
            message = "Une humeur sans condition cache toutes celles qui la suivent."
            problems.error(mood.position, "SC120", message, "Ajoutez « si », ou placez-la en dernier.")
    if source.moods and source.moods[-1].condition is not None:
        message = "La dernière humeur ne doit pas avoir de condition : la personne en a toujours une."
        place = source.moods[-1].place("si")
        problems.error(place, "SC120", message, "Supprimez « si », ou ajoutez une humeur après elle.")


def _check_access(fact: FactSource, problems: Problems) -> None:
    place = fact.place("acces")
    if fact.access == "confidence" and fact.condition is None:
        message = f"Le fait « {fact.id} » est confié sous condition : il lui faut un « si »."
        problems.error(place, "SC112", message, 'Par exemple : si: "confiance >= 55".')
    if fact.condition is not None and not fact.refusals:
        message = f"Le fait « {fact.id} » peut être refusé : il lui faut des phrases de « refus »."
        problems.error(fact.place("si"), "SC112", message, "Écrivez au moins trois variantes.")
    if (fact.access == "errone") != (fact.correction is not None):
        message = f"Le fait « {fact.id} » : « acces: errone » et « correction » vont ensemble."
        problems.error(place, "SC112", message, "Ajoutez celui des deux qui manque.")


def _check_limits(source: ScriptSource, problems: Problems) -> None:
    endings = {str(ending.id): ending.quality for ending in source.endings}
    if source.forced_ending is not None and source.forced_ending not in endings:
        message = f"La fin « {source.forced_ending} » n’existe pas."
        problems.unknown(source.place("fin_tours_max"), "SC206", message, str(source.forced_ending), endings)
    if source.forced_ending is None and "mauvaise" not in endings.values():
        message = "Aucune fin n’est « mauvaise » : dites laquelle est jouée quand l’échange dure trop."
        problems.error(source.place("fins"), "SC206", message, "Ajoutez « fin_tours_max: » et le nom d’une fin.")
    if source.max_turns is not None and source.max_turns < source.duration:
        message = f"« tours_max » ({source.max_turns}) est inférieur à « duree » ({source.duration})."
        problems.error(source.place("tours_max"), "SC115", message, "Laissez au moins la durée attendue.")
