"""``repartie scripts`` and ``repartie rubrics``: what is installed. Must not import textual or sqlalchemy."""

from __future__ import annotations

import textwrap
from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated, Any

import typer

from simulator.cli.options import JsonOption, RubricsOption, ScriptsOption
from simulator.cli.places import open_library
from simulator.cli.streams import write_json, write_line
from simulator.diagnostics import suggestion
from simulator.errors import ExitCode, UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from simulator.library import ScriptSummary
    from simulator.rubric.criteria import CompiledCriterion
    from simulator.rubric.rubric import Case, Marker, Rubric

SCRIPTS_HELP = """\
Dresse la liste des entretiens installés : identifiant, titre, niveau, longueur, canaux et critères travaillés.

L’identifiant est ce que l’on donne à « repartie play ».
"""

SCRIPTS_EXAMPLES = """\
Exemples :
  $ repartie scripts
      Montre la liste.
  $ repartie scripts --scripts mes_scripts --json
      Ajoute les vôtres ; écrit un objet JSON par entretien.
"""

RUBRICS_HELP = """\
Dresse la liste des marqueurs et des critères ; avec ID, montre tout d’un marqueur ou d’un critère.

Un marqueur est un acte de parole relevé dans une réplique (« empathie »). Un critère est une exigence du
référentiel (« 1.1.a »), jugée à partir des marqueurs.
"""

RUBRICS_EXAMPLES = """\
Exemples :
  $ repartie rubrics
      Montre la liste.
  $ repartie rubrics empathie
      Ce qui compte, ce qui ne compte pas, et les exemples.
  $ repartie rubrics --json
      Écrit un objet JSON par marqueur et par critère.
"""

_WIDTH = 80
_NATURES = {"positif": "marqueur positif", "faute": "marqueur de faute"}
_PLACES = {"entretien": "observé en entretien", "jury": "observé devant le jury"}
Record = dict[str, Any]
"""One marker or criterion, in the form that programs read; ``kind`` tells which."""


def scripts(as_json: JsonOption = False, scripts: ScriptsOption = "") -> int:
    """List the installed scripts."""
    found = open_library(scripts).summaries()
    if as_json:
        for summary in found:
            write_json(asdict(summary))
        return ExitCode.DONE
    if not found:
        write_line("Aucun entretien n’est installé.")
    for summary in found:
        write_line(_script_in_words(summary))
    return ExitCode.DONE


def rubrics(
    identifier: Annotated[
        str, typer.Argument(metavar="ID", help="Un marqueur ou un critère à montrer en entier.")
    ] = "",
    as_json: JsonOption = False,
    scripts: ScriptsOption = "",
    rubrics: RubricsOption = "",
) -> int:
    """List markers and criteria, or show one whole."""
    library = open_library(scripts, rubrics)
    records = {record["id"]: record for record in _records(library.rubric, library.summaries())}
    if identifier and identifier not in records:
        near = suggestion(identifier, records) or "« repartie rubrics » donne la liste des marqueurs et des critères."
        raise UsageError(f"aucun marqueur ni critère ne s’appelle « {identifier} ».", hint=near)
    for record in [records[identifier]] if identifier else records.values():
        if as_json:
            write_json(record)
        elif identifier:
            write_line("\n".join(_page(record)))
        else:
            write_line(_row(record))
    return ExitCode.DONE


def _script_in_words(script: ScriptSummary) -> str:
    if script.error:
        return f"{script.id}\n    {script.error}"
    facts = [f"niveau {script.level}", f"{script.length} échanges", ", ".join(script.channels)]
    criteria = f"bloc {script.bloc} : {', '.join(script.criteria)}"
    return f"{script.id}\n    {script.title} ({' ; '.join(facts)})\n    {criteria}"


def _records(rubric: Rubric, scripts: Sequence[ScriptSummary]) -> Iterator[Record]:
    for marker in rubric.markers.values():
        serves = [criterion.id for criterion in rubric.criteria.criteria if marker.id in _named_by(criterion)]
        yield _marker_record(marker, serves)
    for criterion in rubric.criteria.criteria:
        exercised = [script.id for script in scripts if criterion.id in script.criteria]
        yield _criterion_record(criterion, exercised)


def _named_by(criterion: CompiledCriterion) -> set[str]:
    return {*criterion.source.serving, *(harm.marker for harm in criterion.source.harms)}


def _marker_record(marker: Marker, criteria: list[str]) -> Record:
    return {
        "kind": "marqueur",
        "id": marker.id,
        "name": marker.name,
        "nature": marker.nature,
        "state": marker.state,
        "channels": list(marker.channels),
        "counts": marker.counts,
        "excludes": marker.excludes,
        "why": marker.why,
        "neighbours": dict(marker.neighbours),
        "examples": [_case_record(case) for case in marker.examples],
        "counter_examples": [{**_case_record(case), "reason": case.reason} for case in marker.counter_examples],
        "criteria": criteria,
        "file": marker.file,
    }


def _case_record(case: Case) -> Record:
    return {"text": case.text, "evidence": [{"start": start, "end": end} for start, end in case.spans]}


def _criterion_record(criterion: CompiledCriterion, scripts: list[str]) -> Record:
    source = criterion.source
    return {
        "kind": "critere",
        "id": criterion.id,
        "name": criterion.label,
        "bloc": criterion.bloc,
        "observable": source.observable,
        "serving": list(source.serving),
        "harming": list(dict.fromkeys(harm.marker for harm in source.harms)),
        "occasion": str(source.occasion),
        "acquired": str(source.acquired),
        "partial": str(source.partial),
        "expected": [expectation.expected for expectation in source.expectations],
        "advice": source.advice,
        "scripts": scripts,
    }


def _row(record: Record) -> str:
    if record["kind"] == "marqueur":
        return f"{record['id']:<22} {record['name']}" + (" (faute)" if record["nature"] == "faute" else "")
    covered = ", ".join(record["scripts"]) or "aucun script"
    return f"{record['id']:<22} {record['name']} (bloc {record['bloc']} ; {covered})"


def _page(record: Record) -> Iterator[str]:
    yield f"{record['id']} : {record['name']}"
    if record["kind"] == "marqueur":
        yield f"{_NATURES[record['nature']]} ; canaux : {', '.join(record['channels'])}"
        yield from _part("Compte", [record["counts"]])
        yield from _part("Ne compte pas", [record["excludes"]])
        yield from _part("Pourquoi", [record["why"]])
        yield from _part("À ne pas confondre avec", [f"{name} : {text}" for name, text in record["neighbours"].items()])
        yield from _part("Exemples", [f"« {case['text']} »" for case in record["examples"]])
        contrary = [f"« {case['text']} » ({case['reason']})" for case in record["counter_examples"]]
        yield from _part("Contre-exemples", contrary)
        yield from _part("Critères concernés", [", ".join(record["criteria"])])
        return
    yield f"bloc {record['bloc']}, {_PLACES[record['observable']]}"
    yield from _part("Ce qui sert", [", ".join(record["serving"])])
    yield from _part("Ce qui dessert", [", ".join(record["harming"])])
    yield from _part("Occasion de l’observer", [record["occasion"]])
    yield from _part("Acquis si", [record["acquired"]])
    yield from _part("Partiel si", [record["partial"]])
    yield from _part("Ce qui est attendu", record["expected"])
    yield from _part("Conseil", [record["advice"]])
    yield from _part("Scripts qui le travaillent", [", ".join(record["scripts"])])


def _part(title: str, paragraphs: Iterable[str]) -> Iterator[str]:
    """A titled list of paragraphs; nothing when there is none."""
    shown = [paragraph for paragraph in paragraphs if paragraph]
    if not shown:
        return
    yield ""
    yield f"{title} :"
    for paragraph in shown:
        yield from textwrap.wrap(paragraph, _WIDTH, initial_indent="  ", subsequent_indent="    ")
