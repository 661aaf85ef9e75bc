"""Options shared by several commands, and the reading of their values.

Values arrive as text and are read here rather than by typer, whose messages would be in English.
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from simulator.diagnostics import suggestion
from simulator.errors import UsageError

ScriptsOption = Annotated[
    str,
    typer.Option("--scripts", metavar="DOSSIER", help="Dossier de scripts à vous, ajoutés à ceux qui sont installés."),
]
RubricsOption = Annotated[
    str,
    typer.Option(
        "--rubrics", metavar="DOSSIER", help="Dossier de grilles à vous (marqueurs, critères), ajoutées aux autres."
    ),
]
JournalOption = Annotated[
    str,
    typer.Option(
        "--journal",
        metavar="FICHIER",
        help="Journal des entretiens : un fichier, ou l’URL d’une base de données. "
        "À défaut, la variable REPARTIE_JOURNAL, puis votre dossier personnel.",
    ),
]
JsonOption = Annotated[bool, typer.Option("--json", help="Écrit du JSON, pour un programme.")]


def folder(text: str, option: str) -> Path | None:
    """The folder that an option names, or ``None`` when it is not given.

    Raises:
        UsageError: when there is no such folder.
    """
    if not text:
        return None
    path = Path(text).expanduser()
    if not path.is_dir():
        raise UsageError(f"le dossier « {text} » n’existe pas.", hint=f"Vérifiez ce que vous donnez à {option}.")
    return path


def whole_number(text: str, option: str) -> int | None:
    """The whole number that an option gives, or ``None`` when it is not given.

    Raises:
        UsageError: when the text is no whole number, or one beyond 63 bits.
    """
    if not text:
        return None
    try:
        number = int(text)
    except ValueError:
        number = None
    if number is None or abs(number) >= 2**63:
        raise UsageError(
            f"l’option {option} attend un nombre entier, et non « {text} ».", hint=f"Par exemple : {option} 3"
        )
    return number


def one_of(text: str, choices: tuple[str, ...], option: str) -> str:
    """``text`` when it is one of the choices (or empty: not given).

    Raises:
        UsageError: when it is another word.
    """
    if text and text not in choices:
        possible = suggestion(text, choices) or f"Valeurs possibles : {', '.join(choices)}."
        raise UsageError(f"l’option {option} n’accepte pas « {text} ».", hint=possible)
    return text
