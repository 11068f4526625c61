"""The waiting list: first in line is offered what is freed, once, and for a while."""

import asyncio
from datetime import timedelta

import pytest

from booking.model.bookings import Status, WaitState
from booking.refusals import NotFound, NothingToWaitFor, OfferOver, SlotTaken
from tests.builders import MONDAY
from tests.cases.conftest import World
from tests.cases.test_events import published

TUESDAY = MONDAY + timedelta(days=1)


async def wait_for(world: World, person: object, start: str = "10:00", end: str = "12:00"):
    wish = world.wish(start, end, day=TUESDAY)
    return await world.core.waiting.ask(person.actor, person, wish, world.ask())


async def offer_of(world: World, wait: object):
    found = await world.core.database.waits.get(wait.id)
    offer = await world.core.database.bookings.get(found.offer) if found.offer else None
    return found, offer


async def test_what_is_free_needs_no_waiting(world: World) -> None:
    with pytest.raises(NothingToWaitFor) as refused:
        await wait_for(world, world.ola)
    assert len(refused.value.alternatives) == 1


async def test_cancelling_holds_it_for_the_first_in_line(world: World) -> None:
    booking = await world.book(day=TUESDAY)
    first = await wait_for(world, world.ola)
    world.clock.advance(minutes=1)
    second = await wait_for(world, world.eva)
    assert await wait_for(world, world.ola) == first

    await world.core.reserving.cancel(world.kari.actor, booking.id, world.ask())

    entry, offer = await offer_of(world, first)
    assert (entry.state, offer.status, offer.person_id) == (WaitState.OFFERED, Status.HELD, "ola")
    assert (await offer_of(world, second))[0].state is WaitState.WAITING
    with pytest.raises(SlotTaken):
        await world.book(who=world.eva, day=TUESDAY)
    taken = await world.core.waiting.take(world.ola.actor, offer.id, world.ask("take"))
    assert (taken.status, taken.held_until) == (Status.CONFIRMED, None)
    assert await world.core.waiting.take(world.ola.actor, offer.id, world.ask("take")) == taken
    with pytest.raises(OfferOver):
        await world.core.waiting.take(world.ola.actor, offer.id, world.ask())


async def test_an_offer_that_is_declined_or_runs_out_goes_on(world: World) -> None:
    booking = await world.book(day=TUESDAY)
    first = await wait_for(world, world.ola)
    world.clock.advance(minutes=1)
    second = await wait_for(world, world.eva)
    await world.core.reserving.cancel(world.kari.actor, booking.id, world.ask())
    _, offer = await offer_of(world, first)

    await world.core.waiting.decline(world.ola.actor, offer.id, world.ask())

    entry, next_offer = await offer_of(world, second)
    assert (entry.state, next_offer.person_id) == (WaitState.OFFERED, "eva")
    world.clock.time = next_offer.held_until
    assert await world.core.waiting.lapse_offers() == 1
    assert (await offer_of(world, second))[0].state is WaitState.LAPSED
    await world.book(who=world.ola, day=TUESDAY)


async def test_an_offer_that_has_run_out_stands_in_nobodys_way(world: World) -> None:
    booking = await world.book(day=TUESDAY)
    first = await wait_for(world, world.ola)
    await world.core.reserving.cancel(world.kari.actor, booking.id, world.ask())
    _, offer = await offer_of(world, first)
    world.clock.time = offer.held_until

    made = await world.book(who=world.eva, day=TUESDAY)

    assert made.status is Status.CONFIRMED


async def test_only_who_is_offered_it_can_take_it(world: World) -> None:
    booking = await world.book(day=TUESDAY)
    first = await wait_for(world, world.ola)
    await world.core.reserving.cancel(world.kari.actor, booking.id, world.ask())
    _, offer = await offer_of(world, first)

    with pytest.raises(NotFound):
        await world.core.waiting.take(world.eva.actor, offer.id, world.ask())


async def test_moving_away_shortening_and_no_show_free_for_the_queue_too(world: World) -> None:
    booking = await world.book("10:00", "12:00", day=TUESDAY)
    wait = await wait_for(world, world.ola, "11:00", "12:00")

    shorter = world.wish("10:00", "11:00", day=TUESDAY)
    await world.core.reserving.move(world.kari.actor, booking.id, shorter, world.ask())

    assert (await offer_of(world, wait))[0].state is WaitState.OFFERED


async def test_who_has_left_is_not_offered_it(world: World) -> None:
    booking = await world.book(day=TUESDAY)
    first = await wait_for(world, world.ola)
    await world.core.waiting.leave(world.ola.actor, first.id, world.ask())

    await world.core.reserving.cancel(world.kari.actor, booking.id, world.ask())

    assert (await offer_of(world, first))[1] is None


async def test_two_sweeps_at_once_make_one_offer(world: World) -> None:
    booking = await world.book(day=TUESDAY)
    waits = [await wait_for(world, person) for person in (world.ola, world.eva)]
    await world.core.reserving.cancel(world.kari.actor, booking.id, world.ask())
    _, offer = await offer_of(world, waits[0])
    world.clock.time = offer.held_until

    await asyncio.gather(*(world.core.waiting.lapse_offers() for _ in range(4)))
    await asyncio.gather(*(world.core.waiting.offer_what_is_free() for _ in range(4)))

    states = [(await offer_of(world, wait))[0].state for wait in waits]
    assert states == [WaitState.LAPSED, WaitState.OFFERED]


async def test_nobody_who_checked_in_is_released_and_who_did_not_is(world: World) -> None:
    came = await world.book("10:00", "11:00")
    missed = await world.book("10:00", "11:00", who=world.ola, resource="orangeriet")
    world.clock.set("09:55")
    await world.core.reserving.check_in(world.kari.actor, came.id, world.ask())
    world.clock.set("10:16")

    assert await world.core.releasing.release_no_shows() == 1
    assert await world.core.releasing.release_no_shows() == 0

    assert (await world.core.database.bookings.get(missed.id)).status is Status.NO_SHOW
    assert (await world.core.database.bookings.get(came.id)).status is Status.CHECKED_IN


async def test_the_room_of_an_event_is_held_though_nobody_checks_in(world: World) -> None:
    event = await published(world, resource_id="drivhuset", address="")
    world.clock.time = event.interval.start + timedelta(minutes=20)

    assert await world.core.releasing.release_no_shows() == 0

    assert (await world.core.database.bookings.get(event.booking_id)).status is Status.CONFIRMED
