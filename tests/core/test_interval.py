"""A half-open stretch of time, and sets of them."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from booking.model.interval import Interval, in_utc
from booking.rules.intervals import joined, without
from tests.builders import OSLO, at, span

ZERO = datetime(2026, 11, 23, tzinfo=UTC)


def minutes(start: int, end: int) -> Interval:
    return Interval(ZERO + timedelta(minutes=start), ZERO + timedelta(minutes=end))


def covered(intervals: tuple[Interval, ...] | list[Interval]) -> set[int]:
    """The minutes of the set, one by one: the slow and obvious model."""
    return {
        minute
        for interval in intervals
        for minute in range((interval.start - ZERO) // MINUTE, (interval.end - ZERO) // MINUTE)
    }


MINUTE = timedelta(minutes=1)
an_interval = st.tuples(st.integers(0, 40), st.integers(1, 15)).map(lambda p: minutes(p[0], p[0] + p[1]))
some_intervals = st.lists(an_interval, max_size=8)


def test_it_is_kept_in_utc() -> None:
    noon = span("12:00", "13:00")
    assert noon == Interval(datetime(2026, 11, 23, 11, tzinfo=UTC), datetime(2026, 11, 23, 12, tzinfo=UTC))
    assert noon.start.tzinfo is UTC
    assert noon.length == timedelta(hours=1)
    assert noon.shifted(timedelta(hours=1)) == span("13:00", "14:00")


@pytest.mark.parametrize(
    ("start", "end"),
    [
        (at("12:00"), at("12:00")),
        (at("12:00"), at("11:00")),
        (datetime(2026, 11, 23, 12), at("13:00")),  # noqa: DTZ001
        (at("12:00"), at("13:00").replace(microsecond=1)),
        (at("12:00").replace(microsecond=1), at("13:00")),
    ],
)
def test_what_is_empty_naive_or_too_fine_is_none(start: datetime, end: datetime) -> None:
    with pytest.raises(ValueError, match=r"time zone|seconds|ends after"):
        Interval(start, end)


def test_an_instant_needs_a_zone() -> None:
    assert in_utc(datetime(2026, 7, 1, 12, tzinfo=OSLO)) == datetime(2026, 7, 1, 10, tzinfo=UTC)
    with pytest.raises(ValueError, match="time zone"):
        in_utc(datetime(2026, 7, 1, 12))  # noqa: DTZ001


@given(an_interval, an_interval)
def test_touching_is_not_overlapping(one: Interval, other: Interval) -> None:
    shared = covered([one]) & covered([other])
    assert one.overlaps(other) == bool(shared)
    assert one.contains(other) == (shared == covered([other]))
    common = one.common(other)
    assert covered([common] if common else []) == shared


@given(some_intervals)
def test_joining_keeps_the_time_and_leaves_gaps_between(some: list[Interval]) -> None:
    whole = joined(some)
    assert covered(whole) == covered(some)
    assert all(one.end < other.start for one, other in pairwise(whole))


@given(some_intervals, some_intervals)
def test_what_is_taken_away_and_put_back_restores_the_set(some: list[Interval], gone: list[Interval]) -> None:
    left = without(some, gone)
    assert covered(left) == covered(some) - covered(gone)
    assert left == joined(left)
    back = [common for one in some for other in gone if (common := one.common(other))]
    assert joined([*left, *back]) == joined(some)
