"""Who has what and who is here: whether it is taken is for everybody, a name is for those who may know."""

from dataclasses import replace
from datetime import timedelta

import pytest
import pytest_asyncio

from booking.model.interval import Interval
from booking.model.people import Person, PersonId
from tests.builders import MONDAY, a_person, at, span
from tests.cases.conftest import World

TODAY = Interval(at("00:00"), at("00:00", MONDAY + timedelta(days=1)))


@pytest_asyncio.fixture
async def newcomer(world: World) -> Person:
    """Known, but not one of us: they came to an event."""
    person = a_person(id=PersonId("nils"), name="Nils Ny", telegram_id=99, tenant_id=None, roles=frozenset())
    await world.core.database.people.add(person)
    return person


async def seen_by(world: World, asking: Person) -> tuple[list[str], int]:
    here = await world.core.house.presence.here(asking, TODAY)
    return [person.name for person, _ in here.seen], here.others


async def test_nobody_is_seen_until_they_choose_to_be(world: World, newcomer: Person) -> None:
    await world.book("10:00", "16:00", resource="pult-4")
    await world.book("12:00", "13:00")
    await world.book("10:00", "16:00", resource="pult-5", who=world.eva)
    assert await seen_by(world, world.ola) == ([], 2), "a colleague of the same firm as well"
    assert await seen_by(world, world.kari) == ([world.kari.name], 1)
    assert await seen_by(world, world.office) == ([world.eva.name, world.kari.name], 0)

    await world.core.membership.remind(world.kari, replace(world.kari.wishes, is_seen=True))

    assert await seen_by(world, world.ola) == ([world.kari.name], 1)
    assert await seen_by(world, newcomer) == ([], 2)


async def test_where_they_are_is_known_with_who_they_are(world: World) -> None:
    await world.book("10:00", "16:00", resource="pult-4")
    await world.book("12:00", "13:00")
    here = await world.core.house.presence.here(world.office, TODAY)
    ((_, bookings),) = here.seen
    assert {b.resource_id for b in bookings} == {"pult-4", "drivhuset"}


@pytest.mark.parametrize("is_seen", [False, True])
async def test_that_it_is_taken_is_told_to_all_and_by_whom_to_some(world: World, *, is_seen: bool) -> None:
    await world.book("10:00", "12:00")
    await world.core.membership.remind(world.kari, replace(world.kari.wishes, is_seen=is_seen))
    presence = world.core.house.presence

    (to_ola,) = await presence.of_resource(world.ola, "drivhuset", TODAY)
    (to_kari,) = await presence.of_resource(world.kari, "drivhuset", TODAY)
    (to_office,) = await presence.of_resource(world.office, "drivhuset", TODAY)

    assert to_ola.interval == span("10:00", "12:00")
    assert (to_ola.by is not None) is is_seen
    assert to_kari.is_own
    assert to_office.by is not None
    assert await presence.of_resource(world.ola, "drivhuset", span("12:00", "14:00")) == []
