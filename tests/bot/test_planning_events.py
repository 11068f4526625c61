"""The administration is asked for what an event lacks, one question at a time, until it is a draft."""

import pytest

from booking.model.events import EventKind, Way
from tests.bot.conftest import Town
from tests.bot.test_events import YEAR, published, the_event

LINK = "https://example.test/meeting"


@pytest.mark.parametrize("text", ["ny frokost", "lag en frokost", "Kan du lage ein frukost", "new breakfast"])
async def test_a_new_breakfast_is_asked_for_when_where_and_how_many(town: Town, text: str) -> None:
    assert "When is it?" in (await town.grete.says(text)).text
    assert "Where is it?" in (await town.grete.says("2. desember 8-9.30")).text
    assert "How many places?" in (await town.grete.says("i Rådhuset")).text
    shown = await town.grete.says("25")
    event = await the_event(town)
    assert (event.kind, event.address, event.seats) == (EventKind.BREAKFAST, "Rådhuset", 25)
    assert "0 of 25" in shown.text


async def test_a_new_event_is_asked_for_its_kind_and_what_was_said_is_not_asked_again(town: Town) -> None:
    assert "What is it?" in (await town.grete.says("nytt arrangement 2. desember 9-11, 12 plasser")).text
    assert "What is it?" in (await town.grete.says("noe gøy")).text
    assert "Where is it?" in (await town.grete.says("et kurs")).text
    await town.grete.says("Orangeriet")
    event = await the_event(town)
    assert (event.kind, event.resource_id, event.seats) == (EventKind.COURSE, "orangeriet", 12)


async def test_what_is_no_answer_is_asked_for_again(town: Town) -> None:
    await town.grete.says("ny frokost")
    assert "When is it?" in (await town.grete.says("vet ikke")).text
    await town.grete.says("2. desember 8-9")
    await town.grete.says(f"digitalt {LINK}")
    assert "How many places?" in (await town.grete.says("mange")).text
    await town.grete.says("ingen grense")
    event = await the_event(town)
    assert (event.ways, event.link, event.seats) == ({Way.DIGITAL}, LINK, None)


async def test_it_is_left_by_a_command_and_not_begun_by_others(town: Town) -> None:
    await town.grete.says("ny frokost")
    await town.grete.says("/avbryt")
    await town.grete.says("2. desember 8-9")
    await town.kari.says("ny frokost")
    await town.kari.says("2. desember 8-9")
    assert await town.core.database.events.within(YEAR) == []


async def test_hours_that_lack_are_answered_and_the_rest_is_kept(town: Town) -> None:
    await town.grete.says("breakfast 2 December at Bygdeposten, 20 places")
    await town.grete.says("8-9.30")
    event = await the_event(town)
    assert (event.title, event.seats) == ("Breakfast at Bygdeposten", 20)


async def test_a_repeat_is_none_of_the_hosts_name(town: Town) -> None:
    shown = await town.grete.says("frokost 2. desember 8-9 hos Bygdeposten hver uke til 16. desember")
    assert "3 times" in shown.text
    assert (await the_event(town)).address == "Bygdeposten"


async def test_of_several_breakfasts_one_is_asked_which(town: Town) -> None:
    await published(town)
    await town.grete.says("breakfast 9 December 8-9:30 at Eksempel, 2 places")
    await town.grete.taps("Publish")
    for text in ("meld meg på", "meld meg på frokosten"):
        assert "Which event do you mean" in (await town.kari.says(text)).text
    await town.kari.says("meld meg på frokosten 9. desember")
    first, second = await town.core.database.events.within(YEAR)
    assert await town.core.database.events.registrations(first.id) == []
    assert len(await town.core.database.events.registrations(second.id)) == 1
    await town.kari.says("meld meg av frokosten")
    (own,) = await town.core.database.events.registrations(second.id)
    assert own.standing == "cancelled"


async def test_what_is_said_beside_the_kind_is_not_asked_again(town: Town) -> None:
    await town.grete.says("lag et arrangement")
    await town.grete.says("frokost 2. desember 8-9 hos Bygdeposten, 25 plasser")
    event = await the_event(town)
    assert (event.kind, event.seats) == (EventKind.BREAKFAST, 25)
    assert "Bygdeposten" in event.title


async def test_a_no_leaves_it(town: Town) -> None:
    await town.grete.says("ny frokost")
    assert "When is it?" not in (await town.grete.says("nei")).text
    await town.grete.says("2. desember 8-9")
    assert await town.core.database.events.within(YEAR) == []


async def test_an_order_is_no_address_of_a_meeting(town: Town) -> None:
    event = await published(town, "breakfast 2 December 8-9:30 at Bygdeposten, 20 places")
    await town.grete.says("gjør frokosten digital")
    assert "not a link" in (await town.grete.says("teams")).text
    asked = await town.grete.says("avlys frokosten 2. desember")
    assert "not a link" not in asked.text
    assert "ancel" in asked.text
    assert (await the_event(town)).id == event.id

    await town.grete.says("gjør frokosten digital")
    assert "not a link" not in (await town.grete.says("nei")).text
