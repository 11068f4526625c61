"""Deeds with good defaults, and SQL written by hand."""

import sqlite3
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import asyncpg
from sqlalchemy import make_url

from booking.model.bookings import (
    Action,
    Booking,
    BookingId,
    Change,
    Status,
    Wait,
    WaitId,
)
from booking.model.interval import Interval
from booking.model.messages import Message, Purpose
from booking.model.people import PersonId
from booking.model.spaces import ResourceId
from booking.ports import Deed, WaitChange
from tests.builders import NOW, a_booking, a_person, at

KARI = a_person().actor
REFUSED_BY_DRIVER = (sqlite3.IntegrityError, asyncpg.PostgresError)


def making(booking: Booking) -> Change:
    return Change(action=Action.MADE, before=None, after=booking, actor=KARI, at=NOW)


def changing(before: Booking, action: Action = Action.MOVED, **fields: Any) -> Change:
    """To the next revision; a new interval is clear at its end where nothing else is said."""
    if "interval" in fields:
        fields.setdefault("clear_at", fields["interval"].end)
    return Change(action=action, before=before, after=before.changed(**fields), actor=KARI, at=NOW)


def cancelling(before: Booking) -> Change:
    return changing(before, Action.CANCELLED, status=Status.CANCELLED)


def a_deed(key: str, *changes: Change, **fields: Any) -> Deed:
    return Deed(**{"key": key, "actor": KARI, "at": NOW, "changes": changes, **fields})


def a_message(booking: Booking, **fields: Any) -> Message:
    defaults = {
        "purpose": Purpose.CARD,
        "subject": booking.id,
        "revision": booking.revision,
        "person_id": booking.person_id,
        "due_at": NOW,
    }
    return Message(**{**defaults, **fields})


def a_wait(number: int = 1, **fields: Any) -> Wait:
    defaults = {
        "id": WaitId(f"w{number}"),
        "resource_id": ResourceId("drivhuset"),
        "person_id": PersonId("kari"),
        "interval": Interval(at("10:00"), at("12:00")),
        "asked_at": NOW + timedelta(minutes=number),
    }
    return Wait(**{**defaults, **fields})


def waiting(wait: Wait) -> WaitChange:
    return WaitChange(before=None, after=wait)


def hour(number: int, **fields: Any) -> Booking:
    """Drivhuset for the hour with that number, counted from now on."""
    start = NOW + timedelta(hours=number)
    interval = Interval(start, start + timedelta(hours=1))
    return a_booking(**{"id": BookingId(f"h{number}"), "interval": interval, **fields})


def elsewhere(booking: Booking, number: int) -> Booking:
    """The same at one of the desks."""
    return replace(booking, id=BookingId(f"{booking.id}d{number}"), resource_id=ResourceId(f"pult-{number}"))


class ByHand:
    """What somebody types into the database's own shell; `?` stands for a value."""

    def __init__(self, url: str) -> None:
        self.url = make_url(url)

    @property
    def is_sqlite(self) -> bool:
        return self.url.get_backend_name() == "sqlite"

    async def run(self, statement: str, *values: Any) -> list[tuple[Any, ...]]:
        if self.is_sqlite:
            return self._run_on_sqlite(statement, [self._seconds(value) for value in values])
        for number in range(1, len(values) + 1):
            statement = statement.replace("?", f"${number}", 1)
        plain = self.url.set(drivername="postgresql").render_as_string(hide_password=False)
        connection = await asyncpg.connect(plain)
        try:
            return [tuple(row) for row in await connection.fetch(statement, *values)]
        finally:
            await connection.close()

    async def insert(self, booking: Booking) -> None:
        await self.run(
            "INSERT INTO bookings (id, resource_id, person_id, starts_at, ends_at, clear_at, status,"
            " title, revision, made_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            booking.id,
            booking.resource_id,
            booking.person_id,
            booking.interval.start,
            booking.interval.end,
            booking.clear_at,
            booking.status.value,
            booking.title,
            booking.revision,
            booking.made_at,
        )

    async def count(self, table: str) -> int:
        ((found,),) = await self.run(f"SELECT count(*) FROM {table}")
        return int(found)

    async def counts(self, *tables: str) -> list[int]:
        return [await self.count(table) for table in tables]

    def _run_on_sqlite(self, statement: str, values: Iterable[Any]) -> list[tuple[Any, ...]]:
        connection = sqlite3.connect(str(self.url.database), isolation_level=None)
        try:
            return connection.execute(statement, tuple(values)).fetchall()
        finally:
            connection.close()

    @staticmethod
    def _seconds(value: Any) -> Any:
        return int(value.timestamp()) if isinstance(value, datetime) else value
