"""``repartie check``: problems of scripts and rubrics. Must not import textual or sqlalchemy."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from simulator.cli.options import JsonOption, RubricsOption, ScriptsOption
from simulator.cli.places import open_library
from simulator.cli.streams import write_line
from simulator.diagnostics import has_errors
from simulator.errors import ExitCode, UsageError

HELP = """\
Vérifie des scripts et des grilles : structure, références, conditions, états sans issue, exemples des marqueurs.

Sans CHEMIN, vérifie tout ce qui est installé. Un dossier est parcouru en entier. Chaque problème est donné avec son
fichier, sa ligne, sa colonne, un code stable et, si possible, ce qu’il faut faire. Code de retour 1 s’il y a au
moins une erreur ; les avertissements n’empêchent pas de jouer.
"""

EXAMPLES = """\
Exemples :
  $ repartie check mes_scripts/mon_entretien.yaml
      Vérifie un script.
  $ repartie check --json
      Vérifie tout et répond en JSON, par une liste d’objets {"file",
      "line", "column", "code", "severity", "message", "hint"}.
"""


def check(
    paths: Annotated[
        list[str] | None, typer.Argument(metavar="CHEMIN", help="Fichiers YAML ou dossiers à vérifier.")
    ] = None,
    as_json: JsonOption = False,
    scripts: ScriptsOption = "",
    rubrics: RubricsOption = "",
) -> int:
    """Check files and print their diagnostics."""
    from simulator.authoring import as_json as in_json
    from simulator.authoring import as_text, check_paths

    chosen = [_existing(path) for path in paths or ()]
    diagnostics = check_paths(chosen, open_library(scripts, rubrics))
    write_line((in_json if as_json else as_text)(diagnostics).rstrip("\n"))
    return ExitCode.PROBLEMS if has_errors(diagnostics) else ExitCode.DONE


def _existing(text: str) -> Path:
    path = Path(text).expanduser()
    if not path.exists():
        raise UsageError("ce fichier ou ce dossier n’existe pas.", where=text, hint="Vérifiez le chemin.")
    return path
