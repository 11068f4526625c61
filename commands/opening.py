"""The database and the use cases on it, for the length of one command."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from commands.composition import Core, compose
from commands.randomness import SecretTokens, SystemClock
from commands.settings import Settings, read_settings
from db import Database


@asynccontextmanager
async def opened(settings: Settings | None = None) -> AsyncIterator[Core]:
    """The use cases on the database of the settings, closed in the end. Raises Failed, Unavailable."""
    chosen = settings or read_settings()
    database = await Database.open(chosen.database_url)
    try:
        yield compose(database, SystemClock(), SecretTokens())
    finally:
        await database.close()
