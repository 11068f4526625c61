"""Which tables a database has, and bringing them up to date. Alembic is imported only to do that."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import URL, Connection, make_url, text
from sqlalchemy.event import listen

from db.engine import Engine
from db.failures import told

HEAD, BASE = "0011", "base"
KNOWN = ("0001", "0002", "0003", "0004", "0005", "0006", "0007", "0008", "0009", "0010", HEAD)
"""Every version there has been, the oldest first."""
MIGRATIONS = Path(__file__).with_name("migrations")
VERSION = text("SELECT version_num FROM alembic_version")
LOCK = 0x6761727465


@dataclass(frozen=True, slots=True)
class Current:
    version: str

    def __str__(self) -> str:
        return f"the tables are up to date (version {self.version})"


@dataclass(frozen=True, slots=True)
class Behind:
    """`version` is None where there are no tables yet."""

    version: str | None

    def __str__(self) -> str:
        if self.version is None:
            return "there are no tables yet: run `python main.py migrate`"
        return f"the tables are of version {self.version}, before {HEAD}: run `python main.py migrate`"


@dataclass(frozen=True, slots=True)
class Foreign:
    """`version` is None where there are tables and none says of which version they are."""

    version: str | None

    def __str__(self) -> str:
        if self.version is None:
            return "the database holds another program's tables: name one of its own"
        return f"the tables are of version {self.version}, which this program does not know: use a newer one"


SchemaState = Current | Behind | Foreign


class WrongSchema(Exception):
    """The program does not start on tables that are not its own."""

    def __init__(self, state: SchemaState) -> None:
        super().__init__(f"The database cannot be used: {state}.")
        self.state = state


async def schema_state(url: str) -> SchemaState:
    """Raises Unavailable. A SQLite file that is not there has no tables yet, and is not made."""
    where = make_url(url)
    if is_sqlite(where):
        from db.sqlite import SqliteEngine

        engine: Engine = SqliteEngine(where)
    else:
        from db.postgresql import PostgresqlEngine

        engine = PostgresqlEngine(where, connections=1)
    try:
        return await state_of(engine)
    finally:
        await engine.close()


async def state_of(engine: Engine) -> SchemaState:
    if not engine.is_there():
        return Behind(None)
    tables = {row[0] for row in await engine.rows(engine.table_names)}
    if "alembic_version" not in tables:
        return Foreign(None) if tables else Behind(None)
    versions = [str(row[0]) for row in await engine.rows(VERSION)]
    if not versions:
        return Behind(None)
    version = versions[0]
    if version == HEAD:
        return Current(version)
    return Behind(version) if version in KNOWN else Foreign(version)


async def require_current(engine: Engine) -> None:
    """Raises WrongSchema."""
    state = await state_of(engine)
    if not isinstance(state, Current):
        raise WrongSchema(state)


async def migrate(url: str) -> None:
    """Brings the tables up to date, all of it or nothing; several may try at once.

    A SQLite file that is not there is made, with its folder. Raises Unavailable, and WrongSchema for
    tables of another program or of a newer version of this one.
    """
    await move(url, HEAD)


async def move(url: str, revision: str) -> None:
    """To a version, or with "base" back to no tables at all."""
    where = make_url(url)
    state = await schema_state(url)
    if isinstance(state, Foreign):
        raise WrongSchema(state)
    if state == Current(revision):
        return
    with told():
        if is_sqlite(where):
            await asyncio.to_thread(_migrate_sqlite, where, revision)
        else:
            await _migrate_postgresql(where, revision)


def is_sqlite(url: URL) -> bool:
    return url.get_backend_name() == "sqlite"


def _migrate_sqlite(url: URL, revision: str) -> None:
    from db.sqlite import File, on

    file = File(url)
    file.path.parent.mkdir(parents=True, exist_ok=True)
    file.path.touch()
    writer = file.writer()
    try:
        engine = on(writer)
        listen(engine, "begin", lambda connection: connection.exec_driver_sql("BEGIN IMMEDIATE"))
        with engine.begin() as connection:
            _move(connection, revision)
    finally:
        writer.close()


async def _migrate_postgresql(url: URL, revision: str) -> None:
    from sqlalchemy.ext.asyncio import create_async_engine
    from sqlalchemy.pool import NullPool

    from db.postgresql import DRIVER

    engine = create_async_engine(url.set(drivername=DRIVER), poolclass=NullPool)
    async with engine.begin() as connection:
        await connection.execute(text(f"SELECT pg_advisory_xact_lock({LOCK})"))
        await connection.run_sync(_move, revision)
    await engine.dispose()


def _move(connection: Connection, revision: str) -> None:
    from alembic import command
    from alembic.config import Config

    config = Config(attributes={"connection": connection})
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    (command.downgrade if revision == BASE else command.upgrade)(config, revision)
