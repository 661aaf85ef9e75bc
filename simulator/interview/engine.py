"""Makes the interlocutor: the one place where the loop meets the dialogue's engine."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.dialogue import Conversation

if TYPE_CHECKING:
    from simulator.dialogue.script import Script
    from simulator.interview.ports import ConversationPort
    from simulator.rubric.model import Channel


def converse(script: Script, channel: Channel, seed: int) -> ConversationPort:
    """A new conversation, before its first words."""
    return Conversation(script, channel, seed)
