"""What is free, asked of a young place and of one with years of history: the same answer at what price?"""

from __future__ import annotations

import asyncio
import sqlite3
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager, closing
from datetime import timedelta
from pathlib import Path

import asyncpg
from sqlalchemy import make_url

from benchmarks.figures import Figure, Goal, at_most, paired
from benchmarks.measuring import Scale, a_folder, median
from benchmarks.place import KARI, NOW, ROOMS, a_place, a_server, core_on, in_file
from booking.model.interval import Interval
from booking.model.spaces import ResourceId
from commands.composition import Core
from db import Database, migrate
from db.overlap import NO_OVERLAP

FORTNIGHT = Interval(NOW, NOW + timedelta(days=14))
HOUR = Interval(NOW + timedelta(days=2), NOW + timedelta(days=2, hours=1))
AHEAD = timedelta(days=20)
EVERY = timedelta(hours=12)
LENGTH = timedelta(hours=2)

Look = Callable[[Core], Awaitable[object]]
LOOKS: Mapping[str, tuple[Look, Goal]] = {
    "free slots of one room over 14 days": (
        lambda core: core.looking.slots(ResourceId("room-7"), FORTNIGHT, timedelta(hours=1), KARI),
        at_most(1.4),
    ),
    "free slots of one room, the query": (
        lambda core: core.looking.taken(FORTNIGHT, [core.looking.resource(ResourceId("room-7"))]),
        at_most(1.4),
    ),
    f"which of {ROOMS} are free": (lambda core: core.looking.free(HOUR, KARI), at_most(1.5)),
    "which are free, the query": (
        lambda core: core.looking.taken(HOUR, core.looking.of_kind(None)),
        at_most(1.5),
    ),
}
COLUMNS = "id, resource_id, person_id, starts_at, ends_at, clear_at, status, title, revision, made_at"
FILL_POSTGRESQL = f"""
    INSERT INTO bookings ({COLUMNS})
    SELECT 'b' || turn || '-' || room, 'room-' || room, 'kari', at, at + $3::interval, at + $3::interval,
        'confirmed', '', 1, at
    FROM generate_series(0, $1::int / {ROOMS} - 1) AS turn, generate_series(0, {ROOMS - 1}) AS room,
        LATERAL (SELECT $2::timestamptz - turn * $4::interval AS at) AS placed
    ORDER BY room, at"""
FILL_SQLITE = f"""
    WITH turns(turn) AS (SELECT 0 UNION ALL SELECT turn + 1 FROM turns WHERE turn + 1 < ?1 / {ROOMS}),
        rooms(room) AS (SELECT 0 UNION ALL SELECT room + 1 FROM rooms WHERE room + 1 < {ROOMS})
    INSERT INTO bookings ({COLUMNS})
    SELECT 'b' || turn || '-' || room, 'room-' || room, 'kari', ?2 - turn * ?4, ?2 - turn * ?4 + ?3,
        ?2 - turn * ?4 + ?3, 'confirmed', '', 1, ?2 - turn * ?4
    FROM rooms, turns"""
"""Two bookings a day of each room, from three weeks ahead back into the past."""


def figures(scale: Scale) -> list[Figure]:
    with a_folder() as folder:
        found = asyncio.run(_on_sqlite(folder, scale))
    with a_server() as url:
        return asyncio.run(_on_postgresql(url, scale)) + found


async def _on_sqlite(folder: Path, scale: Scale) -> list[Figure]:
    urls = [in_file(folder / str(size)) for size in scale.sizes]
    for url, size in zip(urls, scale.sizes, strict=True):
        async with _opened(url):
            await asyncio.to_thread(_fill_file, url, size)
    return await _compared("SQLite", urls, scale)


async def _on_postgresql(url: str, scale: Scale) -> list[Figure]:
    urls = [make_url(url).set(database=f"of_{size}").render_as_string() for size in scale.sizes]
    for each, size in zip(urls, scale.sizes, strict=True):
        await _execute(url, f"CREATE DATABASE of_{size}")
        async with _opened(each):
            await _fill_server(each, size)
    return await _compared("PostgreSQL", urls, scale)


@asynccontextmanager
async def _opened(url: str) -> AsyncIterator[Database]:
    """With the place in it."""
    await migrate(url)
    database = await Database.open(url)
    await database.places.apply(a_place())
    yield database
    await database.close()


async def _fill_server(url: str, size: int) -> None:
    """Without the guard's own index, which serves no look and would take minutes to build."""
    connection = await asyncpg.connect(_plain(url))
    await connection.execute("SET session_replication_role = replica")  # no triggers
    await connection.execute(f"ALTER TABLE bookings DROP CONSTRAINT {NO_OVERLAP}")
    await connection.execute(FILL_POSTGRESQL, size, NOW + AHEAD, LENGTH, EVERY, timeout=None)
    await connection.execute("VACUUM ANALYZE bookings", timeout=None)
    await connection.close()


def _fill_file(url: str, size: int) -> None:
    spans = (LENGTH, EVERY)
    values = (size, int((NOW + AHEAD).timestamp()), *(int(span.total_seconds()) for span in spans))
    with closing(sqlite3.connect(str(make_url(url).database), isolation_level=None)) as connection:
        triggers = connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
        connection.execute("PRAGMA synchronous = OFF")
        for name, _ in triggers:
            connection.execute(f"DROP TRIGGER {name}")
        connection.execute(FILL_SQLITE, values)
        for _, statement in triggers:
            connection.execute(statement)


async def _compared(which: str, urls: list[str], scale: Scale) -> list[Figure]:
    databases = [await Database.open(url) for url in urls]
    cores = [core_on(database) for database in databases]
    found = []
    for what, (look, goal) in LOOKS.items():
        young, old = await _looks(cores, look, scale)
        sizes = "{:,} to {:,} bookings".format(*scale.sizes)
        found.append(
            Figure(
                what=f"{what}, {which}",
                measured=median(old),
                unit="ms",
                floor=median(young),
                ratio=paired(old, young),
                goal=goal,
                detail=f"{sizes}; the same answer from both",
            )
        )
    for database in databases:
        await database.close()
    return found


async def _looks(cores: list[Core], look: Look, scale: Scale) -> list[list[float]]:
    """Milliseconds of each look, by turns; the first few are not counted, and the answers must agree."""
    took: list[list[float]] = [[] for _ in cores]
    for number in range(scale.looks + scale.looks // 10 + 1):
        answers = []
        for core, times in zip(cores, took, strict=True):
            started = time.perf_counter()
            answers.append(await look(core))
            if number > scale.looks // 10:
                times.append((time.perf_counter() - started) * 1000)
        assert answers[0] == answers[1]
    return took


async def _execute(url: str, statement: str) -> None:
    connection = await asyncpg.connect(_plain(url))
    await connection.execute(statement)
    await connection.close()


def _plain(url: str) -> str:
    return make_url(url).set(drivername="postgresql").render_as_string(hide_password=False)
