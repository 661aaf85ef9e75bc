"""``repartie sessions`` and ``repartie report``: past interviews and their debriefs. Must not import textual."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from simulator.cli.options import JournalOption, JsonOption, RubricsOption, ScriptsOption, one_of
from simulator.cli.places import open_journal, open_library
from simulator.cli.streams import write_json, write_line
from simulator.errors import ExitCode, UsageError

if TYPE_CHECKING:
    from simulator.journal import SessionSummary

SESSIONS_HELP = """\
Dresse la liste des entretiens passés, du plus récent au plus ancien, avec leur fin.

Un entretien « en cours » se reprend dans l’application, ou avec « repartie play --resume SESSION --headless ».
"""

SESSIONS_EXAMPLES = """\
Exemples :
  $ repartie sessions
      Montre la liste.
  $ repartie sessions --json
      Écrit un objet JSON par entretien.
"""

REPORT_HELP = """\
Écrit le compte rendu d’un entretien : la fin, la courbe de tension, les critères et leurs preuves, les occasions
manquées.

Trois formats : html (une page complète, à ouvrir dans un navigateur), md (Markdown) et json (pour un programme).
"""

REPORT_EXAMPLES = """\
Exemples :
  $ repartie report 20261124-0931-k7f3 --format html --sortie compte-rendu.html
      Écrit une page à ouvrir ou à imprimer.
  $ repartie report 20261124-0931-k7f3 --format md
      Montre le compte rendu dans le terminal.
"""

FORMATS = ("html", "md", "json")
_QUALITIES = {"bonne": "bonne fin", "mitigee": "fin mitigée", "mauvaise": "mauvaise fin"}


def sessions(as_json: JsonOption = False, journal: JournalOption = "") -> int:
    """List the sessions of the journal."""
    with open_journal(journal) as opened:
        found = opened.sessions()
    if as_json:
        for session in found:
            write_json(_session_json(session))
        return ExitCode.DONE
    if not found:
        write_line("Aucun entretien pour l’instant.")
    for session in found:
        when = session.started.astimezone().strftime("%d/%m/%Y %H:%M")
        write_line(f"{session.id}  {when}  {session.title} ({session.channel}) : {_outcome(session)}")
    return ExitCode.DONE


def report(
    session: Annotated[str, typer.Argument(metavar="SESSION", help="L’identifiant, donné par « repartie sessions ».")],
    style: Annotated[str, typer.Option("--format", metavar="FORMAT", help="html, md ou json.")] = "md",
    output: Annotated[
        str,
        typer.Option("--sortie", metavar="FICHIER", help="Écrit dans ce fichier plutôt que sur la sortie standard."),
    ] = "",
    journal: JournalOption = "",
    scripts: ScriptsOption = "",
    rubrics: RubricsOption = "",
) -> int:
    """Write the report of one session."""
    one_of(style, FORMATS, "--format")
    from simulator.interview import debrief_of
    from simulator.report import render

    with open_journal(journal) as opened:
        text = render(debrief_of(open_library(scripts, rubrics), opened, session), style)
    if not output:
        write_line(text.rstrip("\n"))
        return ExitCode.DONE
    try:
        Path(output).expanduser().write_text(text, encoding="utf-8", newline="\n")
    except OSError as error:
        raise UsageError(
            "le compte rendu ne peut pas être écrit dans ce fichier.",
            where=output,
            hint="Vérifiez que le dossier existe et que vous pouvez y écrire.",
        ) from error
    return ExitCode.DONE


def _outcome(session: SessionSummary) -> str:
    replies = "1 réplique" if session.turns == 1 else f"{session.turns} répliques"
    if not session.finished:
        return f"en cours ({replies})"
    if session.quality is None:
        return f"abandonné ({replies})"
    return f"{session.ending_title}, {_QUALITIES[session.quality]} ({replies})"


def _session_json(session: SessionSummary) -> dict[str, object]:
    return {
        "id": session.id,
        "script": session.script,
        "title": session.title,
        "channel": session.channel,
        "mode": session.mode,
        "seed": session.seed,
        "learner": session.learner,
        "started": session.started.isoformat(),
        "ended": session.ended.isoformat() if session.ended else None,
        "turns": session.turns,
        "finished": session.finished,
        "ending": session.ending,
        "quality": session.quality,
        "reason": session.reason,
        "rubric": session.rubric,
        "version": session.version,
    }
