"""getUpdates: long polling, one poller at a time."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from simulator.changes import Changes
from simulator.refusals import conflict
from simulator.updates import Updates

MOST_UPDATES = 100
LONGEST_POLL = 50
OTHER_POLLER = "terminated by other getUpdates request; make sure that only one bot instance is running"


class Polling:
    def __init__(self, updates: Updates, changes: Changes) -> None:
        self._updates = updates
        self._changes = changes
        self._poll = 0
        self._why_ended = ""
        self._stopped = False
        self._waiting = 0

    async def poll(self, offset: int, limit: int, seconds: int) -> list[dict[str, Any]]:
        """Waits for updates. Raises Refused for the poll that another one has ended."""
        self.end(OTHER_POLLER)
        mine = self._poll
        most = limit if 1 <= limit <= MOST_UPDATES else MOST_UPDATES
        served = self._updates.serve(offset, most)

        def is_over() -> bool:
            return bool(served) or self._stopped or self._poll != mine

        def look_again() -> bool:
            if not is_over():
                served.extend(self._updates.serve(0, most))
            return is_over()

        await self._wait(look_again, min(max(seconds, 0), LONGEST_POLL))
        if self._poll != mine:
            raise conflict(self._why_ended)
        return [update.body() for update in served]

    @property
    def is_waiting(self) -> bool:
        """A poll is open and has had nothing to bring so far."""
        return self._waiting > 0

    async def _wait(self, is_over: Callable[[], bool], seconds: int) -> None:
        if is_over():
            return
        self._waiting += 1
        self._changes.tell()
        try:
            await self._changes.until(is_over, seconds)
        finally:
            self._waiting -= 1

    def end(self, why: str) -> None:
        """The poll that is waiting is told why."""
        self._poll += 1
        self._why_ended = why
        self._changes.tell()

    def stop(self) -> None:
        self._stopped = True
        self._changes.tell()
