"""The administration changes every part of an event with a tap and one answer."""

from datetime import date

import pytest

from booking.model.events import Way
from tests.bot.conftest import Town
from tests.bot.test_events import published, the_event
from tests.builders import at

LINK = "https://example.test/meeting"


@pytest.mark.parametrize(
    ("button", "answer", "field", "value"),
    [
        ("Title", "Frokost med vafler", "title", "Frokost med vafler"),
        ("Places", "25 plasser", "seats", 25),
        ("Places", "ingen grense", "seats", None),
        ("Guests each", "1", "guests", 1),
        ("Guests each", "ingen", "guests", 0),
        ("Host", "Eksempel AS", "host", "Eksempel AS"),
        ("Price", "150 kr", "price", "150 kr"),
        ("Price", "-", "price", ""),
        ("Programme", "Kaffe\nForedrag", "programme", "Kaffe\nForedrag"),
        ("Sign-up opens", "25. november kl 9", "opens_at", at("09:00", date(2026, 11, 25))),
        ("Sign-up opens", "nå", "opens_at", None),
        ("Sign-up closes", "1. desember kl 12", "closes_at", at("12:00", date(2026, 12, 1))),
        ("Sign-up closes", "1. desember", "closes_at", at("00:00", date(2026, 12, 2))),
        ("Here or digital", f"begge {LINK}", "ways", frozenset(Way)),
        ("Here or digital", f"digitalt {LINK}", "ways", frozenset({Way.DIGITAL})),
    ],
)
async def test_a_tap_and_an_answer_change_it(
    town: Town, button: str, answer: str, field: str, value: object
) -> None:
    await published(town)
    await town.grete.taps("Change it")
    assert "/avbryt" in (await town.grete.taps(button)).text
    shown = await town.grete.says(answer)
    event = await the_event(town)
    assert getattr(event, field) == value
    assert event.title in shown.text


async def test_digital_places_are_changed_of_what_is_digital_too(town: Town) -> None:
    await published(town, f"breakfast 2 December 8-9 at Bygdeposten, and digital, 20 places, {LINK}")
    await town.grete.taps("Change it")
    await town.grete.taps("Digital places")
    await town.grete.says("40")
    assert (await the_event(town)).online_seats == 40


async def test_no_answer_is_asked_for_again_and_fewer_than_are_taken_are_refused(town: Town) -> None:
    await published(town)
    await town.kari.says("meld meg på frokosten, vi blir to")
    await town.grete.taps("Change it")
    await town.grete.taps("Places")
    assert "How many places" in (await town.grete.says("mange")).text
    assert "2 places are taken" in (await town.grete.says("1")).text
    assert "2 of 3" in (await town.grete.says("3")).text


async def test_it_is_left_as_it_was_by_a_command(town: Town) -> None:
    before = await published(town)
    await town.grete.taps("Change it")
    await town.grete.taps("Title")
    await town.grete.says("/avbryt")
    await town.grete.says("Hei")
    assert await the_event(town) == before


async def test_the_question_for_a_drafts_link_names_nobody_who_hears(town: Town) -> None:
    await town.grete.says("kurs 2. desember 9-11 på teams")
    assert "hears of it" not in (await town.grete.taps("Publish")).text


async def test_a_number_on_the_card_keeps_the_names_of_guests(town: Town) -> None:
    event = await published(town, "breakfast 2 December 8-9:30 at Bygdeposten, 20 places")
    await town.kari.says("meld meg på frokosten, vi blir to")
    await town.kari.says(f"/start e_{event.id}")
    await town.kari.taps("My guests’ names")
    await town.kari.says("Per Eksempel")
    await town.kari.taps("We are 3")
    (own,) = await town.core.database.events.registrations(event.id)
    assert own.guests == ("Per Eksempel", "")
