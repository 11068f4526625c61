"""The database goes away while the service runs: what was said meanwhile is answered when it is back."""

import shutil
import sqlite3
import tempfile
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from functools import partial
from pathlib import Path

import aiohttp
import pytest
from sqlalchemy import make_url

from booking.model.interval import Interval
from commands.composition import Core
from simulator import Message, Person
from tests.contracts.deeds import ByHand
from tests.endurance.conftest import PATIENCE, Replica, Start, asks, hours

CUT = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = ? AND pid <> pg_backend_pid()"


class Door:
    """A socket of its own in front of the server, which can be shut without harm to other tests."""

    def __init__(self, url: str) -> None:
        self._url = make_url(url)
        host = self._url.query.get("host")
        if not isinstance(host, str):
            pytest.skip("the server is not on a socket")
        self._socket = Path(host) / ".s.PGSQL.5432"
        self.folder = Path(tempfile.mkdtemp(prefix="door-"))
        self._there = self.folder / self._socket.name
        self.open()

    @property
    def url(self) -> str:
        return self._url.set(query={"host": str(self.folder)}).render_as_string(hide_password=False)

    def open(self) -> None:
        self._there.symlink_to(self._socket)

    async def shut(self) -> None:
        self._there.unlink()
        await ByHand(self._url.render_as_string(hide_password=False)).run(CUT, self._url.database)


@pytest.fixture
async def door(postgres_url: str) -> AsyncIterator[Door]:
    door = Door(postgres_url)
    yield door
    shutil.rmtree(door.folder)


async def readiness(replica: Replica) -> tuple[int, str]:
    url = f"http://127.0.0.1:{replica.port}/readyz"
    async with aiohttp.ClientSession() as session, session.get(url) as response:
        return response.status, (await response.json())["checks"]["database"]


def is_told(person: Person, shown: Message) -> bool:
    return any(message.id == shown.id and "Booked." in message.text for message in person.messages)


async def booked(core: Core) -> list[str]:
    now = core.now()
    found = await core.database.bookings.blocking(Interval(now, now.replace(year=now.year + 1)))
    return sorted(booking.resource_id for booking in found)


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
async def test_a_server_that_goes_away_and_comes_back(
    replica: Start, core: Core, persons: list[Person], door: Door
) -> None:
    running = await replica(DATABASE_URL=door.url)
    shown = [await asks(person, "/hjelp") for person in persons]
    for _ in range(2):
        await door.shut()
        assert (await readiness(running))[0] == 503
        await persons[0].says("/mine", settle=False)
        await running.has_said("is tried again")
        door.open()
        await persons[0].settled(PATIENCE)
        assert (await readiness(running)) == (200, "ok")
    await door.shut()
    for number, (person, message) in enumerate(zip(persons, shown, strict=True), start=1):
        await person.sends_data(next(hours(f"pult-{number}")).data, message, settle=False)
    door.open()
    for person, message in zip(persons, shown, strict=True):
        await person.until(partial(is_told, person, message), PATIENCE)
    await persons[0].settled(PATIENCE)
    assert not any(person.spinning for person in persons)
    assert "Traceback" not in running.said
    assert await running.stop() == 0


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
async def test_it_can_be_stopped_while_the_server_is_away(
    replica: Start, core: Core, persons: list[Person], door: Door
) -> None:
    running = await replica(DATABASE_URL=door.url)
    await door.shut()
    await persons[0].says("/mine", settle=False)
    await running.has_said("is tried again")
    assert await running.stop() == 0
    assert "Traceback" not in running.said
    door.open()
    again = await replica(DATABASE_URL=door.url)
    await persons[0].settled(PATIENCE)
    assert len(persons[0].from_bot) == 1
    assert await again.stop() == 0


@asynccontextmanager
async def locked(file: Path, _running: Replica) -> AsyncIterator[None]:
    other = sqlite3.connect(file, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    yield
    other.execute("ROLLBACK")
    other.close()


@asynccontextmanager
async def full(_file: Path, running: Replica) -> AsyncIterator[None]:
    """No file of the process may grow: to SQLite the disk has no room."""
    resource = pytest.importorskip("resource")
    if not hasattr(resource, "prlimit"):
        pytest.skip("this system cannot limit another process")
    assert running.process is not None
    before = resource.prlimit(running.process.pid, resource.RLIMIT_FSIZE)
    resource.prlimit(running.process.pid, resource.RLIMIT_FSIZE, (0, before[1]))
    yield
    resource.prlimit(running.process.pid, resource.RLIMIT_FSIZE, before)


Trouble = Callable[[Path, Replica], AbstractAsyncContextManager[None]]


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
@pytest.mark.parametrize("trouble", [locked, full])
async def test_a_file_that_cannot_be_written_for_a_while(
    replica: Start, core: Core, persons: list[Person], database_url: str, trouble: Trouble
) -> None:
    running = await replica()
    shown = [await asks(person, "/hjelp") for person in persons]
    async with trouble(Path(str(make_url(database_url).database)), running):
        for number, (person, message) in enumerate(zip(persons, shown, strict=True), start=1):
            await person.sends_data(next(hours(f"pult-{number}")).data, message, settle=False)
        await running.has_said("is tried again")
        assert await booked(core) == []
    for person, message in zip(persons, shown, strict=True):
        await person.until(partial(is_told, person, message), PATIENCE)
    await persons[0].settled(PATIENCE)
    assert await booked(core) == sorted(f"pult-{number}" for number in range(1, len(persons) + 1))
    assert "Traceback" not in running.said
    assert await running.stop() == 0
