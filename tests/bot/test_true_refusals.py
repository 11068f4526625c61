"""A refusal says what is so: closed is not taken, one's own is not another's, a day that is none says why."""

import pytest

from tests.bot.conftest import Town
from tests.bot.held import held


@pytest.mark.parametrize("words", ["møterom i morgen 23-24", "en pult søndag 21-22"])
async def test_closed_is_not_taken(town: Town, words: str) -> None:
    refused = await town.kari.says(words)

    assert "We are open" in refused.text
    assert not any("becomes free" in each for each in refused.words)


async def test_before_opening_it_says_when_it_opens(town: Town) -> None:
    refused = await town.kari.says("drivhuset i morgen 05-06")
    assert "We are open 06:00–23:00 tomorrow" in refused.text

    town.clock.advance(hours=20)
    refused = await town.kari.says("drivhuset i dag 05.15-06")
    assert "we open today at 06:00" in refused.text


async def test_what_one_holds_oneself_is_shown_and_no_place_in_line(town: Town) -> None:
    await town.kari.says("drivhuset i morgen 10-12")
    refused = await town.kari.says("drivhuset i morgen 11-13")

    assert "booked for you already" in refused.text
    assert refused.button("Longer or shorter").data
    assert not any("becomes free" in each for each in refused.words)


async def test_the_hour_that_the_clock_skips_is_explained(town: Town) -> None:
    for words in ("drivhuset 28. mars 2027 02:30-03:30", "drivhuset 28. mars 2027 02-03"):
        assert "clocks go forward" in (await town.kari.says(words)).text


@pytest.mark.parametrize(
    ("words", "why"),
    [("drivhuset 31. november 10-12", "no such date"), ("drivhuset i går 10-12", "That day is over")],
)
async def test_a_day_that_is_none_says_why_and_the_hours_are_kept(town: Town, words: str, why: str) -> None:
    asked = await town.kari.says(words)
    assert why in asked.text
    await town.kari.taps("Wed 25 Nov")

    assert await held(town) == ["Drivhuset 25. 10:00–12:00"]


async def test_the_whole_day_of_a_room_is_refused_with_what_can_be_had(town: Town) -> None:
    refused = await town.kari.says("drivhuset i morgen hele dagen")
    assert "at most 8 hours" in refused.text
    assert await held(town) == []

    await town.kari.taps("Drivhuset tomorrow, 08:00–16:00")
    assert await held(town) == ["Drivhuset 24. 08:00–16:00"]


async def test_a_move_that_is_refused_offers_what_moves_it_and_books_nothing_besides(town: Town) -> None:
    await town.ola.says("drivhuset fredag 10-12")
    await town.kari.says("drivhuset i morgen 10-12")
    refused = await town.kari.says("flytt den til fredag")
    assert "Drivhuset is taken" in refused.text
    await town.kari.taps("Orangeriet")

    assert await held(town) == ["Orangeriet 27. 10:00–12:00"]


async def test_what_is_ruled_out_is_not_taken(town: Town) -> None:
    await town.ola.says("drivhuset i morgen 10-12")
    await town.kari.says("hvilket som helst rom unntatt potteskuret i morgen 10-12")

    assert await held(town) == ["Orangeriet 24. 10:00–12:00"]


async def test_a_length_in_a_window_offers_times_and_books_nothing(town: Town) -> None:
    offered = await town.kari.says("drivhuset i morgen mellom 9 og 15, to timer")
    assert await held(town) == []
    assert offered.button("13:00–15:00").data


async def test_what_it_is_for_is_its_title(town: Town) -> None:
    card = await town.kari.says("drivhuset i morgen 10-12, lansering av nettbutikk")

    assert "lansering av nettbutikk" in card.text


async def test_the_first_of_two_wishes_is_done_and_the_next_asked_for(town: Town) -> None:
    await town.kari.says("drivhuset i morgen 10-12 og potteskuret onsdag 9-10")

    assert await held(town) == ["Drivhuset 24. 10:00–12:00"]
    assert any("I did one thing only" in message.text for message in town.kari.from_bot)


@pytest.mark.parametrize("words", ["møterommet nå", "drivhuset nå", "en pult nå"])
async def test_closed_now_is_not_taken_where_no_end_is_said(town: Town, words: str) -> None:
    town.clock.advance(hours=20)  # before it opens
    refused = await town.kari.says(words)

    assert "We are open" in refused.text
    assert "Nothing is free" not in refused.text
