"""Longer, shorter and done, in words: the start stays, and nothing is given up."""

from tests.bot.conftest import KARI, OLA, Town
from tests.bot.held import held


async def in_use(town: Town) -> None:
    """Kari's room of ten to twelve, at a quarter past ten."""
    await town.kari.says("drivhuset i dag 10-12")
    town.clock.advance(minutes=50)
    await town.service.scheduler.tick()
    await town.kari.taps("Check in")
    town.clock.advance(minutes=25)


async def test_longer_keeps_the_start(town: Town) -> None:
    await town.kari.says("drivhuset i morgen 10-12")
    card = await town.kari.says("forleng drivhuset til 13")

    assert await held(town) == ["Drivhuset 24. 10:00–13:00"]
    assert card.button("Undo").data


async def test_longer_and_shorter_by_so_much(town: Town) -> None:
    await town.kari.says("drivhuset i morgen 10-12")
    await town.kari.says("en time lengre")
    assert await held(town) == ["Drivhuset 24. 10:00–13:00"]

    await town.kari.says("en halvtime kortere")
    assert await held(town) == ["Drivhuset 24. 10:00–12:30"]


async def test_what_is_in_use_is_meant_before_what_is_to_come(town: Town) -> None:
    await town.kari.says("drivhuset fredag 10-12")
    await in_use(town)
    await town.kari.says("forleng drivhuset til 13")

    assert await held(town) == ["Drivhuset 23. 10:00–13:00", "Drivhuset 27. 10:00–12:00"]


async def test_the_next_booking_in_the_way_is_told_by_its_time_and_the_rest_is_offered(town: Town) -> None:
    await town.kari.says("drivhuset i morgen 10-12")
    await town.ola.says("drivhuset i morgen 12.30-13.30")
    refused = await town.kari.says("forleng drivhuset til 13")

    assert "next booking begins tomorrow at 12:30" in refused.text
    assert "Ola" not in refused.text
    assert not any("becomes free" in words for words in refused.words)
    await town.kari.taps("Drivhuset tomorrow, 10:00–12:30")
    assert await held(town) == ["Drivhuset 24. 10:00–12:30"]


async def test_until_when_is_asked_where_it_was_not_said(town: Town) -> None:
    await town.kari.says("drivhuset i morgen 10-12")
    asked = await town.kari.says("jeg vil forlenge bookingen min")

    assert asked.button("Until 14:00").data
    assert await held(town) == ["Drivhuset 24. 10:00–12:00"]


async def test_which_one_is_asked_and_a_tap_does_to_it_what_was_said(town: Town) -> None:
    for words in ("drivhuset onsdag 10-12", "drivhuset torsdag 10-12", "potteskuret fredag 9-10"):
        await town.kari.says(words)
    asked = await town.kari.says("forleng drivhuset til 13")
    assert [words for words in asked.words if "Potteskuret" in words] == []

    await town.kari.taps("Thu 26 Nov 10:00–12:00 Drivhuset")
    assert "Drivhuset 26. 10:00–13:00" in await held(town)
    assert "Drivhuset 25. 10:00–12:00" in await held(town)


async def test_of_a_series_it_is_asked_how_much(town: Town) -> None:
    await town.kari.says("drivhuset hver tirsdag 14-15 til jul")
    await town.kari.taps("Book 5 times")
    await town.kari.says("en time lengre")
    await town.kari.taps("All of them")
    assert [line.split()[-1] for line in await held(town)] == ["14:00–16:00"] * 5


async def test_done_ends_what_is_in_use(town: Town) -> None:
    await in_use(town)
    await town.kari.says("jeg er ferdig")

    assert await held(town) == []
    booked = await town.ola.says("drivhuset i dag 10.30-11")
    assert "Booked." in booked.text
    assert await held(town, OLA) == ["Drivhuset 23. 10:30–11:00"]


async def test_what_has_not_begun_is_not_ended_and_can_be_cancelled(town: Town) -> None:
    await town.kari.says("drivhuset i morgen 10-12")
    answer = await town.kari.says("avslutt drivhuset nå")
    assert "has not begun" in answer.text
    assert await held(town) == ["Drivhuset 24. 10:00–12:00"]

    await town.kari.taps("Cancel")
    assert await held(town, KARI) == []


async def test_nothing_in_use_is_said_so(town: Town) -> None:
    answer = await town.kari.says("jeg er ferdig")

    assert "nothing in use" in answer.text
