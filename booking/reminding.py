"""Reminders of events, from how things stand: nothing is planned ahead, so nothing has to be taken back."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime, timedelta

from booking.model.events import Event
from booking.model.interval import Interval
from booking.model.messages import Message, Purpose
from booking.model.people import Wishes
from booking.model.spaces import Space
from booking.ports import Clock, Events, Outbox, People, Places
from booking.rules import reminding

AHEAD = timedelta(days=9)
"""No reminder is earlier: quiet days move one by a week at most."""


BEHIND = timedelta(days=1)
"""So long after its start it is still counted who was not reminded, because nothing ran."""
TOO_LATE = "too late"
When = Callable[[Event, datetime, Wishes, Space, datetime], Iterable[reminding.Reminder]]


class Reminding:
    def __init__(self, *, events: Events, people: People, outbox: Outbox, places: Places, now: Clock) -> None:
        self._events = events
        self._people = people
        self._outbox = outbox
        self._places = places
        self._now = now

    async def remind(self) -> int:
        """Promises the reminders whose time has come, each once however often it is asked. How many.

        What an outage made useless is counted as dropped.
        """
        now = self._now()
        found = [
            event for event in await self._events.within(Interval(now - BEHIND, now + AHEAD)) if event.is_on
        ]
        wishes = await self._people.wishes() if found else ()
        promised = 0
        for event in found:
            for offset in self._offsets(reminding.due, event, wishes, now):
                messages = await self._messages(reminding.due, event, offset, now)
                await self._outbox.add(messages)
                promised += len(messages)
            for offset in self._offsets(reminding.passed_over, event, wishes, now):
                missed = await self._messages(reminding.passed_over, event, offset, now)
                await self._outbox.pass_over(missed, now, TOO_LATE)
        return promised

    def _offsets(self, which: When, event: Event, wishes: Sequence[Wishes], now: datetime) -> set[int]:
        """Of those that may be so for anybody: people are looked for only then."""
        space = self._places.catalogue().home
        return {each.offset for of in wishes for each in which(event, event.made_at, of, space, now)}

    async def _messages(self, which: When, event: Event, offset: int, now: datetime) -> list[Message]:
        space = self._places.catalogue().home
        moved_at = await self._events.moved_at(event.id)
        taken_at = await self._events.taken_at(event.id)
        messages: list[Message] = []
        for registration, person in await self._events.unreminded(event, offset):
            placed_at = taken_at.get(registration.id, registration.asked_at)
            heard_at = max(placed_at, moved_at or placed_at)
            messages += [
                Message(
                    purpose=Purpose.EVENT_REMINDER,
                    subject=event.id,
                    revision=event.schedule,
                    person_id=person.id,
                    due_at=now,
                    offset=reminder.offset,
                )
                for reminder in which(event, heard_at, person.wishes, space, now)
                if reminder.offset == offset
            ]
        return messages
