"""A hundred thousand reminders that are not due yet: their cost in memory, at each tick, and at a start."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from benchmarks.crowd import promise, sign_up
from benchmarks.figures import Figure, Goal, at_most, paired
from benchmarks.measuring import Contestant, Scale, a_folder, median, microseconds, rates
from benchmarks.place import in_file
from benchmarks.program import a_program, a_telegram
from booking.delivery import Delivery
from booking.jobs import Job
from commands.composition import Core, compose
from commands.randomness import SecretTokens, SystemClock
from db import Database, migrate

NONE, PENDING = "none", "pending"
SIGNED_UP = 1_000
IN_A_WEEK = timedelta(days=7)
SETTLED = 6.0
"""Seconds after which every job has run twice."""


@dataclass
class Lives:
    """What each start found: seconds until it was ready, megabytes once it had settled."""

    seconds: list[float] = field(default_factory=list)
    megabytes: list[float] = field(default_factory=list)


def figures(scale: Scale) -> list[Figure]:
    with a_folder() as folder:
        return asyncio.run(_figures(folder, scale))


async def _figures(folder: Path, scale: Scale) -> list[Figure]:
    urls = {name: in_file(folder / name) for name in (NONE, PENDING)}
    for url in urls.values():
        await migrate(url)
    soon = datetime.now(UTC) + IN_A_WEEK
    for name, url in urls.items():
        await sign_up(url, min(SIGNED_UP, scale.pending), start=soon, going=name == PENDING)
    await promise(urls[PENDING], range(scale.pending), due_at=soon)
    return [*await _lives(urls, folder, scale), await _ticks(urls, scale)]


async def _lives(urls: dict[str, str], folder: Path, scale: Scale) -> list[Figure]:
    lives = {name: Lives() for name in urls}
    for _ in range(scale.starts):
        for name, url in urls.items():
            async with a_telegram() as telegram, a_program(telegram, folder, url) as program:
                await asyncio.sleep(SETTLED if scale.starts > 1 else 0)
                lives[name].seconds.append(program.seconds)
                lives[name].megabytes.append(program.megabytes)
    none, pending = lives[NONE], lives[PENDING]
    more = [one - other for one, other in zip(pending.megabytes, none.megabytes, strict=True)]
    return [
        Figure(
            what=f"memory that {scale.pending} pending reminders take",
            measured=median(more),
            unit="MB",
            goal=Goal(sign="≤", value=2, of="measured"),
        ),
        Figure(
            what=f"a start with {scale.pending} pending reminders",
            measured=median(pending.seconds) * 1000,
            unit="ms",
            floor=median(none.seconds) * 1000,
            ratio=paired(pending.seconds, none.seconds),
            goal=at_most(1.1),
        ),
    ]


async def _ticks(urls: dict[str, str], scale: Scale) -> Figure:
    """Every job of the timetable, by a process that has nobody to tell anything."""
    databases = {name: await Database.open(url) for name, url in urls.items()}
    contestants = {name: _ticking(database) for name, database in databases.items()}
    seen = {name: microseconds(found) for name, found in (await rates(contestants, scale)).items()}
    for database in databases.values():
        await database.close()
    return Figure(
        what=f"a tick of all jobs with {scale.pending} pending reminders",
        measured=median(seen[PENDING]),
        unit="µs",
        floor=median(seen[NONE]),
        ratio=paired(seen[PENDING], seen[NONE]),
        goal=at_most(1.1),
        detail="the floor has the same people and events, and nobody signed up",
    )


def _ticking(database: Database) -> Contestant:
    core: Core = compose(database, SystemClock(), SecretTokens())
    delivery: Delivery = core.delivery()
    jobs: tuple[Job, ...] = core.timetable(delivery)

    async def tick(_worker: int) -> None:
        for job in jobs:
            await job.work()

    return Contestant(tick)
