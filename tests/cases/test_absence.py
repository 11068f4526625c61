"""Being away: what is held is shown, freed in one deed, and had again as a whole."""

from dataclasses import replace
from datetime import date, time, timedelta

import pytest
import pytest_asyncio

from booking.absence import Away, Freed
from booking.model.bookings import Status
from booking.model.interval import Interval
from booking.model.messages import Purpose
from booking.model.people import Person, PersonId, Role, TenantId
from booking.refusals import AssignedToOthers, NotFound, NothingToUndo
from tests.builders import MONDAY, a_catalogue, a_person, at, span
from tests.cases.conftest import Listener, World
from tests.cases.test_rooms_of_events import published
from tests.cases.test_series import make, weekly

TUESDAY = MONDAY + timedelta(days=1)
WEEK = Interval(at("00:00"), at("00:00", MONDAY + timedelta(days=7)))
FIRM = TenantId("spire")


def _own(resource):
    return replace(resource, assigned_to=FIRM) if resource.id == "pult-1" else resource


@pytest_asyncio.fixture
async def their_desk(world: World) -> None:
    await world.core.database.places.apply(a_catalogue(change=_own))


@pytest_asyncio.fixture
async def stranger(world: World) -> Person:
    """Of another firm."""
    other = await world.core.database.people.tenant_named("Fjord", TenantId("fjord"))
    person = a_person(id=PersonId("per"), name="Per Fjord", telegram_id=77, tenant_id=other.id)
    await world.core.database.people.add(person)
    return person


async def free(world: World, away: Away, key: str = "away", actor: Person | None = None) -> Freed:
    return await world.core.house.absence.free((actor or world.kari).actor, world.kari, away, world.ask(key))


async def test_what_is_held_in_the_stretch_is_shown_and_freed_at_once(world: World) -> None:
    desk = await world.book("10:00", "16:00", day=TUESDAY, resource="pult-4")
    room = await world.book(day=TUESDAY)
    series = await make(world, weekly(date(2026, 12, 8), start=time(13), end=time(14)))
    later = await world.book(day=MONDAY + timedelta(days=9), resource="pult-4")
    await world.book(day=TUESDAY, resource="potteskuret", who=world.ola)
    away = Away(intervals=(WEEK,))
    held = await world.core.house.absence.held(world.kari.actor, world.kari, away)
    assert {b.id for b in held.bookings} == {desk.id, room.id, series[0].id}

    freed = await free(world, away)
    again = await free(world, away)

    assert {b.id for b in freed.bookings} == {b.id for b in held.bookings} == {b.id for b in again.bookings}
    left = {b.id for b in await world.core.looking.mine(world.kari)}
    assert later.id in left
    assert not left & {b.id for b in held.bookings}
    assert len(await world.core.looking.mine(world.ola)) == 1
    listener = Listener()
    await world.core.delivery(listener).deliver()
    assert {n.message.purpose for n in listener.heard if n.person.id == world.kari.id} <= {
        Purpose.CARD,
        Purpose.SERIES,
    }


async def test_a_desk_that_has_begun_is_freed_from_now(world: World) -> None:
    booking = await world.book("09:00", "23:00", resource="pult-4")
    world.clock.set("09:30")
    await free(world, Away(intervals=(span("00:00", "23:59"),)))
    left = await world.core.database.bookings.get(booking.id)
    assert (left.status, left.interval) == (Status.ENDED, span("09:00", "09:30"))
    await world.book("10:00", "12:00", resource="pult-4", who=world.ola)


async def test_the_whole_of_it_is_had_again(world: World) -> None:
    bookings = [
        await world.book("09:00", "23:00", resource="pult-4"),
        await world.book(day=TUESDAY),
    ]
    await free(world, Away(intervals=(WEEK,)), "away")
    request = world.ask("back")
    back = await world.core.house.absence.come_back(world.kari.actor, world.kari, "away", request)
    again = await world.core.house.absence.come_back(world.kari.actor, world.kari, "away", request)

    assert {b.id for b in back} == {b.id for b in bookings} == {b.id for b in again}
    mine = await world.core.looking.mine(world.kari)
    assert {(b.id, b.interval) for b in mine} == {(b.id, b.interval) for b in bookings}
    with pytest.raises(NothingToUndo):
        await world.core.house.absence.come_back(world.kari.actor, world.kari, "away", world.ask())


async def test_what_another_has_taken_meanwhile_is_left_to_them(world: World) -> None:
    room = await world.book(day=TUESDAY)
    desk = await world.book(day=TUESDAY, resource="pult-4")
    await free(world, Away(intervals=(WEEK,)), "away")
    await world.book(day=TUESDAY, who=world.ola)

    back = await world.core.house.absence.come_back(world.kari.actor, world.kari, "away", world.ask())

    assert [b.id for b in back] == [desk.id]
    assert (await world.core.database.bookings.get(room.id)).status is Status.CANCELLED


async def test_it_is_too_late_after_a_quarter_of_an_hour_and_nobody_elses(world: World) -> None:
    await world.book(day=TUESDAY)
    await free(world, Away(intervals=(WEEK,)), "away")
    absence = world.core.house.absence
    with pytest.raises(NotFound):
        await absence.come_back(world.eva.actor, world.kari, "away", world.ask())
    with pytest.raises(NothingToUndo):
        await absence.come_back(world.ola.actor, world.ola, "away", world.ask())
    world.clock.advance(minutes=16)
    with pytest.raises(NothingToUndo):
        await absence.come_back(world.kari.actor, world.kari, "away", world.ask())


async def test_only_what_is_named_is_freed_and_nothing_held_is_nothing_done(world: World) -> None:
    desk = await world.book(day=TUESDAY, resource="pult-4")
    room = await world.book(day=TUESDAY)
    assert await free(world, Away(intervals=(span("00:00", "23:59"),)), "nothing") == Freed(
        bookings=(), lent=()
    )

    await free(world, Away(intervals=(WEEK,), resource_id="pult-4"), "desk")

    assert [b.id for b in await world.core.looking.mine(world.kari)] == [room.id]
    assert (await world.core.database.bookings.get(desk.id)).status is Status.CANCELLED


async def test_the_administration_frees_for_another_who_hears_of_it(world: World) -> None:
    await world.book(day=TUESDAY)
    await free(world, Away(intervals=(WEEK,)), actor=world.office)
    listener = Listener()
    await world.core.delivery(listener).deliver()
    assert [n.message.purpose for n in listener.heard][-1] is Purpose.NEWS
    with pytest.raises(NotFound):
        await free(world, Away(intervals=(WEEK,)), "eva", actor=world.eva)


@pytest.mark.usefixtures("their_desk")
async def test_a_firms_own_desk_is_lent_for_the_stretch_and_no_longer(world: World, stranger: Person) -> None:
    with pytest.raises(AssignedToOthers):
        await world.book(day=TUESDAY, resource="pult-1", who=stranger)
    day = Interval(at("00:00", TUESDAY), at("00:00", TUESDAY + timedelta(days=1)))
    away = Away(intervals=(day,), resource_id="pult-1", lends=True)
    held = await world.core.house.absence.held(world.kari.actor, world.kari, away)
    assert [desk.id for desk in held.desks] == ["pult-1"]

    freed = await free(world, away)

    assert [loan.resource_id for loan in freed.lent] == ["pult-1"]
    mine = await world.core.looking.free(span("10:00", "12:00", TUESDAY), stranger)
    assert "pult-1" in {r.id for r in mine}
    slots = await world.core.looking.slots("pult-1", WEEK, timedelta(hours=2), stranger)
    assert slots
    assert all(day.contains(slot) for slot in slots)
    await world.book(day=TUESDAY, resource="pult-1", who=stranger)
    with pytest.raises(AssignedToOthers):
        await world.book(day=TUESDAY + timedelta(days=1), resource="pult-1", who=stranger)
    held = await world.core.house.absence.held(world.kari.actor, world.kari, away)
    assert ([d.id for d in held.desks], [d.id for d in held.lent]) == ([], ["pult-1"])

    await world.core.house.absence.come_back(world.kari.actor, world.kari, "away", world.ask())
    with pytest.raises(AssignedToOthers):
        await world.book("13:00", "15:00", day=TUESDAY, resource="pult-1", who=stranger)


async def test_the_room_of_an_event_goes_with_the_event(world: World) -> None:
    event = await published(world, resource_id="drivhuset", address="")
    away = Away(intervals=(event.interval,))
    held = await world.core.house.absence.held(world.office.actor, world.office, away)
    assert held.bookings == ()
    assert Role.ADMINISTRATION in world.office.roles
