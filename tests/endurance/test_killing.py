"""The service is killed at random moments, again and again, while people book. What it said is so."""

import asyncio
import random
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial

from booking.model.interval import Interval
from booking.model.spaces import ResourceId
from commands.composition import Core
from simulator import Message, Person
from tests.contracts.deeds import ByHand
from tests.endurance.conftest import PATIENCE, Replica, Start, Wanted, asks, hours

KILLS = 12
LONGEST_LIFE = 2.0
"""Seconds; where the machine is at rest, about half of it is starting."""
LOOKS = 1.5
"""So many seconds a person looks at a button before they do something else."""


@dataclass
class Customer:
    """Asks for help, then taps a button on the answer, over and over. Nobody else wants their desk."""

    person: Person
    wishes: Iterator[Wanted]
    tapped: dict[int, Wanted] = field(default_factory=dict)

    async def book_until(self, closing: asyncio.Event) -> None:
        while not closing.is_set():
            answer = await asks(self.person, "/hjelp")
            wanted = next(self.wishes)
            await self.person.sends_data(wanted.data, answer, settle=False)
            self.tapped[answer.id] = wanted
            with suppress(TimeoutError):
                await self.person.until(partial(self.is_told, answer.id), LOOKS)

    def is_told(self, message_id: int) -> bool:
        return "Booked." in self._shown(message_id).text

    def knows_all(self) -> bool:
        return all(self.is_told(message_id) for message_id in self.tapped)

    def _shown(self, message_id: int) -> Message:
        return next(message for message in self.person.messages if message.id == message_id)


async def test_nothing_that_was_confirmed_is_lost_and_nothing_is_half_there(
    core: Core, replica: Start, persons: list[Person], database_url: str
) -> None:
    customers = [Customer(person, hours(f"pult-{n}")) for n, person in enumerate(persons, start=1)]
    service, closing = await replica(), asyncio.Event()
    async with asyncio.TaskGroup() as nursery:
        for customer in customers:
            nursery.create_task(customer.book_until(closing))
        await kill_again_and_again(service)
        closing.set()
    await persons[0].settled(PATIENCE)
    await everybody_is_told(customers, database_url)
    assert await service.stop() == 0
    assert "Traceback" not in service.all_said

    wanted = [(each.resource, each.start) for customer in customers for each in customer.tapped.values()]
    assert len(wanted) > KILLS
    assert sorted(await booked(core)) == sorted(wanted), "each wish once"
    assert not [tap for customer in customers for tap in untried(customer.person)]
    await all_is_whole(database_url)


def untried(person: Person) -> list[str]:
    """Taps that the bot has not even tried to answer. An app gives up after 15 seconds, kills or not."""
    return [tap for tap in person.spinning if tap in person._telegram.queries]


async def kill_again_and_again(service: Replica) -> None:
    """Every other time it has come to work before; else it may die while it starts."""
    for number in range(KILLS):
        if number % 2:
            await service.is_ready()
        await asyncio.sleep(random.uniform(0, LONGEST_LIFE))
        await service.kill()
        await service.start()
    await service.is_ready()


async def everybody_is_told(customers: list[Customer], database_url: str) -> None:
    """What a process had claimed when it died is another's in two minutes: we do not wait so long."""
    await ByHand(database_url).run("UPDATE outbox SET claimed_until = NULL WHERE state = 'waiting'")
    for customer in customers:
        await customer.person.until(customer.knows_all, PATIENCE)


async def booked(core: Core) -> list[tuple[ResourceId, object]]:
    now = core.now()
    found = await core.database.bookings.blocking(Interval(now, now.replace(year=now.year + 1)))
    return [(each.resource_id, each.interval.start) for each in found]


CARDS = "SELECT * FROM outbox WHERE purpose = 'card' AND offset_minutes = 0"
"""Of what was done; a later one says when a booking is over."""


async def all_is_whole(database_url: str) -> None:
    """Each booking has its line in the log and its promised card, and no line is without its booking."""
    shell = ByHand(database_url)
    for missing in (
        "FROM bookings b LEFT JOIN changes c ON c.booking_id = b.id WHERE c.booking_id IS NULL",
        "FROM changes c LEFT JOIN bookings b ON c.booking_id = b.id WHERE b.id IS NULL",
        f"FROM bookings b LEFT JOIN ({CARDS}) o ON o.subject = b.id WHERE o.id IS NULL",
        "FROM outbox o LEFT JOIN bookings b ON o.subject = b.id WHERE b.id IS NULL",
    ):
        assert await shell.run(f"SELECT count(*) {missing}") == [(0,)], missing
