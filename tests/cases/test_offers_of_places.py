"""Offers of places where the event changes meanwhile."""

from datetime import timedelta

import pytest

from booking.model.events import Event, EventId, Registration, Standing
from booking.model.messages import Purpose
from booking.refusals import EventOver, SignUpClosed
from tests.cases.conftest import Listener, World
from tests.cases.test_events import join, leave, published, standings


async def offered(world: World) -> Event:
    """An event whose only place is offered to Ola."""
    event = await published(world, seats=1)
    await join(world, world.kari)
    world.clock.advance(minutes=1)
    await join(world, world.ola)
    await leave(world, world.kari)
    await heard(world)
    return event


async def heard(world: World) -> list[Purpose]:
    """What Ola hears by now."""
    listener = Listener()
    for _ in range(2):
        await world.core.delivery(listener).deliver_to_many()
        await world.core.delivery(listener).deliver()
    return [n.message.purpose for n in listener.heard if n.person.id == world.ola.id]


async def take(world: World) -> Registration:
    return await world.core.registering.take(world.ola.actor, world.ola, EventId("frokost"), world.ask())


async def test_nothing_is_told_of_an_offer_of_a_cancelled_event_and_it_is_not_taken(world: World) -> None:
    event = await offered(world)
    await world.core.hosting.cancel(world.office.actor, event.id, world.ask())
    assert await heard(world) == [Purpose.EVENT_NEWS]
    with pytest.raises(EventOver):
        await take(world)
    world.clock.advance(hours=1, minutes=31)
    assert await heard(world) == []
    world.clock.advance(hours=2)
    assert await world.core.seats.lapse_offers() == 1
    assert (await standings(world))["ola"] is Standing.LAPSED
    assert await heard(world) == []
    with pytest.raises(EventOver):
        await take(world)


async def test_an_offer_is_not_taken_once_the_sign_up_closed_earlier_than_it_was_to(world: World) -> None:
    event = await offered(world)
    sooner = {"closes_at": world.clock() + timedelta(minutes=30)}
    await world.core.hosting.change(world.office.actor, event.id, sooner, world.ask())
    world.clock.advance(minutes=91)
    assert await heard(world) == []
    with pytest.raises(SignUpClosed):
        await take(world)
