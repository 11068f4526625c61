"""The database itself refuses overlaps and missing buffers, also of rows that are written by hand."""

from dataclasses import replace
from datetime import timedelta

import pytest

from booking.model.bookings import BLOCKING, Booking, BookingId, Status
from booking.model.spaces import LONGEST_BOOKING, REACH, ResourceId
from db import Database
from db.overlap import BUFFER, NO_OVERLAP, SQLITE_TRIGGERS
from tests.builders import a_booking, a_catalogue, a_resource, at, span
from tests.contracts.deeds import REFUSED_BY_DRIVER, ByHand

QUARTER = timedelta(minutes=15)
NOT_BLOCKING = sorted(set(Status) - BLOCKING)
TEN_TO_TWELVE = a_booking()


def over(start: str, end: str, **fields: object) -> Booking:
    return a_booking(**{"id": f"{start} {end}", "interval": span(start, end), **fields})


def in_studio(start: str, end: str, **fields: object) -> Booking:
    booking = over(start, end, resource_id="studio", **fields)
    return replace(booking, clear_at=booking.interval.end + QUARTER)


async def refused(by_hand: ByHand, name: str, statement: str, *values: object) -> None:
    with pytest.raises(REFUSED_BY_DRIVER, match=name):
        await by_hand.run(statement, *values)


@pytest.mark.parametrize(
    ("start", "end"),
    [
        ("10:00", "12:00"),
        ("09:00", "10:01"),
        ("11:59", "13:00"),
        ("09:00", "13:00"),
        ("10:30", "11:00"),
        ("00:00", "23:59"),
    ],
)
@pytest.mark.usefixtures("place")
async def test_what_overlaps_is_refused(by_hand: ByHand, start: str, end: str) -> None:
    await by_hand.insert(TEN_TO_TWELVE)
    with pytest.raises(REFUSED_BY_DRIVER, match=NO_OVERLAP):
        await by_hand.insert(over(start, end))


@pytest.mark.usefixtures("place")
async def test_touching_is_not_overlapping_and_another_resource_is_another(by_hand: ByHand) -> None:
    for booking in (
        TEN_TO_TWELVE,
        over("09:00", "10:00"),
        over("12:00", "13:00"),
        over("10:00", "11:00", resource_id="pult-1"),
    ):
        await by_hand.insert(booking)
    assert await by_hand.count("bookings") == 4


@pytest.mark.parametrize("standing", sorted(BLOCKING))
@pytest.mark.usefixtures("place")
async def test_the_status_says_whether_time_is_held(by_hand: ByHand, standing: Status) -> None:
    await by_hand.insert(replace(TEN_TO_TWELVE, status=standing))
    for status in NOT_BLOCKING:
        await by_hand.insert(over("10:00", "12:00", id=status, status=status))
    for status in sorted(BLOCKING):
        with pytest.raises(REFUSED_BY_DRIVER, match=NO_OVERLAP):
            await by_hand.insert(over("10:00", "12:00", id=status, status=status))
    for status in NOT_BLOCKING:
        await refused(by_hand, NO_OVERLAP, "UPDATE bookings SET status = 'confirmed' WHERE id = ?", status)
        await by_hand.run("UPDATE bookings SET title = 'still over' WHERE id = ?", status)


@pytest.mark.usefixtures("place")
async def test_a_buffer_keeps_others_away_on_both_sides(by_hand: ByHand) -> None:
    await by_hand.insert(in_studio("10:00", "12:00"))
    for start, end in (("12:00", "13:00"), ("12:14", "13:00"), ("09:00", "10:00"), ("09:00", "09:46")):
        with pytest.raises(REFUSED_BY_DRIVER, match=NO_OVERLAP):
            await by_hand.insert(in_studio(start, end))
    await by_hand.insert(in_studio("12:15", "13:00"))
    await by_hand.insert(in_studio("09:00", "09:45"))


@pytest.mark.usefixtures("place")
async def test_a_row_without_its_buffer_is_refused(by_hand: ByHand) -> None:
    whole = in_studio("10:00", "12:00")
    for short in (
        replace(whole, clear_at=whole.interval.end),
        replace(whole, clear_at=whole.clear_at - timedelta(seconds=1)),
        replace(whole, resource_id=ResourceId("attic")),
    ):
        with pytest.raises(REFUSED_BY_DRIVER, match=BUFFER):
            await by_hand.insert(short)
    await by_hand.insert(replace(whole, id=BookingId("longer"), clear_at=whole.clear_at + QUARTER))
    await by_hand.insert(
        replace(whole, id=BookingId("over"), status=Status.CANCELLED, clear_at=whole.interval.end)
    )
    await by_hand.insert(over("18:00", "19:00", id="no buffer"))
    await by_hand.run("UPDATE bookings SET title = 'x', status = 'no_show' WHERE id = 'over'")
    for change, values in (
        ("ends_at = ?, clear_at = ? WHERE id = 'longer'", [at("12:16"), at("12:30")]),
        ("clear_at = ? WHERE id = 'longer'", [at("12:14")]),
        ("status = 'ended' WHERE id = 'over'", []),
        ("resource_id = 'studio' WHERE id = 'no buffer'", []),
        ("resource_id = 'attic' WHERE id = 'no buffer'", []),
    ):
        await refused(by_hand, BUFFER, f"UPDATE bookings SET {change}", *values)


async def test_a_longer_buffer_leaves_what_stands_alone(place: Database, by_hand: ByHand) -> None:
    await by_hand.insert(TEN_TO_TWELVE)
    catalogue = a_catalogue()
    slow = a_resource(policy=replace(a_resource().policy, buffer=QUARTER))
    await place.places.apply(a_catalogue(resources={**catalogue.resources, slow.id: slow}))
    await by_hand.run("UPDATE bookings SET status = 'checked_in', title = 'here'")
    await refused(by_hand, BUFFER, "UPDATE bookings SET ends_at = ?, clear_at = ?", at("11:00"), at("11:00"))
    await by_hand.run("UPDATE bookings SET ends_at = ?, clear_at = ?", at("11:00"), at("11:15"))


@pytest.mark.usefixtures("place")
async def test_a_row_moves_within_its_own_time_but_not_into_anothers(by_hand: ByHand) -> None:
    await by_hand.insert(TEN_TO_TWELVE)
    await by_hand.insert(over("12:00", "13:00"))
    await by_hand.insert(over("08:00", "09:00"))
    move = "UPDATE bookings SET starts_at = ?, ends_at = ?, clear_at = ? WHERE id = 'b1'"
    for start, end in (("11:00", "12:00"), ("09:00", "10:00"), ("09:00", "12:00"), ("20:00", "21:00")):
        await by_hand.run(move, at(start), at(end), at(end))
    for start, end in (("11:00", "12:01"), ("07:00", "14:00"), ("08:59", "09:30"), ("12:30", "12:45")):
        await refused(by_hand, NO_OVERLAP, move, at(start), at(end), at(end))
    await refused(
        by_hand, NO_OVERLAP, "UPDATE bookings SET clear_at = ? WHERE id = '08:00 09:00'", at("20:30")
    )


@pytest.mark.usefixtures("place")
async def test_another_resource_may_be_taken_when_it_is_free(by_hand: ByHand) -> None:
    await by_hand.insert(TEN_TO_TWELVE)
    await by_hand.insert(over("11:00", "13:00", id="desk", resource_id="pult-1"))
    take = "UPDATE bookings SET resource_id = ? WHERE id = 'desk'"
    await refused(by_hand, NO_OVERLAP, take, "drivhuset")
    await by_hand.run(take, "pult-2")
    await by_hand.insert(over("11:00", "13:00", id="next", resource_id="pult-1"))


@pytest.mark.usefixtures("place")
async def test_a_new_name_does_not_blind_the_guard(by_hand: ByHand) -> None:
    await by_hand.insert(TEN_TO_TWELVE)
    await by_hand.insert(over("12:00", "13:00", id="next"))
    rename = "UPDATE bookings SET id = 'other', starts_at = ? WHERE id = 'next'"
    await refused(by_hand, NO_OVERLAP, rename, at("11:00"))
    await by_hand.run(rename, at("12:30"))


@pytest.mark.parametrize("way", ["INSERT OR REPLACE INTO", "INSERT OR IGNORE INTO"])
@pytest.mark.usefixtures("place")
async def test_no_other_way_to_insert_goes_round_it(by_hand: ByHand, way: str) -> None:
    if not by_hand.is_sqlite:
        way = "INSERT INTO"
    await by_hand.insert(TEN_TO_TWELVE)
    copy = (
        " bookings SELECT 'copy', resource_id, person_id, starts_at, ends_at, clear_at, status, title,"
        " revision, series_id, made_at, held_until FROM bookings"
    )
    await refused(by_hand, NO_OVERLAP, way + copy)
    assert await by_hand.count("bookings") == 1


@pytest.mark.usefixtures("place")
async def test_nothing_is_longer_than_the_searches_look_back(by_hand: ByHand) -> None:
    start = at("00:00")
    longest = a_booking(interval=span("00:00", "01:00"))
    update = "UPDATE bookings SET ends_at = ?, clear_at = ?"
    await by_hand.insert(longest)
    await by_hand.run(update, start + LONGEST_BOOKING, start + REACH)
    too_long = LONGEST_BOOKING + timedelta(seconds=1)
    await refused(by_hand, "ck_bookings_length", update, start + too_long, start + too_long)
    too_far = start + REACH + timedelta(seconds=1)
    await refused(by_hand, "ck_bookings_reach", update, start + LONGEST_BOOKING, too_far)


@pytest.mark.parametrize(
    ("change", "check"),
    [
        ("ends_at = starts_at, clear_at = starts_at", "ck_bookings_order"),
        ("clear_at = starts_at", "ck_bookings_clear|booking_buffer"),
        ("status = 'maybe'", "ck_bookings_status"),
        ("revision = 0", "ck_bookings_revision"),
    ],
)
@pytest.mark.usefixtures("place")
async def test_a_row_that_means_nothing_is_refused(by_hand: ByHand, change: str, check: str) -> None:
    await by_hand.insert(TEN_TO_TWELVE)
    await refused(by_hand, check, f"UPDATE bookings SET {change}")


@pytest.mark.usefixtures("place")
async def test_on_sqlite_a_time_must_be_a_number(by_hand: ByHand) -> None:
    if not by_hand.is_sqlite:
        return
    await by_hand.insert(TEN_TO_TWELVE)
    await refused(by_hand, "cannot store TEXT", "UPDATE bookings SET starts_at = '2026-11-23 10:00'")


@pytest.mark.usefixtures("place")
async def test_on_sqlite_the_check_is_one_step_in_an_index(by_hand: ByHand) -> None:
    if not by_hand.is_sqlite:
        return
    for trigger in SQLITE_TRIGGERS[:2]:
        search = trigger[trigger.index("(SELECT clear_at") :].partition(" > NEW.starts_at BEGIN")[0]
        question = search.replace("NEW.", "n.").replace("OLD.", "n.")
        plan = await by_hand.run(f"EXPLAIN QUERY PLAN SELECT {question} FROM bookings AS n")
        steps = [row[3] for row in plan]
        assert any("USING INDEX ix_bookings_blocking (resource_id=? AND starts_at<?)" in s for s in steps)
        assert not any("TEMP B-TREE" in step for step in steps)
