"""What was said last in a chat, in the database: an incomplete wish, a series to agree to.

A person's message and tap may be handled by two replicas at once: the draft row carries a revision.
"""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from booking.model.events import EventId
from booking.ports import Draft, Drafts
from booking.refusals import Stale
from bot.understanding import Understanding

EXPECTING = "expecting"
EVENT = "event"
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
    EVENT_PERSON = "event_person"
    EVENT_CHANGE = "event_change"
    EVENT_WHICH = "event_which"
    EDITED = "edited"


@dataclass(frozen=True, slots=True, kw_only=True)
class Expected:
    """`subject` is the id of what it is about, empty where that is new."""

    what: Expecting
    subject: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """The last wish as it was understood, or what the next message was asked to be, or neither.

    `event` is the one that was talked of last. `revision` is what the draft row stands at.
    """

    understanding: Understanding | None = None
    expected: Expected | None = None
    event: EventId | None = None
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
        if EVENT in data:
            return Said(event=EventId(data[EVENT]), revision=draft.revision)
        return Said(understanding=Understanding.from_json(data), revision=draft.revision)

    async def remember(self, telegram_id: int, said: Understanding, revision: int, now: datetime) -> int:
        """The revision it now has. Raises Stale where another turn was quicker than `revision`."""
        data = json.dumps(said.as_json(), ensure_ascii=False)
        await self._drafts.save(Draft(telegram_id=telegram_id, data=data, revision=revision, at=now))
        return revision + 1

    async def expect(self, telegram_id: int, what: Expecting, subject: str, now: datetime) -> None:
        """The next message is that. Raises Stale as `remember` does."""
        last = await self.last(telegram_id, now)
        data = json.dumps({EXPECTING: what, "subject": subject})
        await self._drafts.save(Draft(telegram_id=telegram_id, data=data, revision=last.revision, at=now))

    async def talk_of(self, telegram_id: int, event: EventId, now: datetime) -> None:
        """The next message may be about that event. Another turn that was quicker is left as it is."""
        last = await self.last(telegram_id, now)
        data = json.dumps({EVENT: event})
        with suppress(Stale):
            await self._drafts.save(Draft(telegram_id=telegram_id, data=data, revision=last.revision, at=now))

    async def forget(self, telegram_id: int) -> None:
        await self._drafts.clear(telegram_id)
