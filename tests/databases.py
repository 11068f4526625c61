"""Databases on the server of this test run that tests have one after the other.

To make one and drop it takes longer than most tests do. So it is emptied after each, and dropped only where
a test has changed the tables themselves.
"""

from itertools import count

import asyncpg
from sqlalchemy import make_url

from db.tables import metadata

SHAPE = """
SELECT md5(string_agg(part, ' ' ORDER BY part)) FROM (
    SELECT oid || relname FROM pg_class WHERE relnamespace = 'public'::regnamespace
    UNION ALL SELECT oid || pg_get_constraintdef(oid) FROM pg_constraint
    UNION ALL SELECT oid || tgname FROM pg_trigger
    UNION ALL SELECT oid || extname FROM pg_extension
) AS parts(part)
"""
VERSION = "SELECT version_num FROM alembic_version"
CUT = """
SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity
WHERE datname = current_database() AND pid <> pg_backend_pid() AND backend_type = 'client backend'
"""
EMPTY = ";".join(f"DELETE FROM {table.name}" for table in reversed(metadata.sorted_tables))


class Databases:
    """Of one process. `template` is migrated; `name` begins the names of all that are made."""

    def __init__(self, server_url: str, template: str, name: str) -> None:
        self._server_url = server_url
        self._template = template
        self._names = (f"{name}_{number}" for number in count(1))
        self._free: list[str] = []
        self._as_made = ""

    async def take(self) -> str:
        """The name of one with our tables and nothing in them."""
        if self._free:
            return self._free.pop()
        name = next(self._names)
        await execute(self._server_url, f'CREATE DATABASE "{name}" TEMPLATE "{self._template}"')
        if not self._as_made:
            self._as_made = await self._state(name)
        return name

    async def give_back(self, name: str) -> None:
        """Whoever is still connected is no more."""
        connection = await connect(self._server_url, name)
        try:
            await connection.fetch(CUT)
            is_ours = await _state(connection) == self._as_made
            if is_ours:
                await connection.execute(EMPTY)
        finally:
            await connection.close()
        if is_ours:
            self._free.append(name)
        else:
            await self._drop(name)

    async def drop_all(self) -> None:
        while self._free:
            await self._drop(self._free.pop())

    async def _state(self, name: str) -> str:
        connection = await connect(self._server_url, name)
        try:
            return await _state(connection)
        finally:
            await connection.close()

    async def _drop(self, name: str) -> None:
        await execute(self._server_url, f'DROP DATABASE "{name}" WITH (FORCE)')


async def connect(server_url: str, database: str | None = None) -> asyncpg.Connection:
    url = make_url(server_url).set(drivername="postgresql")
    url = url.set(database=database) if database else url
    return await asyncpg.connect(url.render_as_string(hide_password=False))


async def execute(server_url: str, statement: str) -> None:
    connection = await connect(server_url)
    try:
        await connection.execute(statement)
    finally:
        await connection.close()


async def _state(connection: asyncpg.Connection) -> str:
    """What a test may not leave otherwise than it was."""
    shape = await connection.fetchval(SHAPE)
    try:
        return f"{shape} {await connection.fetchval(VERSION)}"
    except asyncpg.UndefinedTableError:
        return ""
