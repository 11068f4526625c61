"""`python -m benchmarks.bare_server URL`: JSON in, a raw insert, JSON out; no rules, no token, no log."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from typing import Any

import asyncpg
from aiohttp import web
from sqlalchemy import make_url

from benchmarks.booking_on_postgresql import RAW
from db.ledger_sqlite import INSERT_BOOKING
from db.schema import is_sqlite
from db.sqlite import File

Insert = Callable[[tuple[Any, ...]], Awaitable[object]]
CONNECTIONS = 8


async def _serve(address: str) -> None:
    insert = await _insert(address)

    async def make(request: web.Request) -> web.Response:
        given = await request.json()
        number, start = request.headers["Idempotency-Key"], datetime.fromisoformat(given["start"])
        end = start + timedelta(hours=1)
        row = (number, given["resource_id"], given["person_id"], start, end, end, "confirmed", "", 1, None)
        await insert((*row, start, None))
        return web.json_response({**given, "id": number}, status=201)

    application = web.Application()
    application.add_routes([web.post("/api/v1/bookings", make)])
    runner = web.AppRunner(application, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    print(f"ready on 127.0.0.1:{runner.addresses[0][1]}", file=sys.stderr, flush=True)
    await asyncio.Event().wait()


async def _insert(address: str) -> Insert:
    url = make_url(address)
    if is_sqlite(url):
        file = File(url).writer()

        async def into_file(row: tuple[Any, ...]) -> None:
            file.execute(INSERT_BOOKING, [int(v.timestamp()) if isinstance(v, datetime) else v for v in row])

        return into_file
    plain = url.set(drivername="postgresql").render_as_string(hide_password=False)
    pool = await asyncpg.create_pool(plain, min_size=CONNECTIONS, max_size=CONNECTIONS)

    async def into_server(row: tuple[Any, ...]) -> None:
        await pool.fetchval(RAW, *row)

    return into_server


if __name__ == "__main__":
    asyncio.run(_serve(sys.argv[1]))
