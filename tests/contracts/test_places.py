"""What `Places` promises: the catalogue as it was applied, in every process, and nothing ever lost."""

import asyncio
from dataclasses import replace
from datetime import date, time, timedelta
from types import MappingProxyType

import pytest

from booking.model.people import Role, TenantId
from booking.model.spaces import (
    Catalogue,
    CheckIn,
    DayPart,
    Equipment,
    Hours,
    Policy,
    Portion,
    ResourceId,
    SpaceId,
)
from db import Database
from tests.builders import MONDAY, a_catalogue, a_desk, a_resource, a_space
from tests.contracts.deeds import ByHand

NEW_YEAR = date(2027, 1, 1)
RICH = a_resource(
    id=ResourceId("kjeller"),
    name="Kjeller «Æ»",
    capacity=12,
    equipment=frozenset({Equipment.VIDEO, Equipment.SCREEN}),
    description="Ned trappa",
    photo="kjeller.jpg",
    assigned_to=TenantId("spire"),
    policy=Policy(
        shortest=timedelta(minutes=30),
        longest=timedelta(hours=25),
        granularity=timedelta(minutes=5),
        buffer=timedelta(hours=11),
        notice=timedelta(hours=2),
        days_ahead=14,
        cancel_before=timedelta(days=1),
        may_book=frozenset({Role.OWNER}),
        check_in=CheckIn(opens=timedelta(minutes=10), closes=timedelta(minutes=20)),
        portions=frozenset({Portion.DAY}),
    ),
)


async def test_before_anything_is_applied_there_is_nothing(database: Database) -> None:
    assert database.places.catalogue() == Catalogue(revision=0, spaces={}, resources={})


async def test_what_is_applied_is_what_is_read(database: Database, database_url: str) -> None:
    space = a_space(
        address="Vikersundgata 18",
        closed=MappingProxyType({NEW_YEAR: {"nb": "nyttårsdag", "en": "New Year's Day"}}),
        morning=Hours(start=time(7, 30), end=time(11, 30)),
        opening={0: (Hours(start=time(7), end=time(12)), Hours(start=time(13), end=time(0)))},
    )
    wanted = a_catalogue(space, resources={RICH.id: RICH, "pult-1": a_desk(1)})
    await database.places.apply(wanted)
    other = await Database.open(database_url)
    for places in (database.places, other.places):
        found = places.catalogue()
        assert found == replace(wanted, revision=1)
        assert found.spaces[space.id].open_on(MONDAY) == space.open_on(MONDAY)
        assert found.spaces[space.id].part(MONDAY, DayPart.MORNING) == space.part(MONDAY, DayPart.MORNING)
        assert found.spaces[space.id].open_on(NEW_YEAR) == ()
    await other.close()


async def test_the_order_of_the_file_is_kept_and_the_first_space_is_home(database: Database) -> None:
    names = ["zeta", "alfa", "midt"]
    spaces = {SpaceId(name): a_space(id=SpaceId(name)) for name in names}
    desks = {ResourceId(name): a_desk(id=ResourceId(name), space_id=SpaceId(name)) for name in names}
    await database.places.apply(Catalogue(revision=1, spaces=spaces, resources=desks))
    assert list(database.places.catalogue().spaces) == names
    assert list(database.places.catalogue().resources) == names
    turned = Catalogue(
        revision=2,
        spaces=dict(reversed(spaces.items())),
        resources=dict(reversed(desks.items())),
    )
    await database.places.apply(turned)
    assert list(database.places.catalogue().resources) == names[::-1]
    assert database.places.catalogue().home.id == "midt"


async def test_what_is_missing_is_retired_and_comes_back(database: Database, by_hand: ByHand) -> None:
    whole = a_catalogue()
    await database.places.apply(whole)
    less = {key: resource for key, resource in whole.resources.items() if key != "drivhuset"}
    elsewhere = a_space(id=SpaceId("nytt"))
    await database.places.apply(Catalogue(revision=9, spaces={elsewhere.id: elsewhere}, resources=less))
    found = database.places.catalogue()
    assert [r.id for r in found.in_use] == list(less)
    assert found.resources[ResourceId("drivhuset")].retired
    assert list(found.spaces) == ["nytt", "grundergartneriet"]
    assert found.space_of(found.resources[ResourceId("drivhuset")]) == a_space()
    await database.places.apply(whole)
    assert database.places.catalogue().in_use == whole.in_use
    assert await by_hand.count("resources") == 15


async def test_others_see_it_when_they_refresh(database: Database, database_url: str) -> None:
    other = await Database.open(database_url)
    await database.places.apply(a_catalogue())
    assert other.places.catalogue().revision == 0
    await other.places.refresh()
    assert other.places.catalogue() == database.places.catalogue()
    same = other.places.catalogue()
    await other.places.refresh()
    assert other.places.catalogue() is same
    await other.close()


async def test_several_may_apply_at_once(database: Database, database_url: str) -> None:
    others = [await Database.open(database_url) for _ in range(4)]
    await asyncio.gather(*(other.places.apply(a_catalogue()) for other in others))
    await database.places.refresh()
    assert database.places.catalogue().revision == 4
    assert database.places.catalogue().in_use == a_catalogue().in_use
    for other in others:
        await other.close()


async def test_half_minutes_cannot_be_kept(database: Database) -> None:
    odd = a_resource(policy=Policy(buffer=timedelta(seconds=30)))
    with pytest.raises(ValueError, match="whole minutes"):
        await database.places.apply(a_catalogue(resources={odd.id: odd}))
    await database.places.refresh()
    assert database.places.catalogue().revision == 0
