"""A list of events and the command: made, changed, called off, and left alone when nothing is new."""

from collections.abc import Sequence
from datetime import UTC, datetime, time, timedelta
from pathlib import Path

import pytest

from booking.model.bookings import ACTIVE, Booking
from booking.model.events import Event, EventId, EventKind, EventState, Way
from booking.model.interval import Interval
from booking.model.messages import Request
from booking.model.people import Actor, Role
from booking.model.spaces import Hours, ResourceId
from booking.registering import SignUp
from booking.reserving import Wish
from commands.opening import opened
from commands.settings import PREFIX
from tests.commands.conftest import Command
from tests.commands.listed_events import HEADER, breakfast, home, weekday, write

STAFF = Actor(person_id=None, roles=frozenset({Role.ADMINISTRATION}))


@pytest.fixture
async def ready(
    command: Command, own_folder: Path, database_url: str, monkeypatch: pytest.MonkeyPatch
) -> Command:
    """The command on either database, with the demo's place and somebody of the administration."""
    monkeypatch.setenv(f"{PREFIX}DATABASE_URL", database_url)
    async with opened() as core:
        await core.membership.add("Grete", frozenset({Role.ADMINISTRATION}))
    assert (await command("import", "space.toml")).status == 0
    return command


async def event(event_id: str = "frokost") -> Event:
    async with opened() as core:
        found = await core.database.events.get(EventId(event_id))
    assert found is not None
    return found


async def room(resource: str = "drivhuset") -> Sequence[Booking]:
    """What holds it in the time to come."""
    now = datetime.now(UTC).replace(microsecond=0)
    async with opened() as core:
        within = Interval(now, now + timedelta(days=300))
        found = await core.database.bookings.blocking(within, [ResourceId(resource)])
    return [booking for booking in found if booking.status in ACTIVE]


async def test_an_event_is_made_once_with_its_room(ready: Command) -> None:
    write(breakfast())
    told = await ready("import", "events.csv")
    assert (told.status, told.err) == (0, "")
    assert told.out == "Events: 1 made, 0 changed, 0 cancelled, 0 unchanged.\n"
    made = await event()
    assert (made.kind, made.title, made.seats) == (EventKind.BREAKFAST, "Frokost", 8)
    assert (made.state, made.ways) == (EventState.PUBLISHED, {Way.PHYSICAL})
    assert made.interval == home().span(weekday(), Hours(start=time(8), end=time(9, 30)))
    assert made.closes_at == made.interval.start
    (held,) = await room()
    assert (held.id, held.interval, held.title) == (made.booking_id, made.interval, "Frokost")
    told = await ready("import", "events.csv")
    assert told.out == "Events: 0 made, 0 changed, 0 cancelled, 1 unchanged.\n"
    assert await event() == made


async def test_what_the_list_says_otherwise_is_changed_and_the_room_follows(ready: Command) -> None:
    write(breakfast())
    await ready("import", "events.csv")
    before = await event()
    write(breakfast(start="10", end="11", place="orangeriet", seats="20", title="Sen frokost"))
    told = await ready("import", "events.csv")
    assert told.out == "Events: 0 made, 1 changed, 0 cancelled, 0 unchanged.\n"
    after = await event()
    assert (after.state, after.title, after.seats) == (EventState.MOVED, "Sen frokost", 20)
    assert (after.booking_id, after.made_by, after.made_at) == (
        before.booking_id,
        before.made_by,
        before.made_at,
    )
    assert after.closes_at == after.interval.start
    assert not await room()
    assert [held.interval for held in await room("orangeriet")] == [after.interval]
    write(breakfast(start="10", end="11", place="Storgata 1, Vikersund", seats="", title="Sen frokost"))
    await ready("import", "events.csv")
    elsewhere = await event()
    assert (elsewhere.resource_id, elsewhere.address) == (None, "Storgata 1, Vikersund")
    assert elsewhere.seats is None
    assert not await room("orangeriet")
    assert "1 unchanged" in (await ready("import", "events.csv")).out


async def test_a_cancelled_row_frees_the_room_and_a_new_one_makes_nothing(ready: Command) -> None:
    write(breakfast(status="avlyst"))
    assert (await ready("import", "events.csv")).out.endswith("0 cancelled, 1 unchanged.\n")
    write(breakfast())
    await ready("import", "events.csv")
    write(breakfast(status="avlyst"))
    assert "1 cancelled, 0 unchanged" in (await ready("import", "events.csv")).out
    assert (await event()).state is EventState.CANCELLED
    assert not await room()
    assert "0 cancelled, 1 unchanged" in (await ready("import", "events.csv")).out
    write(breakfast())
    told = await ready("import", "events.csv")
    assert told.status == 1
    assert "it is cancelled, and stays so; write another id" in told.err


async def test_a_draft_is_published_when_the_list_says_so_and_never_taken_back(ready: Command) -> None:
    write(breakfast(status=""))
    await ready("import", "events.csv")
    assert (await event()).state is EventState.DRAFT
    assert not await room()
    write(breakfast())
    assert "1 changed" in (await ready("import", "events.csv")).out
    assert (await event()).is_on
    assert len(await room()) == 1
    write(breakfast(status=""))
    assert "1 unchanged" in (await ready("import", "events.csv")).out
    write(breakfast(status="draft"))
    told = await ready("import", "events.csv")
    assert (told.status, (await event()).is_on) == (1, True)
    assert "it is published, and people may have seen it" in told.err


async def test_a_taken_room_keeps_the_event_a_draft_and_the_others_go_on(ready: Command) -> None:
    interval = home().span(weekday(), Hours(start=time(9), end=time(10)))
    async with opened() as core:
        kari = await core.membership.add("Kari", frozenset({Role.TENANT}))
        wish = Wish(resource_id=ResourceId("drivhuset"), interval=interval)
        booking = await core.reserving.book(kari.actor, kari, wish, Request(key="test:kari"))
    write(breakfast(), breakfast(id="annen", place="Orangeriet", title="Annen frokost"))
    told = await ready("import", "events.csv")
    assert told.status == 1
    assert told.out == "Events: 2 made, 0 changed, 0 cancelled, 0 unchanged, 1 refused.\n"
    assert told.err.startswith(f'events.csv: line 2: "Frokost" {weekday()} 08:00: Drivhuset is taken: ')
    assert told.err.endswith(" It is kept as a draft.\n")
    assert told.err.count("\n") == 1
    assert (await event()).state is EventState.DRAFT
    assert (await event("annen")).is_on
    async with opened() as core:
        await core.reserving.cancel(kari.actor, booking.id, Request(key="test:free"))
    told = await ready("import", "events.csv")
    assert (told.status, told.out) == (0, "Events: 0 made, 1 changed, 0 cancelled, 1 unchanged.\n")


async def test_fewer_seats_than_are_taken_are_refused(ready: Command) -> None:
    write(breakfast())
    await ready("import", "events.csv")
    async with opened() as core:
        for name in ("Kari", "Ola"):
            person = await core.membership.add(name)
            key = Request(key=f"test:{name}")
            await core.registering.sign_up(STAFF, person, EventId("frokost"), SignUp(), key)
    write(breakfast(seats="1"))
    told = await ready("import", "events.csv")
    assert (told.status, (await event()).seats) == (1, 8)
    assert told.err.startswith("events.csv: line 2: ")
    write(breakfast(seats="2"))
    assert (await ready("import", "events.csv")).status == 0
    assert (await event()).seats == 2


async def test_what_the_list_has_no_column_for_is_left_alone(ready: Command) -> None:
    write(breakfast())
    await ready("import", "events.csv")
    before = await event()
    closes = before.interval.start - timedelta(hours=2)
    fields = {"programme": "Kaffe", "guests": 2, "closes_at": closes}
    async with opened() as core:
        await core.hosting.change(STAFF, before.id, fields, Request(key="test:change"))
    assert "1 unchanged" in (await ready("import", "events.csv")).out
    write(breakfast(start="5:30", end="6", place="Storgata 1"))
    await ready("import", "events.csv")
    after = await event()
    assert (after.programme, after.guests) == ("Kaffe", 2)
    assert after.closes_at == after.interval.start


async def test_another_link_and_no_place_make_it_digital(ready: Command) -> None:
    header = f"{HEADER};link"
    write(breakfast() + ";", header=header)
    await ready("import", "events.csv")
    write(breakfast(place="") + ";https://example.org/m", header=header)
    told = await ready("import", "events.csv")
    assert (told.status, told.err) == (0, "")
    digital = await event()
    assert (digital.ways, digital.online_seats) == ({Way.DIGITAL}, 8)
    assert not await room()
    assert "1 unchanged" in (await ready("import", "events.csv")).out


async def test_a_series_is_made_once_and_what_was_called_off_stays_so(ready: Command) -> None:
    first = weekday()
    header, last = f"{HEADER};repeats;until", f"{first + timedelta(weeks=2):%d.%m.%Y}"
    write(breakfast(place="Storgata 1") + f";uke;{last}", header=header)
    assert "Events: 3 made" in (await ready("import", "events.csv")).out
    second = await event("frokost-2")
    assert (second.series, home().today(second.interval.start)) == ("frokost", first + timedelta(weeks=1))
    async with opened() as core:
        await core.hosting.cancel(STAFF, second.id, Request(key="test:cancel"))
    write(breakfast(place="Storgata 1", seats="9") + f";uke;{last}", header=header)
    told = await ready("import", "events.csv")
    assert (told.status, told.out) == (0, "Events: 0 made, 2 changed, 0 cancelled, 1 unchanged.\n")


async def test_what_has_begun_is_left_alone_and_never_made(ready: Command) -> None:
    space, now = home(), datetime.now(UTC).replace(microsecond=0)
    yesterday = space.today(now) - timedelta(days=1)
    interval = space.span(yesterday, Hours(start=time(8), end=time(9, 30)))
    async with opened() as core:
        past = Event(
            id=EventId("frokost"),
            kind=EventKind.BREAKFAST,
            title="Frokost",
            interval=interval,
            address="Storgata 1",
            seats=8,
            closes_at=interval.start,
            made_at=now,
        )
        await core.hosting.draft(STAFF, past, Request(key="test:past"))
    row = {"date": f"{yesterday}", "place": "Storgata 1"}
    write(breakfast(**row, status=""))
    assert "1 unchanged" in (await ready("import", "events.csv")).out
    write(breakfast(**row, id="ny"))
    told = await ready("import", "events.csv")
    assert told.status == 1
    assert "It begins before now. Give it a time to come." in told.err
    assert "0 made" in told.out


async def test_one_file_with_people_and_events_and_all_of_it_at_once(ready: Command) -> None:
    Path("all.toml").write_text(
        '[[person]]\nname = "Kari"\n'
        f'[[event]]\nkind = "course"\ntitle = "Kurs"\ndate = {weekday()}\nstart = 18:00:00\nend = 20:00:00\n'
        'place = "Drivhuset"\nstatus = "published"\n',
        encoding="utf-8",
    )
    told = await ready("import", "all.toml", "space.toml")
    assert told.status == 0
    assert told.out == (
        "1 person(s) added, 0 known already.\n15 resources in 1 place(s), as before.\n"
        "Events: 1 made, 0 changed, 0 cancelled, 0 unchanged.\n"
    )


async def test_with_a_mistake_anywhere_nothing_is_made(ready: Command) -> None:
    write(breakfast(), breakfast(id="b", date="x"))
    told = await ready("import", "events.csv")
    assert (told.status, told.out) == (1, "")
    assert told.err.startswith('events.csv: line 3: date: "x" is no day')
    write(breakfast(), breakfast(id="b", place="Drivhust"))
    told = await ready("import", "events.csv")
    assert told.err == (
        'events.csv: line 3: there is no room "Drivhust" (did you mean "Drivhuset"?); '
        "write the name as it is known\n"
    )
    write(breakfast())
    Path("more.csv").write_text(f"{HEADER}\n{breakfast()}\n", encoding="utf-8")
    told = await ready("import", "events.csv", "more.csv")
    assert told.err == (
        'more.csv: line 2: the id "frokost" is that of events.csv: line 2 too; write another\n'
    )
    async with opened() as core:
        assert await core.database.events.get(EventId("frokost")) is None


async def test_a_room_needs_somebody_who_holds_it_and_a_list_needs_a_place(
    command: Command, own_folder: Path
) -> None:
    await command("migrate")
    write(breakfast(), breakfast(id="ute", place="Storgata 1"))
    told = await command("import", "events.csv")
    assert told.err == "There is no place yet, so no time zone: import the space file first.\n"
    await command("import", "space.toml")
    told = await command("import", "events.csv")
    assert (told.status, told.out) == (1, "Events: 1 made, 0 changed, 0 cancelled, 0 unchanged, 1 refused.\n")
    assert "nobody of the administration is known, who would hold the room" in told.err
