"""Who gives up waiting for PostgreSQL leaves no broken connection to the next."""

import asyncio
from collections.abc import AsyncIterator

import pytest_asyncio
from sqlalchemy import func, select, text

from db import Database

ASLEEP = text(
    "SELECT count(*) FROM pg_stat_activity WHERE query LIKE '%pg_sleep(%' AND pid <> pg_backend_pid()"
)


@pytest_asyncio.fixture
async def database(postgres_url: str) -> AsyncIterator[Database]:
    opened = await Database.open(postgres_url, connections=2)
    yield opened
    await opened.close()


async def test_reads_that_are_cancelled_give_their_connections_back(database: Database) -> None:
    for _ in range(5):
        async with asyncio.TaskGroup() as nursery:
            waiting = nursery.create_task(database.engine.rows(select(func.pg_sleep(60))))
            while not (await database.engine.rows(ASLEEP))[0][0]:
                pass
            waiting.cancel()
        await asyncio.gather(database.ping(), database.ping())
