"""Retention: what has had its day is removed, without anybody asking."""

from __future__ import annotations

from dataclasses import dataclass
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
INTAKES_LAST = timedelta(days=30)
"""A request for guidance that was begun: long enough to take it up again."""
PAPERS_LAST = timedelta(days=3 * 365)
"""What was written about a case that is over, from its last change on; who asks is told so."""
QUESTIONS_LAST = timedelta(days=365)
"""So that the administration can look back over the year that it reports."""


class Ageing(Protocol):
    async def forget_before(self, moment: datetime) -> None:
        """Removes what was done with earlier. What still waits stays, however old."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """What is removed in time. `messages` are those promised to people; sent or dropped, they are done."""

    drafts: Ageing
    messages: Ageing
    questions: Ageing
    paces: Ageing
    sessions: Ageing
    intakes: Ageing
    papers: Ageing


class Forgetting:
    def __init__(self, kept: Kept, now: Clock) -> None:
        self._kept = (
            (kept.drafts, DRAFTS_LAST),
            (kept.messages, MESSAGES_LAST),
            (kept.questions, QUESTIONS_LAST),
            (kept.paces, PACES_LAST),
            (kept.sessions, SESSION_LASTS),
            (kept.intakes, INTAKES_LAST),
            (kept.papers, PAPERS_LAST),
        )
        self._now = now

    async def forget(self) -> None:
        for ageing, lasts in self._kept:
            await ageing.forget_before(self._now() - lasts)
