"""The one writer of a SQLite file: each work whole or not at all, several in one commit."""

import asyncio
import sqlite3
import threading
from collections.abc import AsyncIterator, Callable
from pathlib import Path

import pytest
import pytest_asyncio

from booking.ports import Unavailable
from db.writer import MOST_TOGETHER, Writer


@pytest.fixture
def path(tmp_path: Path) -> Path:
    connection = sqlite3.connect(tmp_path / "notes.db")
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("CREATE TABLE notes (n INTEGER PRIMARY KEY)")
    connection.close()
    return tmp_path / "notes.db"


class Opened:
    """Connections to the file that tell of each commit, and can be held back at the next beginning."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.commits = 0
        self.gate = threading.Event()
        self.gate.set()

    def connect(self) -> sqlite3.Connection:
        connection = sqlite3.connect(self.path, isolation_level=None, check_same_thread=False, timeout=0.05)
        connection.set_trace_callback(self._seen)
        return connection

    def _seen(self, statement: str) -> None:
        self.commits += statement == "COMMIT"
        if statement == "BEGIN IMMEDIATE":
            self.gate.wait()

    def notes(self) -> list[int]:
        connection = sqlite3.connect(self.path)
        found = [row[0] for row in connection.execute("SELECT n FROM notes ORDER BY n")]
        connection.close()
        return found


@pytest.fixture
def opened(path: Path) -> Opened:
    return Opened(path)


@pytest_asyncio.fixture
async def writer(opened: Opened) -> AsyncIterator[Writer]:
    writer = Writer(opened.connect)
    yield writer
    opened.gate.set()
    await writer.close()


def note(number: int) -> Callable[[sqlite3.Connection], int]:
    def work(connection: sqlite3.Connection) -> int:
        connection.execute("INSERT INTO notes VALUES (?)", (number,))
        return number

    return work


async def test_what_is_asked_for_at_once_shares_a_commit(writer: Writer, opened: Opened) -> None:
    opened.gate.clear()
    first = asyncio.ensure_future(writer.write(note(0)))
    await asyncio.sleep(0)
    others = [asyncio.ensure_future(writer.write(note(n))) for n in range(1, MOST_TOGETHER + 1)]
    await asyncio.sleep(0)
    opened.gate.set()
    assert await asyncio.gather(first, *others) == [*range(MOST_TOGETHER + 1)]
    assert opened.commits == 2
    assert opened.notes() == [*range(MOST_TOGETHER + 1)]


async def test_one_that_fails_takes_nobody_with_it(writer: Writer, opened: Opened) -> None:
    def half(connection: sqlite3.Connection) -> None:
        note(7)(connection)
        note(1)(connection)

    opened.gate.clear()
    works = [note(1), half, note(2)]
    asked = [asyncio.ensure_future(writer.write(work)) for work in works]
    await asyncio.sleep(0)
    opened.gate.set()
    first, failed, last = await asyncio.gather(*asked, return_exceptions=True)
    assert (first, last) == (1, 2)
    assert isinstance(failed, sqlite3.IntegrityError)
    assert opened.notes() == [1, 2]


async def test_whoever_is_cancelled_does_not_take_it_back(writer: Writer, opened: Opened) -> None:
    opened.gate.clear()
    asked = [asyncio.ensure_future(writer.write(note(n))) for n in range(3)]
    await asyncio.sleep(0)
    asked[1].cancel()
    opened.gate.set()
    ended = await asyncio.gather(*asked, return_exceptions=True)
    assert [type(each) for each in ended] == [int, asyncio.CancelledError, int]
    assert opened.notes() == [0, 1, 2]


async def test_closing_writes_what_was_asked_for_and_then_refuses(writer: Writer, opened: Opened) -> None:
    asked = [asyncio.ensure_future(writer.write(note(n))) for n in range(5)]
    await asyncio.sleep(0)
    await writer.close()
    await writer.close()
    assert await asyncio.gather(*asked) == [*range(5)]
    assert opened.notes() == [*range(5)]
    with pytest.raises(Unavailable):
        await writer.write(note(9))


async def test_a_locked_file_fails_those_who_wait_and_no_more(writer: Writer, opened: Opened) -> None:
    other = sqlite3.connect(opened.path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    ended = await asyncio.gather(*(writer.write(note(n)) for n in range(3)), return_exceptions=True)
    assert {type(each) for each in ended} == {sqlite3.OperationalError}
    other.close()
    assert await writer.write(note(5)) == 5
    assert opened.notes() == [5]


async def test_a_full_disk_undoes_the_whole_commit(opened: Opened) -> None:
    def small() -> sqlite3.Connection:
        connection = opened.connect()
        connection.execute("PRAGMA max_page_count = 2")
        return connection

    def much(connection: sqlite3.Connection) -> None:
        connection.executemany("INSERT INTO notes VALUES (?)", [(n,) for n in range(10, 9999)])

    writer = Writer(small)
    opened.gate.clear()
    asked = [asyncio.ensure_future(writer.write(work)) for work in (note(1), much, note(2))]
    await asyncio.sleep(0)
    opened.gate.set()
    first, failed, last = await asyncio.gather(*asked, return_exceptions=True)
    assert isinstance(failed, sqlite3.OperationalError)
    kept = [each for each in (first, last) if isinstance(each, int)]
    assert opened.notes() == kept
    await writer.close()
