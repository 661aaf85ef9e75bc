"""The one loop reply → tagger → dialogue → journal, driven alike by the app, the headless mode and the tests.

It ties the packages together and decides nothing of its own: no screen, no rule of the dialogue, no rule of the rubric.
"""

from __future__ import annotations

from simulator.interview.debriefing import debrief_of
from simulator.interview.interview import Interview
from simulator.interview.ports import Clock, LibraryPort
from simulator.interview.reply_text import LONGEST_REPLY

__all__ = ["LONGEST_REPLY", "Clock", "Interview", "LibraryPort", "debrief_of"]
