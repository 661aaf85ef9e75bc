"""The debrief: a value built from events and verdicts, and its renderings (HTML, Markdown, JSON).

It reads the core's values and writes text; it knows no screen, no database and no file.
"""

from __future__ import annotations

from simulator.report.recorded import RecordedInterview, transcript_of

__all__ = ["RecordedInterview", "transcript_of"]
