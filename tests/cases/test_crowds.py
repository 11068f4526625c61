"""Many at once for the places of one event: never more than it seats, nobody twice, no offer left hanging."""

import asyncio
from collections.abc import Sequence
from contextlib import suppress
from random import Random

from sqlalchemy import text

from booking.model.events import HOLDS, EventId, RegistrationAction, Standing
from booking.model.people import Person, PersonId
from booking.refusals import EventFull, NotFound, OfferOver
from tests.builders import a_person
from tests.cases.conftest import World
from tests.cases.test_events import join, leave, published, standings

ACTIONS = text(
    "SELECT registration_id, revision, action FROM event_changes WHERE registration_id IS NOT NULL"
)
ENDS = {
    RegistrationAction.TAKEN,
    RegistrationAction.DECLINED,
    RegistrationAction.LAPSED,
    RegistrationAction.LEFT,
    RegistrationAction.SIGNED_UP,
    RegistrationAction.CHANGED,
}
"""What may become of an offer; who signs up again while a place is held for them has taken it."""


def crowd(many: int) -> Sequence[Person]:
    return [a_person(id=PersonId(f"p{number}"), telegram_id=5000 + number) for number in range(many)]


async def test_sixty_want_twenty_five_places_at_once(world: World) -> None:
    await published(world, seats=25)
    people = crowd(60)
    await asyncio.gather(*(join(world, person) for person in people))
    found = list((await standings(world)).values())
    assert found.count(Standing.GOING) == 25
    assert found.count(Standing.WAITING) == 35


async def test_five_hundred_steps_of_a_crowd_never_hold_more_than_the_seats(world: World) -> None:
    event = await published(world, seats=25, guests=2)
    people, random, over = crowd(100), Random(5), asyncio.Event()

    async def come(world: World, who: Person) -> None:
        await join(world, who, guests=random.randrange(3))

    async def settle(world: World, who: Person) -> None:
        act = random.choice((world.core.registering.take, world.core.registering.decline))
        await act(who.actor, who, event.id, world.ask())

    async def one(person: Person) -> None:
        for _ in range(5):
            with suppress(OfferOver, EventFull, NotFound):
                await random.choice((come, come, leave, settle))(world, person)

    async def watch() -> int:
        most = 0
        while not over.is_set():
            most = max(most, await held(world, event.id))
            await asyncio.sleep(0)
        return most

    async def all_of_them() -> None:
        await asyncio.gather(*map(one, people))
        over.set()

    most, _ = await asyncio.gather(watch(), all_of_them())
    assert most <= 25
    found = await world.core.database.events.registrations(event.id)
    assert len({r.person_id for r in found}) == len(found)
    assert await open_offers_end(world, event.id) <= 25


async def held(world: World, event_id: EventId) -> int:
    """Places that are held, promised or offered."""
    found = await world.core.database.events.registrations(event_id)
    return sum(r.party for r in found if r.standing in HOLDS)


async def open_offers_end(world: World, event_id: EventId) -> int:
    """Lets time go on until sign-up is over: every offer was taken, declined or lapsed. How many are held."""
    event = await world.core.database.events.get(event_id)
    assert event is not None
    while world.clock() < event.interval.start:
        world.clock.advance(hours=4)
        await world.core.seats.lapse_offers()
        await world.core.seats.offer_places()
    found = await world.core.database.events.registrations(event_id)
    assert not [r for r in found if r.standing is Standing.OFFERED]
    steps = await world.core.database.engine.rows(ACTIONS)
    offered = [(who, revision) for who, revision, action in steps if action == RegistrationAction.OFFERED]
    after = {(who, revision): action for who, revision, action in steps}
    assert offered
    assert {after.get((who, revision + 1)) for who, revision in offered} <= ENDS
    return await held(world, event_id)
