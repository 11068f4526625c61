"""Events, people's places at them, and where they are shown in groups. Changes go through the Ledger."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Protocol

from booking.model.events import (
    Event,
    EventId,
    Post,
    Registration,
    RegistrationChange,
    RegistrationId,
    Tally,
)
from booking.model.interval import Interval
from booking.model.people import Person, PersonId
from booking.ports.bookings import Page


class Events(Protocol):
    async def get(self, event_id: EventId) -> Event | None: ...

    async def within(self, interval: Interval) -> Sequence[Event]:
        """Those that begin there, whatever their state, the earliest first."""
        ...

    async def listing(self, page: Page, *, since: datetime) -> tuple[Sequence[Event], str | None]:
        """Those that end after `since` and are no drafts, the earliest first."""
        ...

    async def registrations(self, event_id: EventId) -> Sequence[Registration]:
        """Everybody's, whatever their standing, in the order in which they asked."""
        ...

    async def registration(self, registration_id: RegistrationId) -> Registration | None: ...

    async def registration_of(self, event_id: EventId, person_id: PersonId) -> Registration | None: ...

    async def stand(
        self, event_id: EventId, person_id: PersonId
    ) -> tuple[Event, Registration | None, Tally] | None:
        """The event, the person's own registration, and the places of all others; None where it is unknown.

        All as they were at one moment.
        """
        ...

    async def by_ticket(self, ticket: str) -> Registration | None: ...

    async def of_person(self, person_id: PersonId, since: datetime) -> Sequence[tuple[Event, Registration]]:
        """What they are signed up for or wait for that ends after `since`, the earliest first."""
        ...

    async def all_of(self, person_id: PersonId) -> Sequence[tuple[Event, Registration]]:
        """All that is stored, for taking along."""
        ...

    async def unreminded(self, event: Event, offset: int) -> Sequence[tuple[Registration, Person]]:
        """Who goes and was not promised that reminder of the event's schedule yet."""
        ...

    async def taken_at(self, event_id: EventId) -> Mapping[RegistrationId, datetime]:
        """When each who has had a place last signed up for it or took the offer of it."""
        ...

    async def was_published(self, event_id: EventId) -> bool: ...

    async def moved_at(self, event_id: EventId) -> datetime | None:
        """When it last got another time, place, way or price."""
        ...

    async def lapsed_offers(self, now: datetime) -> Sequence[Registration]:
        """Offers whose deadline has passed."""
        ...

    async def with_queue(self, now: datetime) -> Sequence[EventId]:
        """Events that have not begun and that somebody waits for."""
        ...

    async def recorded(self, key: str) -> Sequence[RegistrationChange]:
        """What a request key did to registrations, in order; empty where it is unknown."""
        ...

    async def deeds_on(
        self, person_id: PersonId, event_id: EventId | None, since: datetime
    ) -> Sequence[tuple[str, RegistrationChange]]:
        """What was done since to the person's registrations, and to all of that event.

        Each with its request key, oldest first.
        """
        ...


class Posts(Protocol):
    """Where events are shown to many."""

    async def add(self, post: Post) -> None:
        """One that is known already stays as it is."""
        ...

    async def live(self, since: datetime) -> Sequence[Post]:
        """Those of events that end after `since`."""
        ...

    async def shows(self, post_id: str, shown: str) -> None: ...

    async def forget(self, post_id: str) -> None:
        """It is no longer there."""
        ...
