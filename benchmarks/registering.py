"""`POST /api/v1/events/{id}/registrations` by eight clients to one process; no event is ever overfull."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path

import aiohttp

from benchmarks.api import CLIENTS, a_space_file, a_token
from benchmarks.crowd import add_people
from benchmarks.figures import Figure, Goal
from benchmarks.measuring import Contestant, Scale, a_folder, median, rates
from benchmarks.place import a_server, in_file
from benchmarks.program import a_program, a_telegram
from db import migrate

GOAL = Goal(sign="≥", value=190, of="measured")
SEATS = 100
ASKING = 150
"""So many ask for a place at each event: a third of them wait."""
KEYS = count(1)


def figures(scale: Scale) -> list[Figure]:
    with a_folder() as folder:
        found = [asyncio.run(_on("SQLite", in_file(folder / "data"), folder, scale))]
    with a_server() as url, a_folder() as folder:
        return [asyncio.run(_on("PostgreSQL", url, folder, scale)), *found]


async def _on(which: str, url: str, folder: Path, scale: Scale) -> Figure:
    space = a_space_file(folder)
    await migrate(url)
    token = await a_token(url)
    await add_people(url, ASKING)
    async with (
        a_telegram() as telegram,
        a_program(telegram, folder, url, space) as service,
        aiohttp.ClientSession(
            f"http://127.0.0.1:{service.port}", headers={"Authorization": f"Bearer {token}"}
        ) as session,
    ):
        events: list[str] = []
        seen = await rates({"": _signing_up(session, events)}, scale)
        overfull = [each for each in events if await _going(session, each) > SEATS]
    return Figure(
        what=f"registrations over the API on {which}, {CLIENTS} clients, one process",
        measured=median(seen[""]),
        unit="/s",
        goal=GOAL,
        detail=f"{ASKING} ask for {SEATS} places at each of {len(events)} events, {len(overfull)} overfull",
    )


def _signing_up(session: aiohttp.ClientSession, events: list[str]) -> Contestant:
    """One event after the other, each asked for by everybody."""
    making = asyncio.Lock()
    wanted: Iterator[tuple[str, str]] = iter(())

    async def next_wanted() -> tuple[str, str]:
        nonlocal wanted
        async with making:
            if (found := next(wanted, None)) is not None:
                return found
            event = await _made(session)
            events.append(event)
            wanted = iter([(event, f"p{number}") for number in range(ASKING)])
            return next(wanted)

    async def ask(_worker: int) -> None:
        event, person = await next_wanted()
        await _post(session, f"/api/v1/events/{event}/registrations", {"person_id": person})

    return Contestant(ask, CLIENTS)


async def _made(session: aiohttp.ClientSession) -> str:
    start = (datetime.now(UTC) + timedelta(days=30)).replace(microsecond=0)
    body = {
        "kind": "breakfast",
        "title": "Frokost",
        "start": start.isoformat(),
        "end": (start + timedelta(hours=1)).isoformat(),
        "person_id": "p0",
        "address": "Eksempelveien 1",
        "seats": SEATS,
        "publish": True,
    }
    return str((await _post(session, "/api/v1/events", body))["id"])


async def _post(session: aiohttp.ClientSession, path: str, body: dict[str, object]) -> dict[str, object]:
    headers = {"Idempotency-Key": f"n{next(KEYS):011}"}
    async with session.post(path, json=body, headers=headers) as answer:
        assert answer.status == 201, await answer.text()
        found: dict[str, object] = await answer.json()
        return found


async def _going(session: aiohttp.ClientSession, event: str) -> int:
    async with session.get(f"/api/v1/events/{event}") as answer:
        return int((await answer.json())["going"])
