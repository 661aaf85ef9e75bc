"""The debrief: a value built from events and verdicts, and its renderings (HTML, Markdown, JSON).

It reads the core's values and writes text; it knows no screen, no database and no file. Rendering, and jinja2 with it,
is imported on first use: showing a debrief on the screen does not need it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from simulator.report.building import build_debrief
from simulator.report.model import Debrief
from simulator.report.recorded import RecordedInterview, transcript_of

if TYPE_CHECKING:
    from simulator.report.rendering import FORMATS, Format, render

__all__ = ["FORMATS", "Debrief", "Format", "RecordedInterview", "build_debrief", "render", "transcript_of"]


def __getattr__(name: str) -> Any:
    """Import what writes a debrief only when someone asks for it."""
    if name in {"FORMATS", "Format", "render"}:
        from simulator.report import rendering

        return getattr(rendering, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
