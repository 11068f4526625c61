"""Who is meant by a name, among those one may act for."""

import pytest

from booking.acting_for import Found, reference
from booking.model.people import Person, PersonId, Role
from booking.refusals import NotFound
from tests.builders import a_person
from tests.cases.conftest import World


async def found(world: World, who: Person, name: str) -> tuple[Found, list[str]]:
    named = await world.core.another.named(who.actor, name)
    return named.found, [person.name for person in named.people]


@pytest.mark.parametrize("name", ["Ola Gartner", "ola", "OLA GARTNER", "Ola G.", "Óla"])
async def test_a_person_is_known_by_their_name_or_the_first_of_it(world: World, name: str) -> None:
    assert await found(world, world.kari, name) == (Found.ONE, ["Ola Gartner"])


@pytest.mark.parametrize("name", ["Kari Gartner", "meg selv", "meg", "myself"])
async def test_oneself_is_oneself(world: World, name: str) -> None:
    assert await found(world, world.kari, name) == (Found.ONE, ["Kari Gartner"])


async def test_where_several_fit_all_of_them_are_named(world: World) -> None:
    await world.core.database.people.add(a_person(id=PersonId("ola2"), name="Ola Østby", telegram_id=None))

    assert await found(world, world.office, "ola") == (Found.SEVERAL, ["Ola Gartner", "Ola Østby"])
    assert await found(world, world.office, "Ola Ostby") == (Found.ONE, ["Ola Østby"])
    assert await found(world, world.office, "gartner") == (Found.SEVERAL, ["Kari Gartner", "Ola Gartner"])


async def test_a_misspelling_is_only_asked_about(world: World) -> None:
    assert await found(world, world.office, "Olla") == (Found.PERHAPS, ["Ola Gartner"])
    assert await found(world, world.office, "Roger") == (Found.NOBODY, [])


async def test_another_firm_is_unknown_to_a_tenant_and_known_to_the_administration(world: World) -> None:
    assert await found(world, world.kari, "Eva Nabo") == (Found.NOBODY, [])
    assert await found(world, world.office, "Eva Nabo") == (Found.ONE, ["Eva Nabo"])
    assert await found(world, world.eva, "Kari Gartner") == (Found.NOT_ALLOWED, [])


async def test_a_member_of_the_same_firm_acts_for_nobody(world: World) -> None:
    anne = a_person(id=PersonId("anne"), name="Anne", telegram_id=None, roles=frozenset({Role.MEMBER}))
    await world.core.database.people.add(anne)

    assert await found(world, anne, "Ola Gartner") == (Found.NOT_ALLOWED, [])


async def test_who_was_chosen_is_kept_by_a_reference(world: World) -> None:
    assert await found(world, world.kari, reference(world.ola)) == (Found.ONE, ["Ola Gartner"])
    assert await found(world, world.kari, reference(world.eva)) == (Found.NOBODY, [])
    with pytest.raises(NotFound):
        await world.core.another.chosen(world.kari.actor, world.eva.id)


async def test_a_colleague_books_and_signs_up_and_no_more(world: World) -> None:
    assert world.kari.actor.may_book_for(world.ola)
    assert not world.kari.actor.may_act_for(world.ola)
    assert not world.kari.actor.may_book_for(world.eva)
    made = await world.core.reserving.book(world.kari.actor, world.ola, world.wish(), world.ask())
    assert made.person_id == world.ola.id
