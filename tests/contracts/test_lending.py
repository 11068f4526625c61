"""Connections of asyncpg's are lent, taken back and forgotten as they deserve."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from functools import partial
from typing import Any

import asyncpg
import pytest
import pytest_asyncio
from sqlalchemy import make_url

from booking.ports import Unavailable
from db.lending import Lending

NUMBER = "SELECT pg_backend_pid()"


Connect = Callable[[], Awaitable[Any]]


@pytest.fixture
def connect(postgres_url: str) -> Connect:
    plain = make_url(postgres_url).set(drivername="postgresql").render_as_string(hide_password=False)
    return partial(asyncpg.connect, plain)


@pytest_asyncio.fixture
async def lending(connect: Connect) -> AsyncIterator[Lending]:
    made = Lending(connect, limit=1, patience=0.05)
    yield made
    await made.close()


async def number_of(lending: Lending) -> int:
    async with lending.one() as connection:
        return int(await connection.fetchval(NUMBER))


async def test_a_connection_is_lent_again(lending: Lending) -> None:
    assert await number_of(lending) == await number_of(lending)


async def test_a_refused_statement_leaves_the_connection_good(lending: Lending) -> None:
    first = await number_of(lending)
    with pytest.raises(asyncpg.PostgresError):
        async with lending.one() as connection:
            await connection.execute("SELECT 1 / 0")
    assert await number_of(lending) == first


async def test_what_is_left_in_a_transaction_is_not_lent_again(lending: Lending) -> None:
    async with lending.one() as connection:
        first = await connection.fetchval(NUMBER)
        await connection.execute("BEGIN")
    assert await number_of(lending) != first


async def test_what_was_interrupted_is_not_lent_again(lending: Lending) -> None:
    first = await number_of(lending)
    with pytest.raises(TimeoutError):
        async with lending.one() as connection:
            await connection.execute("SELECT pg_sleep(60)", timeout=0.01)
    second = await number_of(lending)
    assert second != first

    asked = asyncio.Event()

    async def wait() -> None:
        async with lending.one() as connection:
            asked.set()
            await connection.execute("SELECT pg_sleep(60)")

    async with asyncio.TaskGroup() as nursery:
        waiting = nursery.create_task(wait())
        await asked.wait()
        waiting.cancel()
    assert await number_of(lending) != second


async def test_what_the_server_closed_is_replaced(lending: Lending) -> None:
    async with lending.one() as connection:
        first = await connection.fetchval(NUMBER)
        connection.terminate()
    assert await number_of(lending) != first


async def test_who_waits_too_long_is_told(lending: Lending) -> None:
    async with lending.one():
        with pytest.raises(Unavailable, match="came free"):
            await number_of(lending)
    await number_of(lending)


async def test_closing_waits_for_what_is_lent(connect: Connect) -> None:
    lending = Lending(connect, limit=2, patience=1)
    lent, finish = asyncio.Event(), asyncio.Event()

    async def work() -> int:
        async with lending.one() as connection:
            lent.set()
            await finish.wait()
            return int(await connection.fetchval("SELECT 7"))

    async with asyncio.TaskGroup() as nursery:
        working = nursery.create_task(work())
        await lent.wait()
        closing = nursery.create_task(lending.close())
        await asyncio.sleep(0)
        assert not closing.done()
        finish.set()
    assert working.result() == 7
