"""Many at once for the places of one event: never more than it seats, nobody twice, no offer left hanging."""

import asyncio
from collections.abc import Sequence
from random import Random

from booking.model.events import HOLDS, Standing
from booking.model.people import Person, PersonId
from booking.refusals import EventFull, NotFound, OfferOver
from tests.builders import a_person
from tests.cases.conftest import World
from tests.cases.test_events import join, leave, published, standings


def crowd(many: int) -> Sequence[Person]:
    return [a_person(id=PersonId(f"p{number}"), telegram_id=5000 + number) for number in range(many)]


async def test_sixty_want_twenty_five_places_at_once(world: World) -> None:
    await published(world, seats=25)
    people = crowd(60)
    await asyncio.gather(*(join(world, person) for person in people))
    found = list((await standings(world)).values())
    assert found.count(Standing.GOING) == 25
    assert found.count(Standing.WAITING) == 35


async def test_a_crowd_that_comes_and_goes_is_never_more_than_the_seats(world: World) -> None:
    event = await published(world, seats=25)
    people, random = crowd(40), Random(5)

    async def one(person: Person) -> None:
        for _ in range(12):
            step = random.choice((join, join, leave, settle))
            try:
                await step(world, person)
            except (OfferOver, EventFull, NotFound):
                continue

    async def settle(world: World, who: Person) -> None:
        act = random.choice((world.core.registering.take, world.core.registering.decline))
        await act(who.actor, who, event.id, world.ask())

    await asyncio.gather(*map(one, people))
    found = await world.core.database.events.registrations(event.id)
    assert sum(r.party for r in found if r.standing in HOLDS) <= 25
    assert len({r.person_id for r in found}) == len(found)
    world.clock.advance(hours=4)
    await world.core.seats.lapse_offers()
    await world.core.seats.offer_places()
    after = await world.core.database.events.registrations(event.id)
    going = sum(r.party for r in after if r.standing in HOLDS)
    assert going == 25 or not any(r.standing is Standing.WAITING for r in after)
    assert all(r.offered_until is None or r.standing is Standing.OFFERED for r in after)
