"""asyncpg's own connections, lent to one piece of work at a time.

asyncpg's pool makes a task of every return, which costs a quarter of a booking's own work.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Any

from booking.ports import Unavailable

INTERRUPTED = (asyncio.CancelledError, TimeoutError)
"""What can end a piece of work while the server is still at it."""


class Lending:
    """At most `limit` connections, each made when it is first needed. Belongs to one event loop."""

    def __init__(self, connect: Callable[[], Awaitable[Any]], *, limit: int, patience: float) -> None:
        self._connect = connect
        self._limit = limit
        self._patience = patience
        self._turns = asyncio.Semaphore(limit)
        self._idle: list[Any] = []

    @asynccontextmanager
    async def one(self) -> AsyncIterator[Any]:
        """Raises Unavailable where none comes free within `patience` seconds, and what connecting raises.

        A connection that was interrupted, or left in a transaction, is not lent again.
        """
        await self._turn()
        try:
            connection = await self._ready()
            try:
                yield connection
            except INTERRUPTED:
                connection.terminate()
                raise
            finally:
                self._take_back(connection)
        finally:
            self._turns.release()

    async def close(self) -> None:
        """Returns when every connection is back and closed. None can be had any more."""
        for _ in range(self._limit):
            await self._turns.acquire()
        while self._idle:
            await self._idle.pop().close()

    async def _turn(self) -> None:
        if not self._turns.locked():
            await self._turns.acquire()
            return
        try:
            async with asyncio.timeout(self._patience):
                await self._turns.acquire()
        except TimeoutError:
            raise Unavailable("no connection came free in time") from None

    async def _ready(self) -> Any:
        """The one that was used last; those that the server has closed meanwhile are forgotten."""
        while self._idle:
            connection = self._idle.pop()
            if not connection.is_closed():
                return connection
        return await self._connect()

    def _take_back(self, connection: Any) -> None:
        if connection.is_closed():
            return
        if connection.is_in_transaction():
            connection.terminate()
            return
        self._idle.append(connection)
