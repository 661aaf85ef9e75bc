"""Build hook: writes the compiled rubric into the wheel, so that starting reads one JSON file and no YAML.

The same source gives the same bytes: files are read in sorted order and named relative to the project.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

COMPILED = "simulator/_packaged/rubric.json"
"""Where the library looks for it in an installed Repartie."""


class CompileRubric(BuildHookInterface[Any]):
    """Compiles ``rubrics/`` when a wheel is built; an editable install reads the YAML files themselves."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile, and add the result to the wheel."""
        if version == "editable":
            return
        self._folder = tempfile.TemporaryDirectory()  # removed with the hook, once the wheel is written
        target = Path(self._folder.name) / "rubric.json"
        target.write_text(compiled_rubric(Path(self.root)), encoding="utf-8", newline="\n")
        build_data["force_include"][str(target)] = COMPILED


def compiled_rubric(root: Path) -> str:
    """The compiled form of the rubric of a source tree.

    Raises:
        ValueError: the rubric has errors; the message lists them.
    """
    sys.path.insert(0, str(root))
    try:
        from simulator.diagnostics import has_errors
        from simulator.rubric.loading import load_rubric
    finally:
        sys.path.pop(0)
    markers, criteria, lexicons = (_files(root, kind) for kind in ("marqueurs", "criteres", "lexiques"))
    rubric, diagnostics = load_rubric(markers, criteria, lexicons)
    if rubric is None or has_errors(diagnostics):
        raise ValueError("\n".join(["The rubric has errors:", *map(str, diagnostics)]))
    return rubric.to_compiled()


def _files(root: Path, kind: str) -> dict[str, bytes]:
    """The content of each file of one kind, by its name relative to the project."""
    paths = sorted(path for path in (root / "rubrics" / kind).rglob("*") if path.is_file())
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in paths}
