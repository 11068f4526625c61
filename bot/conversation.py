"""What was said last in a chat, in the database: an incomplete wish, a series to agree to.

A person's message and tap may be handled by two replicas at once: the draft row carries a revision.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from booking.ports import Draft, Drafts
from bot import wish_data
from bot.understanding import Understanding

EXPECTING = "expecting"
FORGET_AFTER = timedelta(hours=2)
"""After that a message stands on its own again."""


class Expecting(StrEnum):
    """What the next message is, where it has been asked for."""

    ANSWER = "answer"
    ANNOUNCEMENT = "announcement"
    SENDING_TIME = "sending_time"
    EVENT_TIME = "event_time"
    EVENT_PLAN = "event_plan"
    EVENT_PART = "event_part"
    EVENT_LINK = "event_link"
    GUEST_NAMES = "guest_names"
    GUIDANCE = "guidance"
    ORGANISATION = "organisation"


@dataclass(frozen=True, slots=True, kw_only=True)
class Expected:
    """`subject` is the id of what it is about, empty where that is new."""

    what: Expecting
    subject: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """The last wish as it was understood, or what the next message was asked to be, or neither.

    `revision` is what the draft row stands at.
    """

    understanding: Understanding | None = None
    expected: Expected | None = None
    revision: int = 0


class Conversations:
    def __init__(self, drafts: Drafts) -> None:
        self._drafts = drafts

    async def last(self, telegram_id: int, now: datetime) -> Said:
        draft = await self._drafts.of(telegram_id)
        if draft is None:
            return Said()
        if now - draft.at > FORGET_AFTER:
            return Said(revision=draft.revision)
        data = json.loads(draft.data)
        if EXPECTING in data:
            expected = Expected(what=Expecting(data[EXPECTING]), subject=data["subject"])
            return Said(expected=expected, revision=draft.revision)
        return Said(understanding=wish_data.read(data), revision=draft.revision)

    async def remember(self, telegram_id: int, said: Understanding, revision: int, now: datetime) -> int:
        """The revision it now has. Raises Stale where another turn was quicker than `revision`."""
        data = json.dumps(wish_data.written(said), ensure_ascii=False)
        await self._drafts.save(Draft(telegram_id=telegram_id, data=data, revision=revision, at=now))
        return revision + 1

    async def expect(self, telegram_id: int, what: Expecting, subject: str, now: datetime) -> None:
        """The next message is that. Raises Stale as `remember` does."""
        last = await self.last(telegram_id, now)
        data = json.dumps({EXPECTING: what, "subject": subject})
        await self._drafts.save(Draft(telegram_id=telegram_id, data=data, revision=last.revision, at=now))

    async def forget(self, telegram_id: int) -> None:
        await self._drafts.clear(telegram_id)
