"""A deed for somebody else: for them and nobody else, and both are told."""

import pytest

from booking.model.people import Language, Role
from tests.bot.conftest import ANNE, GRETE, KARI, OLA, Town
from tests.bot.held import held

FOR_OLA = "bestill drivhuset i morgen 10-12 for Ola Eksempel"
BOOKED = ["Drivhuset 24. 10:00–12:00"]


async def test_the_administration_books_for_a_person_and_both_are_told(town: Town) -> None:
    await town.ola.says("/start")
    told = await town.grete.says(FOR_OLA)
    assert "Booked for Ola Eksempel" in told.text
    assert await held(town, OLA) == BOOKED
    assert await held(town, GRETE) == []

    await town.service.scheduler.tick()
    news = await town.ola.sees("has booked this for you")
    assert "Grete Kontor has booked this for you" in news.text


async def test_what_they_have_already_is_theirs_and_not_the_speakers(town: Town) -> None:
    await town.ola.says("drivhuset i morgen 10-12")
    refused = await town.grete.says(FOR_OLA)
    assert "It is booked for Ola Eksempel already" in refused.text
    assert await held(town, OLA) == BOOKED

    shown = await town.grete.says("bestill drivhuset i morgen og torsdag 10-12 for Ola Eksempel")
    assert "Ola Eksempel has it already" in shown.text


async def test_what_was_done_for_another_can_be_undone(town: Town) -> None:
    await town.grete.says(FOR_OLA)
    undone = await town.grete.taps("Undo")

    assert "Cancelled for Ola Eksempel" in undone.text
    assert await held(town, OLA) == []


async def test_a_colleague_is_booked_for_by_first_name(town: Town) -> None:
    await town.kari.says("bestill drivhuset i morgen 10-12 for Ola")

    assert await held(town, OLA) == BOOKED
    assert await held(town, KARI) == []


async def test_where_several_have_the_name_it_is_asked_who(town: Town) -> None:
    await town.invite(ANNE, Role.TENANT, "Ola Annenmann", Language.ENGLISH)
    asked = await town.kari.says("bestill drivhuset i morgen 10-12 for Ola")
    assert {"Ola Annenmann", "Ola Eksempel"} <= set(asked.words)
    assert await held(town, OLA) == []

    await town.kari.taps("Ola Annenmann")
    assert await held(town, ANNE) == BOOKED
    assert await held(town, OLA) == await held(town, KARI) == []


async def test_a_name_like_one_is_only_asked_about(town: Town) -> None:
    asked = await town.kari.says("bestill drivhuset i morgen 10-12 for Olla")
    assert "nobody called “Olla”" in asked.text
    assert await held(town, OLA) == []

    await town.kari.taps("Ola Eksempel")
    assert await held(town, OLA) == BOOKED


async def test_nobody_known_is_said_so_and_nothing_done(town: Town) -> None:
    answer = await town.grete.says("bestill drivhuset i morgen 10-12 for Roger")

    assert "nobody called “Roger”" in answer.text
    assert await held(town, GRETE) == []


@pytest.mark.parametrize(
    "words", [FOR_OLA, "flytt Ola sin bestilling til fredag", "avbestill Ola sin bestilling"]
)
async def test_somebody_of_another_firm_is_as_unknown_as_nobody(town: Town, words: str) -> None:
    token = await town.core.membership.invite(Role.TENANT, tenant="Fjordtegn", name="Anne Annet")
    await town.core.membership.join(token, ANNE, "Anne Annet", Language.ENGLISH)
    await town.ola.says("drivhuset onsdag 10-12")
    answer = await town.telegram.person(ANNE).says(words)

    assert "nobody called" in answer.text
    assert await held(town, OLA) == ["Drivhuset 25. 10:00–12:00"]
    assert await held(town, ANNE) == []


async def test_buttons_offered_for_another_book_for_them(town: Town) -> None:
    await town.grete.says("bestill drivhuset i morgen kl 10 for Ola")
    await town.grete.taps("10:00–12:00")

    assert await held(town, OLA) == BOOKED
    assert await held(town, GRETE) == []


async def test_alternatives_for_another_book_for_them(town: Town) -> None:
    await town.kari.says("drivhuset i morgen 10-12")
    refused = await town.grete.says(FOR_OLA)
    assert not any("becomes free" in words for words in refused.words)
    await town.grete.taps("Orangeriet tomorrow, 10:00–12:00")

    assert await held(town, OLA) == ["Orangeriet 24. 10:00–12:00"]
    assert await held(town, GRETE) == []


async def test_a_series_for_another_is_theirs_and_tells_who_booked_it(town: Town) -> None:
    await town.ola.says("/start")
    await town.grete.says("bestill drivhuset hver tirsdag 14-15 til jul for Ola Eksempel")
    done = await town.grete.taps("Book 5 times")
    assert "Done for Ola Eksempel" in done.text
    assert len(await held(town, OLA)) == 5
    assert await held(town, GRETE) == []

    await town.service.scheduler.tick()
    assert "Grete Kontor has booked this for you" in (await town.ola.sees("every Tuesday")).text


async def test_it_goes_on_being_about_them(town: Town) -> None:
    await town.grete.says(FOR_OLA)
    moved = await town.grete.says("flytt den til fredag")

    assert "Changed for Ola Eksempel" in moved.text
    assert await held(town, OLA) == ["Drivhuset 27. 10:00–12:00"]


async def test_anothers_booking_is_moved_and_cancelled_by_naming_them(town: Town) -> None:
    await town.ola.says("drivhuset i morgen 10-12")
    await town.grete.says("flytt Ola sin bestilling til fredag")
    assert await held(town, OLA) == ["Drivhuset 27. 10:00–12:00"]

    await town.grete.says("avbestill Ola sin bestilling")
    assert await held(town, OLA) == []


@pytest.mark.parametrize(
    "words", ["avbestill Ola sin bestilling på fredag", "forleng drivhuset for Ola med en time"]
)
async def test_what_another_does_not_have_is_said_of_them(town: Town, words: str) -> None:
    assert "no such booking of Ola Eksempel" in (await town.grete.says(words)).text
