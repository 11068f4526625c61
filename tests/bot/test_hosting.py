"""What the administration says of an event in one message, and what guests and ratings become."""

from datetime import date, timedelta

import pytest

from booking.model.events import Event, EventState, Standing, Way
from bot import buttons, callbacks
from tests.bot.conftest import Town
from tests.bot.test_events import YEAR, published, the_event
from tests.builders import at

LINK = "https://example.test/meeting"


async def drafted(town: Town, text: str) -> Event:
    await town.grete.says(text)
    return await the_event(town)


async def test_one_message_may_say_it_all(town: Town) -> None:
    event = await drafted(
        town,
        "frokost 2. desember 8-9.30 i Orangeriet, 20 plasser, 50 digitale plasser, "
        f"{LINK}, 2 gjester, pris 150 kr, påmelding fra 25. november, påmeldingsfrist 1. desember, "
        "program: Kaffe 8.00. Foredrag 8.15, spørsmål til slutt",
    )
    assert event.ways == {Way.PHYSICAL, Way.DIGITAL}
    assert (event.seats, event.online_seats, event.guests) == (20, 50, 2)
    assert (event.resource_id, event.link, event.price) == ("orangeriet", LINK, "150 kr")
    assert event.programme == "Kaffe 8.00. Foredrag 8.15, spørsmål til slutt"
    assert event.opens_at == at("00:00", date(2026, 11, 25))
    assert event.closes_at == at("00:00", date(2026, 12, 2))


@pytest.mark.parametrize(
    ("text", "ways", "guests"),
    [
        ("kurs 2. desember 9-11 på teams, ingen gjester", {Way.DIGITAL}, 0),
        ("breakfast 2 December 8-9 at Bygdeposten, no guests", {Way.PHYSICAL}, 0),
        ("frukost 2. desember 8-9 hjå Bygdeposten og digitalt", {Way.PHYSICAL, Way.DIGITAL}, 3),
    ],
)
async def test_where_and_with_whom(town: Town, text: str, ways: set[Way], guests: int) -> None:
    event = await drafted(town, text)
    assert (event.ways, event.guests) == (ways, guests)


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("breakfast 2 December 8-9 at Bygdeposten", "Breakfast at Bygdeposten"),
        ("frokost 2. desember 8-9 hos Bygdeposten", "Frokost hos Bygdeposten"),
        ("frukost 2. desember 8-9 Hjå Bygdeposten", "Frukost hjå Bygdeposten"),
        ("breakfast 2 December 8-9 at Bygdeposten, programme: Talk at nine", "Breakfast at Bygdeposten"),
    ],
)
async def test_the_title_is_in_the_language_of_the_message(town: Town, text: str, title: str) -> None:
    event = await drafted(town, text)
    assert (event.title, event.address) == (title, "Bygdeposten")


async def test_a_series_is_shown_and_then_made(town: Town) -> None:
    shown = await town.grete.says("frokost 2. desember 8-9 i Orangeriet hver måned til mars, 20 plasser")
    assert "4 times" in shown.text
    await town.ola.says("orangeriet 6. januar 8-9")
    shown = await town.grete.taps("Publish all of them")
    made = [event for event in await town.core.database.events.within(YEAR) if event.is_on]
    drafts = [e for e in await town.core.database.events.within(YEAR) if e.state is EventState.DRAFT]
    assert len(made) + len(drafts) == 4 == len(await town.core.database.events.within(YEAR))
    taken = [event for event in drafts if event.interval.start == at("08:00", date(2027, 1, 6))]
    assert len(taken) == len(drafts)
    assert ("the place is taken then" in shown.text) == bool(drafts)


async def test_guests_are_named_where_one_wishes(town: Town) -> None:
    event = await published(town, "breakfast 2 December 8-9:30 at Bygdeposten, 20 places")
    await town.kari.says("meld meg på frokosten, vi blir tre")
    await town.kari.says(f"/start e_{event.id}")
    assert "2, with a comma between" in (await town.kari.taps("My guests’ names")).text
    assert "3 in all" in (await town.kari.says("Per Eksempel og Pål Eksempel")).text
    (own,) = await town.core.database.events.registrations(event.id)
    assert own.guests == ("Per Eksempel", "Pål Eksempel")


async def test_a_thank_you_is_rated_with_a_tap(town: Town) -> None:
    event = await published(town)
    await town.kari.says("meld meg på frokosten")
    await town.grete.says(f"/start e_{event.id}")
    town.clock.advance(days=9)
    await town.grete.taps("For the administration")
    await town.grete.taps("Who has come")
    await town.grete.taps("Kari Eksempel")
    await town.grete.taps("Back")
    await town.grete.taps("Held, send thanks")
    await town.service.scheduler.tick()
    await town.kari.sees("Thank you for coming")
    assert "4 of 5" in (await town.kari.taps("4 of 5")).text
    await town.grete.says(f"/start e_{event.id}")
    assert "Rated 4.0 of 5 by 1" in (await town.grete.taps("For the administration")).text
    (own,) = await town.core.database.events.registrations(event.id)
    assert (own.standing, own.rating) == (Standing.ATTENDED, 4)


async def test_who_had_no_place_rates_nothing(town: Town) -> None:
    event = await published(town)
    await town.kari.says("meld meg på frokosten")
    await town.ola.says("/events")
    await town.ola.sends_data(callbacks.pack(buttons.Rate(event=event.id, stars=5)))
    assert [r.rating for r in await town.core.database.events.registrations(event.id)] == [None]


async def test_minutes_before_a_room_are_chosen_and_kept_to(town: Town) -> None:
    await town.kari.says("/settings")
    await town.kari.taps("Reminders")
    assert "30 minutes" in (await town.kari.taps("30 min")).text
    await town.kari.says("drivhuset today 12-13")
    town.clock.advance(hours=2, minutes=15)
    await town.service.scheduler.tick()
    assert not [each for each in town.kari.from_bot if "At 12:00" in each.text or "begins" in each.text]
    seen = len(town.kari.from_bot)
    town.clock.advance(minutes=15)
    await town.service.scheduler.tick()
    await town.kari.until(lambda: len(town.kari.from_bot) > seen)
    assert town.clock() - at("12:00") == timedelta(minutes=-30)


async def test_names_of_guests_are_asked_for_where_the_host_wants_them(town: Town) -> None:
    text = "breakfast 2 December 8-9:30 at Bygdeposten, 20 places, 2 guests with names"
    event = await published(town, text)
    assert (event.guests, event.asks_names, event.title) == (2, True, "Breakfast at Bygdeposten")
    shown = await town.kari.says("meld meg på frokosten, vi blir to")
    assert "Who comes with you?" in shown.text
    await town.kari.says("Mona Berg")
    kari = await town.person(101)
    own = await town.core.database.events.registration_of(event.id, kari.id)
    assert own is not None
    assert own.guests == ("Mona Berg",)
