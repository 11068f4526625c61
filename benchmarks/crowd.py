"""Many people signed up for events, and the reminders that they are promised, written without ceremony."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import Table, insert

from booking.model.messages import Lane, Message, Purpose
from booking.model.people import PersonId
from db import Database
from db.tables import events, outbox, people, registrations
from simulator import SimulatedPerson

FIRST = 1_000_000
A_PARTY = 100
"""So many are signed up for each event."""
CHUNK = 10_000
HOUR = timedelta(hours=1)
Rows = list[dict[str, Any]]


def a_crowd(many: int) -> list[SimulatedPerson]:
    """Whom the bot may write to."""
    return [SimulatedPerson(FIRST + n, f"Nr {n}", started=True) for n in range(many)]


async def add_people(url: str, many: int) -> None:
    database = await Database.open(url)
    await _insert(database, people, [{**_person(n), "telegram_id": None} for n in range(many)])
    await database.close()


async def sign_up(url: str, many: int, *, start: datetime, going: bool = True) -> None:
    """People, and their places at events that begin then; no reminder of those is due by itself.

    With `going` false, people and events alone.
    """
    database = await Database.open(url)
    now, start = datetime.now(UTC).replace(microsecond=0), start.replace(microsecond=0)
    numbers = range(0, many, A_PARTY)
    await _insert(database, people, [_person(n) for n in range(many)])
    await _insert(database, events, [_event(n // A_PARTY, start, now) for n in numbers])
    if going:
        await _insert(database, registrations, [_registration(n, now) for n in range(many)])
    await database.close()


async def promise(url: str, numbers: Sequence[int], *, due_at: datetime) -> None:
    """A reminder to each of them."""
    database, due_at = await Database.open(url), due_at.replace(microsecond=0)
    await _insert(database, outbox, [_reminder(n, due_at) for n in numbers])
    await database.close()


async def _insert(database: Database, table: Table, rows: Rows) -> None:
    for chunk in _chunks(rows):
        await database.engine.write(lambda connection, chunk=chunk: connection.execute(insert(table), chunk))


def _chunks(rows: Rows) -> Iterator[Rows]:
    for first in range(0, len(rows), CHUNK):
        yield rows[first : first + CHUNK]


def _person(number: int) -> dict[str, Any]:
    return {
        "id": f"p{number}",
        "name": f"Nr {number}",
        "roles": frozenset(),
        "language": "nb",
        "telegram_id": FIRST + number,
        "reachable": True,
    }


def _event(number: int, start: datetime, now: datetime) -> dict[str, Any]:
    return {
        "id": f"e{number}",
        "kind": "breakfast",
        "title": f"Frokost {number}",
        "starts_at": start,
        "ends_at": start + HOUR,
        "ways": "physical",
        "state": "published",
        "host": "",
        "programme": "",
        "address": "Eksempelveien 1",
        "link": "",
        "closes_at": start,
        "guests": 0,
        "price": "",
        "schedule": 1,
        "revision": 2,
        "made_at": now,
    }


def _registration(number: int, now: datetime) -> dict[str, Any]:
    return {
        "id": f"r{number}",
        "event_id": f"e{number // A_PARTY}",
        "person_id": f"p{number}",
        "way": "physical",
        "guests": [],
        "party": 1,
        "standing": "going",
        "asked_at": now,
        "shows_name": False,
        "skipped": "",
        "ticket": f"t{number}",
        "revision": 1,
    }


def _reminder(number: int, due_at: datetime) -> dict[str, Any]:
    message = Message(
        purpose=Purpose.EVENT_REMINDER,
        subject=f"e{number // A_PARTY}",
        revision=1,
        person_id=PersonId(f"p{number}"),
        due_at=due_at,
        offset=60,
    )
    return {
        "key": message.key,
        "purpose": message.purpose.value,
        "subject": message.subject,
        "revision": message.revision,
        "person_id": message.person_id,
        "due_at": message.due_at,
        "offset_minutes": message.offset,
        "lane": Lane.BULK.value,
    }
