"""Events and places at them through the ledger: whole deeds, and never more people than seats."""

import asyncio

import pytest
import pytest_asyncio

from booking.model.events import EventId, EventState, Standing, Tally, Way
from booking.model.interval import Interval
from booking.model.messages import Purpose
from booking.model.people import PersonId
from booking.ports import AlreadyRecorded, Page
from booking.refusals import EventFull, Stale
from db import Database
from tests.builders import NOW, at
from tests.contracts.deeds import REFUSED_BY_DRIVER, ByHand, a_deed, a_message, hour, making
from tests.contracts.events import (
    a_registration,
    altering,
    an_event,
    drafting,
    restanding,
    signing_up,
)

LONG = Interval(at("00:00"), at("23:00").replace(year=2027))


@pytest_asyncio.fixture
async def breakfast(place: Database) -> Database:
    await place.ledger.record(a_deed("draft", events=(drafting(an_event()),)))
    return place


async def test_an_event_is_read_as_it_was_recorded(database: Database) -> None:
    event = an_event(
        ways=frozenset(Way), link="https://example.test/m", online_seats=None, programme="Kaffe\nPrat"
    )
    await database.ledger.record(a_deed("draft", events=(drafting(event),)))
    assert await database.events.get(event.id) == event
    assert await database.events.within(LONG) == [event]
    assert await database.events.listing(Page(limit=10), since=NOW) == ([event], None)


async def test_a_registration_is_read_as_it_was_recorded(breakfast: Database) -> None:
    registration = a_registration(guests=("Ola Eksempel",), shows_name=True)
    change = signing_up(registration)
    await breakfast.ledger.record(a_deed("sign up", registrations=(change,)))
    assert await breakfast.events.registrations(registration.event_id) == [registration]
    assert await breakfast.events.registration(registration.id) == registration
    assert (
        await breakfast.events.registration_of(registration.event_id, registration.person_id) == registration
    )
    assert await breakfast.events.by_ticket(registration.ticket) == registration
    assert await breakfast.events.of_person(registration.person_id, NOW) == [(an_event(), registration)]
    assert await breakfast.events.recorded("sign up") == [change]


async def test_what_was_done_about_places_is_found_with_its_request(breakfast: Database) -> None:
    change = signing_up(a_registration())
    await breakfast.ledger.record(a_deed("sign up", registrations=(change,)))
    person, event = change.after.person_id, change.after.event_id
    found = breakfast.events.deeds_on

    assert await found(person, None, NOW) == [("sign up", change)]
    assert await found(PersonId("nobody"), event, NOW) == [("sign up", change)]
    assert await found(PersonId("nobody"), None, NOW) == []


async def test_where_one_stands_beside_all_others(breakfast: Database) -> None:
    nobody = Tally(held={Way.PHYSICAL: 0, Way.DIGITAL: 0}, waiting={Way.PHYSICAL: 0, Way.DIGITAL: 0})
    assert await breakfast.events.stand(EventId("unknown"), PersonId("p1")) is None
    assert await breakfast.events.stand(an_event().id, PersonId("p1")) == (an_event(), None, nobody)
    own = a_registration(1, guests=("",))
    others = (
        a_registration(2, way=Way.DIGITAL, guests=("", "")),
        a_registration(3, standing=Standing.WAITING, guests=("",)),
        a_registration(4, standing=Standing.CANCELLED),
    )
    for up in map(signing_up, (own, *others)):
        await breakfast.ledger.record(a_deed(up.after.id, registrations=(up,)))
    waiting = {Way.PHYSICAL: 1, Way.DIGITAL: 0}
    beside_own = Tally(held={Way.PHYSICAL: 0, Way.DIGITAL: 3}, waiting=waiting)
    beside_all = Tally(held={Way.PHYSICAL: 2, Way.DIGITAL: 3}, waiting=waiting)
    assert await breakfast.events.stand(an_event().id, own.person_id) == (an_event(), own, beside_own)
    assert await breakfast.events.stand(an_event().id, PersonId("p9")) == (an_event(), None, beside_all)


@pytest.mark.parametrize("again", [False, True])
async def test_an_event_that_has_changed_is_signed_up_for_as_it_is(
    breakfast: Database, by_hand: ByHand, *, again: bool
) -> None:
    declined = a_registration(standing=Standing.DECLINED)
    await breakfast.ledger.record(a_deed("no", registrations=(signing_up(declined),), upon=an_event()))
    cancelled = altering(an_event(), state=EventState.CANCELLED)
    await breakfast.ledger.record(a_deed("cancel", events=(cancelled,)))
    change = restanding(declined, Standing.GOING) if again else signing_up(a_registration(2))
    with pytest.raises(Stale):
        await breakfast.ledger.record(a_deed("up", registrations=(change,), upon=an_event()))
    assert await by_hand.counts("registrations", "event_changes") == [1, 3]
    await breakfast.ledger.record(a_deed("up", registrations=(change,), upon=cancelled.after))
    with pytest.raises(AlreadyRecorded):
        await breakfast.ledger.record(a_deed("up", registrations=(change,), upon=an_event()))


async def test_one_who_finds_it_full_leaves_nothing(breakfast: Database, by_hand: ByHand) -> None:
    await breakfast.ledger.record(a_deed("a", registrations=(signing_up(a_registration(guests=("",))),)))
    late = a_registration(2)
    word = a_message(hour(1), purpose=Purpose.PLACE, subject=late.id)
    deed = a_deed("b", registrations=(signing_up(late),), messages=(word,), upon=an_event())
    with pytest.raises(EventFull):
        await breakfast.ledger.record(deed)
    assert await by_hand.counts("registrations", "event_changes", "outbox") == [1, 2, 0]


async def test_the_same_key_signs_up_once(breakfast: Database) -> None:
    await breakfast.ledger.record(
        a_deed("key", registrations=(signing_up(a_registration()),), upon=an_event())
    )
    with pytest.raises(AlreadyRecorded):
        await breakfast.ledger.record(
            a_deed("key", registrations=(signing_up(a_registration(2)),), upon=an_event())
        )
    assert len(await breakfast.events.registrations(an_event().id)) == 1


async def test_nobody_is_there_twice(breakfast: Database) -> None:
    await breakfast.ledger.record(a_deed("a", registrations=(signing_up(a_registration()),)))
    again = a_registration(2, person_id=a_registration().person_id)
    with pytest.raises(Stale):
        await breakfast.ledger.record(a_deed("b", registrations=(signing_up(again),), upon=an_event()))


async def test_more_than_the_seats_are_refused_and_nothing_of_the_deed_is_kept(breakfast: Database) -> None:
    await breakfast.ledger.record(a_deed("a", registrations=(signing_up(a_registration()),)))
    many = a_registration(2, guests=("", ""))
    deed = a_deed("b", making(hour(1)), registrations=(signing_up(many),))
    with pytest.raises(EventFull) as refused:
        await breakfast.ledger.record(deed)
    assert refused.value.way is Way.PHYSICAL
    assert await breakfast.bookings.get(hour(1).id) is None
    assert len(await breakfast.events.registrations(an_event().id)) == 1


async def test_one_leaves_and_the_next_is_offered_the_place_in_one_deed(breakfast: Database) -> None:
    first, second, third = (a_registration(number) for number in (1, 2, 3))
    waiting = a_registration(3, standing=Standing.WAITING)
    assert third.id == waiting.id
    ups = tuple(map(signing_up, (first, second, waiting)))
    await breakfast.ledger.record(a_deed("up", registrations=ups))
    offer = restanding(waiting, Standing.OFFERED, offered_until=at("12:00"))
    leave = restanding(first, Standing.CANCELLED)
    await breakfast.ledger.record(a_deed("leave", registrations=(offer, leave)))
    assert [r.standing for r in await breakfast.events.registrations(first.event_id)] == [
        Standing.CANCELLED,
        Standing.GOING,
        Standing.OFFERED,
    ]
    assert await breakfast.events.lapsed_offers(at("12:00")) == [offer.after]


async def test_a_limit_does_not_sink_below_those_who_have_a_place(breakfast: Database) -> None:
    await breakfast.ledger.record(a_deed("a", registrations=(signing_up(a_registration(guests=("",))),)))
    with pytest.raises(EventFull):
        await breakfast.ledger.record(a_deed("b", events=(altering(an_event(), seats=1),)))


async def test_a_change_of_what_has_changed_meanwhile_is_stale(breakfast: Database) -> None:
    await breakfast.ledger.record(a_deed("a", events=(altering(an_event(), title="Ny"),)))
    with pytest.raises(Stale):
        await breakfast.ledger.record(a_deed("b", events=(altering(an_event(), title="Nyere"),)))


async def test_sixty_want_the_two_places_at_once(breakfast: Database) -> None:
    async def sign_up(number: int) -> bool:
        try:
            change = signing_up(a_registration(number))
            await breakfast.ledger.record(a_deed(f"up{number}", registrations=(change,), upon=an_event()))
        except EventFull:
            return False
        return True

    assert sum(await asyncio.gather(*map(sign_up, range(60)))) == 2


async def test_rows_written_by_hand_are_refused_too(breakfast: Database, by_hand: ByHand) -> None:
    await breakfast.ledger.record(a_deed("a", registrations=(signing_up(a_registration()),)))
    with pytest.raises(REFUSED_BY_DRIVER, match="event_seats"):
        await by_hand.run("UPDATE registrations SET party = 3")
