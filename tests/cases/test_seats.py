"""What comes of places at an event: how long a freed one is held, and how those who came found it."""

from dataclasses import replace
from datetime import timedelta

import pytest

from booking.model.events import EventId, Registration, Standing
from booking.model.messages import Purpose
from booking.model.people import Person
from booking.refusals import NotFound
from tests.cases.conftest import World
from tests.cases.test_events import join, leave, published, registrations, told


async def rate(world: World, who: Person, stars: int) -> Registration:
    return await world.core.registering.rate(who.actor, who, EventId("frokost"), stars, world.ask())


async def test_the_place_says_how_long_a_freed_seat_is_held(world: World) -> None:
    catalogue = world.core.looking.catalogue
    home = replace(catalogue.home, holds_places=timedelta(hours=1))
    await world.core.database.places.apply(replace(catalogue, spaces={home.id: home}))
    await world.core.database.places.refresh()
    await published(world, seats=1)
    await join(world, world.kari)
    await join(world, world.ola)
    await leave(world, world.kari)
    (offered,) = [r for r in await registrations(world) if r.standing is Standing.OFFERED]
    assert offered.offered_until == world.clock() + timedelta(hours=1)


async def test_only_who_came_rates_and_the_last_answer_counts(world: World) -> None:
    event = await published(world)
    await join(world, world.kari)
    with pytest.raises(NotFound):
        await rate(world, world.kari, 4)
    world.clock.time = event.interval.end
    await world.core.hosting.hold(world.office.actor, event.id, world.ask())
    await rate(world, world.kari, 4)
    await rate(world, world.kari, 5)
    with pytest.raises(NotFound):
        await rate(world, world.ola, 5)
    with pytest.raises(NotFound):
        await world.core.registering.rate(world.ola.actor, world.kari, event.id, 5, world.ask())
    assert (await world.core.registering.seen(world.office.actor, event.id)).ratings == [5]


async def test_where_a_list_was_kept_at_the_door_only_those_ticked_off_rate(world: World) -> None:
    event = await published(world)
    there = await join(world, world.kari)
    await join(world, world.ola)
    world.clock.time = event.interval.end
    await world.core.hosting.attend(world.office.actor, there, world.ask(), came=True)
    await world.core.hosting.hold(world.office.actor, event.id, world.ask())
    await rate(world, world.kari, 4)
    with pytest.raises(NotFound):
        await rate(world, world.ola, 1)
    assert (await world.core.registering.seen(world.office.actor, event.id)).ratings == [4]


async def test_without_a_list_at_the_door_all_who_had_a_place_are_thanked(world: World) -> None:
    event = await published(world)
    await join(world, world.kari)
    await join(world, world.ola)
    await leave(world, world.ola)
    world.clock.time = event.interval.end
    await world.core.hosting.hold(world.office.actor, event.id, world.ask(), thank=True)
    assert await told(world, Purpose.THANKS) == ["kari"]
