"""Making, moving, cancelling and taking back a booking, whoever asks."""

import asyncio
from datetime import timedelta

import pytest

from booking.model.bookings import Action, Status
from booking.model.messages import Lane, Purpose
from booking.model.people import Role
from booking.refusals import (
    CheckInClosed,
    InThePast,
    NotActive,
    NotFound,
    NothingToUndo,
    OutsideOpeningHours,
    SlotTaken,
    Stale,
)
from booking.reserving import Wish
from tests.builders import MONDAY, a_person, at, span
from tests.cases.conftest import World

TUESDAY = MONDAY + timedelta(days=1)


async def test_a_booking_is_there_with_its_audit_line_and_its_messages(world: World) -> None:
    booking = await world.book("10:00", "12:00", day=TUESDAY)

    assert await world.core.database.bookings.get(booking.id) == booking
    (line,) = await world.core.database.bookings.history(booking.id)
    assert (line.action, line.before, line.after) == (Action.MADE, None, booking)
    world.clock.set("11:59", day=TUESDAY)
    lease = world.clock() + timedelta(minutes=1)
    claim = world.core.database.outbox.claim
    due = [
        each for lane in Lane for each in await claim(world.clock(), lease_until=lease, limit=10, lane=lane)
    ]
    assert [d.message.purpose for d in due] == [Purpose.CARD, Purpose.REMINDER]


async def test_the_same_key_again_books_once_and_answers_the_same(world: World) -> None:
    request = world.ask("tap:1")
    wish = world.wish(day=TUESDAY)
    first = await world.core.reserving.book(world.kari.actor, world.kari, wish, request)
    world.clock.advance(days=7)

    again = await world.core.reserving.book(world.kari.actor, world.kari, wish, request)

    assert again == first


async def test_a_taken_time_is_refused_with_ways_out_that_are_accepted(world: World) -> None:
    await world.book("10:00", "12:00", day=TUESDAY)

    with pytest.raises(SlotTaken) as refused:
        await world.book("11:00", "13:00", who=world.ola, day=TUESDAY)

    assert 1 <= len(refused.value.alternatives) <= 3
    for way in refused.value.alternatives:
        wish = Wish(resource_id=way.resource_id, interval=way.interval)
        made = await world.core.reserving.book(world.ola.actor, world.ola, wish, world.ask())
        await world.core.reserving.cancel(world.ola.actor, made.id, world.ask())


async def test_a_broken_rule_is_named_with_ways_out(world: World) -> None:
    with pytest.raises(OutsideOpeningHours) as refused:
        await world.book("22:00", "01:00", day=TUESDAY)
    assert refused.value.alternatives

    with pytest.raises(InThePast):
        await world.book("07:00", "08:00")


async def test_nobody_books_in_the_name_of_a_stranger(world: World) -> None:
    with pytest.raises(NotFound):
        await world.core.reserving.book(world.ola.actor, world.eva, world.wish(day=TUESDAY), world.ask())

    contact = a_person(id="contact", roles=frozenset({Role.CONTACT}), telegram_id=7)
    made = await world.core.reserving.book(contact.actor, world.kari, world.wish(day=TUESDAY), world.ask())
    assert made.person_id == world.kari.id


async def test_another_persons_booking_is_not_there_for_me(world: World) -> None:
    booking = await world.book(day=TUESDAY)

    for act in (world.core.reserving.cancel, world.core.reserving.check_in, world.core.reserving.end_early):
        with pytest.raises(NotFound):
            await act(world.eva.actor, booking.id, world.ask())


async def test_moving_keeps_the_booking_and_frees_what_it_had(world: World) -> None:
    booking = await world.book("10:00", "12:00", day=TUESDAY)

    wish = world.wish("11:00", "13:00", "orangeriet", day=TUESDAY)
    moved = await world.core.reserving.move(world.kari.actor, booking.id, wish, world.ask())

    assert (moved.id, moved.revision, moved.resource_id) == (booking.id, 2, "orangeriet")
    await world.book("10:00", "12:00", who=world.ola, day=TUESDAY)


async def test_moving_onto_another_is_refused_and_nothing_changes(world: World) -> None:
    await world.book("12:00", "13:00", who=world.ola, day=TUESDAY)
    booking = await world.book("10:00", "12:00", day=TUESDAY)

    wish = world.wish("10:00", "12:30", day=TUESDAY)
    with pytest.raises(SlotTaken) as refused:
        await world.core.reserving.move(world.kari.actor, booking.id, wish, world.ask())

    assert refused.value.alternatives
    assert await world.core.database.bookings.get(booking.id) == booking


async def test_what_has_begun_can_be_lengthened_and_ended_early(world: World) -> None:
    booking = await world.book("09:00", "10:00")
    world.clock.set("09:30")

    longer = await world.core.reserving.move(
        world.kari.actor, booking.id, world.wish("09:00", "10:30"), world.ask()
    )
    assert longer.interval == span("09:00", "10:30")
    ended = await world.core.reserving.end_early(world.kari.actor, booking.id, world.ask())
    assert (ended.status, ended.interval.end) == (Status.ENDED, at("09:30"))
    await world.book("09:30", "10:30", who=world.ola)


async def test_checking_in_once_in_time(world: World) -> None:
    booking = await world.book("10:00", "11:00")
    with pytest.raises(CheckInClosed):
        await world.core.reserving.check_in(world.kari.actor, booking.id, world.ask())
    world.clock.set("09:50")

    there = await world.core.reserving.check_in(world.kari.actor, booking.id, world.ask("in"))

    assert there.status is Status.CHECKED_IN
    assert await world.core.reserving.check_in(world.kari.actor, booking.id, world.ask("in")) == there
    with pytest.raises(NotActive):
        await world.core.reserving.check_in(world.kari.actor, booking.id, world.ask())


async def test_each_change_can_be_taken_back_for_a_while(world: World) -> None:
    reserving = world.core.reserving
    booking = await world.book("10:00", "12:00", day=TUESDAY)
    wish = world.wish("13:00", "15:00", day=TUESDAY)
    moved = await reserving.move(world.kari.actor, booking.id, wish, world.ask())

    back = await reserving.undo(world.kari.actor, booking.id, moved.revision, world.ask())
    assert back.interval == booking.interval
    with pytest.raises(Stale):
        await reserving.undo(world.kari.actor, booking.id, moved.revision, world.ask())
    cancelled = await reserving.cancel(world.kari.actor, booking.id, world.ask())
    again = await reserving.undo(world.kari.actor, booking.id, cancelled.revision, world.ask())
    assert again.status is Status.CONFIRMED
    world.clock.advance(minutes=16)
    with pytest.raises(NothingToUndo):
        await reserving.undo(world.kari.actor, booking.id, again.revision, world.ask())


async def test_what_another_has_taken_since_cannot_be_had_back(world: World) -> None:
    booking = await world.book("10:00", "12:00", day=TUESDAY)
    cancelled = await world.core.reserving.cancel(world.kari.actor, booking.id, world.ask())
    await world.book("11:00", "12:00", who=world.ola, day=TUESDAY)

    with pytest.raises(SlotTaken):
        await world.core.reserving.undo(world.kari.actor, booking.id, cancelled.revision, world.ask())


async def test_what_is_cancelled_cannot_be_cancelled_again(world: World) -> None:
    booking = await world.book(day=TUESDAY)
    first = await world.core.reserving.cancel(world.kari.actor, booking.id, world.ask("once"))

    assert await world.core.reserving.cancel(world.kari.actor, booking.id, world.ask("once")) == first
    with pytest.raises(NotActive):
        await world.core.reserving.cancel(world.kari.actor, booking.id, world.ask())


async def test_of_many_who_want_one_time_one_has_it(world: World) -> None:
    people = [world.kari, world.ola, world.eva] * 4

    async def attempt(person: object) -> bool:
        try:
            await world.book("10:00", "12:00", who=person, day=TUESDAY)
        except SlotTaken:
            return False
        return True

    assert sum(await asyncio.gather(*(attempt(person) for person in people))) == 1
