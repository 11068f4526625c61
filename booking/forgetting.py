"""Retention: what has had its day is removed, without anybody asking."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Protocol

from booking.model.sessions import SESSION_LASTS
from booking.ports import Clock

DRAFTS_LAST = timedelta(days=1)
"""A conversation is forgotten after hours; the row need not outlive the day."""
MESSAGES_LAST = timedelta(days=30)
"""Long enough to find out why somebody did or did not hear of something."""

PACES_LAST = timedelta(days=1)
"""A chat is left alone for a minute at most."""
QUESTIONS_LAST = timedelta(days=365)
"""So that the administration can look back over the year that it reports."""


class Ageing(Protocol):
    async def forget_before(self, moment: datetime) -> None:
        """Removes what was done with earlier. What still waits stays, however old."""
        ...


class Forgetting:
    """`messages` are those promised to people; what was sent or dropped has had its day."""

    def __init__(
        self,
        *,
        drafts: Ageing,
        messages: Ageing,
        questions: Ageing,
        paces: Ageing,
        sessions: Ageing,
        now: Clock,
    ) -> None:
        self._kept = (
            (drafts, DRAFTS_LAST),
            (messages, MESSAGES_LAST),
            (questions, QUESTIONS_LAST),
            (paces, PACES_LAST),
            (sessions, SESSION_LASTS),
        )
        self._now = now

    async def forget(self) -> None:
        for ageing, lasts in self._kept:
            await ageing.forget_before(self._now() - lasts)
