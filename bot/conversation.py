"""What a chat was last about, in the database: the last wish, what is being asked for, what was shown.

A person's message and tap may be handled by two replicas at once: the draft row carries a revision, and who
loses a race reads again and changes what stands now.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

from booking.model.bookings import BookingId
from booking.model.events import EventId
from booking.ports import Draft, Drafts
from booking.refusals import Stale
from bot import remembering
from bot.remembering import FORGET_AFTER, Choice, Expected, Expecting, Part, Said, Shown
from bot.understanding import Understanding

__all__ = ["FORGET_AFTER", "About", "Choice", "Conversations", "Expected", "Expecting", "Said", "Shown"]

ATTEMPTS = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """What a message of ours was about. `done` says that it told of what the person had just asked for."""

    bookings: tuple[BookingId, ...] = ()
    event: EventId | None = None
    done: bool = True


class Conversations:
    def __init__(self, drafts: Drafts) -> None:
        self._drafts = drafts

    async def last(self, telegram_id: int, now: datetime) -> Said:
        """Without what was said too long ago."""
        return remembering.read(await self._drafts.of(telegram_id), now)

    async def remember(self, telegram_id: int, said: Understanding, now: datetime) -> int:
        """The wish that the next message may go on from. The revision it has."""

        def wished(last: Said) -> Said:
            wish = replace(last, understanding=said, done=False, revision=last.row + 1)
            return wish.stamped(Part.WISH, at=now)

        return (await self._change(telegram_id, now, wished)).revision

    async def expect(self, telegram_id: int, what: Expecting, subject: str, now: datetime) -> None:
        """The next message is that."""

        def expecting(last: Said) -> Said:
            expected = Expected(what=what, subject=subject)
            return replace(last, expected=expected, understanding=None).stamped(Part.EXPECTED, at=now)

        await self._change(telegram_id, now, expecting)

    async def answered(self, telegram_id: int, now: datetime) -> None:
        """Nothing is asked for any more; the rest is as it was."""
        await self._change(telegram_id, now, lambda last: replace(last, expected=None))

    async def showed(self, telegram_id: int, shown: Shown | None, about: About | None, now: datetime) -> None:
        """These buttons stand last in the chat, and that was spoken of; None leaves what was."""

        def seen(last: Said) -> Said:
            if shown is not None:
                last = replace(last, shown=shown).stamped(Part.SHOWN, at=now)
            if about is None:
                return last
            bookings, event = about.bookings or last.bookings, about.event or last.event
            told = replace(last, bookings=bookings, event=event, done=last.done or about.done)
            return told.stamped(Part.SPOKEN, at=now)

        if shown is not None or about is not None:
            await self._change(telegram_id, now, seen)

    async def forget(self, telegram_id: int) -> None:
        """All that was wished, asked or shown. What was spoken of stays: nothing of it is pending."""
        draft = await self._drafts.of(telegram_id)
        if draft is not None:
            await self._change(telegram_id, draft.at, _forgotten)

    async def _change(self, telegram_id: int, now: datetime, change: Callable[[Said], Said]) -> Said:
        """Raises Stale where others are quicker again and again."""
        for _ in range(ATTEMPTS):
            last = remembering.read(await self._drafts.of(telegram_id), now)
            after = change(last)
            data = remembering.written(after)
            try:
                await self._drafts.save(Draft(telegram_id=telegram_id, data=data, revision=last.row, at=now))
            except Stale:
                continue
            return after
        raise Stale


def _forgotten(last: Said) -> Said:
    return Said(bookings=last.bookings, event=last.event, row=last.row, times=last.times)
