"""PostgreSQL, for many processes. Reads and single statements are one round trip each, in autocommit."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from typing import Any

from sqlalchemy import URL, Executable, Row, text
from sqlalchemy.ext.asyncio import create_async_engine

from booking.ports import Unavailable
from db.engine import CLOSED, Result, Work
from db.failures import is_collision, told

DRIVER = "postgresql+asyncpg"
ATTEMPTS = 5
CONNECT_SECONDS = 5
COMMAND_SECONDS = 15


class PostgresqlEngine:
    """Belongs to the event loop that it was made in."""

    table_names = text(
        "SELECT table_name FROM information_schema.tables"
        " WHERE table_schema = current_schema() AND table_type = 'BASE TABLE'"
    )

    def __init__(self, url: URL, *, connections: int) -> None:
        self._connections = connections
        self._closed = False
        self._pool: Any = None
        self._opening = asyncio.Lock()
        self._engine = create_async_engine(
            url.set(drivername=DRIVER),
            pool_size=connections,
            max_overflow=0,
            pool_timeout=CONNECT_SECONDS,
            isolation_level="AUTOCOMMIT",
            connect_args={"timeout": CONNECT_SECONDS, "command_timeout": COMMAND_SECONDS},
        )
        self._transactions = self._engine.execution_options(isolation_level="READ COMMITTED")

    def is_there(self) -> bool:
        return True

    async def rows(self, wanted: Executable) -> Sequence[Row[Any]]:
        return await self.change(wanted)

    async def change(self, statement: Executable) -> Sequence[Row[Any]]:
        self._require_open()
        with told():
            async with self._engine.connect() as connection:
                result = await connection.execute(statement)
                return result.all() if result.returns_rows else ()

    async def write(self, work: Work[Result]) -> Result:
        self._require_open()
        with told():
            for _ in range(ATTEMPTS):
                try:
                    async with self._transactions.begin() as connection:
                        return await connection.run_sync(work)
                except Exception as error:
                    if not is_collision(error):
                        raise
        raise Unavailable("the same change collided again and again")

    @asynccontextmanager
    async def direct(self) -> AsyncIterator[Any]:
        """One of asyncpg's own connections, in autocommit: the way that costs least."""
        self._require_open()
        if self._pool is None:
            async with self._opening:
                self._pool = self._pool or await self._open_pool()
        async with self._pool.acquire() as connection:
            yield connection

    async def close(self) -> None:
        self._closed = True
        if self._pool is not None:
            await self._pool.close()
        await self._engine.dispose()

    def _require_open(self) -> None:
        if self._closed:
            raise Unavailable(CLOSED)

    async def _open_pool(self) -> Any:
        import asyncpg

        _, options = self._engine.dialect.create_connect_args(self._engine.url)
        return await asyncpg.create_pool(
            **options,
            min_size=0,
            max_size=self._connections,
            reset=_leave,
            timeout=CONNECT_SECONDS,
            command_timeout=COMMAND_SECONDS,
        )


async def _leave(_connection: object) -> None:
    """Nobody here changes a connection's settings, so none has to be put back: that is a round trip."""
