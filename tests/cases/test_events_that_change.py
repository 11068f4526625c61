"""An event that is moved, goes digital or is cancelled: everyone concerned hears of it, once."""

import asyncio
from collections.abc import Sequence

import pytest

from booking.model.bookings import Status
from booking.model.events import EventId, EventState, Registration, Standing, Way
from booking.model.messages import Purpose
from booking.model.people import PersonId
from booking.refusals import EventOver, SignUpClosed
from tests.builders import a_person, span
from tests.cases.conftest import World
from tests.cases.test_events import FRIDAY, join, leave, published, registrations, standings, told


async def test_everyone_concerned_hears_of_a_move_once_and_of_a_new_text_not(world: World) -> None:
    event = await published(world, seats=1)
    await join(world, world.kari)
    await join(world, world.ola)
    await join(world, world.eva)
    await leave(world, world.eva)
    change = world.core.hosting.change
    await told(world, Purpose.EVENT_NEWS)
    world.clock.advance(minutes=5)
    await change(world.office.actor, event.id, {"programme": "Kaffe"}, world.ask())
    assert await told(world, Purpose.EVENT_NEWS) == []
    later = {"interval": span("09:00", "10:00", FRIDAY)}
    moved = await change(world.office.actor, event.id, later, world.ask("move"))
    assert await change(world.office.actor, event.id, later, world.ask("move")) == moved
    assert (moved.state, moved.closes_at) == (EventState.MOVED, moved.interval.start)
    assert await told(world, Purpose.EVENT_NEWS) == ["kari", "ola"]


async def test_digital_keeps_those_who_were_signed_up(world: World) -> None:
    event = await published(world, seats=1, resource_id="drivhuset", address="")
    await join(world, world.kari)
    await join(world, world.ola)
    digital = {"ways": frozenset({Way.DIGITAL}), "link": "https://example.test/m"}
    changed = await world.core.hosting.change(world.office.actor, event.id, digital, world.ask())
    found = await world.core.database.events.registrations(event.id)
    assert {(r.person_id, r.way) for r in found} == {("kari", Way.DIGITAL), ("ola", Way.DIGITAL)}
    assert (await world.core.database.bookings.get(changed.booking_id)).status is Status.CANCELLED
    await world.core.seats.offer_places()
    assert (await standings(world))["ola"] is Standing.OFFERED


@pytest.mark.parametrize("cancelled", [True, False])
async def test_who_signs_up_in_that_moment_hears_of_it_too(
    world: World, monkeypatch: pytest.MonkeyPatch, *, cancelled: bool
) -> None:
    event = await published(world)
    events, coming = world.core.database.events, [world.kari] if cancelled else [world.ola, world.kari]
    read = events.registrations

    async def read_and_somebody_comes(event_id: EventId) -> Sequence[Registration]:
        found = await read(event_id)
        if coming:
            await join(world, coming.pop(0))
        return found

    monkeypatch.setattr(events, "registrations", read_and_somebody_comes)
    if cancelled:
        await world.core.hosting.cancel(world.office.actor, event.id, world.ask())
        assert await told(world, Purpose.EVENT_NEWS) == [world.kari.id]
        return
    fields = {"ways": frozenset({Way.DIGITAL}), "link": "https://meet.example.test/1"}
    await world.core.hosting.change(world.office.actor, event.id, fields, world.ask())
    assert await told(world, Purpose.EVENT_NEWS) == sorted([world.kari.id, world.ola.id])
    assert {r.way for r in await registrations(world)} == {Way.DIGITAL}


async def test_many_sign_up_while_it_is_cancelled(world: World) -> None:
    event = await published(world, seats=None)
    people = [a_person(id=PersonId(f"p{n}"), telegram_id=5000 + n) for n in range(20)]
    for person in people:
        await world.core.database.people.add(person)
    await asyncio.gather(
        *(join(world, person) for person in people[:10]),
        world.core.hosting.cancel(world.office.actor, event.id, world.ask()),
        *(join(world, person) for person in people[10:]),
        return_exceptions=True,
    )
    assert await told(world, Purpose.EVENT_NEWS) == sorted(await standings(world))


async def test_a_cancelled_event_is_over(world: World) -> None:
    event = await published(world)
    await join(world, world.kari)
    await world.core.hosting.cancel(world.office.actor, event.id, world.ask())
    assert await told(world, Purpose.EVENT_NEWS) == ["kari"]
    with pytest.raises(SignUpClosed):
        await join(world, world.ola)
    with pytest.raises(EventOver):
        await world.core.hosting.change(world.office.actor, event.id, {"title": "X"}, world.ask())
