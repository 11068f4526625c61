"""A confirmed booking on SQLite with eight people at once, beside one raw writer of the same rows."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing
from pathlib import Path
from typing import Any

from sqlalchemy import make_url

from benchmarks.figures import Figure, at_least, paired
from benchmarks.measuring import Contestant, Scale, a_folder, median, rates
from benchmarks.place import (
    KARI,
    NOW,
    a_booking,
    a_deed,
    a_place,
    a_request,
    core_on,
    in_file,
    new_id,
    wishes,
)
from booking.reserving import Wish
from db import Database, migrate
from db.columns import as_json
from db.ledger_sqlite import INSERT_BOOKING as BOOKING
from db.ledger_sqlite import INSERT_CHANGE as CHANGE
from db.snapshots import MESSAGE, actor_snapshot, booking_snapshot
from db.sqlite import File

GOAL = at_least(0.8)
PEOPLE = 8
FLOOR, LEDGER, SERVICE = "raw writer", "ledger", "service"
ACTOR = as_json(actor_snapshot(KARI.actor))
AFTER = as_json(booking_snapshot(a_booking(next(wishes()))))
MESSAGES = "INSERT INTO outbox ({0}) VALUES ({1}), ({1}) ON CONFLICT (key) DO NOTHING".format(
    ", ".join(MESSAGE), ", ".join("?" * len(MESSAGE))
)
CLEARED = ("bookings", "changes", "outbox")


def figures(scale: Scale) -> list[Figure]:
    with a_folder() as folder:
        return asyncio.run(_measured(folder, scale))


async def _measured(folder: Path, scale: Scale) -> list[Figure]:
    async with _contestants(folder) as (contestants, empty):
        seen = await rates(contestants, scale, before_each=empty)
    return [
        Figure(
            what=f"booking on SQLite by the {name}, {PEOPLE} people at once",
            measured=median(seen[name]),
            unit="/s",
            floor=median(seen[FLOOR]),
            ratio=paired(seen[name], seen[FLOOR]),
            goal=goal,
            detail="the floor writes the same rows in a loop, a commit each; WAL, synchronous=NORMAL",
        )
        for name, goal in ((LEDGER, None), (SERVICE, GOAL))
    ]


@asynccontextmanager
async def _contestants(folder: Path) -> AsyncIterator[tuple[dict[str, Contestant], Any]]:
    """On the same file, one after the other; `empty` clears the tables between."""
    url = in_file(folder)
    await migrate(url)
    database = await Database.open(url)
    await database.places.apply(a_place())
    stream, reserving = wishes(), core_on(database).reserving

    async def ledger(_worker: int) -> None:
        await database.ledger.record(a_deed(a_booking(next(stream))))

    async def book(_worker: int) -> None:
        await reserving.book(KARI.actor, KARI, next(stream), a_request())

    with closing(File(make_url(url)).writer()) as raw:

        async def floor(_worker: int) -> None:
            _write(raw, next(stream))

        async def empty() -> None:
            for table in CLEARED:
                raw.execute(f"DELETE FROM {table}")

        contestants = {LEDGER: ledger, SERVICE: book}
        yield {FLOOR: Contestant(floor)} | {n: Contestant(s, PEOPLE) for n, s in contestants.items()}, empty
    await database.close()


def _write(raw: sqlite3.Connection, wish: Wish) -> None:
    """A booking, its line in the audit log, its card and its reminder."""
    number, at = new_id(), int(NOW.timestamp())
    start, end = int(wish.interval.start.timestamp()), int(wish.interval.end.timestamp())
    rest = (wish.title, 1, None, at, None)
    raw.execute("BEGIN IMMEDIATE")
    raw.execute(CHANGE, (number, 0, number, None, 1, "made", at, ACTOR, None, AFTER))
    raw.execute(BOOKING, (number, wish.resource_id, KARI.id, start, end, end, "confirmed", *rest))
    told = [
        (f"{purpose}:{number}:1", purpose, number, 1, KARI.id, due, None, None, 0, lane)
        for purpose, due, lane in (("card", at, "prompt"), ("reminder", start - 900, "bulk"))
    ]
    raw.execute(MESSAGES, (*told[0], *told[1]))
    raw.execute("COMMIT")
