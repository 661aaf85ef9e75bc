"""What an event becomes in the tables: its own row, and what it changes in its session's."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from simulator.dialogue.events import EndEvent, Event, InterlocutorEvent

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime


def event_row(session_id: str, sequence: int, event: Event, recorded: datetime) -> Mapping[str, Any]:
    """The row of an event."""
    return {
        "session": session_id,
        "sequence": sequence,
        "kind": event.event,
        "recorded": recorded,
        "payload": event.to_json(),
    }


def summary_change(event: Event, recorded: datetime) -> Mapping[str, Any]:
    """What an event changes in its session's row."""
    if isinstance(event, InterlocutorEvent):
        return {"turns": event.turn}
    if isinstance(event, EndEvent):
        return {
            "ended": recorded,
            "ending": event.ending,
            "ending_title": event.title,
            "quality": event.quality,
            "reason": event.reason,
        }
    return {}
