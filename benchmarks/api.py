"""`POST /api/v1/bookings` by eight clients to one process, beside the barest server there could be."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path

import aiohttp

from benchmarks.figures import Figure, Goal, paired
from benchmarks.measuring import Contestant, Scale, a_folder, median, rates
from benchmarks.place import KARI, ROOMS, a_server, core_on, in_file, wishes
from benchmarks.program import ROOT, Program, a_program, a_telegram, started
from booking.model.people import Scope
from booking.reserving import Wish
from db import Database, migrate

GOAL = Goal(sign="≥", value=360, of="measured")
CLIENTS = 8
FLOOR, SERVICE = "bare server", "service"
DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
HALF_A_YEAR = timedelta(days=180)
"""The two servers have one database: they are asked for different days."""
NUMBERS = count(1)


def figures(scale: Scale) -> list[Figure]:
    with a_folder() as folder:
        found = [asyncio.run(_on("SQLite", in_file(folder / "data"), folder, scale))]
    with a_server() as url, a_folder() as folder:
        return [asyncio.run(_on("PostgreSQL", url, folder, scale)), *found]


async def _on(which: str, url: str, folder: Path, scale: Scale) -> Figure:
    space = a_space_file(folder)
    await migrate(url)
    token = await a_token(url)
    async with (
        a_telegram() as telegram,
        a_program(telegram, folder, url, space) as service,
        _bare_server(url) as bare,
        aiohttp.ClientSession(headers={"Authorization": f"Bearer {token}"}) as session,
    ):
        today = datetime.now(UTC)
        asking = {
            FLOOR: _asking(session, bare.port, wishes(now=today + HALF_A_YEAR)),
            SERVICE: _asking(session, service.port, wishes(now=today)),
        }
        seen = await rates(asking, scale)
    return Figure(
        what=f"POST /api/v1/bookings on {which}, {CLIENTS} clients, one process",
        measured=median(seen[SERVICE]),
        unit="/s",
        floor=median(seen[FLOOR]),
        ratio=paired(seen[SERVICE], seen[FLOOR]),
        goal=GOAL,
        detail="the floor is an aiohttp server that inserts one row, without rules, token, log or outbox",
    )


def _asking(session: aiohttp.ClientSession, port: int, stream: Iterator[Wish]) -> Contestant:
    url = f"http://127.0.0.1:{port}/api/v1/bookings"

    async def ask(_worker: int) -> None:
        wish = next(stream)
        body = {
            "resource_id": wish.resource_id,
            "person_id": KARI.id,
            "start": wish.interval.start.isoformat(),
            "end": wish.interval.end.isoformat(),
        }
        headers = {"Idempotency-Key": f"n{next(NUMBERS):011}"}
        async with session.post(url, json=body, headers=headers) as answer:
            assert answer.status == 201, await answer.text()
            await answer.read()

    return Contestant(ask, CLIENTS)


@asynccontextmanager
async def _bare_server(url: str) -> AsyncIterator[Program]:
    async with started("-m", "benchmarks.bare_server", url, folder=ROOT) as server:
        yield server


async def a_token(url: str) -> str:
    """Lets this program in, and makes Kari known."""
    database = await Database.open(url)
    await database.people.add(KARI)
    token = await core_on(database).access.grant(Scope.WRITE, "benchmark")
    await database.close()
    return token


def a_space_file(folder: Path) -> Path:
    """Rooms that are open day and night."""
    opening = "\n".join(f'{day} = "00-24"' for day in DAYS)
    rooms = "\n".join(
        f'[[space.resource]]\nid = "room-{number}"\nname = "Room {number}"\nkind = "room"'
        for number in range(ROOMS)
    )
    path = folder / "space.toml"
    place = f'[[space]]\nname = "Place"\ntime_zone = "Europe/Oslo"\n\n[space.opening]\n{opening}\n\n{rooms}\n'
    path.write_text(place, encoding="utf-8")
    return path
