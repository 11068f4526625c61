"""The waiting list, read. The ledger alone writes it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Select, select, text

from booking.model.bookings import BookingId, Wait, WaitId, WaitState
from booking.model.interval import Interval
from booking.model.people import PersonId
from booking.model.spaces import LONGEST_BOOKING, ResourceId
from db.engine import Engine
from db.snapshots import WAIT, wait_of
from db.tables import waits

w = waits.c
WAITS = select(*(w[name] for name in WAIT))
IS_WAITING = text(f"state = '{WaitState.WAITING}'")
FIRST_COME = (w.asked_at, w.id)
OPEN = (WaitState.WAITING, WaitState.OFFERED)


class SqlWaits:
    """Fulfils `booking.ports.Waits`."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    async def get(self, wait_id: WaitId) -> Wait | None:
        return await self._one(WAITS.where(w.id == wait_id))

    async def by_offer(self, booking_id: BookingId) -> Wait | None:
        return await self._one(WAITS.where(w.offer == booking_id))

    async def queue(self, resource_id: ResourceId, within: Interval) -> Sequence[Wait]:
        return await self._found(
            WAITS.where(
                IS_WAITING,
                w.resource_id == resource_id,
                w.starts_at > within.start - LONGEST_BOOKING,
                w.starts_at < within.end,
                w.ends_at > within.start,
            ).order_by(*FIRST_COME)
        )

    async def open(self, now: datetime, limit: int = 100) -> Sequence[Wait]:
        return await self._found(
            WAITS.where(IS_WAITING, w.starts_at > now).order_by(*FIRST_COME).limit(limit)
        )

    async def of_person(self, person_id: PersonId, since: datetime) -> Sequence[Wait]:
        return await self._found(
            WAITS.where(w.person_id == person_id, w.state.in_(OPEN), w.starts_at >= since).order_by(
                w.starts_at, w.id
            )
        )

    async def _one(self, wanted: Select[Any]) -> Wait | None:
        found = await self._found(wanted)
        return found[0] if found else None

    async def _found(self, wanted: Select[Any]) -> list[Wait]:
        return [wait_of(row) for row in await self._engine.rows(wanted)]
