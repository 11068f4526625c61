"""A confirmed booking on PostgreSQL, beside a raw insert into the same table under the same constraint."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from typing import Any

import asyncpg
from sqlalchemy import make_url

from benchmarks.figures import Figure, at_most, paired
from benchmarks.measuring import Contestant, Rates, Scale, median, microseconds, rates
from benchmarks.place import (
    KARI,
    NOW,
    a_booking,
    a_deed,
    a_place,
    a_request,
    a_server,
    core_on,
    new_id,
    wishes,
)
from booking.reserving import Wish
from db import Database, migrate
from db.postgresql import PostgresqlEngine
from db.snapshots import BOOKING

GOAL = at_most(2.5)
CONNECTIONS = (1, 8, 32)
FLOOR, LEDGER, SERVICE = "raw insert", "ledger", "service"
RAW = "INSERT INTO bookings ({}) VALUES ({}) RETURNING id".format(
    ", ".join(BOOKING), ", ".join(f"${number}" for number in range(1, len(BOOKING) + 1))
)


def figures(scale: Scale) -> list[Figure]:
    with a_server() as url:
        return asyncio.run(_measured(url, scale))


async def _measured(url: str, scale: Scale) -> list[Figure]:
    await migrate(url)
    trips = await _round_trips(url)
    found: list[Figure] = []
    for connections in CONNECTIONS:
        async with _contestants(url, connections) as (contestants, empty):
            seen = await rates(contestants, scale, before_each=empty)
        found += _figures(seen, connections, trips)
    return found


def _figures(seen: Rates, connections: int, trips: int) -> Iterator[Figure]:
    floor = microseconds(seen[FLOOR])
    for name, goal in ((LEDGER, None), (SERVICE, GOAL)):
        took = microseconds(seen[name])
        beside = f"{median(seen[name]):.0f}/s beside {median(seen[FLOOR]):.0f}/s"
        yield Figure(
            what=f"booking on PostgreSQL by the {name}, {connections} connections",
            measured=median(took),
            unit="µs",
            floor=median(floor),
            ratio=paired(took, floor),
            goal=goal,
            detail=f"{beside}; {trips} round trip(s) each",
        )


@asynccontextmanager
async def _contestants(url: str, connections: int) -> AsyncIterator[tuple[dict[str, Contestant], Any]]:
    """Each has a connection for each worker, and the same wishes; `empty` clears the tables between."""
    database = await Database.open(url, connections=connections)
    await database.places.apply(a_place())
    plain = make_url(url).set(drivername="postgresql").render_as_string(hide_password=False)
    raw = [await asyncpg.connect(plain) for _ in range(connections)]
    stream, reserving = wishes(), core_on(database).reserving

    async def floor(worker: int) -> None:
        await raw[worker].fetchval(RAW, *_row(next(stream)))

    async def ledger(_worker: int) -> None:
        await database.ledger.record(a_deed(a_booking(next(stream))))

    async def book(_worker: int) -> None:
        await reserving.book(KARI.actor, KARI, next(stream), a_request())

    async def empty() -> None:
        await raw[0].execute("TRUNCATE bookings, changes, outbox")

    try:
        steps = {FLOOR: floor, LEDGER: ledger, SERVICE: book}
        yield {name: Contestant(step, connections) for name, step in steps.items()}, empty
    finally:
        for connection in raw:
            await connection.close()
        await database.close()


async def _round_trips(url: str) -> int:
    """How many statements one booking by the service sends, counted by the driver."""
    database = await Database.open(url, connections=1)
    await database.places.apply(a_place())
    stream, reserving = wishes(), core_on(database).reserving
    seen: list[object] = []
    assert isinstance(database.engine, PostgresqlEngine)
    await reserving.book(KARI.actor, KARI, next(stream), a_request())
    async with database.engine.direct() as connection:
        connection.add_query_logger(seen.append)
    await reserving.book(KARI.actor, KARI, next(stream), a_request())
    await database.close()
    return len(seen)


def _row(wish: Wish) -> tuple[Any, ...]:
    span = wish.interval
    rest = (wish.title, 1, None, NOW, None)
    return (new_id(), wish.resource_id, KARI.id, span.start, span.end, span.end, "confirmed", *rest)
