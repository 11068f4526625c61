"""A message that was changed after it was sent: what it made is shown, and one tap makes it as now read."""

from tests.bot.conftest import KARI, Town
from tests.bot.held import held
from tests.bot.test_events import published, the_event
from tests.builders import at


async def test_a_booking_becomes_what_is_now_written(town: Town) -> None:
    await town.kari.says("drivhuset i morgen 10-12")
    shown = await town.kari.edits(town.kari.own[-1], "drivhuset i morgen 13-14")
    assert "still stands" in shown.text
    (booking,) = await town.bookings(KARI)
    assert booking.interval.start == at("10:00", booking.interval.start.date())
    await town.kari.taps("Yes, change it")
    (booking,) = await town.bookings(KARI)
    assert booking.interval.start == at("13:00", booking.interval.start.date())
    assert booking.interval.end == at("14:00", booking.interval.start.date())


async def test_what_is_kept_stays_and_a_yes_in_words_changes_it(town: Town) -> None:
    await town.kari.says("drivhuset i morgen 10-12")
    mine = town.kari.own[-1]
    await town.kari.edits(mine, "potteskuret i morgen 10-12")
    await town.kari.says("nei")
    (booking,) = await town.bookings(KARI)
    assert booking.resource_id == "drivhuset"
    await town.kari.edits(mine, "potteskuret i morgen 10-12")
    await town.kari.says("ja")
    (booking,) = await town.bookings(KARI)
    assert booking.resource_id == "potteskuret"


async def test_what_is_no_whole_wish_leaves_it_and_can_be_cancelled(town: Town) -> None:
    await town.kari.says("drivhuset i morgen 10-12")
    shown = await town.kari.edits(town.kari.own[-1], "ingenting likevel")
    assert "still stands" in shown.text
    await town.kari.taps("Cancel it")
    assert await town.bookings(KARI) == []


async def test_a_message_that_moved_a_booking_moves_it_to_where_it_now_says(town: Town) -> None:
    await town.kari.says("drivhuset i morgen 10-12")
    town.clock.advance(minutes=10)
    await town.kari.says("flytt den til fredag")
    shown = await town.kari.edits(town.kari.own[-1], "flytt den til torsdag")
    assert "Thursday 26 November" in shown.text
    assert await held(town) == ["Drivhuset 27. 10:00–12:00"]
    await town.kari.taps("Yes, change it")
    assert await held(town) == ["Drivhuset 26. 10:00–12:00"]


async def test_a_place_at_an_event_gets_another_number(town: Town) -> None:
    event = await published(town, "breakfast 2 December 8-9:30 at Bygdeposten, 20 places")
    await town.kari.says("meld meg på frokosten")
    shown = await town.kari.edits(town.kari.own[-1], "meld meg på frokosten, vi blir tre")
    assert "still signed up" in shown.text
    await town.kari.taps("We are 3", shown)
    (own,) = await town.core.database.events.registrations(event.id)
    assert own.party == 3
    assert (await the_event(town)).id == event.id


async def test_what_was_long_ago_or_made_nothing_is_written_anew(town: Town) -> None:
    await town.kari.says("drivhuset i morgen 10-12")
    mine = town.kari.own[-1]
    town.clock.advance(minutes=16)
    assert "anew" in (await town.kari.edits(mine, "drivhuset i morgen 13-14")).text
    await town.nils.says("hei")
    assert "anew" in (await town.nils.edits(town.nils.own[-1], "hei hei")).text


async def test_it_is_the_booking_of_that_message_and_not_of_the_next(town: Town) -> None:
    await town.kari.says("drivhuset i morgen 10-12")
    mine = town.kari.own[-1]
    town.clock.advance(seconds=40)
    await town.kari.says("potteskuret i morgen 15-16")
    shown = await town.kari.edits(mine, "drivhuset i morgen 10-13")
    assert "Drivhuset tomorrow" in shown.text
    assert "Potteskuret" not in shown.text
