"""Which bookings a new catalogue would break."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from booking.model.bookings import Booking, BookingId, Status
from booking.model.interval import Interval
from booking.model.people import PersonId
from booking.model.spaces import Catalogue, Hours, Policy, Resource, ResourceId, ResourceKind, Space, SpaceId
from booking.rules.applying import Why, broken_by

NOW = datetime(2026, 11, 23, 8, tzinfo=UTC)
OSLO = ZoneInfo("Europe/Oslo")
DAYTIME = (Hours(start=time(6), end=time(23)),)
ROUND_THE_CLOCK = (Hours(start=time(0), end=time(0)),)
HOME = SpaceId("home")
ROOM = ResourceId("room")


def a_space(hours: tuple[Hours, ...] = DAYTIME, **fields) -> Space:
    return Space(id=HOME, name="Home", time_zone=OSLO, opening=dict.fromkeys(range(5), hours), **fields)


def a_catalogue(space: Space | None = None, **fields) -> Catalogue:
    room = Resource(id=ROOM, space_id=HOME, name="Room", kind=ResourceKind.ROOM, **fields)
    return Catalogue(revision=1, spaces={HOME: space or a_space()}, resources={ROOM: room})


def local(day: int, hour: int) -> datetime:
    return datetime(2026, 11, day, hour, tzinfo=OSLO)


FRIDAY_AT_SIX = local(27, 18)


def a_booking(start: datetime = FRIDAY_AT_SIX, hours: int = 2, **fields) -> Booking:
    interval = Interval(start, start + timedelta(hours=hours))
    return Booking(
        id=BookingId("b"),
        resource_id=ROOM,
        person_id=PersonId("p"),
        interval=interval,
        clear_at=interval.end,
        made_at=NOW,
        **fields,
    )


NOTHING_LEFT = Catalogue(revision=2, spaces={}, resources={})
TO_SEVEN = a_space((Hours(start=time(6), end=time(19)),))
CLOSED_FRIDAY = a_space(closed={date(2026, 11, 27): {"nb": "Dugnad"}})


@pytest.mark.parametrize(
    ("after", "why"),
    [
        (NOTHING_LEFT, Why.GONE),
        (a_catalogue(retired=True), Why.GONE),
        (a_catalogue(TO_SEVEN), Why.OUTSIDE_HOURS),
        (a_catalogue(CLOSED_FRIDAY), Why.CLOSED_DAY),
        (a_catalogue(replace(a_space(), opening={})), Why.OUTSIDE_HOURS),
    ],
)
def test_what_is_gone_or_closed_breaks_a_booking(after: Catalogue, why: Why) -> None:
    booking = a_booking()
    assert broken_by(a_catalogue(), after, [booking], NOW) == ((booking, why),)


@pytest.mark.parametrize(
    "after",
    [
        a_catalogue(),
        a_catalogue(a_space(ROUND_THE_CLOCK)),
        a_catalogue(policy=Policy(longest=timedelta(hours=1), notice=timedelta(days=30), days_ahead=1)),
        a_catalogue(capacity=2),
    ],
)
def test_tighter_rules_break_nothing(after: Catalogue) -> None:
    assert not broken_by(a_catalogue(), after, [a_booking()], NOW)


@pytest.mark.parametrize(
    "booking",
    [
        a_booking(status=Status.CANCELLED),
        a_booking(status=Status.NO_SHOW),
        a_booking(status=Status.HELD, held_until=NOW),
        a_booking(local(20, 18)),
    ],
)
def test_what_is_over_cannot_break(booking: Booking) -> None:
    assert not broken_by(a_catalogue(), NOTHING_LEFT, [booking], NOW)


def test_what_was_wrong_already_is_no_news() -> None:
    late = a_booking(local(27, 23))
    assert not broken_by(a_catalogue(), a_catalogue(TO_SEVEN), [late], NOW)
    retired = a_catalogue(retired=True)
    assert not broken_by(retired, NOTHING_LEFT, [a_booking()], NOW)
    assert not broken_by(NOTHING_LEFT, NOTHING_LEFT, [a_booking()], NOW)


def test_closing_over_lunch_leaves_whole_days_and_breaks_what_lies_across() -> None:
    lunch = a_catalogue(a_space((Hours(start=time(6), end=time(18)), Hours(start=time(19), end=time(23)))))
    whole_day, across, later = a_booking(local(27, 6), 17), a_booking(hours=2), a_booking(local(27, 20))
    broken = broken_by(a_catalogue(), lunch, [whole_day, across, later], NOW)
    assert broken == ((across, Why.OUTSIDE_HOURS),)


def test_a_place_that_never_closes_is_open_across_midnight() -> None:
    night = a_booking(local(26, 20), hours=8)
    open_nights = a_catalogue(a_space(ROUND_THE_CLOCK))
    assert not broken_by(open_nights, open_nights, [night], NOW)
    assert broken_by(open_nights, a_catalogue(), [night], NOW) == ((night, Why.OUTSIDE_HOURS),)
