"""Advisers' own calendars: read in time, told once when dead, and never offered over."""

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest

from booking.model.calendars import Trouble
from booking.model.guidance import Meeting
from booking.model.interval import Interval
from booking.own_calendars import OwnCalendars
from booking.ports import CalendarUnreachable, Fetched, Unchanged
from booking.refusals import CalendarNotRead
from calendars.reading import busy
from db.sealing import KeySeal
from tests.builders import MONDAY, span
from tests.calendars.texts import calendar, event, meeting
from tests.cases.conftest import CountedTokens, Listener, World
from wording import speak
from wording.news import told

ADDRESS = "https://calendar.example.org/private-abc123/basic.ics"
LUNCH = span("12:00", "13:00")
TODAY = Interval(span("00:00", "12:00").start, span("12:00", "23:59").end)


@dataclass
class Elsewhere:
    """A source that answers as it is told, and keeps what it was asked."""

    text: str = calendar(meeting(f"{MONDAY:%Y%m%d}T120000", f"{MONDAY:%Y%m%d}T130000"))
    etag: str = ""
    trouble: Trouble | None = None
    breaks_at: str = "of no address"
    asked: list[tuple[str, str]] = field(default_factory=list)

    async def fetch(self, address: str, etag: str = "", last_modified: str = "") -> Unchanged | Fetched:  # noqa: ARG002
        self.asked.append((address, etag))
        if self.breaks_at in address:
            raise RuntimeError(address)
        if self.trouble:
            raise CalendarUnreachable(self.trouble)
        return Unchanged() if etag and etag == self.etag else Fetched(text=self.text, etag=self.etag)


class InThisProcess:
    async def busy(self, text: str, within: Interval, zone: ZoneInfo) -> Sequence[Interval]:
        return busy(text, within, zone)


@pytest.fixture
def elsewhere() -> Elsewhere:
    return Elsewhere()


Replica = Callable[[], OwnCalendars]


@pytest.fixture
def replica(world: World, elsewhere: Elsewhere) -> Replica:
    def another() -> OwnCalendars:
        database = world.core.database
        return OwnCalendars(
            calendars=database.calendars,
            source=elsewhere,
            reader=InThisProcess(),
            seal=KeySeal(["a key that is only for tests, 32 letters"]),
            places=database.places,
            now=world.clock,
            new_id=CountedTokens(),
        )

    return another


@pytest.fixture
def own(replica: Replica) -> OwnCalendars:
    return replica()


async def hear(world: World) -> list[str]:
    """What everybody is told by now, in English."""
    listener = Listener()
    await world.core.delivery(listener).deliver()
    catalogue = world.core.looking.catalogue
    return [str(told(each, catalogue, speak(each.person.language))) for each in listener.heard]


async def test_it_is_read_at_once_and_kept_sealed(
    world: World, own: OwnCalendars, elsewhere: Elsewhere, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG, "booking")
    connected = await own.connect(world.kari.id, f" {ADDRESS} ")
    assert await own.busy(world.kari.id, TODAY) == [LUNCH]
    assert await own.busy(world.ola.id, TODAY) == []
    assert await own.of_person(world.kari.id) == connected
    assert connected.host == "calendar.example.org"
    assert "abc123" not in f"{connected!r} {connected.address}"
    assert (await world.core.membership.take_along(world.kari)).own_calendar == connected.host
    elsewhere.trouble = Trouble.SILENT
    world.clock.advance(minutes=5)
    await own.refresh()
    assert "calendar.example.org" in caplog.text
    assert "abc123" not in caplog.text


async def test_whoever_is_busy_there_is_not_offered_here(
    world: World, own: OwnCalendars, elsewhere: Elsewhere
) -> None:
    advising = world.core.guidance.advising
    plan = await advising.plan(world.kari.id)
    first, *_ = await advising.times(plan, Meeting.DIGITAL, 6)
    elsewhere.text = calendar(
        event(f"DTSTART:{first.start:%Y%m%dT%H%M%SZ}", f"DTEND:{first.end:%Y%m%dT%H%M%SZ}")
    )
    await own.connect(world.kari.id, ADDRESS)
    offered = await advising.times(plan, Meeting.DIGITAL, 6)
    assert offered
    assert not any(each.overlaps(first) for each in offered)


@pytest.mark.parametrize(
    "address", ["", "kari@example.org", "ftp://a.example/b", "https://", "https://a b", "x" * 3000]
)
async def test_what_is_no_address_is_never_asked_for(
    world: World, own: OwnCalendars, elsewhere: Elsewhere, address: str
) -> None:
    with pytest.raises(CalendarNotRead) as refused:
        await own.connect(world.kari.id, address)
    assert refused.value.trouble is Trouble.ADDRESS
    assert elsewhere.asked == []


async def test_what_cannot_be_read_is_not_kept_and_leaves_the_one_before(
    world: World, own: OwnCalendars, elsewhere: Elsewhere
) -> None:
    connected = await own.connect(world.kari.id, ADDRESS)
    elsewhere.trouble = Trouble.PRIVATE
    with pytest.raises(CalendarNotRead) as refused:
        await own.connect(world.kari.id, "http://10.0.0.1/a.ics")
    assert (refused.value.trouble, refused.value.host) == (Trouble.PRIVATE, "10.0.0.1")
    elsewhere.trouble, elsewhere.text = None, "<html>"
    with pytest.raises(CalendarNotRead) as refused:
        await own.connect(world.kari.id, ADDRESS)
    assert refused.value.trouble is Trouble.CONTENT
    assert await own.of_person(world.kari.id) == connected


async def test_it_is_read_every_five_minutes_by_one_replica(
    world: World, own: OwnCalendars, replica: Replica, elsewhere: Elsewhere
) -> None:
    await own.connect(world.kari.id, ADDRESS)
    assert await own.refresh() == 0
    world.clock.advance(minutes=5)
    elsewhere.text = calendar(event("DTSTART;VALUE=DATE:20261123"))
    assert sum([await replica().refresh() for _ in range(3)]) == 1
    assert [each.length for each in await own.busy(world.kari.id, TODAY)] == [timedelta(days=1)]


async def test_what_did_not_change_is_asked_whole_twice_a_day(
    world: World, own: OwnCalendars, elsewhere: Elsewhere
) -> None:
    elsewhere.etag = "v1"
    await own.connect(world.kari.id, ADDRESS)
    world.clock.advance(minutes=5)
    await own.refresh()
    world.clock.advance(hours=12)
    await own.refresh()
    assert [etag for _, etag in elsewhere.asked] == ["", "v1", ""]
    assert await own.busy(world.kari.id, TODAY) == [LUNCH]


async def test_a_dead_one_is_told_once_and_again_once_when_it_lives(
    world: World, own: OwnCalendars, elsewhere: Elsewhere
) -> None:
    await own.connect(world.kari.id, ADDRESS)
    elsewhere.trouble = Trouble.REFUSED
    heard = []
    for _ in range(6 * 60 // 5):
        world.clock.advance(minutes=5)
        await own.refresh()
        heard += await hear(world)
    assert len(heard) == 1
    assert "calendar.example.org" in heard[0]
    assert len(elsewhere.asked) < 15, "it is asked ever more rarely"
    assert await own.busy(world.kari.id, TODAY) == [LUNCH]
    elsewhere.trouble = None
    world.clock.advance(hours=1)
    await own.refresh()
    world.clock.advance(minutes=5)
    await own.refresh()
    assert len(await hear(world)) == 1
    calendar_now = await own.of_person(world.kari.id)
    assert calendar_now is not None
    assert (calendar_now.failing, calendar_now.failure, calendar_now.is_told) == (0, None, False)


async def test_a_short_silence_is_told_to_nobody(
    world: World, own: OwnCalendars, elsewhere: Elsewhere
) -> None:
    await own.connect(world.kari.id, ADDRESS)
    elsewhere.trouble = Trouble.SILENT
    world.clock.advance(minutes=5)
    await own.refresh()
    elsewhere.trouble = None
    world.clock.advance(minutes=5)
    await own.refresh()
    assert await hear(world) == []


async def test_whoever_was_too_slow_records_nothing(world: World, own: OwnCalendars) -> None:
    await own.connect(world.kari.id, ADDRESS)
    calendars, now = world.core.database.calendars, world.clock() + timedelta(minutes=5)
    (slow,) = await calendars.due(now, now + timedelta(minutes=2), 5)
    assert await calendars.due(now, now + timedelta(minutes=2), 5) == []
    later = now + timedelta(minutes=3)
    (_quick,) = await calendars.due(later, later + timedelta(minutes=2), 5)
    assert not await calendars.record(replace(slow, revision=slow.revision + 1), [], [])
    assert await own.busy(world.kari.id, TODAY) == [LUNCH]


async def test_nothing_of_it_stays_when_it_or_its_owner_goes(
    world: World, own: OwnCalendars, elsewhere: Elsewhere
) -> None:
    await own.connect(world.kari.id, ADDRESS)
    await own.disconnect(world.kari.id)
    assert await own.of_person(world.kari.id) is None
    await own.connect(world.kari.id, ADDRESS)
    await world.core.database.people.erase(world.kari.id, world.clock())
    assert await own.of_person(world.kari.id) is None
    assert await own.busy(world.kari.id, TODAY) == []
    await own.connect(world.kari.id, ADDRESS)
    assert await own.of_person(world.kari.id) is None


async def test_an_address_sealed_with_another_key_is_a_failure(world: World, own: OwnCalendars) -> None:
    await own.connect(world.kari.id, ADDRESS)
    own._seal = KeySeal(["another key that is only for tests, too"])
    world.clock.advance(minutes=5)
    await own.refresh()
    found = await own.of_person(world.kari.id)
    assert found is not None
    assert found.failure is Trouble.KEY


async def test_what_nobody_foresaw_about_one_leaves_the_others_read(
    world: World, own: OwnCalendars, elsewhere: Elsewhere, caplog: pytest.LogCaptureFixture
) -> None:
    await own.connect(world.kari.id, ADDRESS)
    await own.connect(world.ola.id, ADDRESS + "?broken")
    elsewhere.breaks_at = "?broken"
    elsewhere.text = calendar()
    world.clock.advance(minutes=5)
    assert await own.refresh() == 2
    assert await own.busy(world.kari.id, TODAY) == []
    assert await own.busy(world.ola.id, TODAY) == [LUNCH]
    assert "RuntimeError" in caplog.text
    assert "abc123" not in caplog.text
