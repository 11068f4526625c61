"""What is said is what is done: all of it, to the bookings that were meant, and to no other."""

import pytest

from booking.model.people import Language, Role
from tests.bot.conftest import ANNE, GRETE, KARI, OLA, Town
from tests.bot.held import held

D24, D27, P26 = "Drivhuset 24. 10:00–12:00", "Drivhuset 27. 10:00–12:00", "Potteskuret 26. 09:00–10:00"


@pytest.fixture
def language() -> Language:
    return Language.BOKMAL


async def two(town: Town) -> None:
    """Drivhuset and, spoken of last, Potteskuret."""
    await town.kari.says("drivhuset i morgen 10-12")
    await town.kari.says("potteskuret torsdag 9-10")


@pytest.mark.parametrize("words", ["avbestill begge", "avbest alt denne uka", "avbestill alt denne uka"])
async def test_all_that_is_said_is_shown_though_a_card_with_a_button_stands(town: Town, words: str) -> None:
    await two(town)
    shown = await town.kari.says(words)
    assert shown.words == ("Avbestill 2 bestillinger", "Avbryt")
    assert await held(town) == [D24, P26]

    await town.kari.says("ja")
    assert await held(town) == []


async def test_the_other_one_of_those_that_stand_is_asked_for(town: Town) -> None:
    await two(town)
    asked = await town.kari.says("avbestill den andre")
    assert "Hvilken" in asked.text
    assert await held(town) == [D24, P26]

    await town.kari.says("avbestill den første")
    assert await held(town) == [P26]


@pytest.mark.parametrize("words", ["avbestill neste uke", "avbestill 31. november"])
async def test_what_is_said_of_no_day_cancels_nothing(town: Town, words: str) -> None:
    await two(town)
    asked = await town.kari.says(words)
    assert "Hvilken" in asked.text
    assert await held(town) == [D24, P26]


async def test_the_only_one_is_no_guess_either(town: Town) -> None:
    await town.kari.says("drivhuset i morgen 10-12")
    await town.kari.says("avbestill neste uke")
    assert await held(town) == [D24]


async def test_to_which_day_is_asked_and_answered_in_words(town: Town) -> None:
    await town.kari.says("drivhuset i morgen 10-12")
    asked = await town.kari.says("flytt den")
    assert "skriv den" in asked.text
    when = await town.kari.says("til fredag")
    assert "Flytt Drivhuset til fredag 27. november" in when.text

    await town.kari.says("13-15")
    assert await held(town) == ["Drivhuset 27. 13:00–15:00"]


async def test_a_day_of_a_month_that_is_not_shown_is_taken_as_the_answer(town: Town) -> None:
    await town.kari.says("drivhuset i morgen 10-12")
    await town.kari.says("flytt bestillingen min")
    when = await town.kari.says("4. desember")
    assert "Flytt Drivhuset til fredag 4. desember" in when.text
    assert await held(town) == [D24]


@pytest.mark.parametrize("words", ["vet ikke", "hopp over"])
async def test_who_does_not_know_is_asked_again_kindly(town: Town, words: str) -> None:
    asked = await town.kari.says("drivhuset på fredag")
    again = await town.kari.says(words)
    assert "Det går fint" in again.text
    assert set(asked.words) <= set(again.words)

    await town.kari.says("10-12")
    assert await held(town) == [D27]


async def test_a_voice_message_gets_a_kind_word_and_the_question_again(town: Town) -> None:
    await town.kari.says("drivhuset på fredag")
    again = await town.kari.sends_voice()
    assert "Fra når?" in again.text
    picture = await town.kari.sends_photo()
    assert "Fra når?" in picture.text

    await town.kari.says("10-12")
    assert await held(town) == [D27]


async def test_another_is_checked_in_and_signed_up_by_a_colleague_and_told_by_whom(town: Town) -> None:
    await town.ola.says("drivhuset nå til 11")
    told = await town.kari.says("sjekk inn Ola")
    assert "Ola Eksempel er sjekket inn" in told.text
    await town.service.scheduler.tick()
    assert "Drivhuset" in (await town.ola.sees("Kari Eksempel")).text

    await town.grete.says("frokost 10. desember 08:00-09:30 hos Bygdeposten, 25 plasser")
    await town.grete.taps("Publiser")
    assert "Ola Eksempel er påmeldt" in (await town.kari.says("meld Ola på frokosten")).text
    assert "kjenner ingen" in (await town.kari.says("meld Roger på frokosten")).text


@pytest.mark.parametrize(
    ("words", "then"),
    [("avbestill Ola sin bestilling", []), ("flytt bestillingen til Ola til fredag", [D27])],
)
async def test_which_of_two_of_a_name_is_asked_before_anything_is_done(
    town: Town, words: str, then: list[str]
) -> None:
    await town.invite(ANNE, Role.TENANT, "Ola Annenmann", Language.BOKMAL)
    await town.ola.says("drivhuset i morgen 10-12")
    asked = await town.grete.says(words)
    assert {"Ola Annenmann", "Ola Eksempel"} <= set(asked.words)
    assert await held(town, OLA) == [D24]

    await town.grete.taps("Ola Eksempel")
    assert await held(town, OLA) == then
    await town.service.scheduler.tick()
    assert await town.ola.sees("Grete Kontor")
    assert await held(town, GRETE) == await held(town, KARI) == []


async def test_a_day_of_a_series_that_one_holds_is_told_as_ones_own(town: Town) -> None:
    await town.kari.says("drivhuset tirsdag 1. desember 10-11")
    shown = await town.kari.says("drivhuset hver tirsdag 10-11 til jul")
    assert "tir. 1. des.: Du har det allerede." in shown.text
    assert "opptatt" not in shown.text
    assert "Bestill de 4 som er ledige" in shown.words


async def test_away_again_and_again_frees_those_days_and_no_other(town: Town) -> None:
    await town.kari.says("drivhuset fredag 9-10")
    for day in (3, 4, 11):
        await town.kari.says(f"drivhuset {day}. desember 9-10")
    shown = await town.kari.says("jeg er borte hver fredag i desember")
    assert "4. desember" in shown.text
    assert len(await held(town)) == 4

    await town.kari.taps("Gjør det ledig")
    assert await held(town) == ["Drivhuset 27. 09:00–10:00", "Drivhuset 3. 09:00–10:00"]
    await town.kari.says("angre")
    assert len(await held(town)) == 4


async def test_a_closing_names_the_event_that_stands_and_offers_to_cancel_it(town: Town) -> None:
    await town.grete.says("frokost 10. desember 08:00-09:30 i Orangeriet, 15 plasser")
    await town.grete.taps("Publiser")
    await town.kari.says("meld meg på frokosten")
    shown = await town.grete.says("steng huset 10. desember")
    assert "Avlys Frokost" in shown.words

    done = await town.grete.taps("Steng")
    assert "Dette står der fortsatt" in done.text
    sure = await town.grete.taps("Avlys Frokost")
    assert "1" in sure.text
    await town.grete.taps(next(words for words in sure.words if "vlys" in words))
    await town.service.scheduler.tick()
    assert "Frokost" in (await town.kari.sees("Avlyst")).text


@pytest.mark.parametrize("words", ["steng huset hver fredag i desember", "drivhuset er stengt hver mandag"])
async def test_a_closing_again_and_again_closes_not_only_the_first(town: Town, words: str) -> None:
    answer = await town.grete.says(words)
    assert "ett tidsrom om gangen" in answer.text
    assert answer.words == ()


async def test_who_is_here_and_is_ola_here_are_questions_of_their_own(town: Town) -> None:
    await town.ola.says("pult 4 i dag")
    await town.kari.says("pult 5 i dag")
    for person in (town.ola, town.kari):
        await person.says("/innstillinger")
        await person.taps("Vis at jeg er her")
    both = await town.kari.says("hvem er her i dag?")
    assert "Ola Eksempel" in both.text
    assert "Pult 5" in both.text
    assert "Pult 5" not in (await town.kari.says("er Ola her i dag?")).text
    assert "Pult 5" in (await town.kari.says("hvem er her i dag?")).text


@pytest.mark.parametrize(
    ("text", "end"),
    [
        ("til 13", "13:00"),
        ("til halv ett", "12:30"),
        ("to timer", "12:00"),
        ("det må slutte 11.30", "11:30"),
        ("make it two hours", "12:00"),
    ],
)
async def test_how_long_it_lasts_is_said_in_words(town: Town, text: str, end: str) -> None:
    await town.kari.says("drivhuset i morgen 10-11")
    await town.kari.says(text)
    assert await held(town) == [f"Drivhuset 24. 10:00–{end}"]


@pytest.mark.parametrize("text", ["nei, ta det på torsdag i stedet", "can we do it on Thursday instead?"])
async def test_another_day_instead_moves_what_stands(town: Town, text: str) -> None:
    await town.kari.says("drivhuset i morgen 10-12")
    await town.kari.says(text)
    assert await held(town) == ["Drivhuset 26. 10:00–12:00"]


@pytest.mark.parametrize("text", ["hva har jeg?", "kva har eg?", "what do I have?"])
async def test_what_one_has_is_asked_in_few_words(town: Town, text: str) -> None:
    await town.kari.says("drivhuset i morgen 10-12")
    assert any("Drivhuset" in words for words in (await town.kari.says(text)).words)


async def test_who_is_here_is_not_asked_of_the_room_last_talked_of(town: Town) -> None:
    await town.kari.says("drivhuset torsdag 10-12")
    assert "Drivhuset" not in (await town.kari.says("hvem er her i dag?")).text
    await town.kari.says("er potteskuret ledig på tirsdag 10-12?")
    assert "Potteskuret" not in (await town.kari.says("hvem er her i morgen?")).text
    await town.kari.says("er potteskuret ledig på tirsdag 10-12?")
    assert "Potteskuret" in (await town.kari.says("hvem har den på onsdag?")).text


async def test_what_is_too_late_to_cancel_among_all_of_today_can_be_ended(town: Town) -> None:
    await town.kari.says("drivhuset i dag 10-12")
    await town.kari.says("pult 3 i dag")
    town.clock.advance(minutes=1)
    shown = await town.kari.says("avbest alt i dag")
    assert shown.words == ("Avbestill 1 bestilling", "Avslutt Pult 3 nå", "Avbryt")
    await town.kari.says("ja")
    assert await held(town) == ["Pult 3 23. 09:00–23:00"]
