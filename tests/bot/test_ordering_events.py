"""The administration's word about an event: found, shown with how many hear of it, done by a tap or a yes."""

from datetime import date

import pytest

from booking.model.events import EventState, Way
from tests.bot.conftest import Town
from tests.bot.test_events import YEAR, published, the_event
from tests.builders import at

ROOMY = "breakfast 2 December 8-9:30 at Bygdeposten, 20 places"
LINK = "https://example.test/meeting"


async def one_is_signed_up(town: Town) -> None:
    await published(town, ROOMY)
    await town.kari.says("meld meg på frokosten")


async def test_a_word_of_another_time_is_shown_and_done_by_a_tap(town: Town) -> None:
    await one_is_signed_up(town)
    before = await the_event(town)
    shown = await town.grete.says("flytt frokosten til kl 9")
    assert "09:00–10:30" in shown.text
    assert "1 person hears of it" in shown.text
    assert await the_event(town) == before
    await town.grete.taps("Yes, change it")
    assert (await the_event(town)).interval.start == at("09:00", date(2026, 12, 2))
    await town.service.scheduler.tick()
    assert "09:00–10:30" in (await town.kari.sees("New time")).text


@pytest.mark.parametrize(
    ("text", "field", "value"),
    [
        ("frokosten får 40 plasser", "seats", 40),
        ("endre antall plasser på frokosten til 12", "seats", 12),
        ("endre stedet på frokosten til Rådhuset", "address", "Rådhuset"),
        ("flytt frokosten til Rådhuset", "address", "Rådhuset"),
        ("flytt frokosten til Orangeriet", "resource_id", "orangeriet"),
        ("endre stedet til Rådhuset", "address", "Rådhuset"),
        ("sett prisen på frokosten til 150 kr", "price", "150 kr"),
        (f"gjør frokosten digital {LINK}", "ways", frozenset({Way.DIGITAL})),
        ("frokosten 2. desember flyttes", "seats", 20),
        ("endre tittelen på frokosten til Vaffelfrokost", "title", "Vaffelfrokost"),
    ],
)
async def test_a_yes_does_what_was_shown(town: Town, text: str, field: str, value: object) -> None:
    await one_is_signed_up(town)
    before = await the_event(town)
    await town.grete.says(text)
    assert await the_event(town) == before
    await town.grete.says("ja")
    assert getattr(await the_event(town), field) == value


async def test_a_no_and_the_button_beside_it_keep_it(town: Town) -> None:
    await one_is_signed_up(town)
    before = await the_event(town)
    await town.grete.says("flytt frokosten til 4. desember")
    await town.grete.says("nei")
    await town.grete.says("flytt frokosten til 4. desember")
    await town.grete.taps("No, keep it")
    await town.grete.says("ja")
    assert await the_event(town) == before


async def test_cancelling_in_words_asks_first(town: Town) -> None:
    await one_is_signed_up(town)
    shown = await town.grete.says("avlys frokosten 2. desember")
    assert "1 person hears of it" in shown.text
    assert (await the_event(town)).is_on
    await town.grete.taps("Yes, cancel it")
    assert (await the_event(town)).state is EventState.CANCELLED


async def test_a_day_without_one_changes_nothing(town: Town) -> None:
    await one_is_signed_up(town)
    shown = await town.grete.says("avlys frokosten 16. mars")
    assert "none on that day" in shown.text
    assert (await the_event(town)).is_on
    assert "Do you want to cancel" in (await town.grete.taps("Breakfast")).text


async def test_of_several_it_is_asked_which_and_what_was_said_is_kept(town: Town) -> None:
    await published(town, ROOMY)
    await town.grete.says("breakfast 9 December 8-9:30 at Eksempel, 20 places")
    await town.grete.taps("Publish")
    assert "Which event" in (await town.grete.says("flytt frokosten til kl 10")).text
    assert "10:00–11:30" in (await town.grete.taps("9 Dec")).text
    assert "Which event" in (await town.grete.says("flytt frokosten til kl 10")).text
    assert "10:00–11:30" in (await town.grete.says("den 9. desember")).text
    await town.grete.taps("Yes, change it")
    first, second = await town.core.database.events.within(YEAR)
    assert first.interval.start == at("08:00", date(2026, 12, 2))
    assert second.interval.start == at("10:00", date(2026, 12, 9))


async def test_it_is_what_was_talked_of_and_what_lacks_is_asked_for(town: Town) -> None:
    await one_is_signed_up(town)
    await town.grete.says("når er neste frokost?")
    assert "Send the link" in (await town.grete.says("gjør den digital")).text
    shown = await town.grete.says(LINK)
    assert "1 person hears of it" in shown.text
    await town.grete.taps("Yes, change it")
    await town.service.scheduler.tick()
    assert LINK in (await town.kari.sees("Now digital")).text
    assert (await the_event(town)).ways == {Way.DIGITAL}
    await town.grete.says("utsett frokosten")
    assert "10:00" in (await town.grete.says("3. desember kl 10-11")).text


async def test_others_and_other_things_are_left_alone(town: Town) -> None:
    await one_is_signed_up(town)
    before = await the_event(town)
    await town.kari.says("flytt frokosten til kl 9")
    await town.grete.says("drivhuset i morgen 10-12")
    await town.grete.says("flytt drivhuset til kl 13")
    (booking,) = await town.bookings(105)
    assert booking.interval.start == at("13:00", date(2026, 11, 24))
    assert await the_event(town) == before
