"""Sending what was promised: answers at once, what goes to many at the pace that all of us may keep."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Protocol

from booking import reaching
from booking.model.messages import Due, Lane, Message, Origin, Purpose
from booking.model.people import Person, PersonId
from booking.news import Newsroom, matters_at, wanted_at
from booking.news_item import News
from booking.ports import Clock, Outbox, Pace, People, Places, Unavailable
from booking.rules import quiet
from booking.slots import GAP, Slots, Turn, at_once
from booking.staleness import stale

__all__ = ["Channel", "Delivery", "News", "TryLater", "Undeliverable", "Unreachable"]

LEASE = timedelta(minutes=2)
BATCH = 50
GIVE_UP_AFTER = 8
"""Attempts; with the growing pause that is about four hours."""
AT_ONCE = 15
"""So many to many are claimed and given their slots together: half a second's."""
IN_FLIGHT = 10
"""On a slow line. On a fast one it is those that are made ready for their slots."""
TELEGRAM = "telegram"
TO_STAFF = frozenset({Purpose.QUESTION, Purpose.ADDITION})
MOMENT = timedelta(seconds=1)
"""Between two messages to one person that go to many (core.telegram.org/bots/faq)."""


class Unreachable(Exception):
    """They blocked the bot, or never opened it; the mailbox is no more."""


class TryLater(Exception):
    def __init__(self, after: timedelta, why: str) -> None:
        super().__init__(why)
        self.after = after


class Undeliverable(Exception):
    """It can never be sent as it is; the reason is for the operator."""


class Channel(Protocol):
    """A way to people. Worded where it is sent."""

    @property
    def name(self) -> str: ...

    def reaches(self, person: Person) -> bool: ...

    async def tell(self, news: News, turn: Turn = at_once) -> Origin | None:
        """Sends it when its `turn` has come, and says where it can be seen.

        Raises Unreachable, TryLater or Undeliverable.
        """
        ...


class Delivery:
    """The first channel that reaches a person is used, the others where it turns out not to."""

    def __init__(
        self,
        *,
        outbox: Outbox,
        people: People,
        newsroom: Newsroom,
        channels: Sequence[Channel],
        pace: Pace,
        places: Places,
        now: Clock,
    ) -> None:
        self._outbox = outbox
        self._people = people
        self._newsroom = newsroom
        self._channels = channels
        self._pace = pace
        self._slots = Slots(pace)
        self._places = places
        self._now = now

    async def deliver(self, person_id: PersonId | None = None) -> int:
        """Sends what answers people, to one or to all, until none is due. How many were taken up."""
        taken = 0
        while claimed := await self._claim(BATCH, Lane.PROMPT, person_id):
            for due in claimed:
                await self._deliver(due)
                await self._pace.reserve(1)  # it waits for nobody, but counts
            taken += len(claimed)
        return taken

    async def deliver_to_many(self) -> int:
        """Sends what goes to many, each at its slot, until none is due. How many were taken up.

        Cancelled, it ends what it is sending and gives the rest back. Raises Unavailable.
        """
        run = _Run()
        async with asyncio.TaskGroup() as nursery:
            try:
                while not run.lost and (claimed := await self._claim(AT_ONCE, Lane.BULK)):
                    run.left = list(claimed)
                    await self._send_in_slots(run, nursery)
            except asyncio.CancelledError:
                run.cancelled = True
            except Unavailable as lost:
                run.lost.append(lost)
        if run.lost:
            raise run.lost[0]
        for due in run.left:
            await self._outbox.retry(due, due.message.due_at, "", counted=False)
        if run.cancelled:
            raise asyncio.CancelledError
        return run.taken

    async def _send_in_slots(self, run: _Run, nursery: asyncio.TaskGroup) -> None:
        slot = await self._slots.take(len(run.left))
        while run.left and not run.lost:
            await self._slots.ready(slot)
            if len(run.under_way) >= IN_FLIGHT:
                await asyncio.wait(run.under_way, return_when=asyncio.FIRST_COMPLETED)
            due = run.left[0]
            now = self._now()
            if await self._pace.may(f"person:{due.message.person_id}", now, gap=MOMENT):
                task = nursery.create_task(self._deliver_one(due, slot, run))
                run.under_way.add(task)
                task.add_done_callback(run.under_way.discard)
            else:
                await self._outbox.retry(due, now + MOMENT, "", counted=False)
            del run.left[0]
            run.taken += 1
            slot += GAP

    async def _deliver_one(self, due: Due, slot: float, run: _Run) -> None:
        try:
            await self._deliver(due, lambda: self._slots.leave(slot))
        except Unavailable as lost:
            run.lost.append(lost)

    async def _claim(self, limit: int, lane: Lane, person_id: PersonId | None = None) -> Sequence[Due]:
        now = self._now()
        return await self._outbox.claim(
            now, lease_until=now + LEASE, limit=limit, lane=lane, person_id=person_id
        )

    async def _deliver(self, due: Due, turn: Turn = at_once) -> None:
        now = self._now()
        news = await self._newsroom.news(due.message, now)
        why = stale(news) if news else "nobody to tell"
        if news is None or why:
            await self._outbox.dropped(due, now, why)
            return
        later = self._later_than(news, now)
        if later is not None:
            await self._outbox.retry(due, later, "", counted=False)
            return
        try:
            channel, card = await self._tell(news, turn)
        except Unreachable as reason:
            await self._outbox.dropped(due, now, f"unreachable: {reason}")
            await self._admit(news)
        except Undeliverable as reason:
            await self._outbox.dropped(due, now, f"undeliverable: {reason}")
        except TryLater as reason:
            await self._later(due, now, reason)
        else:
            await self._outbox.sent(due, now, channel)
            if card and news.booking:
                await self._newsroom.cards.remember(news.booking.id, news.person.id, card)

    async def _admit(self, news: News) -> None:
        """Who was told that it goes to the administration hears that nobody there can be told after all."""
        if news.message.purpose not in TO_STAFF or news.asker is None or news.question is None:
            return
        staff = await reaching.administration(self._people)
        if news.person.reachable and not any(map(reaching.can_be_told, staff)):
            told = Message(
                purpose=Purpose.UNDELIVERED,
                subject=news.question.id,
                revision=1,
                person_id=news.asker.id,
                due_at=news.now,
            )
            await self._outbox.add([told])

    def _later_than(self, news: News, now: datetime) -> datetime | None:
        """When it is to be sent by the person's wishes, if that is not yet."""
        wanted = wanted_at(news)
        if wanted is not None:
            return wanted if now < wanted else None
        space = self._places.catalogue().home
        return quiet.held_until(news.message, matters_at(news), news.person.wishes, space, now)

    async def _tell(self, news: News, turn: Turn) -> tuple[str, Origin | None]:
        """The channel that took it, and where it can be seen. Raises as the last that was tried."""
        failure = Unreachable("no way to them")
        for channel in self._channels:
            if not channel.reaches(news.person):
                continue
            try:
                card = await channel.tell(news, turn)
                if not news.person.reachable and channel.name == TELEGRAM:
                    await self._people.find_again(news.person.id)
            except Unreachable as reason:
                failure = reason
                if news.person.reachable:
                    await reaching.lost(self._people, news.person, news.now)
                continue
            return channel.name, card
        raise failure

    async def _later(self, due: Due, now: datetime, reason: TryLater) -> None:
        if due.attempts >= GIVE_UP_AFTER:
            await self._outbox.dropped(due, now, f"given up: {reason}")
            return
        pause = max(reason.after, timedelta(seconds=2**due.attempts))
        await self._outbox.retry(due, now + pause, str(reason))


@dataclass(slots=True)
class _Run:
    """What one go at many has claimed, and what of it is under way."""

    left: list[Due] = field(default_factory=list)
    under_way: set[asyncio.Task[None]] = field(default_factory=set)
    lost: list[Unavailable] = field(default_factory=list)
    taken: int = 0
    cancelled: bool = False
