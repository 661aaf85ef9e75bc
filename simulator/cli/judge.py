"""``repartie judge``: verdicts on whole transcripts. Must not import textual or sqlalchemy."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from simulator.cli.options import JsonOption, RubricsOption, whole_number
from simulator.cli.places import open_library
from simulator.cli.records import checked_bloc, json_object, transcript_of
from simulator.cli.streams import Line, read_lines, standard_input, write_json, write_line
from simulator.errors import ExitCode, InputError, TranscriptError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from simulator.rubric.model import Transcript, Verdict

HELP = """\
Juge des entretiens entiers, critère par critère, avec les passages qui fondent chaque avis.

Chaque ligne d’un fichier est un entretien : {"id", "channel", "bloc", "turns": [{"speaker", "text"}], "difficult"},
où « speaker » vaut « apprenant » ou « interlocuteur ». Avec --json, chaque entretien donne une ligne {"id",
"criteria": [{"id", "verdict", "confidence", "evidence": [{"turn", "start", "end"}], "why"}]} ; les tours se
comptent à partir de 0. Les avis possibles : acquis, partiel, non_acquis, non_observe (l’entretien n’en a pas donné
l’occasion).

Le moteur conseille ; l’évaluateur décide.
"""

EXAMPLES = """\
Exemples :
  $ repartie judge entretiens.jsonl
      Montre les avis en clair.
  $ repartie judge --json entretiens.jsonl > avis.jsonl
      Écrit les avis pour un programme.
  $ cat entretiens.jsonl | repartie judge --bloc 1 --json -
      Lit l’entrée standard et juge sur les critères du bloc 1.
"""

_WORDS = {"acquis": "acquis", "partiel": "partiel", "non_acquis": "non acquis", "non_observe": "non observé"}


def judge(
    files: Annotated[
        list[str], typer.Argument(metavar="FICHIER", help="Fichiers JSONL ; « - » pour l’entrée standard.")
    ],
    bloc: Annotated[
        str,
        typer.Option(
            "--bloc", metavar="N", help="Juge sur ce bloc (1 à 4), au lieu de celui que dit chaque entretien."
        ),
    ] = "",
    as_json: JsonOption = False,
    rubrics: RubricsOption = "",
) -> int:
    """Judge each transcript of the files, in order."""
    chosen = whole_number(bloc, "--bloc")
    if chosen is not None:
        checked_bloc(chosen)
    engine = open_library(rubrics=rubrics).judge
    for name in files:
        for transcript in _transcripts(name, chosen):
            verdicts = engine.judge(transcript)
            if as_json:
                write_json({"id": transcript.id, "criteria": verdicts_json(verdicts)})
            else:
                write_line(_in_words(transcript, verdicts))
    return ExitCode.DONE


def verdicts_json(verdicts: Sequence[Verdict]) -> list[dict[str, object]]:
    """The verdicts of one transcript in the form that programs read."""
    return [
        {
            "id": verdict.criterion,
            "verdict": verdict.verdict,
            "confidence": round(verdict.confidence, 3),
            "evidence": [{"turn": item.turn, "start": item.start, "end": item.end} for item in verdict.evidence],
            "why": verdict.why,
        }
        for verdict in verdicts
    ]


def _transcripts(name: str, bloc: int | None) -> Iterator[Transcript]:
    source = "entrée standard" if name == "-" else name
    for line in _lines(name, source):
        try:
            if line.problem:
                raise TranscriptError(line.problem)
            if line.text.strip():
                yield transcript_of(json_object(line.text), bloc)
        except TranscriptError as error:
            error.where = error.where or f"{source}, ligne {line.number}"
            raise


def _lines(name: str, source: str) -> Iterator[Line]:
    if name == "-":
        yield from read_lines(standard_input(), source)
        return
    try:
        with Path(name).expanduser().open("rb") as stream:
            yield from read_lines(stream, source)
    except OSError as error:
        raise InputError(unreadable(error), where=name) from error


def unreadable(error: OSError) -> str:
    """Why a file cannot be read, in French."""
    if isinstance(error, FileNotFoundError):
        return "ce fichier n’existe pas."
    if isinstance(error, IsADirectoryError):
        return "c’est un dossier, il faut un fichier."
    if isinstance(error, PermissionError):
        return "vous n’avez pas le droit de lire ce fichier."
    return "ce fichier ne peut pas être lu."


def _in_words(transcript: Transcript, verdicts: Sequence[Verdict]) -> str:
    lines = [f"{transcript.id or 'Entretien'} (bloc {transcript.bloc}, {transcript.channel})"]
    for verdict in verdicts:
        lines.append(f"  {verdict.criterion:<6} {_WORDS[verdict.verdict]:<12} {verdict.confidence:.0%}  {verdict.why}")
        for item in verdict.evidence:
            quote = transcript.turns[item.turn].text[item.start : item.end]
            lines.append(f"         tour {item.turn} : « {quote} »")
    return "\n".join(lines)
