"""Closures and loans, read. The ledger alone writes them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Select, or_, select

from booking.model.bookings import BookingId
from booking.model.deviations import Deviation, DeviationChange, DeviationId
from booking.model.events import ON, EventId
from booking.model.guidance import AppointmentId, AppointmentState
from booking.model.interval import Interval
from booking.model.people import PersonId
from booking.ports import Occupied
from db.deviation_rows import DEVIATION, change_of, deviation_of
from db.engine import Engine
from db.tables import appointments, deviation_changes, deviations, events

d = deviations.c
DEVIATIONS = select(*(d[name] for name in DEVIATION))
STANDING = DEVIATIONS.where(d.ended_at.is_(None)).order_by(d.starts_at, d.id)
c = deviation_changes.c


class SqlDeviations:
    """Fulfils `booking.ports.Deviations`."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    async def get(self, deviation_id: DeviationId) -> Deviation | None:
        found = await self._found(DEVIATIONS.where(d.id == deviation_id))
        return found[0] if found else None

    async def standing(self, since: datetime) -> Sequence[Deviation]:
        return await self._found(STANDING.where(d.ends_at > since))

    async def of_person(self, person_id: PersonId) -> Sequence[Deviation]:
        theirs = or_(d.made_by == person_id, d.ended_by == person_id)
        return await self._found(DEVIATIONS.where(theirs).order_by(d.starts_at, d.id))

    async def key_of(self, deviation_id: DeviationId) -> str | None:
        wanted = select(c.request_key).where(c.deviation_id == deviation_id, c.revision == 1)
        rows = await self._engine.rows(wanted)
        return rows[0].request_key if rows else None

    async def recorded(self, key: str) -> Sequence[DeviationChange]:
        wanted = select(c.action, c.before, c.after, c.actor, c.at).where(c.request_key == key)
        return [change_of(row) for row in await self._engine.rows(wanted.order_by(c.position))]

    async def occupied(self, within: Interval) -> Sequence[Occupied]:
        e, a = events.c, appointments.c
        of_events = select(e.booking_id, e.id).where(
            e.booking_id.is_not(None),
            e.state.in_(sorted(ON)),
            e.starts_at < within.end,
            e.ends_at > within.start,
        )
        of_meetings = select(a.booking_id, a.room_booking_id, a.id).where(
            a.state == AppointmentState.BOOKED, a.starts_at < within.end, a.ends_at > within.start
        )
        for_events = [
            Occupied(booking_id=BookingId(row.booking_id), event_id=EventId(row.id))
            for row in await self._engine.rows(of_events)
        ]
        for_meetings = [
            Occupied(booking_id=BookingId(booking), appointment_id=AppointmentId(row.id))
            for row in await self._engine.rows(of_meetings)
            for booking in (row.booking_id, row.room_booking_id)
            if booking
        ]
        return [*for_events, *for_meetings]

    async def _found(self, wanted: Select[Any]) -> list[Deviation]:
        return [deviation_of(row) for row in await self._engine.rows(wanted)]
