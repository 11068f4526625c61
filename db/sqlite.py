"""SQLite in a file, for one process: a few readers beside one writer, each with a connection of its own.

A piece of work is one hop to a thread, where a driver that makes each call a hop costs five times as much.
"""

from __future__ import annotations

import asyncio
import sqlite3
import threading
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Executable, Row, create_engine, text
from sqlalchemy import Engine as SqlalchemyEngine
from sqlalchemy.dialects.sqlite.pysqlite import SQLiteDialect_pysqlite
from sqlalchemy.pool import StaticPool

from booking.ports import Unavailable
from db.engine import CLOSED, Result, Values, Work
from db.failures import told
from db.writer import RawWork, Writer

READERS = 4
BUSY_SECONDS = 5.0
DRIVER = "sqlite"


class File:
    """Opens connections to one database file."""

    def __init__(self, url: URL) -> None:
        (name,), options = SQLiteDialect_pysqlite().create_connect_args(url.set(drivername=DRIVER))
        if name == ":memory:":
            raise ValueError("SQLite is used in a file: write its path in the database's address")
        self.name = str(name)
        self._options = {"timeout": BUSY_SECONDS, **options}

    @property
    def path(self) -> Path:
        return Path(self.name.removeprefix("file:").partition("?")[0])

    def connect(self, *pragmas: str) -> sqlite3.Connection:
        """In autocommit. A file that is missing is not made."""
        if not self.path.exists():
            raise FileNotFoundError(f"there is no file {self.path}")
        connection: sqlite3.Connection = sqlite3.connect(
            self.name,
            **{**self._options, "isolation_level": None, "check_same_thread": False},
        )
        for pragma in pragmas:
            connection.execute(f"PRAGMA {pragma}").close()
        return connection

    def reader(self) -> sqlite3.Connection:
        return self.connect("query_only = ON")

    def writer(self) -> sqlite3.Connection:
        """WAL, so that nobody who reads waits; NORMAL, which loses nothing when the process is killed."""
        return self.connect("journal_mode = WAL", "synchronous = NORMAL", "foreign_keys = ON")


def on(connection: sqlite3.Connection) -> SqlalchemyEngine:
    """SQLAlchemy's view of a connection outside a transaction. It begins none by itself."""
    return create_engine(
        "sqlite://", creator=lambda: connection, poolclass=StaticPool, pool_reset_on_return=None
    )


class SqliteEngine:
    """Belongs to the event loop that it was made in."""

    table_names = text("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")

    def __init__(self, url: URL) -> None:
        self._file = File(url)
        self._readers = ThreadPoolExecutor(READERS, thread_name_prefix="sqlite-reader")
        self._of_thread = threading.local()
        self._open: list[sqlite3.Connection] = []
        self._writing: Connection
        self._writer = Writer(self._open_writer)

    def is_there(self) -> bool:
        return self._file.path.exists()

    async def rows(self, wanted: Executable, values: Values | None = None) -> Sequence[Row[Any]]:
        with told():
            try:
                reading = asyncio.get_running_loop().run_in_executor(
                    self._readers, self._read, wanted, values
                )
            except RuntimeError:  # the executor takes no more work
                raise Unavailable(CLOSED) from None
            return await reading

    async def change(self, statement: Executable, values: Values | None = None) -> Sequence[Row[Any]]:
        return await self.write(lambda connection: _run(connection, statement, values))

    async def write(self, work: Work[Result]) -> Result:
        return await self.write_raw(lambda _: work(self._writing))

    async def write_raw(self, work: RawWork[Result]) -> Result:
        """The same on the driver's own connection, which costs less."""
        with told():
            return await self._writer.write(work)

    async def close(self) -> None:
        await self._writer.close()
        await asyncio.to_thread(self._readers.shutdown)
        for connection in self._open:
            connection.close()
        self._open.clear()

    def _read(self, wanted: Executable, values: Values | None) -> Sequence[Row[Any]]:
        connection: Connection | None = getattr(self._of_thread, "connection", None)
        if connection is None:
            opened = self._file.reader()
            self._open.append(opened)
            connection = self._of_thread.connection = on(opened).connect()
        return connection.execute(wanted, values).all()

    def _open_writer(self) -> sqlite3.Connection:
        connection = self._file.writer()
        self._writing = on(connection).connect()
        return connection


def _run(connection: Connection, statement: Executable, values: Values | None) -> Sequence[Row[Any]]:
    result = connection.execute(statement, values)
    return result.all() if result.returns_rows else ()
