"""When what goes to many leaves: each at its slot, and none together with another that was late."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

from booking.ports import Pace

GAP = 1 / 30
"""Seconds between two of them (core.telegram.org/bots/faq)."""
LEAD = 0.06
"""So many seconds before its slot a message is read and worded, so that it is ready when it may leave."""
MADE_GOOD = GAP / 4
"""So late one may leave without the next one's being later too: a timer is never quite on time."""

Turn = Callable[[], Awaitable[None]]
"""Awaited by a channel right before the message leaves."""


async def at_once() -> None:
    """The turn of what waits for nobody."""


class Slots:
    """This process's share of the one budget. Times are those of the event loop."""

    def __init__(self, pace: Pace) -> None:
        self._pace = pace
        self._last = 0.0
        self._leaving = asyncio.Lock()

    async def take(self, many: int) -> float:
        """Takes the next ones, a `GAP` apart; when the first of them is."""
        wait = await self._pace.reserve(many, notice=LEAD)
        return asyncio.get_running_loop().time() + wait

    async def ready(self, slot: float) -> None:
        """Until it is time to make ready what leaves then."""
        await asyncio.sleep(max(0.0, slot - LEAD - asyncio.get_running_loop().time()))

    async def leave(self, slot: float) -> None:
        """Until then; where many were late, until the one before has a gap's distance."""
        now = asyncio.get_running_loop().time
        async with self._leaving:
            leaves = max(slot, self._last + GAP)
            await asyncio.sleep(max(0.0, leaves - now()))
            self._last = max(leaves, now() - MADE_GOOD)
