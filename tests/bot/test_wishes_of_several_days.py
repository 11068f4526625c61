"""All the days that were said, or the ones that cannot be had by name; nothing by halves."""

from tests.bot.conftest import Town
from tests.bot.held import held


async def test_days_apart_are_booked_together_and_undone_together(town: Town) -> None:
    shown = await town.kari.says("potteskuret tirsdag og fredag 13-14")
    assert "Friday 27 November" in shown.text
    assert await held(town) == []

    await town.kari.taps("Book 2 times")
    assert await held(town) == ["Potteskuret 24. 13:00–14:00", "Potteskuret 27. 13:00–14:00"]
    await town.kari.taps("Undo all of it")
    assert await held(town) == []


async def test_the_day_that_cannot_be_had_is_named(town: Town) -> None:
    await town.ola.says("potteskuret fredag 13-14")
    shown = await town.kari.says("potteskuret tirsdag og fredag 13-14")
    assert "Fri 27 Nov: Potteskuret is taken" in shown.text

    await town.kari.taps("Book the 1 that is free")
    assert await held(town) == ["Potteskuret 24. 13:00–14:00"]


async def test_two_weekdays_every_week_are_two_series_and_one_tap(town: Town) -> None:
    shown = await town.kari.says("drivhuset hver tirsdag og torsdag 14-15")
    assert "every Tuesday" in shown.text
    assert "every Thursday" in shown.text
    assert "You did not say until when, so it ends" in shown.text

    await town.kari.taps("Book 28 times")
    found = await town.bookings(101)
    assert len(found) == 28
    assert len({booking.series_id for booking in found}) == 2


async def test_too_small_a_room_for_several_days_offers_the_larger_for_all_of_them(town: Town) -> None:
    asked = await town.kari.says("potteskuret tirsdag og fredag 13-14, vi blir ti")
    assert "4 seats" in asked.text
    await town.kari.taps("Orangeriet")
    await town.kari.taps("Book 2 times")

    assert await held(town) == ["Orangeriet 24. 13:00–14:00", "Orangeriet 27. 13:00–14:00"]
