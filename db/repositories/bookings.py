"""Bookings, read. The ledger alone writes them."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, exists, or_, select, text

from booking.model.bookings import ACTIVE, Booking, BookingId, Change, Series, SeriesId, Status
from booking.model.guidance import AppointmentState
from booking.model.interval import Interval
from booking.model.people import PersonId
from booking.model.spaces import LONGEST_BOOKING, REACH, ResourceId
from booking.ports import Page
from db.engine import Engine
from db.overlap import BLOCKS
from db.repositories.cursors import cursor, place
from db.snapshots import BOOKING, SERIES, booking_of, change_of, series_of
from db.tables import appointments, bookings, changes, events, series

b = bookings.c
BOOKINGS = select(*(b[name] for name in BOOKING))
IS_BLOCKING = text(BLOCKS)
IS_ACTIVE = b.status.in_(sorted(ACTIVE))
a = appointments.c
MEETS = (
    exists()
    .where(or_(a.booking_id == b.id, a.room_booking_id == b.id), a.state == AppointmentState.BOOKED)
    .correlate(bookings)
)
"""Whether it is held for a meeting of guidance."""


class SqlBookings:
    """Fulfils `booking.ports.Bookings`."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    async def get(self, booking_id: BookingId) -> Booking | None:
        found = await self._found(BOOKINGS.where(b.id == booking_id))
        return found[0] if found else None

    async def blocking(
        self, within: Interval, resource_ids: Collection[ResourceId] | None = None
    ) -> Sequence[Booking]:
        wanted = BOOKINGS.where(
            IS_BLOCKING,
            b.starts_at > within.start - REACH,
            b.starts_at < within.end,
            b.clear_at > within.start,
        )
        if resource_ids is not None:
            wanted = wanted.where(_among(resource_ids))
        return await self._found(wanted.order_by(b.starts_at, b.resource_id))

    async def of_person(self, person_id: PersonId, since: datetime) -> Sequence[Booking]:
        return await self._found(
            BOOKINGS.where(
                b.person_id == person_id,
                b.starts_at > since - LONGEST_BOOKING,
                b.ends_at > since,
                IS_ACTIVE,
                ~MEETS,
            ).order_by(b.starts_at, b.id)
        )

    async def is_of_meeting(self, booking_id: BookingId) -> bool:
        return bool(await self._engine.rows(select(b.id).where(b.id == booking_id, MEETS)))

    async def all_of(self, person_id: PersonId) -> Sequence[Booking]:
        return await self._found(BOOKINGS.where(b.person_id == person_id).order_by(b.starts_at, b.id))

    async def in_series(self, series_id: SeriesId, since: datetime) -> Sequence[Booking]:
        return await self._found(
            BOOKINGS.where(b.series_id == series_id, b.starts_at >= since, IS_ACTIVE).order_by(
                b.starts_at, b.id
            )
        )

    async def series(self, series_id: SeriesId) -> Series | None:
        wanted = select(*(series.c[name] for name in SERIES)).where(series.c.id == series_id)
        rows = await self._engine.rows(wanted)
        return series_of(rows[0]) if rows else None

    async def listing(
        self,
        within: Interval,
        *,
        resource_id: ResourceId | None = None,
        person_id: PersonId | None = None,
        page: Page,
    ) -> tuple[Sequence[Booking], str | None]:
        """Raises ValueError for a cursor that is none of ours."""
        wanted = BOOKINGS.where(
            b.starts_at > within.start - LONGEST_BOOKING,
            b.starts_at < within.end,
            b.ends_at > within.start,
            *_equal((b.resource_id, resource_id), (b.person_id, person_id)),
            *_after(page),
        )
        found = await self._found(wanted.order_by(b.starts_at, b.id).limit(page.limit + 1))
        shown = found[: page.limit]
        more = len(found) > page.limit
        return shown, cursor(shown[-1].interval.start.isoformat(), shown[-1].id) if more else None

    async def history(self, booking_id: BookingId) -> Sequence[Change]:
        c = changes.c
        wanted = (
            select(c.action, c.before, c.after, c.actor, c.at)
            .where(c.booking_id == booking_id)
            .order_by(c.revision)
        )
        return [change_of(row) for row in await self._engine.rows(wanted)]

    async def deeds_on(
        self, person_id: PersonId, booking_ids: Collection[BookingId], since: datetime
    ) -> Sequence[tuple[str, Change]]:
        c = changes.c
        of_them = or_(b.person_id == person_id, b.id.in_(sorted(booking_ids)))
        wanted = (
            select(c.request_key, c.action, c.before, c.after, c.actor, c.at)
            .join(bookings, b.id == c.booking_id)
            .where(of_them, b.ends_at > since, c.at >= since)
            .order_by(c.at, c.request_key, c.position, c.revision)
        )
        return [(row[0], change_of(row[1:])) for row in await self._engine.rows(wanted)]

    async def lapsed(self, now: datetime, limit: int = 100) -> Sequence[Booking]:
        is_held = text(f"status = '{Status.HELD}'")
        return await self._found(
            BOOKINGS.where(is_held, b.held_until <= now).order_by(b.held_until, b.id).limit(limit)
        )

    async def not_checked_in(
        self, started: Interval, resource_ids: Collection[ResourceId]
    ) -> Sequence[Booking]:
        return await self._found(
            BOOKINGS.where(
                IS_BLOCKING,
                b.status == Status.CONFIRMED,
                b.starts_at >= started.start,
                b.starts_at < started.end,
                b.ends_at > started.end,
                _among(resource_ids),
                ~exists().where(events.c.booking_id == b.id),
                ~MEETS,
            ).order_by(b.starts_at, b.id)
        )

    async def _found(self, wanted: Select[Any]) -> list[Booking]:
        return [booking_of(row) for row in await self._engine.rows(wanted)]


def _among(resource_ids: Collection[ResourceId]) -> ColumnElement[bool]:
    """A single one is asked for by equality: the plan for it is known to be the best."""
    if len(resource_ids) == 1:
        return b.resource_id == next(iter(resource_ids))
    return b.resource_id.in_(sorted(resource_ids))


def _equal(*pairs: tuple[ColumnElement[Any], str | None]) -> list[ColumnElement[bool]]:
    return [column == value for column, value in pairs if value is not None]


def _after(page: Page) -> list[ColumnElement[bool]]:
    last = place(page)
    if last is None:
        return []
    start, booking_id = datetime.fromisoformat(last[0]), last[1]
    return [or_(b.starts_at > start, and_(b.starts_at == start, b.id > booking_id))]
