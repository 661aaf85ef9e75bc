"""``repartie tag``: what a reply accomplishes. Must not import textual or sqlalchemy."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, cast

import typer

from simulator.cli.options import RubricsOption, one_of
from simulator.cli.places import open_library
from simulator.cli.records import DEFAULT_CHANNEL, json_object, reply_of
from simulator.cli.streams import Line, read_lines, say, standard_input, without_surrogates, write_json, write_line
from simulator.errors import ExitCode, TranscriptError
from simulator.rubric.model import CHANNELS, Channel, Reply

if TYPE_CHECKING:
    from collections.abc import Sequence

    from simulator.rubric import Tagger
    from simulator.rubric.model import Tag

SOURCE = "entrée standard"

HELP = """\
Relève les marqueurs (actes de parole) d’une ou de plusieurs répliques, chacun avec le passage qui le prouve et la
raison.

Avec TEXTE, analyse ce texte et répond en clair. Sans TEXTE, lit l’entrée standard, une réplique par ligne : du
texte simple, ou un objet JSON comme dans le guide d’annotation, {"id", "channel", "context", "reply"}. Chaque ligne
donne aussitôt, dans le même ordre, une ligne {"id", "tags": [{"tag", "confidence", "evidence": [{"start", "end"}],
"why"}]} ; les positions comptent les caractères de la réplique.

Une ligne illisible arrête la commande (code 2) ; avec --continuer, elle est signalée et passée.
"""

EXAMPLES = """\
Exemples :
  $ repartie tag "Je suis désolé de cette attente."
      Analyse une réplique.
  $ repartie tag --explain "Je comprends, mais c’est comme ça."
      Montre aussi les règles essayées et ce qui les a annulées.
  $ repartie tag --jsonl < repliques.jsonl > marqueurs.jsonl
      Analyse un fichier de répliques annotées.
"""


def tag(
    text: Annotated[str, typer.Argument(metavar="TEXTE", help="La réplique à analyser.")] = "",
    jsonl: Annotated[
        bool,
        typer.Option(
            "--jsonl", help="Chaque ligne de l’entrée doit être un objet JSON ; répond en JSON, même pour TEXTE."
        ),
    ] = False,
    explain: Annotated[
        bool, typer.Option("--explain", help="Explique l’analyse : propositions, règles, annulations (avec TEXTE).")
    ] = False,
    channel: Annotated[
        str, typer.Option("--channel", metavar="CANAL", help=f"Canal, s’il n’est pas dit : {', '.join(CHANNELS)}.")
    ] = DEFAULT_CHANNEL,
    go_on: Annotated[bool, typer.Option("--continuer", help="Signale les lignes illisibles et continue.")] = False,
    rubrics: RubricsOption = "",
) -> int:
    """Tag one text, or each line of standard input."""
    chosen = cast("Channel", one_of(channel, CHANNELS, "--channel") or DEFAULT_CHANNEL)
    tagger = open_library(rubrics=rubrics).tagger
    if text:
        return _one(tagger, Reply(without_surrogates(text), chosen), jsonl=jsonl, explain=explain)
    problems = False
    for line in read_lines(standard_input(), SOURCE):
        try:
            _tag_line(tagger, line, chosen, jsonl=jsonl)
        except TranscriptError as error:
            error.where = error.where or f"{SOURCE}, ligne {line.number}"
            if not go_on:
                raise
            problems = True
            say(str(error))
    return ExitCode.USAGE if problems else ExitCode.DONE


def tags_json(tags: Sequence[Tag]) -> list[dict[str, object]]:
    """The tags of one reply in the form that programs read."""
    return [
        {
            "tag": tag.marker,
            "confidence": round(tag.confidence, 3),
            "evidence": [{"start": span.start, "end": span.end} for span in tag.evidence],
            "why": tag.why,
        }
        for tag in tags
    ]


def _tag_line(tagger: Tagger, line: Line, channel: Channel, *, jsonl: bool) -> None:
    if line.problem:
        raise TranscriptError(line.problem)
    if not line.text.strip():
        return
    if jsonl or line.text.lstrip().startswith("{"):
        record = json_object(line.text)
        reply, key = reply_of(record, channel), record.get("id")
    else:
        reply, key = Reply(without_surrogates(line.text), channel), line.number
    write_json({"id": key, "tags": tags_json(tagger.tag(reply))})


def _one(tagger: Tagger, reply: Reply, *, jsonl: bool, explain: bool) -> int:
    tags = tagger.tag(reply)
    if explain:
        write_line(str(tagger.explain(reply)))
    elif jsonl:
        write_json({"id": None, "tags": tags_json(tags)})
    elif not tags:
        write_line("Aucun marqueur.")
    else:
        for found in tags:
            quoted = " … ".join(f"« {reply.text[span.start : span.end]} »" for span in found.evidence)
            write_line(f"{found.marker} ({found.confidence:.0%}) : {quoted}\n    {found.why}")
    return ExitCode.DONE
