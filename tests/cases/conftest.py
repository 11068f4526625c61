"""The use cases on a real database, a clock that is moved by hand, and four example people."""

import asyncio
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import count
from typing import ClassVar

import pytest_asyncio

from booking.delivery import News
from booking.model.messages import Origin, Request
from booking.model.people import Person, PersonId, Role
from booking.reserving import Wish
from booking.slots import Turn, at_once
from commands.composition import Core, compose
from db import Database
from db.sealing import KeySeal
from tests.builders import NOW, a_catalogue, a_person, at, span


class MovedClock:
    """Stands still until it is moved."""

    def __init__(self, start: datetime = NOW) -> None:
        self.time = start

    def __call__(self) -> datetime:
        return self.time

    def advance(self, **by: float) -> None:
        self.time += timedelta(**by)

    def set(self, clock: str, **on: object) -> None:
        self.time = at(clock, **on)


class CountedTokens:
    """One after the other: `t1`, `t2` …"""

    def __init__(self) -> None:
        self._numbers: Iterator[int] = count(1)

    def __call__(self, bits: int = 60) -> str:
        return f"t{next(self._numbers)}x{bits}"


@dataclass
class Listener:
    """A messenger that keeps what it is told, and may be told to fail."""

    name: ClassVar[str] = "telegram"
    heard: list[News] = field(default_factory=list)
    failing: list[Exception] = field(default_factory=list)
    has_heard: asyncio.Event = field(default_factory=asyncio.Event)

    def reaches(self, person: Person) -> bool:
        return person.telegram_id is not None

    async def tell(self, news: News, turn: Turn = at_once) -> Origin | None:
        await turn()
        if self.failing:
            raise self.failing.pop(0)
        self.heard.append(news)
        self.has_heard.set()
        return Origin(chat_id=news.person.telegram_id or 0, message_id=len(self.heard))


class World:
    """The core, its clock, and the people in it."""

    def __init__(self, core: Core, clock: MovedClock) -> None:
        self.core = core
        self.clock = clock
        self.kari = a_person()
        self.ola = a_person(id=PersonId("ola"), name="Ola Gartner", telegram_id=1002)
        self.eva = a_person(id=PersonId("eva"), name="Eva Nabo", telegram_id=1003, tenant_id=None)
        self.office = a_person(
            id=PersonId("office"),
            name="Grete Kontor",
            telegram_id=1004,
            tenant_id=None,
            roles=frozenset({Role.ADMINISTRATION}),
        )
        self._keys = count(1)

    def ask(self, key: str | None = None) -> Request:
        return Request(key=key or f"key-{next(self._keys)}")

    def wish(
        self, start: str = "10:00", end: str = "12:00", resource: str = "drivhuset", **on: object
    ) -> Wish:
        return Wish(resource_id=resource, interval=span(start, end, **on))

    async def book(self, start: str = "10:00", end: str = "12:00", who: Person | None = None, **more: object):
        holder = who or self.kari
        return await self.core.reserving.book(holder.actor, holder, self.wish(start, end, **more), self.ask())


@pytest_asyncio.fixture
async def world(database: Database) -> World:
    clock = MovedClock()
    core = compose(
        database, clock, CountedTokens(), seal=KeySeal(["a key that is only for tests, 32 letters"])
    )
    await database.places.apply(a_catalogue())
    await database.places.refresh()
    world = World(core, clock)
    spire = await database.people.tenant_named("Spire", world.kari.tenant_id)
    assert spire.id == world.kari.tenant_id
    for person in (world.kari, world.ola, world.eva, world.office):
        await database.people.add(person)
    return world
