"""What is not certain is shown as one sentence; one tap does it and one does not."""

from tests.bot.conftest import Town
from tests.bot.held import held

UNSURE = "drivhuset i morgen 10-12 hvis det ikke er for dyrt"


async def test_it_is_shown_and_done_by_one_tap(town: Town) -> None:
    asked = await town.kari.says(UNSURE)

    assert "Drivhuset, Tuesday 24 November 10:00–12:00. Is that right?" in asked.text
    assert "You wrote" in asked.text
    assert await held(town) == []
    await town.kari.taps("Yes, do that")
    assert await held(town) == ["Drivhuset 24. 10:00–12:00"]


async def test_tapped_twice_it_is_done_once(town: Town) -> None:
    asked = await town.kari.says(UNSURE)
    data = asked.button("Yes, do that").data
    for _ in range(3):
        await town.kari.sends_data(data, asked)

    assert await held(town) == ["Drivhuset 24. 10:00–12:00"]


async def test_a_no_does_nothing(town: Town) -> None:
    await town.kari.says(UNSURE)
    await town.kari.taps("No")

    assert await held(town) == []


async def test_an_older_question_is_not_answered_for_a_newer_one(town: Town) -> None:
    asked = await town.kari.says(UNSURE)
    await town.kari.says("drivhuset fredag 10-12")
    await town.kari.sends_data(asked.button("Yes, do that").data, asked)

    assert await held(town) == ["Drivhuset 27. 10:00–12:00"]


async def test_the_booking_that_would_be_cancelled_is_named(town: Town) -> None:
    await town.kari.says("drivhuset i morgen 10-12")
    asked = await town.kari.says("avbestill drivhuset hvis møtet ikke blir noe av")
    assert "Cancel Drivhuset, tomorrow, 10:00–12:00. Is that right?" in asked.text
    assert await held(town) == ["Drivhuset 24. 10:00–12:00"]

    await town.kari.taps("Yes, do that")
    assert await held(town) == []


async def test_what_was_taken_meanwhile_is_refused(town: Town) -> None:
    await town.kari.says(UNSURE)
    await town.ola.says("drivhuset i morgen 10-12")
    refused = await town.kari.taps("Yes, do that")

    assert "Drivhuset is taken" in refused.text
    assert await held(town) == []
