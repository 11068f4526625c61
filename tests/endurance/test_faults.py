"""Telegram is slow, refuses, hangs up or is away: everything said is answered, everything tapped is done."""

from collections.abc import Callable
from functools import partial

import pytest

from booking.model.interval import Interval
from commands.composition import Core
from simulator import Faults, Message, Person, Simulator
from tests.endurance.conftest import PATIENCE, PEOPLE, Start, asks, hours

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)

POLL = ("getUpdates",)
ANSWERS = ("sendMessage", "editMessageText", "answerCallbackQuery")
Trouble = Callable[[Faults], None]


def hangs_up_before(faults: Faults) -> None:
    faults.drop_before(times=3, methods=POLL)
    faults.drop_before(times=15, methods=ANSWERS)


def hangs_up_after(faults: Faults) -> None:
    faults.drop_after(times=3, methods=POLL)
    faults.drop_after(times=15, methods=ANSWERS)


def fails(faults: Faults) -> None:
    faults.fail(502, times=3, methods=POLL)
    faults.fail(502, times=10, methods=ANSWERS)
    faults.fail(500, times=10, methods=ANSWERS)


def floods(faults: Faults) -> None:
    faults.flood(1, times=2, methods=POLL)
    faults.flood(1, times=10, methods=ANSWERS)


TROUBLES: dict[str, Trouble] = {
    "slow": lambda faults: faults.slow(1.0, times=12),
    "hangs up before": hangs_up_before,
    "hangs up after": hangs_up_after,
    "fails": fails,
    "floods": floods,
    "floods for longer than we wait": lambda faults: faults.flood(12, times=2),
    "delivers again": lambda faults: faults.redeliver(times=12),
    "taps twice": lambda faults: faults.double_taps(times=6),
}
MOST_CALLS = 25
"""What a person's two questions may cost, whatever happens."""


@pytest.mark.parametrize("trouble", TROUBLES.values(), ids=TROUBLES)
async def test_nothing_is_lost_and_nothing_is_done_twice(
    replica: Start, core: Core, telegram: Simulator, persons: list[Person], trouble: Trouble
) -> None:
    service = await replica()
    wanted = [next(hours(f"pult-{number}")) for number in range(1, len(persons) + 1)]
    shown = [await asks(person, "/hjelp") for person in persons]
    before = len(telegram.calls)
    trouble(telegram.faults)
    for person, wish, message in zip(persons, wanted, shown, strict=True):
        await person.says("/mine", settle=False)
        await person.sends_data(wish.data, message, settle=False)
    for person, message in zip(persons, shown, strict=True):
        await person.until(partial(is_told, person, message), PATIENCE)
        await person.until(lambda person=person: len(person.from_bot) > 1, PATIENCE)  # type: ignore[misc]
    await persons[0].settled(PATIENCE)

    assert await desks(core) == {wish.resource for wish in wanted}
    assert len(telegram.calls) - before <= MOST_CALLS * len(persons)
    assert await service.stop() == 0
    assert "Traceback" not in service.said


async def test_a_telegram_that_is_away_is_asked_seldom_and_answered_when_it_is_back(
    replica: Start, core: Core, telegram: Simulator, persons: list[Person]
) -> None:
    service = await replica()
    shown = await asks(persons[0], "/hjelp")
    (before, wish) = (len(telegram.calls), next(hours("pult-1")))
    telegram.faults.fail(502, times=1_000_000, methods=ANSWERS)
    await persons[0].sends_data(wish.data, shown, settle=False)
    for person in persons:
        await person.says("/mine", settle=False)
    # Each has two calls or so under way, tried at growing pauses.
    await service.has_said("is tried again")
    assert len(telegram.calls) - before < MOST_CALLS * len(persons)
    telegram.faults.clear()
    await persons[0].until(partial(is_told, persons[0], shown), PATIENCE)
    for person in persons:
        await person.until(lambda person=person: len(person.from_bot) > 0, PATIENCE)  # type: ignore[misc]
    await persons[0].settled(PATIENCE)
    assert await service.stop() == 0
    assert "Traceback" not in service.said


async def test_who_blocks_the_bot_in_the_middle_disturbs_nobody(
    replica: Start, core: Core, persons: list[Person]
) -> None:
    service = await replica()
    await persons[0].says("/hjelp", settle=False)
    await persons[0].blocks_bot(settle=False)
    await asks(persons[1], "/hjelp")
    await persons[1].settled(PATIENCE)
    assert await service.stop() == 0
    assert "Traceback" not in service.said


def is_told(person: Person, shown: Message) -> bool:
    return any(message.id == shown.id and "Booked." in message.text for message in person.messages)


async def desks(core: Core) -> set[str]:
    now = core.now()
    found = await core.database.bookings.blocking(Interval(now, now.replace(year=now.year + 1)))
    assert len(found) == len(PEOPLE)
    return {booking.resource_id for booking in found}
