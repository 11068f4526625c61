"""No message in the chat goes on claiming what no longer holds."""

from datetime import timedelta

import pytest

from booking.model.people import Language
from simulator.messages import Message
from tests.bot.conftest import Town


def now_says(town: Town, message: Message) -> Message:
    return next(each for each in town.kari.from_bot if each.id == message.id)


async def time_passes(town: Town, **by: float) -> None:
    """And what is due is sent: to one person at most one thing a second."""
    town.clock.advance(**by)
    for _ in range(3):
        await town.service.scheduler.tick()
        await town.kari.settled()
        town.clock.advance(seconds=2)


def claims(town: Town) -> list[str]:
    """What still says that something is booked."""
    return [each.text for each in town.kari.from_bot if "Booked." in each.text]


async def test_what_is_cancelled_in_words_says_so_where_it_was_confirmed(town: Town) -> None:
    booked = await town.kari.says("drivhuset i morgen 10-12")
    assert "Tomorrow, Tuesday 24 November, 10:00–12:00" in booked.text

    cancelled = await town.kari.says("avbestill drivhuset i morgen")

    old = now_says(town, booked)
    assert claims(town) == []
    assert old.text.startswith("Drivhuset, Tuesday 24 November, 10:00–12:00\nCancelled.")
    assert not old.buttons
    assert "Tuesday 24 November" in cancelled.text
    assert "Tomorrow" not in cancelled.text


async def test_what_is_moved_in_words_says_so_and_nothing_of_where_to(town: Town) -> None:
    first = await town.kari.says("drivhuset i morgen 10-12")
    second = await town.kari.says("nei, 11 i stedet")
    third = await town.kari.says("nei, torsdag")

    assert claims(town) == []
    assert "Moved." in now_says(town, first).text
    assert "Moved." in now_says(town, second).text
    assert "Thursday 26 November, 11:00–13:00" in third.text


async def test_a_card_that_was_looked_up_says_so_too(town: Town) -> None:
    booked = await town.kari.says("drivhuset i morgen 10-12")
    await town.kari.says("/mine")
    card = await town.kari.taps("Drivhuset")
    assert "further down" in now_says(town, booked).text

    await town.kari.says("avbestill drivhuset i morgen")
    assert "Cancelled." in now_says(town, card).text
    assert not now_says(town, card).buttons


async def test_an_older_list_that_becomes_the_card_is_further_up(town: Town) -> None:
    await town.kari.says("drivhuset i morgen 10-12")
    mine = await town.kari.says("/mine")
    newer = await town.kari.says("flytt drivhuset til kl 13")
    await town.kari.taps("Drivhuset", mine)

    assert "further up" in now_says(town, newer).text
    assert "13:00–15:00" in now_says(town, mine).text


async def test_the_reminder_takes_over_from_the_confirmation(town: Town) -> None:
    booked = await town.kari.says("drivhuset i morgen 10-12")
    town.clock.advance(hours=24, minutes=45)
    await town.service.scheduler.tick()
    await town.kari.settled()

    assert "starts soon" in town.kari.last.text
    assert "further down" in now_says(town, booked).text


async def test_what_is_over_says_so_by_its_date_and_nobody_is_written_to(town: Town) -> None:
    booked = await town.kari.says("pult 3 today 09:15-11")
    before = len(town.kari.from_bot)
    await time_passes(town, hours=2, minutes=1)

    assert len(town.kari.from_bot) == before
    over = now_says(town, booked)
    assert "Monday 23 November, 09:15–11:00" in over.text
    assert "It is over." in over.text
    assert "Today" not in over.text
    assert list(over.words) == ["Book anew"]


async def test_a_card_that_is_gone_when_it_is_over_is_not_sent_anew(town: Town) -> None:
    booked = await town.kari.says("pult 3 today 11-12")
    await town.kari.deletes(booked)
    before = len(town.kari.from_bot)
    await time_passes(town, hours=3, minutes=1)

    assert len(town.kari.from_bot) == before
    dropped = await town.core.database.outbox.dropped_since(town.clock() - timedelta(hours=1))
    assert "undeliverable: the card is gone" in dropped


@pytest.mark.parametrize("language", [Language.BOKMAL])
async def test_nobody_came_is_said_once_in_bokmal(town: Town) -> None:
    await town.kari.says("drivhuset i dag 10-12")
    await time_passes(town, hours=1, minutes=20)

    assert town.kari.last.text.lower().count("ingen sjekket inn") == 1
