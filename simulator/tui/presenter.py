"""Shows events in the widgets of the interview screen, at the pace of a person. It decides nothing about them."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from datetime import timedelta
from typing import TYPE_CHECKING

from simulator.tui.pace import RINGING, answer_delay

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from simulator.dialogue.events import Event
    from simulator.tui.gateway import LiveInterview
    from simulator.tui.widgets.flow import Flow
    from simulator.tui.widgets.gauges import GaugeStrip
    from simulator.tui.widgets.status_bar import StatusBar

CALL_CHANNELS = frozenset({"telephone", "visio", "face_a_face", "jury"})
"""Channels where people speak: what is shown is what is heard."""


class Presenter:
    """Plays events to the learner.

    Args:
        live: the interview.
        flow: where things are said.
        status: the line above.
        gauges: the bars, shown or not.
        instant: whether answers come without delay.
    """

    def __init__(
        self, live: LiveInterview, flow: Flow, status: StatusBar, gauges: GaugeStrip, *, instant: bool
    ) -> None:
        self._live = live
        self._flow = flow
        self._status = status
        self._gauges = gauges
        self._instant = instant
        self._hurried = asyncio.Event()

    def hurry(self) -> None:
        """Show at once what was still to come."""
        self._hurried.set()

    async def _pause(self, seconds: float) -> None:
        """Let time pass, unless the learner hurries."""
        with suppress(TimeoutError):
            await asyncio.wait_for(self._hurried.wait(), seconds)

    async def ring(self) -> None:
        """Let the phone ring before anybody speaks."""
        if not self._instant:
            self._status.state = "sonnerie"
            await self._pause(RINGING)
            self._status.state = "en ligne"

    async def show(self, events: Iterable[Event], *, paced: bool) -> None:
        """Show events in order; answers take their time when ``paced``."""
        self._hurried.clear()
        for event in events:
            if event.event == "reply":
                await self._show_reply(event.text, event.silence, self._moment(event.at))
                self._status.turns = event.turn
            elif event.event == "interlocutor":
                moment = self._moment(event.at)
                await self._show_answer(event.messages, event.stage_direction, moment, paced=paced)
                self._gauges.show(event.gauges)
            elif event.event == "end":
                self._status.state = "raccroché"
                closing = f"— Fin de l’entretien : {event.title} —\n{event.sentence}"
                await self._flow.show_note(closing.rstrip(), classes="-end")

    async def _show_reply(self, text: str, silence: float | None, moment: datetime) -> None:
        if silence is None:
            await self._flow.show_mine(text, moment)
        else:
            await self._flow.show_note(f"— Vous laissez un silence ({silence:.0f} s) —")

    async def _show_answer(self, messages: Sequence[str], direction: str, moment: datetime, *, paced: bool) -> None:
        if direction and not messages:
            await self._flow.show_note(f"({direction})")
        for message in messages:
            if paced and not self._instant:
                await self._flow.wait()
                await self._pause(answer_delay(message, self._live.channel))
                await self._flow.stop_waiting()
            await self._flow.show_theirs(message, direction, moment)
            direction = ""

    def _moment(self, at: float) -> datetime:
        return self._live.started + timedelta(seconds=at)
