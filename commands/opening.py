"""The database and the use cases on it, for the length of one command."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from typing import TYPE_CHECKING

from commands.failures import Failed
from commands.randomness import SecretTokens, SystemClock
from commands.settings import Settings, read_settings

if TYPE_CHECKING:
    from commands.composition import Core


@asynccontextmanager
async def opened(settings: Settings | None = None) -> AsyncIterator[Core]:
    """The use cases on the database of the settings, closed in the end. Raises Failed, Unavailable."""
    from commands.composition import compose
    from commands.mailing import email_channel
    from commands.sealing import seal_of
    from db import Current, Database, schema_state

    chosen = settings or read_settings()
    state = await schema_state(chosen.database_url)
    if not isinstance(state, Current):
        raise Failed(f"The database cannot be used: {state}.")
    database = await Database.open(chosen.database_url)
    try:
        await database.places.refresh()
        core = compose(database, SystemClock(), SecretTokens(), seal=seal_of(chosen))
        email = email_channel(chosen, core.looking, core.now)
        yield replace(core, channels=(email,)) if email else core
    finally:
        await database.close()
