"""When a booking can still be given up, checked in to, and when nobody came."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from booking.model.bookings import Booking, Status
from booking.model.interval import Interval
from booking.model.spaces import CheckIn, Policy, Resource
from booking.refusals import CheckInClosed, NotActive, TooLateToCancel
from booking.rules import policy
from tests.builders import a_booking, a_desk, a_resource, at, span

MINUTE = timedelta(minutes=1)
HOUR = timedelta(hours=1)


def a_rule(**fields: Any) -> Resource:
    return a_resource(policy=Policy(**fields))


def test_the_buffer_follows_the_end() -> None:
    assert policy.clear_at(a_rule(buffer=10 * MINUTE), span("10:00", "11:00")) == at("11:10")


def test_it_can_be_given_up_until_the_cut_off() -> None:
    resource = a_rule(cancel_before=2 * HOUR)
    policy.check_may_change(resource, a_booking(), at("08:00"))
    with pytest.raises(TooLateToCancel) as told:
        policy.check_may_change(resource, a_booking(), at("08:01"))
    assert told.value.until == at("08:00")


@pytest.mark.parametrize(
    ("status", "now", "seen"),
    [
        (Status.CANCELLED, "09:00", Status.CANCELLED),
        (Status.NO_SHOW, "09:00", Status.NO_SHOW),
        (Status.CONFIRMED, "12:00", Status.ENDED),
    ],
)
def test_what_is_over_is_not_changed(status: Status, now: str, seen: Status) -> None:
    with pytest.raises(NotActive) as told:
        policy.check_may_change(a_resource(), a_booking(status=status), at(now))
    assert told.value.status is seen


def window(booking: Booking, **fields: Any) -> Interval | None:
    return policy.check_in_window(a_rule(check_in=CheckIn(**fields)), booking)


def test_check_in_is_open_around_the_start() -> None:
    assert window(a_booking()) == span("09:45", "10:15")
    short = a_booking(interval=span("10:00", "10:10"))
    assert window(short) == span("09:45", "10:10")
    assert window(a_booking(), opens=0 * MINUTE, closes=0 * MINUTE) is None
    assert policy.check_in_window(a_rule(), a_booking()) is None


def test_who_books_what_has_begun_has_as_long_as_others() -> None:
    late = a_booking(made_at=at("10:14"))
    assert window(late) == span("09:45", "10:29")
    assert policy.no_show_at(a_resource(), late) == at("10:29")


def test_checking_in() -> None:
    room = a_resource()
    policy.check_check_in(room, a_booking(), at("09:45"))
    policy.check_check_in(room, a_booking(), at("10:14"))
    for early_or_late in (at("09:44"), at("10:15")):
        with pytest.raises(CheckInClosed) as told:
            policy.check_check_in(room, a_booking(), early_or_late)
        assert (told.value.opens_at, told.value.closes_at) == (at("09:45"), at("10:15"))


def test_a_desk_asks_for_no_check_in() -> None:
    with pytest.raises(CheckInClosed) as told:
        policy.check_check_in(a_desk(), a_booking(), at("10:00"))
    assert told.value.opens_at is None


@pytest.mark.parametrize("status", [Status.CHECKED_IN, Status.HELD, Status.CANCELLED])
def test_only_a_confirmed_booking_is_checked_in_to(status: Status) -> None:
    held_until = at("11:00") if status is Status.HELD else None
    with pytest.raises(NotActive) as told:
        policy.check_check_in(a_resource(), a_booking(status=status, held_until=held_until), at("10:00"))
    assert told.value.status is status


def test_nobody_came() -> None:
    room = a_resource()
    assert policy.no_show_at(room, a_booking()) == at("10:15")
    assert policy.no_show_at(room, a_booking(interval=span("10:00", "10:15"))) is None
    assert policy.no_show_at(replace(room, policy=Policy()), a_booking()) is None
