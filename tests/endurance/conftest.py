"""Real `main.py run` processes, a Telegram on this machine, and people who use them meanwhile."""

import asyncio
import os
import signal
import sys
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, time, timedelta
from itertools import count
from pathlib import Path

import pytest

from booking.model.people import Language, Role
from booking.model.spaces import ResourceId
from bot.buttons import Book
from bot.callbacks import pack
from commands.composition import Core, compose
from commands.randomness import SecretTokens, SystemClock
from commands.space_file import read_space_file
from commands.space_file.applying import apply_space_file
from db import Database
from simulator import Message, Person, SimulatedPerson, Simulator
from simulator.changes import Changes
from tests.builders import OSLO

ROOT = Path(__file__).parents[2]
TOKEN = "1:example"
PATIENCE = 30.0
PEOPLE = range(101, 107)


@dataclass
class Replica:
    """One process at a time. `said` is what it wrote on standard error, `all_said` also those before it."""

    folder: Path
    settings: Mapping[str, str]
    said: str = ""
    all_said: str = ""
    process: asyncio.subprocess.Process | None = None
    _changes: Changes = field(default_factory=Changes)
    _reading: asyncio.Task[None] | None = None

    async def start(self, *words: str) -> None:
        kept = {name: value for name, value in os.environ.items() if not name.startswith("GARTNERIET_")}
        kept = {name: value for name, value in kept.items() if not name.lower().endswith("_proxy")}
        self.process = await asyncio.create_subprocess_exec(
            sys.executable,
            str(ROOT / "main.py"),
            "run",
            *words,
            cwd=self.folder,
            env={**kept, **self.settings},
            stdout=asyncio.subprocess.DEVNULL,
            stderr=asyncio.subprocess.PIPE,
        )
        self._reading = asyncio.create_task(self._read())

    async def is_ready(self) -> None:
        await self.has_said("ready on")

    async def has_said(self, words: str) -> None:
        """Waits for it, from the last start on. Raises AssertionError where it never comes."""
        assert await self._changes.until(lambda: words in self.said or self._has_ended, PATIENCE), self.said
        assert words in self.said, self.said

    @property
    def port(self) -> int:
        return int(self.said.rpartition("ready on ")[2].split()[0].rpartition(":")[2])

    def send(self, number: signal.Signals) -> None:
        assert self.process is not None
        self.process.send_signal(number)

    async def kill(self) -> None:
        """As a power cut would."""
        self.send(signal.SIGKILL)
        await self.ended()

    async def stop(self) -> int:
        """As a service manager does. The exit status."""
        self.send(signal.SIGTERM)
        return await self.ended()

    async def ended(self) -> int:
        assert self.process is not None
        assert self._reading is not None
        async with asyncio.timeout(PATIENCE):
            status = await self.process.wait()
            await self._reading
        return status

    @property
    def _has_ended(self) -> bool:
        return self._reading is None or self._reading.done()

    async def _read(self) -> None:
        self.said = ""
        assert self.process is not None
        assert self.process.stderr is not None
        async for line in self.process.stderr:
            self.said += line.decode()
            self.all_said += line.decode()
            self._changes.tell()
        self._changes.tell()

    async def put_away(self) -> None:
        if self.process is not None and self.process.returncode is None:
            with suppress(ProcessLookupError):
                self.process.kill()
            await self.ended()


Start = Callable[..., Awaitable[Replica]]


@pytest.fixture
async def telegram() -> AsyncIterator[Simulator]:
    people = [SimulatedPerson(number, f"Kari {number}", language_code="en") for number in PEOPLE]
    async with Simulator(TOKEN, people=people, now=lambda: datetime.now(UTC)) as simulator:
        simulator.webhook_pause = 0.2
        yield simulator


@pytest.fixture
def persons(telegram: Simulator) -> list[Person]:
    return [telegram.person(number) for number in PEOPLE]


@pytest.fixture
async def replica(database_url: str, telegram: Simulator, tmp_path: Path) -> AsyncIterator[Start]:
    """Starts a process, with other settings where they are given; all are gone after the test."""
    started: list[Replica] = []

    async def start(*words: str, ready: bool = True, **other: str) -> Replica:
        settings = {
            "BOT_TOKEN": TOKEN,
            "BOT_API_URL": telegram.api_url,
            "DATABASE_URL": database_url,
            "SPACE": str(ROOT / "space.toml"),
            "HTTP_PORT": "0",
            "SECRET_KEY": "x" * 32,
            **other,
        }
        new = Replica(tmp_path, {f"GARTNERIET_{name}": value for name, value in settings.items()})
        started.append(new)
        await new.start(*words)
        if ready:
            await new.is_ready()
        return new

    yield start
    for each in started:
        await each.put_away()


@pytest.fixture
async def core(database: Database) -> Core:
    """The use cases on the same database, as another process has them; the example people are let in."""
    core = compose(database, SystemClock(), SecretTokens())
    await apply_space_file(core, read_space_file(ROOT / "space.toml"))
    await database.places.refresh()
    for number in PEOPLE:
        token = await core.membership.invite(Role.TENANT, tenant="Spire", name=f"Kari {number}")
        await core.membership.join(token, number, f"Kari {number}", Language.ENGLISH)
    return core


@dataclass(frozen=True, slots=True)
class Wanted:
    """An hour of a resource, and the message whose button asks for it."""

    resource: ResourceId
    start: datetime
    once: str

    @property
    def data(self) -> str:
        end = self.start + timedelta(hours=1)
        return pack(Book(resource=self.resource, start=self.start, end=end, once=self.once))


def hours(resource: str) -> Iterator[Wanted]:
    """Every hour from 10 to 16 of the days to come, except Christmas Eve."""
    tokens, today = SecretTokens(), datetime.now(OSLO).date()
    for number in count(1):
        day = today + timedelta(days=number)
        if (day.month, day.day) == (12, 24):
            continue
        for hour in range(10, 16):
            start = datetime.combine(day, time(hour), OSLO).astimezone(UTC)
            yield Wanted(ResourceId(resource), start, tokens(40))


def is_answered(person: Person, before: int) -> Callable[[], bool]:
    """Whether the bot has said more in the chat than so many messages."""
    return lambda: len(person.from_bot) > before


async def asks(person: Person, words: str) -> Message:
    """Says it and waits, however often the service dies meanwhile; the answer."""
    before = len(person.from_bot)
    await person.says(words, settle=False)
    await person.until(is_answered(person, before), PATIENCE)
    return person.last
