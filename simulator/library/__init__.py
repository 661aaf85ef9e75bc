"""Finds and loads the installed scripts and rubrics: those that come with Repartie, then the user's laid over.

The only package that knows where such files lie. What is inside them belongs to ``dialogue`` and ``rubric``, imported
when a file is loaded and not before, so that the home screen can list interviews at once.
"""

from simulator.library.library import Library
from simulator.library.summary import ScriptSummary

__all__ = ["Library", "ScriptSummary"]
