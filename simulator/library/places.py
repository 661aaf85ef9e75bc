"""Where scripts and rubrics lie on disk, and which file wins when two have the same name.

In a wheel the data is under ``simulator/_packaged``; in a source checkout it is beside the package. Nothing outside the
folders is ever reached through an id: ids are compared with what a listing of the folders gave.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from simulator.errors import InputError, UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator

SCRIPTS = "scripts_dialogue"
RUBRICS = "rubrics"
YAML_SUFFIXES = frozenset({".yaml", ".yml"})
LEXICON_SUFFIXES = YAML_SUFFIXES | {".txt"}
RUBRIC_KINDS = {"marqueurs": YAML_SUFFIXES, "criteres": YAML_SUFFIXES, "lexiques": LEXICON_SUFFIXES}
"""The folders of a rubric, each with the endings of its files."""

_PACKAGE = Path(__file__).resolve().parent.parent


def packaged(name: str) -> Path:
    """The folder of data that comes with Repartie (``SCRIPTS`` or ``RUBRICS``); it may be absent."""
    installed = _PACKAGE / "_packaged" / name
    return installed if installed.is_dir() else _PACKAGE.parent / name


def user_folder(folder: Path | None, option: str) -> tuple[Path, ...]:
    """The user's folder as a layer, or nothing when none is given.

    Raises:
        UsageError: it is no folder.
    """
    if folder is None:
        return ()
    if not folder.is_dir():
        what = "ce dossier n’existe pas." if not folder.exists() else "ce n’est pas un dossier."
        raise UsageError(what, where=str(folder), hint=f"Donnez à {option} un dossier qui existe.")
    return (folder,)


def files_under(folder: Path, suffixes: frozenset[str] = YAML_SUFFIXES) -> Iterator[Path]:
    """The files of a folder and its subfolders, sorted; hidden ones, and links that lead out of it, are left out."""
    root = folder.resolve()
    for path in sorted(folder.rglob("*")):
        hidden = any(part.startswith(".") for part in path.relative_to(folder).parts)
        if not hidden and path.suffix in suffixes and path.is_file() and path.resolve().is_relative_to(root):
            yield path


def shown(path: Path) -> str:
    """The name of a file in messages: from the current folder when it lies under it, else in full."""
    try:
        return str(path.resolve().relative_to(Path.cwd()))
    except (OSError, ValueError):
        return str(path)


def read_bytes(path: Path, limit: int) -> bytes:
    """The content of a file, or a little more than the limit when it is longer: enough to be refused.

    Raises:
        InputError: the file cannot be read.
    """
    try:
        with path.open("rb") as file:
            return file.read(limit + 1)
    except FileNotFoundError as error:
        raise InputError("ce fichier n’existe pas.", where=shown(path), hint="Vérifiez le chemin.") from error
    except IsADirectoryError as error:
        raise InputError("c’est un dossier, et non un fichier.", where=shown(path)) from error
    except OSError as error:
        hint = "Vérifiez vos droits sur ce fichier."
        raise InputError("ce fichier ne peut pas être lu.", where=shown(path), hint=hint) from error
