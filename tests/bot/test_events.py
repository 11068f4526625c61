"""Breakfasts in the chat: made by the administration, signed up for, moved, made digital, cancelled."""

import pytest

from booking.model.events import Event, EventState, Standing, Way
from booking.model.interval import Interval
from booking.model.messages import Request
from booking.registering import SignUp
from tests.bot.conftest import NILS, Town
from tests.builders import at

YEAR = Interval(at("00:00"), at("00:00").replace(year=2027, month=11))
BREAKFAST = "breakfast 2 December 8-9:30 at Bygdeposten, 2 places"


async def the_event(town: Town) -> Event:
    (event,) = await town.core.database.events.within(YEAR)
    return event


async def standings(town: Town) -> list[Standing]:
    event = await the_event(town)
    return [r.standing for r in await town.core.database.events.registrations(event.id)]


async def published(town: Town, text: str = BREAKFAST) -> Event:
    await town.grete.says(text)
    await town.grete.taps("Publish")
    return await the_event(town)


async def test_one_message_makes_a_draft_that_is_shown_before_it_is_published(town: Town) -> None:
    shown = await town.grete.says(BREAKFAST)
    assert "Breakfast at Bygdeposten" in shown.text
    assert "draft" in shown.text
    assert "0 of 2 places" in shown.text
    event = await the_event(town)
    assert (event.state, event.seats, event.address) == (EventState.DRAFT, 2, "Bygdeposten")
    assert event.interval == Interval(
        *(at(clock, event.interval.start.date()) for clock in ("08:00", "09:30"))
    )
    assert "Nothing is planned" in (await town.kari.says("/events")).text
    shown = await town.grete.taps("Publish")
    assert "0 of 2 places" in shown.text
    assert (await the_event(town)).is_on


async def test_a_message_of_the_same_kind_by_others_makes_nothing(town: Town) -> None:
    await town.kari.says(BREAKFAST)
    assert await town.core.database.events.within(YEAR) == []


async def test_one_signs_up_with_a_tap_changes_the_number_and_says_no(town: Town) -> None:
    await published(town)
    await town.kari.says("/arrangementer")
    await town.kari.taps("Breakfast")
    shown = await town.kari.taps("Sign me up")
    assert "You are signed up" in shown.text
    assert "1 of 2" in shown.text
    shown = await town.kari.taps("We are 2")
    assert "2 in all" in shown.text
    shown = await town.kari.taps("I cannot come")
    assert "not coming" in shown.text
    assert await standings(town) == [Standing.CANCELLED]


async def test_one_signs_up_and_off_in_words(town: Town) -> None:
    await published(town)
    shown = await town.kari.says("meld meg på frokosten, vi blir to")
    assert "2 in all" in shown.text
    shown = await town.kari.says("meld meg av frokosten")
    assert "not coming" in shown.text


async def test_a_link_opens_the_card(town: Town) -> None:
    event = await published(town)
    assert "Bygdeposten" in (await town.kari.says(f"/start e_{event.id}")).text


async def test_the_next_in_line_is_offered_the_place_and_takes_it(town: Town) -> None:
    await published(town)
    await town.kari.says("meld meg på frokosten, vi blir to")
    assert "number 1 on the waiting list" in (await town.ola.says("meld meg på frokosten")).text
    await town.kari.says("meld meg av frokosten")
    await town.service.scheduler.tick()
    await town.ola.sees("A place is held for you")
    shown = await town.ola.taps("Take the place")
    assert "You are signed up" in shown.text


async def test_everybody_hears_when_it_is_moved_and_when_it_is_cancelled(town: Town) -> None:
    await published(town)
    await town.kari.says("meld meg på frokosten")
    await town.grete.taps("Other time or place")
    shown = await town.grete.says("3 December 9-10")
    assert "3 December" in shown.text
    assert "1 person hears of it" in shown.text
    await town.grete.taps("Yes, change it")
    await town.service.scheduler.tick()
    assert "3 December" in (await town.kari.sees("New time")).text
    await town.grete.taps("Cancel it")
    await town.grete.taps("Yes, cancel it")
    town.clock.advance(seconds=1)  # two to one person are a second apart
    await town.service.scheduler.tick()
    told = await town.kari.sees("Cancelled: Breakfast")
    sent = await town.kari.taps("Calendar file", told)
    assert sent.document is not None
    content = sent.document.content.decode()
    assert "METHOD:CANCEL" in content
    assert "STATUS:CANCELLED" in content
    assert (await the_event(town)).state is EventState.CANCELLED


async def test_from_a_room_of_ours_to_digital_in_one_step(town: Town) -> None:
    event = await published(town, "breakfast 2 December 8-9:30 in Orangeriet, 20 places")
    assert event.booking_id is not None
    await town.kari.says("meld meg på frokosten")
    await town.grete.taps("Make it digital")
    assert "not a link" in (await town.grete.says("teams")).text
    await town.grete.says("https://example.test/meeting")
    await town.grete.taps("Yes, change it")
    await town.service.scheduler.tick()
    assert "https://example.test/meeting" in (await town.kari.sees("Now digital")).text
    assert (await the_event(town)).ways == {Way.DIGITAL}
    booking = await town.core.database.bookings.get(event.booking_id)
    assert booking is not None
    assert booking.status.value == "cancelled"


async def test_who_comes_is_ticked_off(town: Town) -> None:
    await published(town)
    await town.kari.says("meld meg på frokosten")
    await town.grete.taps("Who has come")
    shown = await town.grete.taps("Kari Eksempel")
    assert "1 of 1" in shown.text
    assert await standings(town) == [Standing.ATTENDED]


@pytest.mark.parametrize("text", ["breakfast 2 December at Bygdeposten", "kurs fredag"])
async def test_what_lacks_its_hours_is_asked_for(town: Town, text: str) -> None:
    assert "When is it?" in (await town.grete.says(text)).text


async def test_signing_up_again_in_words_keeps_the_rest_and_digitally_is_digital(town: Town) -> None:
    await published(town, "breakfast 2 December 8-9:30 at Bygdeposten, also digital, https://example.test/m")
    await town.kari.says("meld meg på frokosten digitalt, vi blir to")
    (own,) = await town.core.database.events.registrations((await the_event(town)).id)
    assert (own.way, own.party) == (Way.DIGITAL, 2)
    wish = SignUp(way=own.way, guests=("Per",), shows_name=True)
    kari = await town.core.membership.get(own.person_id)
    await town.core.registering.sign_up(kari.actor, kari, own.event_id, wish, Request(key="named"))
    await town.kari.says("meld meg på frokosten, vi blir tre")
    (own,) = await town.core.database.events.registrations(own.event_id)
    assert (own.way, own.guests, own.shows_name) == (Way.DIGITAL, ("Per", ""), True)


async def test_a_stranger_signs_up_by_the_link_of_an_event_and_by_none_of_a_draft(town: Town) -> None:
    await town.grete.says(BREAKFAST)
    event = await the_event(town)
    await town.nils.says(f"/start e_{event.id}")
    assert await town.core.membership.by_telegram(NILS) is None
    await town.grete.taps("Other time or place")
    await town.grete.says("3 December 9-10")
    await town.nils.says(f"/start e_{event.id}")
    assert await town.core.membership.by_telegram(NILS) is None
    await town.grete.taps("Publish")
    assert "I have noted your name" in (await town.nils.says(f"/start e_{event.id}")).text
    assert "You are signed up" in (await town.nils.taps("Sign me up")).text
    assert (await town.person(NILS)).roles == frozenset()


async def test_a_meeting_without_an_address_is_asked_for_it(town: Town) -> None:
    await town.grete.says("kurs 2. desember 9-11 på teams")
    await town.grete.taps("Publish")
    await town.grete.says("https://example.test/meeting")
    await town.grete.taps("Publish")
    event = await the_event(town)
    assert (event.is_on, event.link) == (True, "https://example.test/meeting")


async def test_the_place_alone_or_the_hours_alone_are_moved(town: Town) -> None:
    before = await published(town)
    await town.grete.taps("Other time or place")
    await town.grete.says("in Orangeriet")
    moved = await the_event(town)
    assert (moved.resource_id, moved.interval) == ("orangeriet", before.interval)
    await town.grete.taps("Other time or place")
    await town.grete.says("10-11")
    assert (await the_event(town)).interval.start == at("10:00", before.interval.start.date())
