"""What one is reminded of is chosen in the chat, and holds."""

from datetime import timedelta

import pytest

from booking.model.people import Reminding
from tests.bot.conftest import KARI, Town


async def test_each_setting_is_one_line_and_a_tick_is_what_holds(town: Town) -> None:
    shown = await town.kari.says("/settings")
    assert "✓ English" in shown.words
    assert {
        "Bokmål",
        "Nynorsk",
        "Reminders: 6 of 6",
        "Quiet between 21 and 07",
        "Show that I am here",
    } <= set(shown.words)
    assert len(shown.words) == 6


async def test_reminders_are_turned_off_and_on_again(town: Town) -> None:
    await town.kari.says("/settings")
    assert "✓ Before a room" in (await town.kari.taps("Reminders")).words
    shown = await town.kari.taps("✓ Before a room")
    assert "Before a room" in shown.words
    assert (await town.person(KARI)).wishes.unwanted == {Reminding.ROOM}
    shown = await town.kari.taps("Before a room")
    assert "✓ Before a room" in shown.words
    assert (await town.person(KARI)).wishes.unwanted == frozenset()
    assert "Reminders: 6 of 6" in (await town.kari.taps("Back")).words


async def test_who_wants_no_reminder_of_a_room_gets_none(town: Town) -> None:
    await town.kari.says("/settings")
    await town.kari.taps("Reminders")
    await town.kari.taps("✓ Before a room")
    await town.kari.says("drivhuset today 11-12")
    before = len(town.kari.messages)
    town.clock.advance(hours=1, minutes=45)
    await town.service.scheduler.tick()
    assert len(town.kari.messages) == before
    dropped = await town.core.database.outbox.dropped_since(town.clock() - timedelta(hours=1))
    assert dropped == {"not wanted": 1}


async def test_quiet_hours_are_chosen(town: Town) -> None:
    await town.kari.says("/innstillinger")
    await town.kari.taps("Quiet")
    assert "✓ No quiet hours" in (await town.kari.taps("No quiet hours")).words
    assert "✓ Quiet between 23 and 06" in (await town.kari.taps("Quiet between 23 and 06")).words


@pytest.mark.parametrize(
    "words",
    ["bytt språk til engelsk", "slå av påminnelser", "Kan du skrive på nynorsk?", "change my language"],
)
async def test_settings_are_asked_for_in_words(town: Town, words: str) -> None:
    assert "Settings" in (await town.kari.says(words)).text
