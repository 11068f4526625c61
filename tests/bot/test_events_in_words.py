"""Events in words: for oneself, for another, as a question, as a reply; nothing is done that was not said."""

import pytest

from booking.model.events import Standing
from booking.model.people import Language, Role
from tests.bot.conftest import NILS, Town
from tests.bot.test_events import YEAR, published, the_event

ROOMY = "breakfast 2 December 8-9:30 at Bygdeposten, 20 places"
PER = 106


async def places(town: Town) -> dict[str, int]:
    """How many each has of the one event, by name."""
    event = await the_event(town)
    found = {}
    for own in await town.core.database.events.registrations(event.id):
        if own.standing is Standing.GOING:
            found[(await town.core.membership.get(own.person_id)).name] = own.party
    return found


async def test_the_administration_signs_somebody_up_and_off_again(town: Town) -> None:
    await published(town, ROOMY)
    await town.invite(PER, Role.TENANT, "Per Bakke", Language.ENGLISH)
    await town.telegram.person(PER).says("/start")
    shown = await town.grete.says("meld Per Bakke på frokosten")
    assert "Per Bakke is signed up" in shown.text
    assert await places(town) == {"Per Bakke": 1}
    await town.service.scheduler.tick()
    assert "Grete Kontor has signed you up" in (await town.telegram.person(PER).sees("signed you up")).text
    assert "no longer signed up" in (await town.grete.says("nei, ta ham av igjen")).text
    assert await places(town) == {}
    await town.grete.says("jo, sett ham på igjen")
    assert await places(town) == {"Per Bakke": 1}
    await town.grete.says("meld av Per Bakke fra frokosten")
    assert await places(town) == {}


async def test_somebody_whom_nobody_knows_is_asked_for_and_added_by_the_administration(town: Town) -> None:
    await published(town, ROOMY)
    shown = await town.grete.says("meld Per Bakke på frokosten")
    assert "I know nobody called “Per Bakke”" in shown.text
    assert await places(town) == {}
    assert "Per Bakke is signed up" in (await town.grete.says("per@eksempel.no")).text
    assert await places(town) == {"Per Bakke": 1}


@pytest.mark.parametrize(
    ("between", "answer"),
    [
        ("printeren virker ikke", "Something is wrong"),
        ("vi har ikke papir i printeren", "Something is wrong"),
        ("xyzzy", "I know nobody called"),
    ],
)
async def test_another_matter_is_done_while_an_address_is_asked_for(
    town: Town, between: str, answer: str
) -> None:
    await published(town, ROOMY)
    await town.grete.says("meld Per Bakke på frokosten")
    before = len(town.grete.from_bot)
    await town.grete.says(between)
    said = "\n".join(message.text for message in town.grete.from_bot[before:])
    assert answer in said
    assert "Write their e-mail address" in said
    assert await places(town) == {}
    await town.grete.says("uten")
    assert await places(town) == {"Per Bakke": 1}


async def test_a_name_that_was_misspelt_is_asked_about(town: Town) -> None:
    await published(town, ROOMY)
    for person in (town.kari, town.grete):
        await person.says("meld Olla på frokosten")
        assert await places(town) == {}
        await person.taps("Ola Eksempel")
        assert await places(town) == {"Ola Eksempel": 1}
        await person.says("meld av Ola fra frokosten")
        assert await places(town) == {}


async def test_a_tenant_signs_up_a_colleague_and_nobody_else(town: Town) -> None:
    await published(town, ROOMY)
    await town.kari.says("meld Ola på frokosten")
    assert await places(town) == {"Ola Eksempel": 1}
    assert "nobody called “Nora”" in (await town.kari.says("meld Nora på frokosten")).text
    assert await places(town) == {"Ola Eksempel": 1}


@pytest.mark.parametrize(
    "question",
    [
        "hvem kommer på frokosten?",
        "kommer Kari på frokosten?",
        "hvor mange er påmeldt frokosten?",
        "who is coming to the breakfast?",
        "kor mange kjem på frukosten?",
    ],
)
async def test_a_question_signs_nobody_up(town: Town, question: str) -> None:
    await published(town, ROOMY)
    for person in (town.ola, town.grete):
        shown = await person.says(question)
        assert "signed up" in shown.text or "cannot tell" in shown.text
    assert await places(town) == {}


async def test_names_are_for_the_administration_and_of_those_who_show_theirs(town: Town) -> None:
    await published(town, ROOMY)
    await town.kari.says("meld meg på frokosten")
    assert "Kari Eksempel" in (await town.grete.says("hvem kommer på frokosten?")).text
    assert "Kari Eksempel is signed up" in (await town.grete.says("kommer Kari på frokosten?")).text
    hidden = await town.ola.says("hvem kommer på frokosten?")
    assert "1 person is signed up" in hidden.text
    assert "Kari" not in hidden.text
    await town.kari.taps("Show my name in groups")
    assert "Kari Eksempel" in (await town.ola.says("hvem kommer på frokosten?")).text


async def test_a_day_without_an_event_signs_nobody_up(town: Town) -> None:
    await published(town, ROOMY)
    for text in ("meld meg på frokosten 3. desember", "meld meg på frokosten i januar"):
        shown = await town.kari.says(text)
        assert "none on that day" in shown.text
        assert "2 December" in shown.text
    assert await places(town) == {}
    await town.kari.taps("Breakfast")
    await town.kari.taps("Sign me up")
    assert await places(town) == {"Kari Eksempel": 1}


async def test_how_many_and_what_the_host_must_know_are_kept(town: Town) -> None:
    event = await published(town, ROOMY)
    await town.kari.says("meld meg på frokosten, vi blir tre. Jeg er allergisk mot nøtter")
    (own,) = await town.core.database.events.registrations(event.id)
    assert (own.party, own.note) == (3, "Jeg er allergisk mot nøtter")
    assert "nøtter" in (await town.kari.sees("You are signed up")).text
    assert "nøtter" in (await town.grete.taps("Who has come")).text
    await town.kari.says("vi blir to")
    await town.kari.says("jeg spiser ikke gluten")
    (own,) = await town.core.database.events.registrations(event.id)
    assert (own.party, own.note) == (2, "jeg spiser ikke gluten")
    await town.kari.says("meld meg av")
    (own,) = await town.core.database.events.registrations(event.id)
    assert own.note == ""


async def test_after_a_question_it_is_that_event(town: Town) -> None:
    await published(town, ROOMY)
    await town.grete.says("breakfast 9 December 8-9:30 at Eksempel, 20 places")
    await town.grete.taps("Publish")
    assert "2 December" in (await town.kari.says("når er neste frokost?")).text
    await town.kari.says("meld meg på den")
    await town.kari.says("vi blir to")
    first, second = await town.core.database.events.within(YEAR)
    (own,) = await town.core.database.events.registrations(first.id)
    assert (own.standing, own.party) == (Standing.GOING, 2)
    assert await town.core.database.events.registrations(second.id) == []


async def test_who_has_left_comes_back_and_undoes_in_words(town: Town) -> None:
    await published(town, ROOMY)
    await town.kari.says("meld meg på frokosten")
    await town.kari.says("jeg kan ikke komme på frokosten likevel")
    assert await places(town) == {}
    await town.kari.says("jo, jeg kommer")
    assert await places(town) == {"Kari Eksempel": 1}
    await town.kari.says("vi blir tre")
    await town.kari.says("angre")
    assert await places(town) == {"Kari Eksempel": 1}


async def test_a_stranger_sees_asks_and_signs_up(town: Town) -> None:
    await published(town, ROOMY)
    for text in ("/arrangementer", "når er neste frokost?", "hva skjer hos dere?"):
        assert "2 December" in (await town.nils.says(text)).text
    assert await town.core.membership.by_telegram(NILS) is None
    await town.nils.says("meld meg på den, vi blir to")
    assert "2 in all" in (await town.nils.sees("You are signed up")).text
    assert any("I have noted your name" in message.text for message in town.nils.from_bot)
    assert await places(town) == {"Nils": 2}
    assert (await town.person(NILS)).roles == frozenset()


async def test_a_stranger_signs_up_by_a_button_of_the_list(town: Town) -> None:
    await published(town, ROOMY)
    await town.nils.says("/events")
    await town.nils.taps("Breakfast")
    assert await town.core.membership.by_telegram(NILS) is None
    await town.nils.taps("Sign me up")
    await town.nils.sees("You are signed up")
    assert await places(town) == {"Nils": 1}
