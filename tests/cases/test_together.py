"""Several bookings as one deed: all of them or none, and taken back as a whole, on both databases."""

import asyncio
from datetime import timedelta

import pytest

from booking.refusals import NotFound, NothingToUndo, Refusal, SeriesConflicts, SlotTaken
from booking.reserving import Wish
from tests.builders import MONDAY, span
from tests.cases.conftest import World

DAYS = [MONDAY + timedelta(days=number) for number in (1, 3, 4)]


def wishes(start: str = "10:00", end: str = "12:00") -> list[Wish]:
    return [Wish(resource_id="drivhuset", interval=span(start, end, day), title="Plan") for day in DAYS]


async def mine(world: World, who=None) -> list[str]:
    found = await world.core.looking.mine(who or world.kari)
    return [f"{b.resource_id} {b.interval.start:%d %H}" for b in found]


async def test_all_are_booked_or_none(world: World) -> None:
    kari = world.kari
    await world.book("11:00", "12:00", who=world.ola, day=DAYS[1])
    with pytest.raises(SeriesConflicts) as refused:
        await world.core.together.book(kari.actor, kari, wishes(), world.ask(), skip=False)
    assert len(refused.value.conflicts) == 1
    assert await mine(world) == []

    made = await world.core.together.book(kari.actor, kari, wishes(), world.ask("skip"), skip=True)
    again = await world.core.together.book(kari.actor, kari, wishes(), world.ask("skip"), skip=True)
    assert made == again
    assert {booking.title for booking in made} == {"Plan"}
    assert await mine(world) == ["drivhuset 24 09", "drivhuset 27 09"]


async def test_nobody_books_for_whom_they_have_no_business_with(world: World) -> None:
    with pytest.raises(NotFound):
        await world.core.together.book(world.kari.actor, world.eva, wishes(), world.ask(), skip=True)


async def test_all_are_cancelled_and_had_back(world: World) -> None:
    kari, together = world.kari, world.core.together
    made = await together.book(kari.actor, kari, wishes(), world.ask(), skip=False)
    ids = [booking.id for booking in made]
    await together.cancel(kari.actor, ids, world.ask("cancel"))
    assert await mine(world) == []
    assert len(await together.done(world.ask("cancel"))) == len(
        await together.cancel(kari.actor, ids, world.ask("cancel"))
    )

    await together.undo(kari.actor, "cancel", world.ask("undo"))
    assert len(await mine(world)) == len(await together.undo(kari.actor, "cancel", world.ask("undo"))) == 3
    with pytest.raises(Refusal):
        await together.undo(kari.actor, "cancel", world.ask())


async def test_nothing_is_taken_back_that_somebody_else_did(world: World) -> None:
    made = await world.core.together.book(
        world.kari.actor, world.kari, wishes(), world.ask("mine"), skip=False
    )
    for key in ("mine", "never"):
        with pytest.raises(NothingToUndo):
            await world.core.together.undo(world.office.actor, key, world.ask())
    assert len(await mine(world)) == len(made)


async def test_those_that_move_make_way_for_one_another(world: World) -> None:
    kari, together = world.kari, world.core.together
    first = await world.book("10:00", "11:00", day=DAYS[0])
    second = await world.book("11:00", "12:00", day=DAYS[0])
    swapped = [
        (first.id, Wish(resource_id="drivhuset", interval=second.interval)),
        (second.id, Wish(resource_id="drivhuset", interval=first.interval)),
    ]
    assert all(part.refusal is None for part in await together.preview_move(kari.actor, swapped))

    moved = await together.move(kari.actor, swapped, world.ask(), skip=False)
    assert [booking.interval for booking in moved] == [second.interval, first.interval]


async def test_of_many_who_want_the_same_days_one_has_all_of_them(world: World) -> None:
    people = [world.kari, world.ola, world.eva] * 3

    async def attempt(person) -> bool:
        try:
            await world.core.together.book(person.actor, person, wishes(), world.ask(), skip=False)
        except (SeriesConflicts, SlotTaken):
            return False
        return True

    assert sum(await asyncio.gather(*(attempt(person) for person in people))) == 1
    assert sorted([len(await mine(world, who)) for who in (world.kari, world.ola, world.eva)]) == [0, 0, 3]


async def test_one_who_cancels_all_and_one_who_moves_one_do_not_both_succeed(world: World) -> None:
    kari, together = world.kari, world.core.together
    made = await together.book(kari.actor, kari, wishes(), world.ask(), skip=False)
    later = Wish(resource_id="drivhuset", interval=span("14:00", "16:00", DAYS[0]))
    ended = await asyncio.gather(
        together.cancel(kari.actor, [booking.id for booking in made], world.ask()),
        world.core.reserving.move(kari.actor, made[0].id, later, world.ask()),
        return_exceptions=True,
    )
    refused = [each for each in ended if isinstance(each, Exception)]
    assert all(isinstance(each, Refusal) for each in refused)
    left = await mine(world)
    assert left in ([], ["drivhuset 24 13", "drivhuset 26 09", "drivhuset 27 09"])
