"""How long an offer is held for the first in line."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from booking.rules.waitlist import offer_deadline
from tests.builders import MONDAY, a_space, at

DAY = timedelta(days=1)
TUESDAY = MONDAY + DAY
FAR = at("12:00", MONDAY + 7 * DAY)


@pytest.mark.parametrize(
    ("now", "deadline"),
    [
        (at("09:00"), at("09:30")),
        (at("20:29"), at("20:59")),
        (at("20:30"), at("08:00", TUESDAY)),
        (at("23:50"), at("08:00", TUESDAY)),
        (at("00:10", TUESDAY), at("08:00", TUESDAY)),
        (at("06:29", TUESDAY), at("08:00", TUESDAY)),
        (at("06:30", TUESDAY), at("07:00", TUESDAY)),
    ],
)
def test_half_an_hour_but_not_in_the_night(now: datetime, deadline: datetime) -> None:
    assert offer_deadline(now, FAR, a_space()) == deadline


def test_never_after_the_start_nor_too_late_to_answer() -> None:
    now = at("09:00")
    assert offer_deadline(now, at("09:20"), a_space()) == at("09:20")
    assert offer_deadline(now, at("09:10"), a_space()) == at("09:10")
    assert offer_deadline(now, at("09:09"), a_space()) is None
    assert offer_deadline(now, at("08:00"), a_space()) is None
    assert offer_deadline(at("22:00"), at("07:00", TUESDAY), a_space()) == at("07:00", TUESDAY)


@given(st.integers(0, 365 * 24 * 60), st.integers(-60, 3000))
def test_there_is_time_to_answer_and_it_is_over_by_the_start(minutes: int, ahead: int) -> None:
    now = at("00:00") + timedelta(minutes=minutes)
    start = now + timedelta(minutes=ahead)
    deadline = offer_deadline(now, start, a_space())
    if deadline is None:
        assert ahead < 10
    else:
        assert timedelta(minutes=10) <= deadline - now
        assert deadline <= start
        assert 7 <= a_space().local(deadline).hour < 21 or deadline == start
