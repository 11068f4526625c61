"""The last that a person did is taken back as a whole, or not at all."""

from datetime import timedelta

import pytest

from booking.model.bookings import Booking, Status
from booking.model.events import EventId, Standing
from booking.model.messages import Purpose, Request
from booking.model.people import Person
from booking.refusals import NothingToUndo, SlotTaken, Stale
from booking.registering import SignUp
from booking.series import Which
from booking.undoing import Around, Undone
from tests.builders import MONDAY, span
from tests.cases.conftest import World
from tests.cases.test_events import join, leave, published, told
from tests.cases.test_series import make, weekly

TUESDAY = MONDAY + timedelta(days=1)
UNTIL = MONDAY + timedelta(days=22)


async def undo(
    world: World, who: Person | None = None, around: Around | None = None, key: str = ""
) -> Undone:
    world.clock.advance(seconds=1)
    return await world.core.undoing.undo(who or world.kari, around or Around(), world.ask(key or None))


async def held(world: World) -> list[Booking]:
    return list(await world.core.looking.mine(world.kari))


async def test_what_was_made_is_cancelled_and_had_back(world: World) -> None:
    made = await world.book()
    undone = await undo(world, key="again")
    assert [booking.status for booking in undone.bookings] == [Status.CANCELLED]
    assert await undo(world, key="again") == undone, "asked twice, done once"
    assert await held(world) == []

    await undo(world)
    assert [booking.interval for booking in await held(world)] == [made.interval]


async def test_the_newest_goes_first(world: World) -> None:
    await world.book(day=TUESDAY)
    world.clock.advance(seconds=1)
    second = await world.book("13:00", "14:00", day=TUESDAY)
    world.clock.advance(seconds=1)
    wish = world.wish("15:00", "16:00", day=TUESDAY)
    await world.core.reserving.move(world.kari.actor, second.id, wish, world.ask())
    await undo(world)

    assert [booking.interval for booking in await held(world)] == [
        span("10:00", "12:00", TUESDAY),
        span("13:00", "14:00", TUESDAY),
    ]


async def test_a_cancel_of_several_in_steps_of_one_request_is_one_deed(world: World) -> None:
    first, second = await world.book(day=TUESDAY), await world.book("13:00", "14:00", day=TUESDAY)
    world.clock.advance(seconds=1)
    for step, booking in enumerate((first, second)):
        request = Request(key=f"update:77:{step}" if step else "update:77")
        await world.core.reserving.cancel(world.kari.actor, booking.id, request)
    await undo(world)

    assert len(await held(world)) == 2


async def test_a_series_is_told_once(world: World) -> None:
    made = await make(world, weekly(UNTIL))
    world.clock.advance(seconds=1)
    await world.core.repeating.cancel(world.kari.actor, made[0].id, Which.ALL, world.ask())
    await told(world, Purpose.SERIES)
    await undo(world)

    assert len(await held(world)) == len(made)
    assert await told(world, Purpose.SERIES) == [world.kari.id]


async def test_nothing_is_taken_back_that_is_old_changed_since_or_taken(world: World) -> None:
    with pytest.raises(NothingToUndo):
        await undo(world)
    made = await world.book(day=TUESDAY)
    world.clock.advance(seconds=1)
    await world.core.reserving.cancel(world.kari.actor, made.id, world.ask())
    await world.book(who=world.ola, day=TUESDAY)
    with pytest.raises(SlotTaken):
        await undo(world)
    assert await held(world) == []
    world.clock.advance(minutes=16)
    with pytest.raises(NothingToUndo):
        await undo(world)


async def test_what_somebody_else_has_changed_since_is_left_alone(world: World) -> None:
    made = await world.book(day=TUESDAY)
    world.clock.advance(seconds=1)
    wish = world.wish("13:00", "14:00", day=TUESDAY)
    await world.core.reserving.move(world.office.actor, made.id, wish, world.ask())
    with pytest.raises(Stale):
        await undo(world)


async def test_what_was_done_for_others_is_found_around_what_was_spoken_of(world: World) -> None:
    office, wish = world.office, world.wish(day=TUESDAY)
    made = await world.core.reserving.book(office.actor, world.kari, wish, world.ask())
    with pytest.raises(NothingToUndo):
        await undo(world, office)
    await undo(world, office, Around(bookings=[made.id]))

    assert await held(world) == []


async def test_places_at_an_event_are_taken_back(world: World) -> None:
    await published(world, guests=3)
    for guests in (0, 1):
        world.clock.advance(seconds=1)
        await join(world, world.kari, guests=guests)
        (undone,) = (await undo(world)).registrations
        assert undone.standing is Standing.CANCELLED
    world.clock.advance(seconds=1)
    await join(world, world.kari, guests=1)
    world.clock.advance(seconds=1)
    await leave(world, world.kari)
    (back,) = (await undo(world)).registrations
    assert (back.standing, back.party) == (Standing.GOING, 2)


async def test_the_place_of_another_is_found_by_the_event_that_was_spoken_of(world: World) -> None:
    await published(world)
    office = world.office
    await world.core.registering.sign_up(office.actor, world.kari, EventId("frokost"), SignUp(), world.ask())
    (undone,) = (await undo(world, office, Around(event=EventId("frokost")))).registrations

    assert (undone.person_id, undone.standing) == (world.kari.id, Standing.CANCELLED)
