"""Events as the administration and those who sign up for them know them, on a real database."""

from collections.abc import Sequence
from datetime import timedelta

import pytest

from booking.model.bookings import Repeat, Status
from booking.model.events import Event, EventId, EventState, Registration, Standing, Way
from booking.model.messages import Lane, Purpose
from booking.model.people import Person
from booking.refusals import (
    EventFull,
    EventOver,
    NotAllowed,
    NotFound,
    NotReady,
    OfferOver,
    SignUpClosed,
    SlotTaken,
    TooManyGuests,
)
from booking.registering import SignUp
from tests.builders import MONDAY, OSLO, span
from tests.cases.conftest import World
from tests.contracts.events import an_event

TUESDAY = MONDAY + timedelta(days=1)
FRIDAY = MONDAY + timedelta(days=4)


def a_draft(world: World, **fields: object) -> Event:
    interval = span("08:00", "09:30", FRIDAY)
    defaults = {"interval": interval, "state": EventState.DRAFT, "made_by": world.office.id}
    return an_event(**{**defaults, "made_at": world.clock(), "closes_at": interval.start, **fields})


async def published(world: World, **fields: object) -> Event:
    draft = await world.core.hosting.draft(world.office.actor, a_draft(world, **fields), world.ask())
    return await world.core.hosting.publish(world.office.actor, draft.id, world.ask())


async def join(world: World, who: Person, guests: int = 0, **wish: object) -> Registration:
    asked = SignUp(guests=("",) * guests, **wish)
    return await world.core.registering.sign_up(who.actor, who, EventId("frokost"), asked, world.ask())


async def leave(world: World, who: Person) -> Registration:
    return await world.core.registering.leave(who.actor, who, EventId("frokost"), world.ask())


async def told(world: World, purpose: Purpose) -> list[str]:
    due = [
        each
        for lane in Lane
        for each in await world.core.database.outbox.claim(
            world.clock(), lease_until=world.clock() + timedelta(minutes=1), limit=1000, lane=lane
        )
    ]
    return sorted(each.message.person_id for each in due if each.message.purpose is purpose)


async def registrations(world: World) -> Sequence[Registration]:
    return await world.core.database.events.registrations(EventId("frokost"))


async def standings(world: World) -> dict[str, Standing]:
    return {r.person_id: r.standing for r in await registrations(world)}


async def test_a_draft_is_the_administrations_until_it_is_published(world: World) -> None:
    draft = await world.core.hosting.draft(world.office.actor, a_draft(world), world.ask("draft"))
    with pytest.raises(NotFound):
        await world.core.registering.seen(world.kari.actor, draft.id)
    with pytest.raises(SignUpClosed):
        await join(world, world.kari)
    with pytest.raises(NotAllowed):
        await world.core.hosting.publish(world.kari.actor, draft.id, world.ask())
    await world.core.hosting.publish(world.office.actor, draft.id, world.ask())
    assert (await world.core.registering.seen(world.kari.actor, draft.id)).event.is_on


@pytest.mark.parametrize(
    ("fields", "missing"),
    [
        ({"address": ""}, "place"),
        ({"ways": frozenset(Way)}, "link"),
        ({"interval": span("07:00", "08:00")}, "time"),
    ],
)
async def test_what_is_not_ready_is_not_published(
    world: World, fields: dict[str, object], missing: str
) -> None:
    with pytest.raises(NotReady) as refused:
        await published(world, **fields)
    assert refused.value.missing == missing


async def test_an_event_holds_our_room_moves_it_and_lets_it_go(world: World) -> None:
    event = await published(world, resource_id="drivhuset", address="")
    booking = await world.core.database.bookings.get(event.booking_id)
    assert (booking.interval, booking.status) == (event.interval, Status.CONFIRMED)
    with pytest.raises(SlotTaken):
        await world.book("08:00", "09:00", day=FRIDAY)
    later = span("10:00", "11:00", FRIDAY)
    await world.core.hosting.change(world.office.actor, event.id, {"interval": later}, world.ask())
    assert (await world.core.database.bookings.get(event.booking_id)).interval == later
    await world.core.hosting.cancel(world.office.actor, event.id, world.ask())
    assert (await world.core.database.bookings.get(event.booking_id)).status is Status.CANCELLED


async def test_a_room_that_is_taken_leaves_the_event_a_draft(world: World) -> None:
    await world.book("08:00", "09:00", day=FRIDAY)
    with pytest.raises(SlotTaken):
        await published(world, resource_id="drivhuset")
    assert (await world.core.database.events.get(EventId("frokost"))).state is EventState.DRAFT


async def test_signing_up_twice_is_once_and_with_another_number_it_is_changed(world: World) -> None:
    await published(world, seats=5)
    first = await join(world, world.kari)
    assert await join(world, world.kari) == first
    assert (await join(world, world.kari, guests=2)).party == 3
    assert (await join(world, world.kari, guests=1)).party == 2
    with pytest.raises(TooManyGuests):
        await join(world, world.kari, guests=4)
    assert list(await standings(world)) == ["kari"]


async def test_the_same_request_answers_the_same(world: World) -> None:
    await published(world)
    sign_up = world.core.registering.sign_up
    asked = (world.kari.actor, world.kari, EventId("frokost"), SignUp(), world.ask("same"))
    first = await sign_up(*asked)
    await leave(world, world.kari)
    assert await sign_up(*asked) == first
    assert (await standings(world))["kari"] is Standing.CANCELLED


async def test_full_means_the_queue_and_who_has_a_place_is_told_that_it_is_full(world: World) -> None:
    await published(world)
    await join(world, world.kari, guests=1)
    assert (await join(world, world.ola)).standing is Standing.WAITING
    with pytest.raises(EventFull):
        await join(world, world.kari, guests=2)


async def test_a_freed_place_goes_to_the_first_in_line_and_on(world: World) -> None:
    await published(world, seats=1)
    await join(world, world.kari)
    for who in (world.ola, world.eva):
        world.clock.advance(minutes=1)
        await join(world, who)
    await leave(world, world.kari)
    assert await standings(world) == {
        "kari": Standing.CANCELLED,
        "ola": Standing.OFFERED,
        "eva": Standing.WAITING,
    }
    assert await told(world, Purpose.PLACE_OFFER) == ["ola"]
    world.clock.advance(minutes=1)
    assert (await join(world, world.kari)).standing is Standing.WAITING
    await world.core.registering.decline(world.ola.actor, world.ola, EventId("frokost"), world.ask())
    assert (await standings(world))["eva"] is Standing.OFFERED
    taken = await world.core.registering.take(world.eva.actor, world.eva, EventId("frokost"), world.ask())
    assert taken.standing is Standing.GOING
    with pytest.raises(OfferOver):
        await world.core.registering.take(world.ola.actor, world.ola, EventId("frokost"), world.ask())


async def test_an_offer_that_runs_out_goes_on_and_that_one_is_used_up(world: World) -> None:
    await published(world, seats=1)
    await join(world, world.kari)
    for who in (world.ola, world.eva):
        world.clock.advance(minutes=1)
        await join(world, who)
    await leave(world, world.kari)
    world.clock.advance(hours=3)
    assert await world.core.seats.lapse_offers() == 1
    assert (await standings(world))["ola"] is Standing.LAPSED
    assert (await standings(world))["eva"] is Standing.OFFERED
    assert await world.core.seats.lapse_offers() == 0


async def test_an_offer_does_not_run_out_at_night(world: World) -> None:
    await published(world, seats=1)
    await join(world, world.kari)
    await join(world, world.ola)
    world.clock.set("19:30")
    await leave(world, world.kari)
    found = await world.core.database.events.registration_of(EventId("frokost"), world.ola.id)
    assert found.offered_until == span("09:00", "10:00", TUESDAY).start


async def test_a_party_that_is_too_large_is_passed_over_and_the_reason_is_kept(world: World) -> None:
    await published(world, seats=2)
    await join(world, world.kari)
    for who, guests in ((world.ola, 1), (world.eva, 0)):
        world.clock.advance(minutes=1)
        await join(world, who, guests=guests)
    await world.core.seats.offer_places()
    assert (await standings(world))["eva"] is Standing.OFFERED
    ola = await world.core.database.events.registration_of(EventId("frokost"), world.ola.id)
    assert (ola.standing, ola.skipped) == (Standing.WAITING, "2 places wanted, 1 free")


async def test_nothing_is_offered_once_sign_up_has_closed(world: World) -> None:
    event = await published(world, seats=1)
    await join(world, world.kari)
    await join(world, world.ola)
    world.clock.time = event.closes_at - timedelta(minutes=5)
    await leave(world, world.kari)
    assert (await standings(world))["ola"] is Standing.WAITING
    world.clock.time = event.closes_at
    with pytest.raises(SignUpClosed):
        await join(world, world.eva)


async def test_a_breakfast_every_month_is_a_draft_a_month_at_the_same_local_time(world: World) -> None:
    draft_series = world.core.hosting.draft_series
    request = world.ask("series")
    until = MONDAY + timedelta(days=150)
    drafts = await draft_series(world.office.actor, a_draft(world), Repeat.MONTH, until, request)
    assert await draft_series(world.office.actor, a_draft(world), Repeat.MONTH, until, request) == drafts
    days = [draft.interval.start.astimezone(OSLO) for draft in drafts]
    assert [(day.month, day.weekday(), day.hour) for day in days] == [(m, 4, 8) for m in (11, 12, 1, 2, 3)]
    assert [await world.core.database.events.get(draft.id) for draft in drafts] == list(drafts)
    await world.core.hosting.publish(world.office.actor, drafts[1].id, world.ask())
    assert not (await world.core.database.events.get(drafts[0].id)).is_on


async def test_who_came_is_ticked_off_and_thanked(world: World) -> None:
    event = await published(world)
    there = await join(world, world.kari)
    await join(world, world.ola)
    with pytest.raises(EventOver):
        await world.core.hosting.hold(world.office.actor, event.id, world.ask())
    world.clock.time = event.interval.start
    await world.core.hosting.attend(world.office.actor, there, world.ask(), came=True)
    held = await world.core.hosting.hold(world.office.actor, event.id, world.ask(), thank=True)
    assert held.state is EventState.HELD
    assert await told(world, Purpose.THANKS) == ["kari"]


async def test_who_is_erased_gives_up_the_place_and_the_count_stays(world: World) -> None:
    await published(world, seats=1)
    await join(world, world.kari)
    await join(world, world.ola)
    await world.core.membership.erase(world.office.actor, world.kari)
    assert await standings(world) == {"kari": Standing.CANCELLED, "ola": Standing.OFFERED}
