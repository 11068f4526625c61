"""Reminders of events, from how things stand: nothing is planned ahead, so nothing has to be taken back."""

from __future__ import annotations

from datetime import timedelta

from booking.model.events import Event, Registration, Standing
from booking.model.interval import Interval
from booking.model.messages import Message, Purpose
from booking.model.people import Person
from booking.ports import Clock, Events, Outbox, People, Places
from booking.rules import reminding

AHEAD = timedelta(days=9)
"""No reminder is earlier: quiet days move one by a week at most."""


class Reminding:
    def __init__(self, *, events: Events, people: People, outbox: Outbox, places: Places, now: Clock) -> None:
        self._events = events
        self._people = people
        self._outbox = outbox
        self._places = places
        self._now = now

    async def remind(self) -> int:
        """Promises the reminders whose time has come, each once however often it is asked. How many."""
        now = self._now()
        found = [event for event in await self._events.within(Interval(now, now + AHEAD)) if event.is_on]
        promised = 0
        for event in found:
            messages = await self._messages(event)
            await self._outbox.add(messages)
            promised += len(messages)
        return promised

    async def _messages(self, event: Event) -> list[Message]:
        now, space = self._now(), self._places.catalogue().home
        messages: list[Message] = []
        for registration in await self._events.registrations(event.id):
            person = await self._going(registration)
            if person is None:
                continue
            wanted = reminding.due(event, registration.asked_at, person.wishes, space, now)
            messages += [
                Message(
                    purpose=Purpose.EVENT_REMINDER,
                    subject=event.id,
                    revision=event.schedule,
                    person_id=person.id,
                    due_at=now,
                    offset=reminder.offset,
                )
                for reminder in wanted
            ]
        return messages

    async def _going(self, registration: Registration) -> Person | None:
        if registration.standing is not Standing.GOING:
            return None
        person = await self._people.get(registration.person_id)
        return person if person is not None and person.erased_at is None else None
