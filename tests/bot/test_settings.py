"""What one is reminded of is chosen in the chat, and holds."""

from datetime import timedelta

from booking.model.people import Reminding
from tests.bot.conftest import KARI, Town


async def test_reminders_are_turned_off_and_on_again(town: Town) -> None:
    shown = await town.kari.says("/settings")
    assert "before a room: yes" in shown.text
    shown = await town.kari.taps("Turn off: before a room")
    assert "before a room: no" in shown.text
    assert (await town.person(KARI)).wishes.unwanted == {Reminding.ROOM}
    shown = await town.kari.taps("Turn on: before a room")
    assert (await town.person(KARI)).wishes.unwanted == frozenset()


async def test_who_wants_no_reminder_of_a_room_gets_none(town: Town) -> None:
    await town.kari.says("/settings")
    await town.kari.taps("Turn off: before a room")
    await town.kari.says("drivhuset today 11-12")
    before = len(town.kari.messages)
    town.clock.advance(hours=1, minutes=45)
    await town.service.scheduler.tick()
    assert len(town.kari.messages) == before
    dropped = await town.core.database.outbox.dropped_since(town.clock() - timedelta(hours=1))
    assert dropped == {"not wanted": 1}


async def test_quiet_hours_are_chosen(town: Town) -> None:
    await town.kari.says("/innstillinger")
    assert "at all hours" in (await town.kari.taps("Tell me at all hours")).text
    assert "between 23 and 06" in (await town.kari.taps("Quiet 23–06")).text
