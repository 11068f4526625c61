"""A database that cannot be used is told as Unavailable, with a line for the operator and no secret."""

import logging
import shutil
import sqlite3
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path

import pytest
import pytest_asyncio
from sqlalchemy import make_url

from booking.ports import AlreadyRecorded, Unavailable
from booking.refusals import SlotTaken
from db import Behind, Database, WrongSchema, migrate, schema_state
from tests.builders import NOW, a_booking, a_catalogue, a_person, span
from tests.contracts.deeds import ByHand, a_deed, cancelling, making

Act = Callable[[Database], Awaitable[object]]

ACTS: dict[str, Act] = {
    "ping": lambda database: database.ping(),
    "read": lambda database: database.bookings.blocking(span("10:00", "12:00")),
    "record": lambda database: database.ledger.record(a_deed("one", making(a_booking()))),
    "record more": lambda database: database.ledger.record(a_deed("two", cancelling(a_booking()))),
    "recorded": lambda database: database.ledger.recorded("one"),
    "write": lambda database: database.people.erase(a_person().id, NOW),
    "change": lambda database: database.people.add(a_person(tenant_id=None)),
    "claim": lambda database: database.outbox.claim(NOW, lease_until=NOW, limit=1),
    "refresh": lambda database: database.places.refresh(),
}
WRITING = ["record", "record more", "write", "change"]


def file_of(url: str) -> Path:
    return Path(str(make_url(url).database))


@pytest_asyncio.fixture
async def on_file(sqlite_url: str) -> AsyncIterator[Database]:
    opened = await Database.open(sqlite_url)
    await opened.places.apply(a_catalogue())
    yield opened
    await opened.close()


@pytest.mark.parametrize("act", ACTS.values(), ids=ACTS)
async def test_a_closed_database_is_unavailable(database: Database, act: Act) -> None:
    await database.close()
    await database.close()
    with pytest.raises(Unavailable):
        await act(database)


@pytest.mark.parametrize("act", WRITING)
async def test_a_locked_file(
    on_file: Database,
    sqlite_url: str,
    act: str,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    monkeypatch.setattr("db.sqlite.BUSY_SECONDS", 0.05)
    hasty = await Database.open(sqlite_url)
    other = sqlite3.connect(file_of(sqlite_url), isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(Unavailable, match="locked"):
        await ACTS[act](hasty)
    await hasty.ping()
    assert "another program keeps the database file locked" in caplog.text
    other.execute("ROLLBACK")
    other.close()
    await hasty.ledger.record(a_deed("after", making(a_booking())))
    await hasty.close()


@pytest.mark.parametrize("act", WRITING)
async def test_a_file_that_may_not_be_written(on_file: Database, sqlite_url: str, act: str) -> None:
    path = file_of(sqlite_url).as_posix()
    reading = await Database.open(f"sqlite+aiosqlite:///file:{path}?mode=ro&uri=true")
    with pytest.raises(Unavailable, match="may not be written"):
        await ACTS[act](reading)
    assert await reading.people.get(a_person().id) is None
    await reading.close()


async def test_a_full_disk(on_file: Database) -> None:
    await on_file.ledger.record(a_deed("first", making(a_booking())))
    await on_file.engine.write(lambda connection: connection.exec_driver_sql("PRAGMA max_page_count = 1"))
    refused = 0
    for number in range(200):
        booking = a_booking(id=str(number), resource_id=f"pult-{number % 12 + 1}", title="x" * 4000)
        try:
            await on_file.ledger.record(a_deed(str(number), making(booking)))
        except Unavailable as full:
            assert "the disk is full" in str(full)  # noqa: PT017 -- how many come before it is SQLite's to say
            refused += 1
        except SlotTaken:
            continue
    assert refused > 0
    assert await on_file.bookings.get(a_booking().id) == a_booking()


@pytest.mark.parametrize("content", [b"not a database at all" * 99, b"\0" * 5000])
async def test_a_file_that_is_something_else(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "letter.txt"
    path.write_bytes(content)
    for ask in (schema_state, Database.open, migrate):
        with pytest.raises(Unavailable, match="not a database"):
            await ask(f"sqlite:///{path.as_posix()}")
    assert path.read_bytes() == content


async def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    path = tmp_path / "none" / "gartneriet.db"
    url = f"sqlite:///{path.as_posix()}"
    assert await schema_state(url) == Behind(None)
    with pytest.raises(WrongSchema, match="migrate"):
        await Database.open(url)
    assert not path.parent.exists()
    await migrate(url)
    await (await Database.open(url)).close()


async def test_a_file_that_is_taken_away(on_file: Database, sqlite_url: str) -> None:
    shutil.rmtree(file_of(sqlite_url).parent)
    with pytest.raises(WrongSchema):
        await Database.open(sqlite_url)


async def test_a_folder_that_cannot_be_made(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("a file where a folder should be", encoding="utf-8")
    with pytest.raises(Unavailable):
        await migrate(f"sqlite:///{tmp_path.as_posix()}/data/gartneriet.db")


def test_sqlite_is_used_in_a_file() -> None:
    from db.sqlite import File

    with pytest.raises(ValueError, match="in a file"):
        File(make_url("sqlite://"))


@pytest.mark.parametrize(
    "wrong",
    [{"host": "127.0.0.1", "port": 1}, {"database": "nowhere"}, {"username": "nobody"}],
    ids=["address", "database", "user"],
)
async def test_a_wrong_address_of_postgresql(
    postgres_url: str, wrong: dict[str, object], caplog: pytest.LogCaptureFixture
) -> None:
    right = make_url(postgres_url)
    query = {} if "host" in wrong else right.query
    url = right.set(password="hunter2", query=query, **wrong).render_as_string(hide_password=False)  # type: ignore[arg-type]
    for ask in (schema_state, Database.open, migrate):
        with pytest.raises(Unavailable) as told:
            await ask(url)
        assert str(told.value)
        assert "hunter2" not in str(told.value) + caplog.text
    assert caplog.records[0].levelno == logging.ERROR


async def test_connections_that_are_cut_are_replaced(postgres_url: str) -> None:
    cut = (
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = ? AND pid <> pg_backend_pid()"
    )
    database = await Database.open(postgres_url)
    await database.places.apply(a_catalogue())
    await database.ledger.record(a_deed("one", making(a_booking())))
    for _ in range(3):
        await ByHand(postgres_url).run(cut, make_url(postgres_url).database)
        outcomes = [await _outcome(database) for _ in range(4)]
        assert outcomes[-1] is AlreadyRecorded
        assert set(outcomes) <= {Unavailable, AlreadyRecorded}
    await database.close()


async def _outcome(database: Database) -> type[Exception] | None:
    try:
        await database.ping()
        await database.ledger.record(a_deed("one", making(a_booking())))
    except (Unavailable, AlreadyRecorded) as error:
        return type(error)
    return None
