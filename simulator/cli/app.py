"""The commands of ``repartie``, gathered; each lives in a module of its own and loads what it needs when it runs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer
from typer.main import get_command

from simulator import __version__
from simulator.cli import catalogue, check, history, judge, play, tag
from simulator.cli.french import FrenchCommand, FrenchGroup
from simulator.cli.streams import write_line
from simulator.errors import ExitCode

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

HELP = """\
Répétez des entretiens difficiles avec un interlocuteur simulé, puis relisez-vous, critère par critère.

Sans argument, « repartie » ouvre l’application. Les commandes ci-dessous servent aussi aux programmes : les données
sortent sur la sortie standard, les messages sur la sortie d’erreur. Codes de retour : 0 tout s’est bien passé, 1 le
travail a trouvé des problèmes, 2 la commande ou ce qu’on lui donne ne convient pas.
"""

EXAMPLES = """\
Exemples :
  $ repartie
      Ouvre l’application sur l’accueil.
  $ repartie play remboursement_refuse
      Ouvre un entretien.
  $ repartie tag "Je comprends votre colère, je regarde votre dossier."
      Montre ce que cette réplique accomplit.
  $ repartie scripts
      Dresse la liste des entretiens installés.
"""

app = typer.Typer(cls=FrenchGroup, add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False)


def _show_version(asked: bool) -> None:
    if asked:
        write_line(f"repartie {__version__}")
        raise typer.Exit


@app.callback(invoke_without_command=True, help=HELP, epilog=EXAMPLES)
def root(
    context: typer.Context,
    version: Annotated[
        bool, typer.Option("--version", help="Affiche la version.", callback=_show_version, is_eager=True)
    ] = False,
) -> int:
    """Open the app when no command is named."""
    if context.invoked_subcommand is None and not version:
        from simulator.cli.opening import open_home

        return open_home()
    return ExitCode.DONE


def _add(name: str, function: Callable[..., int], help_text: str, examples: str) -> None:
    app.command(name, cls=FrenchCommand, help=help_text, epilog=examples)(function)


_add("play", play.play, play.HELP, play.EXAMPLES)
_add("tag", tag.tag, tag.HELP, tag.EXAMPLES)
_add("judge", judge.judge, judge.HELP, judge.EXAMPLES)
_add("scripts", catalogue.scripts, catalogue.SCRIPTS_HELP, catalogue.SCRIPTS_EXAMPLES)
_add("rubrics", catalogue.rubrics, catalogue.RUBRICS_HELP, catalogue.RUBRICS_EXAMPLES)
_add("check", check.check, check.HELP, check.EXAMPLES)
_add("sessions", history.sessions, history.SESSIONS_HELP, history.SESSIONS_EXAMPLES)
_add("report", history.report, history.REPORT_HELP, history.REPORT_EXAMPLES)


def run_command(words: Sequence[str]) -> int:
    """Run the command that the words name and return its exit code.

    ``Command.main`` of the library is left out on purpose: it prints in English and ends the process by itself.
    """
    command = get_command(app)
    try:
        with command.make_context("repartie", list(words)) as context:
            return int(command.invoke(context) or ExitCode.DONE)
    except typer.Exit as done:
        return done.exit_code
