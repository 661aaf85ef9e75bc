"""The one door to installed scripts and rubrics.

It lists folders on each call, so that a script just saved is found; a loaded rubric is kept, since it is costly and the
same for a whole process.
"""

from __future__ import annotations

import re
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from simulator.diagnostics import has_errors, suggestion
from simulator.errors import InvalidFileError, UsageError
from simulator.library.compiled import RubricCache, shipped_rubric
from simulator.library.places import (
    RUBRIC_KINDS,
    RUBRICS,
    SCRIPTS,
    YAML_SUFFIXES,
    files_under,
    packaged,
    read_bytes,
    shown,
    user_folder,
)
from simulator.library.summary import ScriptSummary, summarize
from simulator.yaml_source.decoding import MAX_BYTES, decode

if TYPE_CHECKING:
    from collections.abc import Sequence

    from simulator.diagnostics import Diagnostic
    from simulator.dialogue.script import Script
    from simulator.rubric.judge import Judge
    from simulator.rubric.rubric import Rubric
    from simulator.rubric.tagger import Tagger

_ID = re.compile(r"\w[\w-]*")
RubricFiles = dict[str, dict[str, Path]]
"""For each kind (``marqueurs``, ``criteres``, ``lexiques``), the files by their name."""


class Library:
    """Installed scripts and rubrics, with the user's own folders laid over them.

    Args:
        scripts: a folder of the form of ``scripts_dialogue``; its scripts replace those of the same id.
        rubrics: a folder of the form of ``rubrics``; its files replace those of the same kind and name.

        cache: where the compiled rubric is kept; the user's cache folder when ``None``.

    Raises:
        UsageError: a folder that is given does not exist.
    """

    def __init__(self, scripts: Path | None = None, rubrics: Path | None = None, cache: Path | None = None) -> None:
        self._script_layers = (packaged(SCRIPTS), *user_folder(scripts, "--scripts"))
        self._rubric_layers = (packaged(RUBRICS), *user_folder(rubrics, "--rubrics"))
        self._cache = RubricCache(cache)

    def script_files(self) -> dict[str, Path]:
        """The file of each script by its id; models to start from (folders in ``_``) are left out."""
        return {path.stem: path for path in self.all_script_files() if not _is_model(path)}

    def all_script_files(self) -> list[Path]:
        """Every script that is in use, models included; a user's script hides the packaged one of the same id."""
        found: list[Path] = []
        for layer in self._script_layers:
            own = list(files_under(layer)) if layer.is_dir() else []
            ids = {path.stem for path in own}
            found = [path for path in found if path.stem not in ids] + own
        return found

    def summaries(self) -> tuple[ScriptSummary, ...]:
        """All scripts as lists present them, by activity, then level, then title."""
        read = [summarize(path) for path in self.script_files().values()]
        return tuple(sorted(read, key=lambda one: (one.activity, one.level, one.title, one.id)))

    def script_path(self, ref: str) -> Path:
        """The file of a script.

        Args:
            ref: an id, or the path of a file that ends with ``.yaml``.

        Raises:
            UsageError: no script has this id.
        """
        if Path(ref).suffix in YAML_SUFFIXES:
            return Path(ref)
        if not _ID.fullmatch(ref):
            hint = "Donnez l’identifiant d’un script, ou le chemin d’un fichier en « .yaml »."
            raise UsageError(f"« {ref} » n’est pas l’identifiant d’un script.", hint=hint)
        files = self.script_files()
        if ref not in files:
            hint = suggestion(ref, sorted(files)) or "La commande « repartie scripts » en donne la liste."
            raise UsageError(f"Aucun script ne s’appelle « {ref} ».", hint=hint)
        return files[ref]

    def script_source(self, ref: str) -> tuple[str, str]:
        """The text of a script, and its file's name for messages.

        Raises:
            UsageError: no script has this id.
            InputError: the file cannot be read.
            InvalidFileError: the file is no text.
        """
        path = self.script_path(ref)
        text = decode(read_bytes(path, MAX_BYTES), shown(path))
        if not isinstance(text, str):
            raise _invalid([text], shown(path))
        return text, shown(path)

    def parse_script(self, text: str, file: str) -> Script:
        """A script ready to be played, from its text.

        Raises:
            InvalidFileError: it has errors; all of them are listed.
        """
        from simulator.dialogue import load_script

        script, diagnostics = load_script(text, file, self.rubric.markers)
        if script is None or has_errors(diagnostics):
            raise _invalid(diagnostics, file)
        return script

    def load_script(self, ref: str) -> Script:
        """A script ready to be played; see ``script_path`` for the ways to name it.

        Raises:
            UsageError: no script has this id.
            InputError: the file cannot be read.
            InvalidFileError: it has errors.
        """
        return self.parse_script(*self.script_source(ref))

    def rubric_files(self) -> RubricFiles:
        """The files of the rubric; the user's hide the packaged ones of the same kind and name."""
        files: RubricFiles = {kind: {} for kind in RUBRIC_KINDS}
        for layer in self._rubric_layers:
            for kind, suffixes in RUBRIC_KINDS.items():
                folder = layer / kind
                if folder.is_dir():
                    files[kind].update((path.name, path) for path in files_under(folder, suffixes))
        return files

    def load_rubric(self) -> Rubric:
        """The rubric: markers, lexicons and criteria.

        Raises:
            InvalidFileError: one of its files has errors; all of them are listed.
            InputError: one of its files cannot be read.
        """
        return self.rubric

    @cached_property
    def rubric(self) -> Rubric:
        """The rubric, loaded on first use; see ``load_rubric``."""
        if len(self._rubric_layers) == 1:
            shipped = shipped_rubric()
            if shipped is not None:
                return shipped
        files = self.rubric_files()
        content = _content(files)
        kept = self._cache.read(content)
        if kept is not None:
            return kept
        rubric, diagnostics = read_rubric(files)
        if rubric is None or has_errors(diagnostics):
            raise _invalid(diagnostics, "")
        self._cache.write(content, rubric)
        return rubric

    @cached_property
    def tagger(self) -> Tagger:
        """The tagger on the installed rubric, with the trained stage that is shipped."""
        from simulator.rubric.classifier import shipped
        from simulator.rubric.tagger import Tagger

        return Tagger(self.rubric, shipped())

    @cached_property
    def judge(self) -> Judge:
        """The judge on the installed criteria."""
        from simulator.rubric.judge import Judge

        return Judge(self.rubric.criteria, self.tagger)


def read_rubric(files: RubricFiles) -> tuple[Rubric | None, list[Diagnostic]]:
    """Read and check a rubric from its files.

    Raises:
        InputError: one of its files cannot be read.
    """
    from simulator.rubric.loading import load_rubric

    content = _content(files)
    return load_rubric(content["marqueurs"], content["criteres"], content["lexiques"])


def _content(files: RubricFiles) -> dict[str, dict[str, bytes]]:
    return {
        kind: {shown(path): read_bytes(path, MAX_BYTES) for path in paths.values()} for kind, paths in files.items()
    }


def _is_model(path: Path) -> bool:
    return path.parent.name.startswith("_") or path.name.startswith("_")


def _invalid(diagnostics: Sequence[Diagnostic], where: str) -> InvalidFileError:
    """The error that lists what is wrong in a script, or in the rubric when no file is named."""
    errors = sum(diagnostic.severity == "erreur" for diagnostic in diagnostics)
    counted = "une erreur" if errors == 1 else f"{errors} erreurs"
    what = f"ce script contient {counted}." if where else f"La grille de marqueurs et de critères contient {counted}."
    hint = f"La commande « repartie check{' ' + where if where else ''} » dit lesquelles, et où."
    return InvalidFileError(what, diagnostics, where=where, hint=hint)
