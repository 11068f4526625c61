"""Several bookings in one message: shown once, done by one tap, taken back by another."""

from datetime import timedelta

from booking.model.messages import Request
from booking.model.spaces import ResourceId
from booking.reserving import Wish
from tests.bot.conftest import KARI, OLA, Town
from tests.bot.held import held
from tests.builders import MONDAY, span

TUESDAY = MONDAY + timedelta(days=1)
TWO = ["Drivhuset 24. 10:00–12:00", "Potteskuret 24. 13:00–14:00"]


async def two_tomorrow(town: Town) -> None:
    await town.kari.says("drivhuset i morgen 10-12")
    await town.kari.says("potteskuret i morgen 13-14")


async def test_all_of_a_day_is_cancelled_by_one_tap_and_had_back_by_another(town: Town) -> None:
    await two_tomorrow(town)
    await town.kari.says("drivhuset fredag 9-10")
    shown = await town.kari.says("avbestill alt i morgen")
    assert "Drivhuset" in shown.text
    assert "Potteskuret" in shown.text
    assert await held(town) == [*TWO, "Drivhuset 27. 09:00–10:00"]

    await town.kari.taps("Cancel 2 bookings")
    assert await held(town) == ["Drivhuset 27. 09:00–10:00"]
    await town.kari.taps("Undo all of it")
    assert await held(town) == [*TWO, "Drivhuset 27. 09:00–10:00"]


async def test_only_what_was_shown_is_cancelled(town: Town) -> None:
    await town.kari.says("drivhuset i morgen 10-12")
    shown = await town.kari.says("avbestill alt i morgen")
    kari = await town.person(KARI)
    wish = Wish(resource_id=ResourceId("potteskuret"), interval=span("13:00", "14:00", TUESDAY))
    await town.core.reserving.book(kari.actor, kari, wish, Request(key="meanwhile"))

    again = await town.kari.taps("Cancel 1 booking", shown)
    assert "Potteskuret" in again.text
    assert await held(town) == TWO


async def test_tapped_twice_it_is_done_once(town: Town) -> None:
    await two_tomorrow(town)
    shown = await town.kari.says("avbestill alt i morgen")
    data = shown.button("Cancel 2 bookings").data
    for _ in range(2):
        await town.kari.sends_data(data, shown)

    assert "Cancelled." in town.kari.last.text
    assert await held(town) == []


async def test_what_another_has_taken_meanwhile_is_not_taken_back(town: Town) -> None:
    await two_tomorrow(town)
    await town.kari.says("avbestill alt i morgen")
    await town.kari.taps("Cancel 2 bookings")
    await town.ola.says("drivhuset i morgen 11-12")
    await town.kari.taps("Undo all of it")

    assert await held(town) == []
    assert await held(town, OLA) == ["Drivhuset 24. 11:00–12:00"]


async def test_all_of_a_day_is_moved(town: Town) -> None:
    await two_tomorrow(town)
    await town.ola.says("potteskuret fredag 13-14")
    shown = await town.kari.says("flytt alt i morgen til fredag")
    assert "not this one" in shown.text

    await town.kari.taps("Move 1 booking")
    assert await held(town) == ["Potteskuret 24. 13:00–14:00", "Drivhuset 27. 10:00–12:00"]


async def test_all_of_a_series_is_moved_at_once(town: Town) -> None:
    await town.kari.says("drivhuset hver tirsdag 14-15 til jul")
    await town.kari.taps("Book 5 times")
    await town.kari.says("flytt alle tirsdagene til kl 11")
    await town.kari.taps("Move 5 bookings")
    assert [line.split()[-1] for line in await held(town)] == ["11:00–12:00"] * 5

    await town.kari.taps("Undo all of it")
    assert [line.split()[-1] for line in await held(town)] == ["14:00–15:00"] * 5


async def test_one_and_all_that_follow(town: Town) -> None:
    await town.kari.says("drivhuset hver tirsdag 14-15 til jul")
    await town.kari.taps("Book 5 times")
    await town.kari.says("avbestill drivhuset 8. desember og alle etter")
    await town.kari.taps("Cancel 3 bookings")

    assert await held(town) == ["Drivhuset 24. 14:00–15:00", "Drivhuset 1. 14:00–15:00"]
