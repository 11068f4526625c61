"""Telegram's limits on sending. They are off until they are switched on."""

from __future__ import annotations

import math
from collections import deque
from collections.abc import Callable
from datetime import datetime, timedelta

from simulator.refusals import too_many_requests

WINDOW = timedelta(seconds=1)
PER_CHAT = 1
OVERALL = 30
BURST = 3
"""So many messages at once to one chat are let through."""


class Limits:
    """By the simulated clock: about one message a second in a chat, thirty a second in all."""

    def __init__(self, now: Callable[[], datetime]) -> None:
        self._now = now
        self._per_chat = self._overall = 0
        self._sent: deque[datetime] = deque()
        self._sent_in: dict[int, deque[datetime]] = {}

    def switch_on(self, *, per_chat: int = PER_CHAT, overall: int = OVERALL) -> None:
        self._per_chat, self._overall = per_chat, overall

    def switch_off(self) -> None:
        self._per_chat = self._overall = 0

    def count(self, chat_id: int) -> None:
        """One more message. Raises Refused where it is one too many."""
        if not self._overall:
            return
        of_chat = self._sent_in.setdefault(chat_id, deque())
        wait = max(
            self._wait(of_chat, self._per_chat * BURST, WINDOW * BURST),
            self._wait(self._sent, self._overall, WINDOW),
        )
        if wait:
            raise too_many_requests(wait)
        of_chat.append(self._now())
        self._sent.append(self._now())

    def _wait(self, sent: deque[datetime], most: int, window: timedelta) -> int:
        """Whole seconds until there is room again; 0 where there is."""
        now = self._now()
        while sent and sent[0] <= now - window:
            sent.popleft()
        return math.ceil((sent[0] + window - now).total_seconds()) if len(sent) >= most else 0
