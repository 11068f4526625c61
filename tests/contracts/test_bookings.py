"""What `Bookings` promises to find."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

import pytest

from booking.model.bookings import BLOCKING, Action, Booking, BookingId, SeriesId, Status
from booking.model.interval import Interval
from booking.model.people import PersonId
from booking.model.spaces import ResourceId
from booking.ports import Page
from db import Database
from tests.builders import NOW, a_booking, at, span
from tests.contracts.deeds import a_deed, cancelling, changing, elsewhere, hour, making

DAY = timedelta(days=1)
DRIVHUSET, PULT_1 = ResourceId("drivhuset"), ResourceId("pult-1")


async def made(place: Database, *bookings: Booking) -> None:
    await place.ledger.record(a_deed(f"make {bookings[0].id}", *map(making, bookings)))


def ids(bookings: Sequence[Booking]) -> list[str]:
    return [booking.id for booking in bookings]


async def test_blocking_finds_what_reaches_into_a_stretch_buffers_included(place: Database) -> None:
    studio = a_booking(id="studio", resource_id="studio", clear_at=at("12:15"))
    later = a_booking(id="later", interval=span("14:00", "15:00"))
    await made(place, a_booking(), studio, later)
    for start, end, found in (
        ("09:00", "10:00", []),
        ("09:00", "10:01", ["b1", "studio"]),
        ("11:59", "12:00", ["b1", "studio"]),
        ("12:00", "14:00", ["studio"]),
        ("12:15", "14:00", []),
        ("08:00", "20:00", ["b1", "studio", "later"]),
    ):
        assert ids(await place.bookings.blocking(span(start, end))) == found


async def test_blocking_can_be_asked_of_some_resources(place: Database) -> None:
    await made(place, a_booking(), elsewhere(a_booking(), 1), elsewhere(a_booking(), 2))
    day = span("00:00", "23:59")
    assert ids(await place.bookings.blocking(day, [DRIVHUSET])) == ["b1"]
    assert ids(await place.bookings.blocking(day, {PULT_1, DRIVHUSET})) == ["b1", "b1d1"]
    assert await place.bookings.blocking(day, []) == []


@pytest.mark.parametrize("status", list(Status))
async def test_blocking_finds_what_the_guard_counts(place: Database, status: Status) -> None:
    await made(place, a_booking(status=status))
    found = await place.bookings.blocking(span("10:00", "12:00"), [DRIVHUSET])
    assert ids(found) == (["b1"] if status in BLOCKING else [])


async def test_blocking_reaches_back_as_far_as_a_booking_can_be_long(place: Database) -> None:
    start = at("00:00")
    long = a_booking(
        interval=Interval(start, start + timedelta(hours=25)), clear_at=start + timedelta(hours=36)
    )
    await made(place, long)
    last = Interval(long.clear_at - timedelta(seconds=1), long.clear_at + DAY)
    assert await place.bookings.blocking(last) == [long]
    assert await place.bookings.blocking(Interval(long.clear_at, long.clear_at + DAY)) == []


async def test_a_persons_bookings_are_those_that_are_not_over(place: Database) -> None:
    own = [hour(number) for number in (5, 1, 3)]
    await made(place, *own, elsewhere(hour(1, person_id=PersonId("ola")), 1))
    await place.ledger.record(a_deed("cancel", cancelling(hour(3))))
    found = place.bookings.of_person
    assert ids(await found(PersonId("kari"), NOW)) == ["h1", "h5"]
    assert ids(await found(PersonId("kari"), hour(1).interval.end - timedelta(seconds=1))) == ["h1", "h5"]
    assert ids(await found(PersonId("kari"), hour(1).interval.end)) == ["h5"]
    assert ids(await place.bookings.all_of(PersonId("kari"))) == ["h1", "h3", "h5"]
    assert await found(PersonId("nobody"), NOW) == []


async def test_a_series_is_found_from_a_moment_on(place: Database) -> None:
    days = [hour(24 * number, series_id=SeriesId("s")) for number in range(3)]
    await made(place, *days, hour(1))
    await place.ledger.record(a_deed("cancel", cancelling(days[2])))
    found = place.bookings.in_series
    assert await found(SeriesId("s"), NOW) == days[:2]
    assert await found(SeriesId("s"), NOW + timedelta(seconds=1)) == days[1:2]
    assert await found(SeriesId("none"), NOW) == []


async def test_listing_shows_all_whatever_became_of_them_page_by_page(place: Database) -> None:
    bookings = [hour(number) for number in range(5)]
    same = [elsewhere(bookings[2], desk) for desk in (1, 2)]
    await made(place, *bookings, *same)
    await place.ledger.record(a_deed("cancel", cancelling(bookings[0])))
    within = Interval(bookings[0].interval.start, bookings[-1].interval.end)
    for limit in (1, 2, 3, 7, 100):
        found: list[str] = []
        after: str | None = None
        while True:
            page, after = await place.bookings.listing(within, page=Page(limit=limit, after=after))
            found += ids(page)
            if after is None:
                break
        assert found == ["h0", "h1", "h2", "h2d1", "h2d2", "h3", "h4"]


async def test_listing_can_be_of_a_resource_a_person_and_a_stretch(place: Database) -> None:
    ola = PersonId("ola")
    await made(place, hour(1), hour(2, person_id=ola), elsewhere(hour(1, person_id=ola), 1))
    day = Interval(NOW, NOW + DAY)
    listing = place.bookings.listing
    assert ids((await listing(day, resource_id=DRIVHUSET, page=Page()))[0]) == ["h1", "h2"]
    assert ids((await listing(day, person_id=ola, page=Page()))[0]) == ["h1d1", "h2"]
    assert ids((await listing(day, resource_id=PULT_1, person_id=ola, page=Page()))[0]) == ["h1d1"]
    assert ids((await listing(hour(2).interval, page=Page()))[0]) == ["h2"]


@pytest.mark.parametrize(
    "cursor", ["", "?", "æøå", "bnVsbA", "WzFd", "WyJ4IiwgInkiXQ", "WyIyMDI2LTAxLTAxIiwieCJd"]
)
async def test_a_cursor_that_is_none_of_ours_is_an_error(place: Database, cursor: str) -> None:
    with pytest.raises(ValueError, match=r"cursor|isoformat|time zone"):
        await place.bookings.listing(hour(1).interval, page=Page(after=cursor))


async def test_the_history_goes_from_the_first_to_the_last(place: Database) -> None:
    first = making(a_booking())
    changes = [first]
    for number in range(1, 12):
        shift = timedelta(hours=number)
        changes.append(changing(changes[-1].after, interval=first.after.interval.shifted(shift)))
    changes.append(changing(changes[-1].after, Action.ENDED, status=Status.ENDED))
    for number, change in enumerate(changes):
        await place.ledger.record(a_deed(str(number), change))
    assert await place.bookings.history(first.after.id) == changes


async def test_what_was_done_is_found_with_its_request(place: Database) -> None:
    first, later = making(a_booking()), making(elsewhere(a_booking(person_id="ola"), 3))
    moved = changing(first.after, interval=first.after.interval.shifted(timedelta(hours=1)))
    await place.ledger.record(a_deed("make", first))
    await place.ledger.record(a_deed("other", later))
    await place.ledger.record(a_deed("move", moved))
    found = place.bookings.deeds_on
    kari = PersonId("kari")

    assert sorted(key for key, _ in await found(kari, [], NOW)) == ["make", "move"]
    assert dict(await found(kari, [], NOW)) == {"make": first, "move": moved}
    assert dict(await found(PersonId("nobody"), [later.after.id], NOW)) == {"other": later}
    assert await found(kari, [], NOW + timedelta(seconds=1)) == []


async def test_holds_lapse_when_their_deadline_has_come(place: Database) -> None:
    held = [
        elsewhere(
            a_booking(status=Status.HELD, held_until=NOW + timedelta(minutes=minutes)),
            minutes,
        )
        for minutes in (3, 1, 2)
    ]
    await made(place, *held, a_booking())
    await place.ledger.record(
        a_deed("take", changing(held[2], Action.TAKEN, status=Status.CONFIRMED, held_until=None))
    )
    found = place.bookings.lapsed
    assert await found(NOW) == []
    assert ids(await found(NOW + timedelta(minutes=1))) == ["b1d1"]
    assert ids(await found(NOW + timedelta(minutes=9))) == ["b1d1", "b1d3"]
    assert ids(await found(NOW + timedelta(minutes=9), limit=1)) == ["b1d1"]


async def test_those_who_have_not_checked_in_are_found_while_it_is_not_over(place: Database) -> None:
    here = replace(hour(1), id=BookingId("here"), status=Status.CHECKED_IN)
    await made(place, hour(0), here, hour(2), hour(3), elsewhere(hour(2), 1))
    started = Interval(NOW, hour(2).interval.start + timedelta(minutes=20))
    found = place.bookings.not_checked_in
    assert ids(await found(started, [DRIVHUSET, PULT_1])) == ["h2", "h2d1"]
    assert ids(await found(started, [DRIVHUSET])) == ["h2"]
    assert await found(started, []) == []
    assert await found(Interval(NOW, hour(2).interval.start), [DRIVHUSET]) == []
