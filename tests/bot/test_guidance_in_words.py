"""The questions before guidance take words, and what was agreed is seen and changed in words."""

import pytest

from booking.model.guidance import HowFar, Sector, Stage
from booking.model.intakes import Answers
from simulator.driver import Person
from tests.bot.conftest import KARI, NILS, Town
from tests.bot.test_guidance import anne, asked, cases_of, offered, told

__all__ = ["anne"]


async def answers_of(town: Town, number: int) -> Answers:
    _, answers = await town.core.guidance.requesting.intake(number)
    return answers


async def at_review(person: Person) -> None:
    for text in ("/veiledning", "ja", "Et bakeri", "en plan", "mat", "hopp over", "Vikersund", "hopp over"):
        await person.says(text)


async def test_all_of_it_is_answered_in_words(town: Town, anne: Person) -> None:
    nils = town.nils
    await nils.says("jeg trenger veiledning")
    assert "What is your idea" in (await nils.says("ja det er greit")).text
    assert "How far" in (await nils.says("Et bakeri med mel fra gården")).text
    assert "closest to" in (await nils.says("den andre")).text
    assert "hope to get" in (await nils.says("food")).text
    assert "Where do you live" in (await nils.says("vet ikke helt")).text
    assert "reach you" in (await nils.says("Vikersund")).text
    assert "does not look like" in (await nils.says("bare å ringe")).text
    assert "Is this right" in (await nils.says("41 23 45 67")).text
    await nils.says("ja, send")
    (case,) = await cases_of(town, NILS)
    assert (case.stage, case.how_far, case.sector) == (Stage.ASSIGNED, HowFar.PLAN, Sector.TRAVEL)
    assert "Et bakeri med mel" in (await told(town, anne, "A new request for guidance")).text


async def test_an_idea_that_is_told_before_the_consent_is_kept(town: Town, anne: Person) -> None:
    await town.nils.says("/veiledning")
    shown = await town.nils.says("Jeg vil starte et bakeri i Vikersund")
    assert "written that down as your idea" in shown.text
    assert "Guidance for those" in shown.text
    assert "How far" in (await town.nils.says("ja")).text
    assert (await answers_of(town, NILS)).idea == "Jeg vil starte et bakeri i Vikersund"


@pytest.mark.parametrize(
    "idea",
    [
        "jeg har en idé om en foodtruck i Vikersund",
        "hei! vil starte en kafé i sentrum",
        "jeg har en idé til en kafé, hvem kan jeg snakke med?",
        "i have an idea for an app",
    ],
)
async def test_an_idea_that_is_told_first_of_all_is_kept(town: Town, anne: Person, idea: str) -> None:
    assert "written that down as your idea" in (await town.nils.says(idea)).text
    assert "How far" in (await town.nils.says("ja")).text
    assert (await answers_of(town, NILS)).idea == idea


@pytest.mark.parametrize("text", ["jeg har en idé", "jeg vil starte eget firma", "jeg trenger veiledning"])
async def test_a_wish_for_guidance_is_no_idea(town: Town, anne: Person, text: str) -> None:
    assert "Guidance for those" in (await town.nils.says(text)).text
    assert "What is your idea" in (await town.nils.says("ja")).text


async def test_what_a_desk_costs_is_not_what_guidance_costs(town: Town, anne: Person) -> None:
    await town.nils.says("/veiledning")
    await town.nils.says("ja")
    asked = await town.nils.says("hva koster en pult?")
    assert "It is free" not in asked.text
    assert "What is your idea" in asked.text


@pytest.mark.parametrize("text", ["nei", "nei takk", "avbryt"])
async def test_a_no_to_the_consent_keeps_nothing(town: Town, anne: Person, text: str) -> None:
    await town.nils.says("/veiledning")
    assert "Nothing is kept" in (await town.nils.says(text)).text
    assert await town.core.membership.by_telegram(NILS) is None


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("hva koster det?", "It is free"),
        ("hvem leser dette?", "Only your adviser"),
        ("hva skjer etterpå?", "an adviser gets it at once"),
        ("hvor holder dere til?", "Open:"),
    ],
)
async def test_a_question_in_between_is_answered_and_the_pending_one_asked_again(
    town: Town, anne: Person, question: str, answer: str
) -> None:
    await town.nils.says("/veiledning")
    shown = await town.nils.says(question)
    assert answer in shown.text
    assert "Guidance for those" in shown.text
    await town.nils.says("ja")
    shown = await town.nils.says(question)
    assert answer in shown.text
    assert "What is your idea" in shown.text
    await town.nils.says("Et bakeri")
    assert (await answers_of(town, NILS)).idea == "Et bakeri"


@pytest.mark.parametrize(
    ("text", "field", "value"),
    [
        ("nei, ideen er et konditori", "idea", "et konditori"),
        ("jeg heter Nils Ny", "name", "Nils Ny"),
        ("epost er feil, den er nils@eksempel.no", "reach", "nils@eksempel.no"),
        ("jeg bor på Åmot", "where", "Åmot"),
    ],
)
async def test_a_correction_at_the_end_is_taken_in(
    town: Town, anne: Person, text: str, field: str, value: str
) -> None:
    await at_review(town.nils)
    assert value in (await town.nils.says(text)).text
    assert getattr(await answers_of(town, NILS), field) == value
    await town.nils.says("ja det stemmer")
    assert len(await cases_of(town, NILS)) == 1


async def test_a_voice_message_gets_a_kind_word_and_the_question_again(town: Town, anne: Person) -> None:
    await town.nils.says("/veiledning")
    await town.nils.says("ja")
    for shown in (await town.nils.sends_voice(), await town.nils.sends_photo()):
        assert "only read text" in shown.text
        assert "What is your idea" in shown.text
    assert "How far" in (await town.nils.says("Et bakeri")).text


async def test_another_matter_is_done_and_the_request_waits(town: Town, anne: Person) -> None:
    await town.kari.says("/veiledning")
    await town.kari.says("ja")
    await town.kari.says("drivhuset i morgen 10-12")
    assert len(await town.bookings(KARI)) == 1
    assert any("request for guidance waits" in message.text for message in town.kari.from_bot)
    await town.kari.taps("Go on")
    await town.kari.sees("What is your idea")


async def test_the_next_day_it_is_asked_about_once(town: Town, anne: Person) -> None:
    await town.nils.says("/veiledning")
    await town.nils.says("ja")
    await town.nils.says("Et bakeri")
    town.clock.advance(hours=16)
    await town.service.scheduler.tick()
    town.clock.advance(hours=10)
    await told(town, town.nils, "We were in the middle of your request for guidance yesterday")
    before = len(town.nils.from_bot)
    town.clock.advance(days=1)
    await town.service.scheduler.tick()
    assert len(town.nils.from_bot) == before
    assert "How far" in (await town.nils.says("ja, fortsett")).text


async def test_who_writes_first_is_asked_then_and_no_more(town: Town, anne: Person) -> None:
    await town.nils.says("/veiledning")
    await town.nils.says("ja")
    town.clock.advance(hours=20)
    shown = await town.nils.says("hvor holder dere til?")
    assert "Open:" in shown.text
    assert "Would you like to go on?" in shown.text
    assert "What is your idea" in (await town.nils.says("ja")).text
    town.clock.advance(hours=3)
    assert "Would you like to go on?" in (await town.nils.says("hvor holder dere til?")).text
    assert "Would you like to go on?" not in (await town.nils.says("hvor holder dere til?")).text
    before = len(town.nils.from_bot)
    town.clock.advance(days=1)
    await town.service.scheduler.tick()
    assert len(town.nils.from_bot) == before


@pytest.mark.parametrize("number", [0, 1])
async def test_a_time_that_was_offered_is_taken_in_words(town: Town, anne: Person, number: int) -> None:
    await asked(town.nils)
    await offered(town, anne, 2)
    await told(town, town.nils, "Choose the time that suits you")
    (case,) = await cases_of(town, NILS)
    meant = case.offered[number]
    local = town.core.looking.catalogue.home.local(meant.start)
    day = ("mandag", "tirsdag", "onsdag", "torsdag", "fredag")[local.weekday()]
    await town.nils.says("den andre" if number else f"{day} kl {local.hour} passer fint")
    await told(town, anne, "Guidance is booked")
    (meeting,) = await town.core.database.cases.appointments(case.id)
    assert meeting.interval == meant


async def test_none_of_them_suits_in_words(town: Town, anne: Person) -> None:
    await asked(town.nils)
    await offered(town, anne, 1)
    await told(town, town.nils, "Choose the time that suits you")
    await town.nils.says("ingen passer")
    await told(town, anne, "none of the times suited")


async def test_what_was_agreed_is_seen_and_changed_by_both(town: Town, anne: Person) -> None:
    await asked(town.nils)
    labels = await offered(town, anne, 1)
    await told(town, town.nils, "Choose the time that suits you")
    await town.nils.taps(labels[0])
    mine = await town.nils.says("hva har jeg bestilt?")
    assert "Anne Rådgiver" in mine.text
    assert "Nils" in (await anne.says("/mine")).text
    for text in ("jeg må flytte veiledningen", "avlys veiledningen"):
        assert "Cancel the meeting" in (await town.nils.says(text)).words
    await town.nils.taps("Cancel the meeting")
    await town.nils.taps("Yes, cancel the meeting")
    await told(town, anne, "is cancelled")


async def test_who_cannot_book_hears_whom_it_is_for(town: Town, anne: Person) -> None:
    shown = await town.nils.says("drivhuset i morgen 10-12")
    assert "for those who rent a place" in shown.text
    assert "/guidance" in shown.text
    assert "invitation" not in shown.text
    await asked(town.nils)
    assert "for those who rent" in (await town.nils.says("drivhuset i morgen 10-12")).text


async def test_an_adviser_who_gives_up_a_meeting_is_not_told_of_rooms(town: Town, anne: Person) -> None:
    answered = await anne.says("jeg må avlyse veiledningen med Nils")
    assert "rent a place" not in answered.text
    assert "nothing booked" in answered.text
    assert "/saker" in (await anne.says("hva skal jeg gjøre nå?")).text
