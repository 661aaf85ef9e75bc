"""One conversation with one interlocutor, from a script: pure, without screen, clock, chance or database.

``load_script`` reads and checks a script; ``Conversation`` plays it. Both are imported on first use, so that reading
events and answers does not load jinja2 and the state machine.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from simulator.dialogue.answer import Answer, Ending, GaugeChange, LearnerTurn

if TYPE_CHECKING:
    from simulator.dialogue.conversation import Conversation
    from simulator.dialogue.loading import load_script
    from simulator.dialogue.script import Script

__all__ = ["Answer", "Conversation", "Ending", "GaugeChange", "LearnerTurn", "Script", "load_script"]


def __getattr__(name: str) -> Any:
    """Import what plays and reads scripts only when someone asks for it."""
    if name == "Conversation":
        from simulator.dialogue.conversation import Conversation

        return Conversation
    if name == "load_script":
        from simulator.dialogue.loading import load_script

        return load_script
    if name == "Script":
        from simulator.dialogue.script import Script

        return Script
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
