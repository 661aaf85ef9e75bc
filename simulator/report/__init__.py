"""The debrief: a value built from events and verdicts, and its renderings (HTML, Markdown, JSON).

It reads the core's values and writes text; it knows no screen, no database and no file.
"""

from __future__ import annotations

from simulator.report.building import build_debrief
from simulator.report.model import Debrief
from simulator.report.recorded import RecordedInterview, transcript_of
from simulator.report.rendering import FORMATS, Format, render

__all__ = ["FORMATS", "Debrief", "Format", "RecordedInterview", "build_debrief", "render", "transcript_of"]
