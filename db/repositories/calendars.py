"""Advisers' own calendars. What was read from one is replaced whole, in one transaction."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, Select, delete, insert, select, update

from booking.model.calendars import CalendarId, OwnCalendar, Trouble
from booking.model.interval import Interval
from booking.model.messages import Message
from booking.model.people import PersonId
from db.engine import Engine
from db.repositories.promising import promise
from db.tables import busy_elsewhere, own_calendars, people

c = own_calendars.c
b = busy_elsewhere.c
NAMES = tuple(each.name for each in fields(OwnCalendar))
CALENDARS = select(*(c[name] for name in NAMES))


class SqlCalendars:
    """Fulfils `booking.ports.Calendars` and `booking.ports.BusyElsewhere`."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    async def get(self, calendar_id: CalendarId) -> OwnCalendar | None:
        return await self._one(CALENDARS.where(c.id == calendar_id))

    async def of_person(self, person_id: PersonId) -> OwnCalendar | None:
        return await self._one(CALENDARS.where(c.person_id == person_id))

    async def connect(self, calendar: OwnCalendar, busy: Sequence[Interval]) -> None:
        def connect(connection: Connection) -> None:
            # Held while we write, so that an erasing goes before or after, and leaves no calendar behind.
            held = update(people).where(people.c.id == calendar.person_id, people.c.erased_at.is_(None))
            if not connection.execute(held.values(reachable=people.c.reachable)).rowcount:
                return
            remove(connection, calendar.person_id)
            connection.execute(insert(own_calendars).values(_row(calendar)))
            _replace(connection, calendar.id, busy)

        await self._engine.write(connect)

    async def disconnect(self, person_id: PersonId) -> None:
        await self._engine.write(lambda connection: remove(connection, person_id))

    async def due(self, now: datetime, lease_until: datetime, limit: int) -> Sequence[OwnCalendar]:
        due = select(c.id).where(c.due_at <= now).order_by(c.due_at, c.id).limit(limit)
        mine = due.with_for_update(skip_locked=True).cte("mine")
        # A revision further, so that whoever claimed it before and was too slow records nothing.
        claiming = update(own_calendars).where(c.id == mine.c.id)
        claimed = claiming.values(due_at=lease_until, revision=c.revision + 1)
        rows = await self._engine.change(claimed.returning(*(c[name] for name in NAMES)))
        return [_calendar(row) for row in rows]

    async def record(
        self, after: OwnCalendar, busy: Sequence[Interval] | None, messages: Sequence[Message]
    ) -> bool:
        def record(connection: Connection) -> bool:
            at_before = (c.id == after.id, c.revision == after.revision - 1)
            changed = connection.execute(update(own_calendars).where(*at_before).values(_row(after)))
            if not changed.rowcount:
                return False
            if busy is not None:
                _replace(connection, after.id, busy)
            promise(connection, messages)
            return True

        return await self._engine.write(record)

    async def busy(self, person_id: PersonId, within: Interval) -> Sequence[Interval]:
        theirs = select(b.starts_at, b.ends_at).join(own_calendars, c.id == b.calendar_id)
        found = theirs.where(c.person_id == person_id, b.starts_at < within.end, b.ends_at > within.start)
        rows = await self._engine.rows(found.order_by(b.starts_at))
        return [Interval(row.starts_at, row.ends_at) for row in rows]

    async def _one(self, wanted: Select[Any]) -> OwnCalendar | None:
        rows = await self._engine.rows(wanted)
        return _calendar(rows[0]) if rows else None


def remove(connection: Connection, person_id: PersonId) -> None:
    """With all that was read from it."""
    theirs = select(c.id).where(c.person_id == person_id)
    # Held first, as recording does: else what it writes meanwhile stands in the way of removing.
    connection.execute(update(own_calendars).where(c.person_id == person_id).values(revision=c.revision + 1))
    connection.execute(delete(busy_elsewhere).where(b.calendar_id.in_(theirs)))
    connection.execute(delete(own_calendars).where(c.person_id == person_id))


def _replace(connection: Connection, calendar_id: CalendarId, busy: Sequence[Interval]) -> None:
    connection.execute(delete(busy_elsewhere).where(b.calendar_id == calendar_id))
    rows = [{"calendar_id": calendar_id, "starts_at": each.start, "ends_at": each.end} for each in busy]
    if rows:
        connection.execute(insert(busy_elsewhere), rows)


def _row(calendar: OwnCalendar) -> dict[str, Any]:
    return {name: getattr(calendar, name) for name in NAMES}


def _calendar(row: Row[Any]) -> OwnCalendar:
    values: dict[str, Any] = dict(row._mapping)  # noqa: SLF001 -- SQLAlchemy's public name for it
    failure = values.pop("failure")
    return OwnCalendar(**values, failure=Trouble(failure) if failure else None)
