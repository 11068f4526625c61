"""Bookings that repeat: previewed, made together, and changed from one on or all at once."""

from datetime import date, time, timedelta

import pytest

from booking.model.bookings import Recurrence, Repeat, Status
from booking.refusals import NotActive, NotFound, SeriesConflicts
from booking.rules.shifting import Shift, shifted
from booking.series import SeriesWish, Which
from tests.builders import MONDAY, OSLO, a_catalogue, span
from tests.cases.conftest import World

TUESDAY = MONDAY + timedelta(days=1)


def weekly(until: date, **fields: object) -> SeriesWish:
    rule = Recurrence(
        **{
            "every": Repeat.WEEK,
            "first": TUESDAY,
            "until": until,
            "start": time(11),
            "end": time(12),
            **fields,
        }
    )
    return SeriesWish(resource_id="drivhuset", recurrence=rule)


async def make(world: World, wish: SeriesWish, *, skip: bool = False):
    kari = world.kari
    return await world.core.repeating.book(kari.actor, kari, wish, world.ask(), skip=skip)


async def test_a_series_keeps_its_local_time_across_the_clock_change(world: World) -> None:
    made = await make(world, weekly(date(2027, 4, 13)))

    assert len(made) == 21
    assert {booking.interval.start.astimezone(OSLO).time() for booking in made} == {time(11)}
    assert {booking.interval.start.time() for booking in made} == {time(9), time(10)}


async def test_the_preview_shows_what_cannot_be_had_and_books_nothing(world: World) -> None:
    await world.book("11:30", "12:30", who=world.ola, day=TUESDAY + timedelta(days=7))

    judged = await world.core.repeating.preview(world.kari.actor, world.kari, weekly(date(2026, 12, 15)))

    assert [o.refusal is None for o in judged] == [True, False, True, True]
    assert not await world.core.looking.mine(world.kari)


async def test_conflicts_are_given_up_or_skipped(world: World) -> None:
    await world.book("11:30", "12:30", who=world.ola, day=TUESDAY + timedelta(days=7))
    wish = weekly(date(2026, 12, 15))

    with pytest.raises(SeriesConflicts) as refused:
        await make(world, wish)
    assert len(refused.value.conflicts) == 1
    assert not await world.core.looking.mine(world.kari)

    assert len(await make(world, wish, skip=True)) == 3


async def test_the_same_key_again_makes_no_second_series(world: World) -> None:
    kari, request = world.kari, world.ask("series")
    first = await world.core.repeating.book(kari.actor, kari, weekly(date(2026, 12, 8)), request, skip=False)
    again = await world.core.repeating.book(kari.actor, kari, weekly(date(2026, 12, 8)), request, skip=False)

    assert [booking.id for booking in again] == [booking.id for booking in first]
    assert len(await world.core.looking.mine(kari)) == 3


async def test_a_series_tells_of_itself_once(world: World) -> None:
    await make(world, weekly(date(2026, 12, 8)))

    due = await world.core.database.outbox.claim(
        world.clock(), lease_until=world.clock() + timedelta(minutes=1), limit=50
    )

    assert [d.message.purpose.value for d in due] == ["series"]


async def test_cancelling_this_and_the_following(world: World) -> None:
    made = await make(world, weekly(date(2026, 12, 15)))

    gone = await world.core.repeating.cancel(world.kari.actor, made[2].id, Which.FOLLOWING, world.ask())

    assert [booking.id for booking in gone] == [made[2].id, made[3].id]
    assert [b.id for b in await world.core.looking.mine(world.kari)] == [made[0].id, made[1].id]
    await world.core.repeating.cancel(world.kari.actor, made[0].id, Which.ALL, world.ask())
    assert not await world.core.looking.mine(world.kari)
    with pytest.raises(NotActive):
        await world.core.repeating.cancel(world.kari.actor, made[0].id, Which.ALL, world.ask())


async def test_moving_all_of_them_to_another_hour_and_resource(world: World) -> None:
    made = await make(world, weekly(date(2027, 4, 6)))
    shift = Shift(days=1, start=13 * 60, resource_id="orangeriet")

    moved = await world.core.repeating.move(world.kari.actor, made[0].id, Which.ALL, shift, world.ask())

    local = [booking.interval.start.astimezone(OSLO) for booking in moved]
    assert {(at.time(), at.weekday()) for at in local} == {(time(13), 2)}
    assert {booking.interval.length for booking in moved} == {timedelta(hours=1)}
    assert {booking.resource_id for booking in moved} == {"orangeriet"}


def test_a_shift_into_the_hour_that_spring_skips_keeps_its_length() -> None:
    (space,) = a_catalogue().spaces.values()
    night = span("02:30", "03:00", day=date(2027, 3, 27))

    moved = shifted(night, Shift(days=1), space)

    assert moved.length == timedelta(minutes=30)


async def test_a_move_that_cannot_be_is_refused_whole_or_skips(world: World) -> None:
    made = await make(world, weekly(date(2026, 12, 8)))
    await world.book("13:00", "14:00", who=world.ola, day=TUESDAY)
    shift = Shift(start=13 * 60)

    with pytest.raises(SeriesConflicts):
        await world.core.repeating.move(world.kari.actor, made[0].id, Which.ALL, shift, world.ask())
    moved = await world.core.repeating.move(
        world.kari.actor, made[0].id, Which.ALL, shift, world.ask(), skip=True
    )

    assert [booking.id for booking in moved] == [made[1].id, made[2].id]
    stays = await world.core.database.bookings.get(made[0].id)
    assert (stays.interval, stays.status) == (made[0].interval, Status.CONFIRMED)


async def test_a_single_booking_is_no_series(world: World) -> None:
    booking = await world.book(day=TUESDAY)

    with pytest.raises(NotFound):
        await world.core.repeating.cancel(world.kari.actor, booking.id, Which.ALL, world.ask())


async def test_whole_days_of_a_desk_in_a_row(world: World) -> None:
    wish = SeriesWish(
        resource_id="pult-8",
        recurrence=Recurrence(every=Repeat.DAY, first=TUESDAY, until=TUESDAY + timedelta(days=2)),
    )

    made = await make(world, wish)

    assert [booking.interval.length for booking in made] == [timedelta(hours=17)] * 3
