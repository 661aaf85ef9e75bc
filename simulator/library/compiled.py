"""Keeps the compiled rubric between runs, so that a command does not read and compile seventy files each time.

The copy lies in the user's cache folder, under a name made from the content of all the files and from the code that
compiles them: it can be missing or damaged, never stale. Losing it costs a second, so no failure here is told.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from simulator.rubric.rubric import Rubric

SHIPPED = Path(__file__).resolve().parent.parent / "_packaged" / "rubric.json"
"""The compiled form of the packaged rubric, which ``hatch_build.py`` writes into the wheel; absent from a checkout."""
_KEPT = 4
"""Copies kept: the installed rubric, and a few of the user's own at work."""
_RUBRIC_CODE = Path(__file__).resolve().parent.parent / "rubric"


def shipped_rubric() -> Rubric | None:
    """The packaged rubric as the wheel brings it compiled; ``None`` in a source checkout."""
    if not SHIPPED.is_file():
        return None
    from simulator.rubric.rubric import Rubric

    return Rubric.from_compiled(SHIPPED.read_bytes())


class RubricCache:
    """Compiled rubrics in a folder.

    Args:
        folder: where they lie; the user's cache folder when ``None``.
    """

    def __init__(self, folder: Path | None = None) -> None:
        self._given = folder

    def read(self, content: Mapping[str, Mapping[str, bytes]]) -> Rubric | None:
        """The rubric compiled earlier from this very content, if there is one.

        Args:
            content: for each kind of file, the content of each by its name.
        """
        from simulator.rubric.rubric import Rubric

        try:
            return Rubric.from_compiled(self._file(content).read_bytes())
        except (OSError, ValueError, KeyError, TypeError):
            return None

    def write(self, content: Mapping[str, Mapping[str, bytes]], rubric: Rubric) -> None:
        """Keep a rubric that was just compiled; written beside, then moved, so that no reader sees half of it."""
        file = self._file(content)
        with contextlib.suppress(OSError):
            file.parent.mkdir(parents=True, exist_ok=True)
            handle, beside = tempfile.mkstemp(dir=file.parent, suffix=".part")
            with os.fdopen(handle, "w", encoding="utf-8") as stream:
                stream.write(rubric.to_compiled())
            Path(beside).replace(file)
            self._forget_old(file.parent)

    def _file(self, content: Mapping[str, Mapping[str, bytes]]) -> Path:
        return self._folder() / f"grille-{_key(content)}.json"

    def _folder(self) -> Path:
        if self._given is not None:
            return self._given
        import platformdirs

        return platformdirs.user_cache_path("repartie", appauthor=False)

    def _forget_old(self, folder: Path) -> None:
        copies = sorted(folder.glob("grille-*.json"), key=lambda path: path.stat().st_mtime_ns, reverse=True)
        for path in copies[_KEPT:]:
            path.unlink(missing_ok=True)


def _key(content: Mapping[str, Mapping[str, bytes]]) -> str:
    digest = hashlib.blake2b(digest_size=12)
    for path in sorted(_RUBRIC_CODE.rglob("*")):
        if path.suffix in {".py", ".txt"}:
            state = path.stat()
            digest.update(f"{path.name}\0{state.st_size}\0{state.st_mtime_ns}\0".encode())
    for kind, files in sorted(content.items()):
        for name, data in sorted(files.items()):
            digest.update(f"{kind}\0{name}\0{len(data)}\0".encode())
            digest.update(data)
    return digest.hexdigest()
