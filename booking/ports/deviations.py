"""Reading closures and loans. The ledger alone writes them, and the catalogue carries those that hold."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from booking.model.bookings import BookingId
from booking.model.deviations import Deviation, DeviationChange, DeviationId
from booking.model.events import EventId
from booking.model.guidance import AppointmentId
from booking.model.interval import Interval
from booking.model.people import PersonId


@dataclass(frozen=True, slots=True, kw_only=True)
class Occupied:
    """A booking that holds a room for an event, or time or a room for a meeting of guidance."""

    booking_id: BookingId
    event_id: EventId | None = None
    appointment_id: AppointmentId | None = None


class Deviations(Protocol):
    async def get(self, deviation_id: DeviationId) -> Deviation | None: ...

    async def standing(self, since: datetime) -> Sequence[Deviation]:
        """Those that hold and end after `since`, by start."""
        ...

    async def of_person(self, person_id: PersonId) -> Sequence[Deviation]:
        """Every one that they made or ended, by start."""
        ...

    async def key_of(self, deviation_id: DeviationId) -> str | None:
        """The request key of the deed that made it."""
        ...

    async def recorded(self, key: str) -> Sequence[DeviationChange]:
        """What a request key did to closures and loans, in order."""
        ...

    async def occupied(self, within: Interval) -> Sequence[Occupied]:
        """The bookings in that stretch that are held for an event that is on, or for a meeting ahead."""
        ...
