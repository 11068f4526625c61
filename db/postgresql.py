"""PostgreSQL, for many processes. Reads and single statements are one round trip each, in autocommit."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import AbstractAsyncContextManager
from typing import Any

from sqlalchemy import URL, Executable, Row, text
from sqlalchemy.ext.asyncio import create_async_engine

from booking.ports import Unavailable
from db.engine import CLOSED, Result, Values, Work
from db.failures import is_collision, told
from db.lending import Lending

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
        self._closed = False
        self._direct = Lending(self._connect, limit=connections, patience=CONNECT_SECONDS)
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

    async def rows(self, wanted: Executable, values: Values | None = None) -> Sequence[Row[Any]]:
        return await self.change(wanted, values)

    async def change(self, statement: Executable, values: Values | None = None) -> Sequence[Row[Any]]:
        self._require_open()
        with told():
            async with self._engine.connect() as connection:
                result = await connection.execute(statement, values)
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

    def direct(self) -> AbstractAsyncContextManager[Any]:
        """One of asyncpg's own connections, in autocommit: the way that costs least."""
        self._require_open()
        return self._direct.one()

    async def close(self) -> None:
        if not self._closed:
            self._closed = True
            await self._direct.close()
            await self._engine.dispose()

    def _require_open(self) -> None:
        if self._closed:
            raise Unavailable(CLOSED)

    async def _connect(self) -> Any:
        import asyncpg

        _, options = self._engine.dialect.create_connect_args(self._engine.url)
        return await asyncpg.connect(**options, timeout=CONNECT_SECONDS, command_timeout=COMMAND_SECONDS)
