"""From the text of a file to a ``Script``, or to everything that is wrong in it."""

from __future__ import annotations

import hashlib
from pathlib import PurePath
from typing import TYPE_CHECKING

from simulator.diagnostics import has_errors
from simulator.dialogue.building import Builder
from simulator.dialogue.model import ScriptSource
from simulator.dialogue.problems import Problems
from simulator.dialogue.reachability import check_reachability
from simulator.yaml_source import read_yaml, validate
from simulator.yaml_source.salvage import salvage

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from simulator.diagnostics import Diagnostic
    from simulator.dialogue.script import Script
    from simulator.yaml_source import YamlDocument

_TOLD_DESPITE_SHAPE = ("SC2", "EX", "TP")
"""Codes told of a script whose shape has faults: the others could be their consequences."""


def load_script(text: str | bytes, file: str, markers: Mapping[str, object]) -> tuple[Script | None, list[Diagnostic]]:
    """Read a script and check everything in it.

    Args:
        text: the content of the file.
        file: its path, as diagnostics show it; its name and folder are compared with ``id`` and ``activite``.
        markers: the markers of the rubric, by id.

    Returns:
        The script, or ``None`` when it has an error; and all diagnostics, warnings included, in the order of the file.
    """
    document, diagnostics = read_yaml(text, file)
    if document is None:
        return None, diagnostics
    source, more = validate(ScriptSource, document)
    diagnostics = [*diagnostics, *more]
    if source is None:
        return None, sorted({*diagnostics, *_references(document, markers)})
    problems = Problems()
    problems.add(diagnostics)
    _check_place(source, file, problems)
    check_reachability(source, problems)
    digest = hashlib.blake2b(document.text.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()
    script = Builder(source, markers, problems).build(digest)
    found = problems.all()
    return (None if has_errors(found) else script), found


def _references(document: YamlDocument, markers: Iterable[str]) -> list[Diagnostic]:
    """Faults of reference, condition and template in a script whose shape has small faults too."""
    source = salvage(ScriptSource, document)
    if source is None:
        return []
    problems = Problems()
    Builder(source, markers, problems).build("")
    return [one for one in problems.all() if one.code.startswith(_TOLD_DESPITE_SHAPE)]


def _check_place(source: ScriptSource, file: str, problems: Problems) -> None:
    """The file's name is the id, and its folder the activity: what lists and links rely on."""
    path = PurePath(file)
    if path.suffix not in {".yaml", ".yml"}:
        return
    if path.stem != source.id:
        message = f"L’identifiant « {source.id} » n’est pas le nom du fichier, « {path.stem} »."
        problems.error(source.place("id"), "SC114", message, f"Écrivez « id: {path.stem} », ou renommez le fichier.")
    folder = path.parent.name
    if folder and not folder.startswith("_") and folder != source.activity:
        message = f"L’activité « {source.activity} » n’est pas le nom du dossier, « {folder} »."
        problems.warning(source.place("activite"), "SC114", message, "Déplacez le fichier, ou corrigez l’activité.")
