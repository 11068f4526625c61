"""What the administration changes of an event that people have signed up for."""

import pytest

from booking.model.events import EventState, Standing, Way
from booking.model.messages import Purpose
from booking.refusals import EventFull, NotFound, NotReady, Stale
from booking.registering import SignUp
from tests.cases.conftest import World
from tests.cases.test_events import a_draft, join, published, standings, told


async def test_more_places_go_to_those_who_wait(world: World) -> None:
    event = await published(world, seats=1)
    await join(world, world.kari)
    await join(world, world.ola)
    await world.core.hosting.change(world.office.actor, event.id, {"seats": 2}, world.ask())
    await world.core.seats.offer_places()
    assert (await standings(world))["ola"] is Standing.OFFERED


async def test_fewer_places_than_are_taken_are_refused_with_how_many_are(world: World) -> None:
    event = await published(world, seats=9, guests=3)
    await join(world, world.kari, guests=2)
    change = world.core.hosting.change
    with pytest.raises(EventFull) as refused:
        await change(world.office.actor, event.id, {"seats": 2}, world.ask())
    assert refused.value.going == 3
    assert (await change(world.office.actor, event.id, {"seats": 3}, world.ask())).seats == 3


async def test_online_places_of_what_becomes_digital_are_counted_with_those_who_come_along(
    world: World,
) -> None:
    event = await published(world, seats=9)
    await join(world, world.kari)
    await join(world, world.ola)
    digital = {"ways": frozenset({Way.DIGITAL}), "link": "https://example.test/m", "online_seats": 1}
    with pytest.raises(EventFull):
        await world.core.hosting.change(world.office.actor, event.id, digital, world.ask())


async def test_a_new_price_is_told_once_and_other_words_are_not(world: World) -> None:
    event = await published(world)
    await join(world, world.kari)
    change = world.core.hosting.change
    words = {"title": "Frokost med vafler", "programme": "Vafler", "host": "Eksempel AS", "guests": 2}
    await change(world.office.actor, event.id, words, world.ask())
    assert await told(world, Purpose.EVENT_NEWS) == []
    priced = await change(world.office.actor, event.id, {"price": "100 kr"}, world.ask("price"))
    assert await change(world.office.actor, event.id, {"price": "100 kr"}, world.ask("price")) == priced
    assert (priced.state, priced.price) == (event.state, "100 kr")
    assert await told(world, Purpose.EVENT_NEWS) == ["kari"]


async def test_a_change_of_what_has_changed_meanwhile_is_refused(world: World) -> None:
    event = await published(world)
    change = world.core.hosting.change
    await change(world.office.actor, event.id, {"title": "A"}, world.ask(), revision=event.revision)
    with pytest.raises(Stale):
        await change(world.office.actor, event.id, {"title": "B"}, world.ask(), revision=event.revision)


async def test_sign_up_closes_after_it_opens_and_before_the_start(world: World) -> None:
    event = await published(world)
    for wrong in ({"closes_at": event.interval.end}, {"opens_at": event.closes_at}):
        with pytest.raises(NotReady):
            await world.core.hosting.change(world.office.actor, event.id, wrong, world.ask())


async def test_what_was_cancelled_before_it_was_published_is_not_there_for_others(world: World) -> None:
    draft = await world.core.hosting.draft(world.office.actor, a_draft(world), world.ask())
    await world.core.hosting.cancel(world.office.actor, draft.id, world.ask())
    with pytest.raises(NotFound):
        await world.core.registering.seen(world.kari.actor, draft.id)
    assert (await world.core.registering.seen(world.office.actor, draft.id)).event.id == draft.id


async def test_what_was_cancelled_after_it_was_published_is_seen_by_all(world: World) -> None:
    event = await published(world)
    await world.core.hosting.cancel(world.office.actor, event.id, world.ask())
    seen = await world.core.registering.seen(world.kari.actor, event.id)
    assert seen.event.state is EventState.CANCELLED


async def test_only_another_number_keeps_the_names_of_guests(world: World) -> None:
    event = await published(world, guests=3)
    sign_up, kari = world.core.registering.sign_up, world.kari
    for guests, kept in [
        (("", "Per"), ("", "Per")),
        (("", "", ""), ("Per", "", "")),
        (("",), ("Per",)),
        (("Pål",), ("Pål",)),
        ((), ()),
    ]:
        signed = await sign_up(kari.actor, kari, event.id, SignUp(guests=guests), world.ask())
        assert signed.guests == kept
