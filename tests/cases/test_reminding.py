"""Reminders of events from live data: moved means moved, cancelled is silent, each once."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest

from booking.model.events import Event, EventId
from booking.model.messages import Purpose
from booking.model.people import Reminding, Wishes
from booking.ports import Page
from tests.builders import MONDAY, a_person, at, span
from tests.cases.conftest import Listener, World
from tests.cases.test_events import join, leave, published

THURSDAY, FRIDAY = MONDAY + timedelta(days=3), MONDAY + timedelta(days=4)


async def reminded(world: World, clock: str, day: object) -> list[str]:
    """Who is reminded at that time, twice looked for by each of two processes."""
    world.clock.time = at(clock, day)
    return await reminded_now(world)


async def reminded_now(world: World) -> list[str]:
    listener = Listener()
    for _ in range(2):
        await world.core.reminding.remind()
        await world.core.delivery(listener).deliver_to_many()
    return [n.person.id for n in listener.heard if n.message.purpose is Purpose.EVENT_REMINDER]


async def the_breakfast(world: World) -> Event:
    event = await published(world, seats=2)
    await join(world, world.kari)
    await join(world, world.ola)
    await join(world, world.eva)
    return event


async def test_those_who_go_are_reminded_the_evening_before_and_an_hour_before(world: World) -> None:
    await the_breakfast(world)
    assert await reminded(world, "17:59", THURSDAY) == []
    assert sorted(await reminded(world, "18:00", THURSDAY)) == ["kari", "ola"]
    assert await reminded(world, "18:05", THURSDAY) == []
    assert sorted(await reminded(world, "07:00", FRIDAY)) == ["kari", "ola"]
    assert await reminded(world, "07:55", FRIDAY) == []


async def test_moved_means_moved_and_cancelled_is_silent(world: World) -> None:
    event = await the_breakfast(world)
    assert len(await reminded(world, "18:00", THURSDAY)) == 2
    later = {"interval": span("12:00", "13:00", FRIDAY)}
    await world.core.hosting.change(world.office.actor, event.id, later, world.ask())
    assert await reminded(world, "18:02", THURSDAY) == []
    assert await reminded(world, "07:00", FRIDAY) == []
    assert sorted(await reminded(world, "11:00", FRIDAY)) == ["kari", "ola"]
    await world.core.hosting.cancel(world.office.actor, event.id, world.ask())
    assert await reminded(world, "11:10", FRIDAY) == []


async def test_news_of_a_move_makes_a_reminder_minutes_later_needless(world: World) -> None:
    event = await the_breakfast(world)
    later = {"interval": span("09:00", "10:00", FRIDAY)}
    world.clock.time = at("17:45", THURSDAY)
    await world.core.hosting.change(world.office.actor, event.id, later, world.ask())
    assert await reminded(world, "18:00", THURSDAY) == []
    assert sorted(await reminded(world, "08:00", FRIDAY)) == ["kari", "ola"]


async def test_who_says_no_in_the_last_moment_hears_nothing(world: World) -> None:
    await the_breakfast(world)
    world.clock.time = at("18:00", THURSDAY)
    await world.core.reminding.remind()
    await leave(world, world.kari)
    assert await reminded(world, "18:01", THURSDAY) == ["ola"]


async def test_who_wants_no_reminder_gets_none(world: World) -> None:
    await published(world, seats=2)
    wishes = Wishes(unwanted=frozenset({Reminding.EVENT_DAY_BEFORE}))
    quiet = replace(a_person(id="stille", telegram_id=1999), wishes=wishes)
    await world.core.database.people.add(quiet)
    await join(world, quiet)
    assert await reminded(world, "18:00", THURSDAY) == []
    assert await reminded(world, "07:00", FRIDAY) == ["stille"]


async def test_an_outage_of_three_hours_loses_none_that_is_of_use(world: World) -> None:
    await the_breakfast(world)
    assert sorted(await reminded(world, "20:59", THURSDAY)) == ["kari", "ola"]
    assert await reminded(world, "10:30", FRIDAY) == []


async def test_a_place_taken_minutes_before_makes_the_reminder_needless(world: World) -> None:
    await the_breakfast(world)
    world.clock.time = at("17:40", THURSDAY)
    await leave(world, world.kari)
    world.clock.time = at("17:55", THURSDAY)
    event_id = EventId("frokost")
    await world.core.registering.take(world.eva.actor, world.eva, event_id, world.ask())
    assert await reminded(world, "18:00", THURSDAY) == ["ola"]
    assert sorted(await reminded(world, "07:00", FRIDAY)) == ["eva", "ola"]


async def ledger(world: World) -> list[tuple[str, int, str, str]]:
    """Who, which reminder, and what became of it."""
    lines, _ = await world.core.database.outbox.ledger(Page(limit=500))
    return sorted(
        (line.message.person_id, line.message.offset, line.state, line.why)
        for line in lines
        if line.message.purpose is Purpose.EVENT_REMINDER
    )


async def test_after_three_hours_without_us_what_is_of_use_is_sent_and_the_rest_counted(
    world: World,
) -> None:
    await the_breakfast(world)
    assert await reminded(world, "17:50", THURSDAY) == []
    assert sorted(await reminded(world, "20:50", THURSDAY)) == ["kari", "ola"]
    assert await reminded(world, "06:50", FRIDAY) == []
    assert await reminded(world, "09:50", FRIDAY) == []
    assert await reminded(world, "09:51", FRIDAY) == []
    assert await ledger(world) == [
        ("kari", 60, "dropped", "too late"),
        ("kari", 1440, "sent", ""),
        ("ola", 60, "dropped", "too late"),
        ("ola", 1440, "sent", ""),
    ]


async def test_an_outage_over_both_leaves_the_later_one(world: World) -> None:
    await the_breakfast(world)
    assert sorted(await reminded(world, "07:30", FRIDAY)) == ["kari", "ola"]
    assert [line[1:] for line in await ledger(world)] == [(60, "sent", ""), (1440, "dropped", "too late")] * 2


async def test_who_signed_up_too_late_for_one_did_not_miss_it(world: World) -> None:
    await published(world, seats=5)
    world.clock.time = at("19:00", THURSDAY)
    await join(world, world.kari)
    assert await reminded(world, "07:00", FRIDAY) == ["kari"]
    assert await ledger(world) == [("kari", 60, "sent", "")]


@pytest.mark.parametrize(
    ("day", "start", "end", "evening", "hour"),
    [
        (date(2027, 3, 28), "03:30", "05:00", "16:00", "00:30"),
        (date(2026, 10, 25), "03:30", "05:00", "16:00", "01:30"),
    ],
    ids=["an hour is skipped", "an hour comes twice"],
)
async def test_the_nights_in_which_the_clock_changes(
    world: World, day: date, start: str, end: str, evening: str, hour: str
) -> None:
    """The evening before is by the wall clock, the hour before an hour: times are UTC here."""
    world.clock.time = at("12:00", day - timedelta(days=7))
    await published(world, seats=5, interval=span(start, end, day), closes_at=at(start, day))
    awake = Wishes(quiet_from=time(0), quiet_to=time(0))
    owl = replace(a_person(id="ugle", telegram_id=1999), wishes=awake)
    await world.core.database.people.add(owl)
    await join(world, owl)
    summer = day.month == 10
    first = datetime.combine(day - timedelta(days=1), time.fromisoformat(evening), UTC)
    if not summer:
        first += timedelta(hours=1)
    second = datetime.combine(day, time.fromisoformat(hour), UTC)
    for moment, expected in (
        (first - timedelta(seconds=1), []),
        (first, ["ugle"]),
        (second - timedelta(seconds=1), []),
        (second, ["ugle"]),
    ):
        world.clock.time = moment
        assert await reminded_now(world) == expected
