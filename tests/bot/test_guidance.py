"""Guidance in the chat: a stranger asks, an adviser offers times, they meet, and something comes of it."""

from datetime import timedelta

import pytest_asyncio

from booking.model.guidance import Case, HowFar, Sector, Stage
from booking.model.messages import Request
from booking.model.people import Language, Role
from booking.rules.figures import Name
from simulator.driver import Person
from tests.bot.conftest import ANNE, BO, FOUNDERS, GRETE, NILS, Town


@pytest_asyncio.fixture
async def anne(town: Town) -> Person:
    return await an_adviser(town, ANNE, "Anne")


async def an_adviser(town: Town, number: int, name: str) -> Person:
    await town.invite(number, Role.ADVISER, f"{name} Rådgiver", Language.ENGLISH)
    person = town.telegram.person(number)
    await person.says("/start")
    return person


async def cases_of(town: Town, number: int) -> list[Case]:
    person = await town.person(number)
    return list(await town.core.database.cases.of_person(person.id))


async def asked(person: Person) -> None:
    await person.says("/veiledning")
    await person.taps("Yes, let us begin")
    await person.says("A bakery with flour from the farm")
    await person.taps("A plan")
    await person.taps("Food and travel")
    await person.taps("Skip")
    await person.says("Vikersund")
    await person.taps("Skip")
    await person.taps("Send")


async def test_a_stranger_is_asked_and_an_adviser_gets_it(town: Town, anne: Person) -> None:
    await asked(town.nils)
    await told(town, anne, "A new request for guidance is yours")
    (case,) = await cases_of(town, NILS)
    assert (case.stage, case.how_far, case.sector) == (Stage.ASSIGNED, HowFar.PLAN, Sector.TRAVEL)
    assert "bakery" not in "".join(message.text for message in anne.from_bot)
    assert "Anne Rådgiver is your adviser" in (await town.nils.says("/veiledning")).text


async def test_in_words_a_stranger_begins_as_well(town: Town, anne: Person) -> None:
    assert "Guidance for those" in (await town.nils.says("jeg trenger veiledning")).text


async def test_the_questions_are_gone_back_to_left_and_taken_up_again(town: Town, anne: Person) -> None:
    await town.nils.says("/veiledning")
    await town.nils.taps("Yes, let us begin")
    assert "How far" in (await town.nils.says("Sheep")).text
    assert "What is your idea" in (await town.nils.taps("Back")).text
    town.clock.advance(days=5)
    assert "Sheep" in (await town.nils.says("/veiledning")).text
    await town.nils.taps("Go on")
    await town.nils.says("Goats")
    town.clock.advance(hours=1)
    assert "Goats" in (await town.nils.says("/veiledning")).text
    assert "Nothing is kept" in (await town.nils.taps("Throw it away")).text
    assert "Guidance for those" in (await town.nils.says("/veiledning")).text


async def test_times_are_offered_chosen_moved_and_cancelled(town: Town, anne: Person) -> None:
    await asked(town.nils)
    labels = await offered(town, anne, 2)
    shown = await told(town, town.nils, "Choose the time that suits you")
    assert [button.text for button in shown.buttons][:2] == labels
    assert "Guidance is booked" in (await town.nils.taps(labels[1])).text
    await told(town, anne, "Guidance is booked")
    (case,) = await cases_of(town, NILS)
    assert case.stage is Stage.SCHEDULED
    others = await town.nils.taps("Another time")
    assert "new time" in (await town.nils.taps(others.buttons[0].text)).text
    await told(town, anne, "new time")
    await anne.taps("Cancel the meeting")
    assert "is cancelled" in (await anne.taps("Yes, cancel the meeting")).text
    await told(town, town.nils, "is cancelled")


async def test_none_of_the_times_suits(town: Town, anne: Person) -> None:
    await asked(town.nils)
    await offered(town, anne, 1)
    await told(town, town.nils, "Choose the time that suits you")
    await town.nils.taps("None of them suits")
    await told(town, anne, "none of the times suited")
    await offered(town, anne, 2)


async def test_passing_on_and_escalating(town: Town, anne: Person) -> None:
    bo = await an_adviser(town, BO, "Bo")
    await town.grete.says("/start")
    await asked(town.nils)
    (case,) = await cases_of(town, NILS)
    first, second = (anne, bo) if case.adviser_id == (await town.person(ANNE)).id else (bo, anne)
    await told(town, first, "A new request")
    await first.taps("Pass it on")
    assert "Passed on to" in (await first.taps("Whose turn it is")).text
    await told(town, second, "This request is yours now")
    town.clock.advance(days=2, minutes=1)
    await told(town, town.grete, "Nobody has answered this request for two days")


async def test_the_year_2021(town: Town, anne: Person) -> None:
    """13 guidances held, 6 of them taken into follow-up: by the chat and the adviser's buttons alone."""
    for number, telegram_id in enumerate(FOUNDERS):
        await met(town, telegram_id, anne)
        if number < 6:
            await anne.taps("To the follow-up programme")
        elif number == 6:
            await anne.taps("Started a firm")
            await anne.says("974 760 674")
            assert "Noted: Started a firm" in (await anne.says("974 760 673")).text
        else:
            await anne.taps("Not carried on")
    grete = await town.person(GRETE)
    figures = await town.core.guidance.counting.figures(grete.actor, town.clock().year)
    assert figures.of(Name.GUIDED).value == 13
    assert figures.of(Name.PROGRAMME).value == 6
    assert figures.of(Name.STARTED).value == 1
    assert figures.waiting is not None


async def test_whether_they_met_is_shown_where_it_was_said_and_told_nobody(town: Town, anne: Person) -> None:
    await met(town, NILS, anne)
    before = [message.words for message in anne.from_bot]
    await told(town, anne, "What came of it?")
    assert [message.words for message in anne.from_bot] == before


async def test_the_administration_offers_moves_and_cancels_and_sees_it(town: Town, anne: Person) -> None:
    await town.grete.says("/start")
    await asked(town.nils)
    await told(town, anne, "A new request for guidance is yours")
    await town.grete.says("/saker")
    await town.grete.taps("Nils")
    labels = await offered(town, town.grete, 1)
    assert "Offer other times" in town.grete.last.words
    await told(town, anne, "You have offered")
    await told(town, town.nils, "Choose the time that suits you")
    await town.nils.taps(labels[0])
    await town.grete.says("/saker")
    await town.grete.taps("Nils")
    await town.grete.taps("Cancel the meeting")
    await town.grete.taps("Yes, cancel the meeting")
    assert "Offer times" in town.grete.last.words
    await told(town, anne, "is cancelled")


async def test_consent_and_how_it_went(town: Town, anne: Person) -> None:
    await met(town, NILS, anne)
    await anne.taps("To the follow-up programme")
    await told(town, town.nils, "May they get what you have told us")
    assert "gets your case" in (await town.nils.taps("Yes, they may get my case")).text
    town.clock.advance(days=95)
    await told(town, town.nils, "It is 3 months since we talked")
    assert "Good that you say so" in (await town.nils.taps("I would like more help")).text
    (again,) = await cases_of(town, NILS)
    assert again.is_open
    await told(town, anne, "This request is yours now")


async def test_a_task_is_done_with_a_tap(town: Town, anne: Person) -> None:
    await asked(town.nils)
    (case,) = await cases_of(town, NILS)
    adviser = await town.person(ANNE)
    today = town.core.guidance.advising.today()
    await town.core.guidance.casework.plan(adviser.actor, case.id, "Ring banken", today, Request(key="task"))
    shown = await told(town, anne, "You have a task to do today")
    assert "banken" not in shown.text
    assert "Done" in (await anne.taps("Done")).text
    (task,) = await town.core.database.tasks.of(case.id)
    assert task.done_at is not None


async def told(town: Town, person: Person, words: str):
    """What is due is sent, two goes of the clock: many messages to one person are a second apart."""
    for _ in range(2):
        await town.service.scheduler.tick()
        town.clock.advance(seconds=2)
    return await person.sees(words)


async def met(town: Town, number: int, adviser: Person) -> None:
    """From the question to the meeting; what came of it is asked."""
    founder = town.telegram.person(number)
    await asked(founder)
    labels = await offered(town, adviser, 2)
    await told(town, founder, "Choose the time that suits you")
    await founder.taps(labels[0])
    (case,) = await cases_of(town, number)
    (meeting,) = await town.core.database.cases.appointments(case.id)
    town.clock.time = meeting.interval.end + timedelta(minutes=5)
    await told(town, adviser, "Did you and")
    await adviser.taps("Yes, we met")
    await adviser.taps("What came of it?")


async def offered(town: Town, adviser: Person, many: int) -> list[str]:
    """So many times, ticked and sent. Their labels."""
    await town.service.scheduler.tick()  # the timetable's own go may be sending it just now
    await adviser.until(lambda: "Offer times" in adviser.last.words)
    await adviser.taps("Offer times")
    shown = await adviser.taps("With us")
    labels = [button.text for button in shown.buttons][:many]
    for label in labels:
        await adviser.taps(label)
    await adviser.taps("Send 1 time" if many == 1 else f"Send {many} times")
    return labels
