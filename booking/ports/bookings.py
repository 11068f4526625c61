"""Reading bookings and those who wait, and the catalogue."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from booking.model.bookings import Booking, BookingId, Change, Series, SeriesId, Wait, WaitId
from booking.model.interval import Interval
from booking.model.people import PersonId
from booking.model.spaces import Catalogue, Resource, ResourceId


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """`after` is an opaque cursor from an earlier page."""

    limit: int = 100
    after: str | None = None


class Bookings(Protocol):
    async def get(self, booking_id: BookingId) -> Booking | None: ...

    async def blocking(
        self, within: Interval, resource_ids: Collection[ResourceId] | None = None
    ) -> Sequence[Booking]:
        """Those whose `[start, clear_at)` overlaps `within` and whom the guard counts, by start."""
        ...

    async def of_person(self, person_id: PersonId, since: datetime) -> Sequence[Booking]:
        """Active ones that end after `since`, by start, without what is held for meetings of guidance."""
        ...

    async def is_of_meeting(self, booking_id: BookingId) -> bool:
        """Whether it is held for a meeting of guidance that is ahead: it changes with that alone."""
        ...

    async def all_of(self, person_id: PersonId) -> Sequence[Booking]:
        """Every one there ever was, by start."""
        ...

    async def in_series(self, series_id: SeriesId, since: datetime) -> Sequence[Booking]:
        """Active ones that start at or after `since`, by start."""
        ...

    async def series(self, series_id: SeriesId) -> Series | None: ...

    async def listing(
        self,
        within: Interval,
        *,
        resource_id: ResourceId | None = None,
        person_id: PersonId | None = None,
        page: Page,
    ) -> tuple[Sequence[Booking], str | None]:
        """All that overlap `within`, whatever their status, by start; and the next cursor."""
        ...

    async def history(self, booking_id: BookingId) -> Sequence[Change]:
        """The audit log of one booking, oldest first."""
        ...

    async def deeds_on(
        self, person_id: PersonId, booking_ids: Collection[BookingId], since: datetime
    ) -> Sequence[tuple[str, Change]]:
        """What was done since to the person's bookings and to these, where they are not over.

        Each with its request key, oldest first.
        """
        ...

    async def lapsed(self, now: datetime, limit: int = 100) -> Sequence[Booking]:
        """Held ones whose deadline has passed."""
        ...

    async def not_checked_in(
        self, started: Interval, resource_ids: Collection[ResourceId]
    ) -> Sequence[Booking]:
        """Confirmed ones of these resources whose start falls in `started` and that are not over.

        Those that hold a room for an event or a meeting of guidance are not among them: nobody checks in.
        """
        ...


class Waits(Protocol):
    async def get(self, wait_id: WaitId) -> Wait | None: ...

    async def by_offer(self, booking_id: BookingId) -> Wait | None: ...

    async def queue(self, resource_id: ResourceId, within: Interval) -> Sequence[Wait]:
        """Those WAITING for a range that overlaps `within`, first come first."""
        ...

    async def open(self, now: datetime, limit: int = 100) -> Sequence[Wait]:
        """WAITING ones that start after `now`, first come first."""
        ...

    async def of_person(self, person_id: PersonId, since: datetime) -> Sequence[Wait]:
        """WAITING or OFFERED ones that start at or after `since`."""
        ...


class Places(Protocol):
    """The catalogue, kept in memory and refreshed by revision."""

    def catalogue(self) -> Catalogue: ...

    async def refresh(self) -> None:
        """Reads the catalogue again where its revision has risen. Raises Unavailable."""
        ...

    async def apply(self, catalogue: Catalogue) -> None:
        """Makes this the catalogue. What is missing in it is retired, never deleted; advisers stay."""
        ...

    async def put(self, resource: Resource) -> None:
        """Adds this one, or changes it."""
        ...
