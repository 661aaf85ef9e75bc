"""Checks scripts and rubrics, and gathers everything wrong in them.

The rules themselves belong to ``dialogue`` (scripts) and ``rubric`` (markers, criteria, examples); this module finds
the files, hands each to its rules, and adds what only the whole shows:

=====  ========================================================
FI101  the path does not exist
FI102  the file cannot be read
FI103  the folder holds no YAML file (warning)
FI104  two scripts of the same folder have the same id
=====  ========================================================
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from simulator.authoring.kinds import kind_of
from simulator.diagnostics import Diagnostic, Position, has_errors
from simulator.errors import InputError
from simulator.library.library import read_rubric
from simulator.library.places import files_under, read_bytes, shown
from simulator.yaml_source.decoding import MAX_BYTES, decode

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from simulator.library import Library
    from simulator.library.library import RubricFiles
    from simulator.rubric.rubric import Rubric


def check_paths(paths: Sequence[Path], library: Library) -> list[Diagnostic]:
    """Everything wrong in some files.

    Args:
        paths: files, or folders searched with their subfolders; when empty, everything installed is checked.
        library: what is installed; scripts are checked against its markers, and a marker together with the others.

    Returns:
        Diagnostics sorted by file, line and column, without doubles.
    """
    run = _Run(library)
    run.add(paths)
    return run.results()


class _Run:
    """One run of ``check``: sorts files by kind, then has each kind checked."""

    def __init__(self, library: Library) -> None:
        self._found: set[Diagnostic] = set()
        self._scripts: list[Path] = []
        self._rubric_files: RubricFiles = library.rubric_files()
        self._wanted: set[str] | None = None
        """Names of the rubric files asked for; ``None`` for all of them."""
        self._library = library

    def add(self, paths: Sequence[Path]) -> None:
        """Take in what the person asked for."""
        if not paths:
            self._scripts = self._library.all_script_files()
            self._same_ids(self._scripts)
            return
        self._wanted = set()
        for path in paths:
            if path.is_dir():
                self._add_folder(path)
            elif path.exists():
                self._add_file(path)
            else:
                self._tell(path, "FI101", "Ce chemin n’existe pas.", "Vérifiez le chemin.")

    def results(self) -> list[Diagnostic]:
        """Check what was taken in."""
        rubric = None
        if self._wanted is None or self._wanted or self._scripts:
            rubric = self._rubric()
        if rubric is not None:
            for path in self._scripts:
                self._script(path, rubric)
        return sorted(self._found)

    def _add_folder(self, folder: Path) -> None:
        files = list(files_under(folder))
        if not files:
            hint = "Les scripts et les grilles sont des fichiers en « .yaml »."
            message = "Ce dossier ne contient aucun fichier YAML."
            place = Position(shown(folder), 1, 1)
            self._found.add(Diagnostic.at(place, "FI103", message, hint=hint, severity="avertissement"))
        before = len(self._scripts)
        for path in files:
            self._add_file(path)
        self._same_ids(self._scripts[before:])

    def _add_file(self, path: Path) -> None:
        content = self._read(path)
        if content is None or self._wanted is None:
            return
        kind = kind_of(path, content)
        if kind == "script":
            self._scripts.append(path)
        else:
            self._wanted.add(shown(path))
            self._rubric_files[kind][path.name] = path

    def _rubric(self) -> Rubric | None:
        """Check the rubric; what is wrong in files not asked for is told only when it stops the rest."""
        try:
            rubric, diagnostics = read_rubric(self._rubric_files)
        except InputError as error:
            self._tell(Path(error.where), "FI102", _sentence(error.what), error.hint)
            return None
        if rubric is not None and not has_errors(diagnostics):
            from simulator.rubric.examples import check_examples

            diagnostics = [*diagnostics, *check_examples(rubric)]
        blocking = rubric is None
        self._found.update(one for one in diagnostics if blocking or self._wanted is None or one.file in self._wanted)
        return rubric

    def _script(self, path: Path, rubric: Rubric) -> None:
        from simulator.dialogue import load_script

        content = self._read(path)
        if content is None:
            return
        text = decode(content, shown(path))
        if isinstance(text, str):
            self._found.update(load_script(text, shown(path), rubric.markers)[1])
        else:
            self._found.add(text)

    def _read(self, path: Path) -> bytes | None:
        try:
            return read_bytes(path, MAX_BYTES)
        except InputError as error:
            self._tell(path, "FI102", _sentence(error.what), error.hint)
            return None

    def _same_ids(self, paths: Iterable[Path]) -> None:
        first: dict[str, Path] = {}
        for path in paths:
            if path.stem in first:
                message = f"Ce script a le même identifiant que « {shown(first[path.stem])} »."
                self._tell(path, "FI104", message, "Renommez l’un des deux fichiers, et son « id ».")
            first.setdefault(path.stem, path)

    def _tell(self, path: Path, code: str, message: str, hint: str = "") -> None:
        self._found.add(Diagnostic.at(Position(shown(path), 1, 1), code, message, hint=hint))


def _sentence(words: str) -> str:
    return words[:1].upper() + words[1:]
