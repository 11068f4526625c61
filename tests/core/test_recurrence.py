"""The days of a series, at the same local time whatever the clock does."""

from __future__ import annotations

from datetime import date, time, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from booking.model.bookings import Recurrence, Repeat
from booking.model.interval import Interval
from booking.model.spaces import Hours, Space
from booking.rules.recurrence import MOST, occurrences
from tests.builders import MONDAY, WEEKDAY, a_space, span

DAY = timedelta(days=1)
TEN, NOON = time(10), time(12)
SATURDAY = date(2026, 11, 28)
NO_SUNDAYS = a_space(opening=dict.fromkeys(range(6), WEEKDAY))


def every(
    repeat: Repeat,
    first: date,
    until: date,
    start: time | None = TEN,
    end: time | None = NOON,
    space: Space | None = None,
) -> list[Interval]:
    rule = Recurrence(every=repeat, first=first, until=until, start=start, end=end)
    return list(occurrences(rule, space or a_space()))


def on(found: list[Interval]) -> list[str]:
    return [a_space().today(interval.start).strftime("%d.%m") for interval in found]


def test_every_day_until_and_with_the_last() -> None:
    found = every(Repeat.DAY, MONDAY, MONDAY + 2 * DAY)
    assert found == [span("10:00", "12:00", MONDAY + n * DAY) for n in range(3)]
    assert every(Repeat.DAY, MONDAY, MONDAY - DAY) == []


def test_weekdays_that_begin_on_a_saturday_begin_on_monday() -> None:
    assert on(every(Repeat.WEEKDAY, SATURDAY, date(2026, 12, 8))) == [
        "30.11", "01.12", "02.12", "03.12", "04.12", "07.12", "08.12",
    ]  # fmt: skip


def test_weeks_and_every_second() -> None:
    assert on(every(Repeat.WEEK, MONDAY, date(2026, 12, 14))) == ["23.11", "30.11", "07.12", "14.12"]
    assert on(every(Repeat.TWO_WEEKS, MONDAY, date(2027, 1, 3))) == ["23.11", "07.12", "21.12"]


def test_months_keep_the_weekday_and_a_fifth_is_the_last() -> None:
    second_tuesday = every(Repeat.MONTH, date(2026, 11, 10), date(2027, 3, 1))
    assert on(second_tuesday) == ["10.11", "08.12", "12.01", "09.02"]
    fifth_monday = every(Repeat.MONTH, date(2026, 11, 30), date(2027, 3, 31))
    assert on(fifth_monday) == ["30.11", "28.12", "25.01", "22.02", "29.03"]


def test_a_leap_day_and_the_years_end_are_days_like_others() -> None:
    assert on(every(Repeat.DAY, date(2028, 2, 28), date(2028, 3, 1))) == ["28.02", "29.02", "01.03"]
    assert on(every(Repeat.DAY, date(2026, 12, 31), date(2027, 1, 1))) == ["31.12", "01.01"]


def test_it_may_run_past_midnight() -> None:
    found = every(Repeat.DAY, MONDAY, MONDAY + DAY, time(22), time(1))
    assert found == [span("22:00", "01:00", MONDAY), span("22:00", "01:00", MONDAY + DAY)]


def test_the_whole_day_is_the_open_one() -> None:
    found = every(Repeat.DAY, date(2026, 11, 27), SATURDAY, None, None)
    assert found == [span("06:00", "23:00", date(2026, 11, 27)), span("08:00", "20:00", SATURDAY)]


@pytest.mark.parametrize("times", [(None, None), (TEN, NOON)])
def test_a_daily_series_leaves_out_weekdays_that_are_never_open(
    times: tuple[time | None, time | None],
) -> None:
    found = every(Repeat.DAY, SATURDAY, SATURDAY + 2 * DAY, *times, space=NO_SUNDAYS)
    assert on(found) == ["28.11", "30.11"]


def test_a_closed_day_stays_to_be_refused() -> None:
    closed = a_space(closed={MONDAY + DAY: {}})
    found = every(Repeat.DAY, MONDAY, MONDAY + 2 * DAY, None, None, space=closed)
    assert found[1] == span("06:00", "23:00", MONDAY + DAY)


def test_a_weekday_that_was_asked_for_stays_though_it_is_never_open() -> None:
    sunday = SATURDAY + DAY
    assert every(Repeat.WEEK, sunday, sunday, None, None, NO_SUNDAYS) == [span("08:00", "16:00", sunday)]


def test_there_is_an_end_to_it() -> None:
    assert len(every(Repeat.DAY, MONDAY, date(2099, 1, 1))) == MOST


def test_no_series_overlaps_itself() -> None:
    hours = (Hours(start=time(8), end=time(12)), Hours(start=time(18), end=time(10)))
    odd = a_space(opening=dict.fromkeys(range(7), hours))
    with pytest.raises(ValueError, match="overlaps itself"):
        every(Repeat.DAY, MONDAY, MONDAY + DAY, None, None, odd)


clocks = st.integers(0, 24 * 4 - 1).map(lambda quarters: time(*divmod(quarters * 15, 60)))


def loses_an_hour(day: date) -> bool:
    """The last Sunday of March."""
    return day.month == 3 and day.weekday() == 6 and (day + 7 * DAY).month == 4


CHANGES = [date(2026, 3, 29), date(2026, 10, 25), date(2027, 3, 28), date(2027, 10, 31)]


@settings(deadline=None)
@given(
    repeat=st.sampled_from(Repeat),
    change=st.sampled_from(CHANGES),
    before=st.integers(0, 60),
    lasts=st.integers(0, 200),
    start=clocks,
    end=clocks,
)
def test_the_local_time_is_kept_across_both_clock_changes(
    repeat: Repeat, change: date, before: int, lasts: int, start: time, end: time
) -> None:
    space, first = a_space(), change - before * DAY
    try:
        found = every(repeat, first, first + lasts * DAY, start, end)
    except ValueError:
        assert start.hour == 3
        assert end.hour == 2
        return
    for interval in found:
        local = space.local(interval.start)
        skipped = start.hour == 2 and loses_an_hour(local.date())
        assert local.time() == (start.replace(hour=3) if skipped else start)
        assert first <= local.date() <= first + lasts * DAY
    assert all(one.end <= other.start for one, other in pairwise(found))


@given(st.dates(date(2020, 1, 1), date(2030, 12, 31)))
def test_a_month_has_one_of_the_weekday_at_its_place(first: date) -> None:
    found = [a_space().today(i.start) for i in every(Repeat.MONTH, first, first + 800 * DAY)]
    months = [(day.year, day.month) for day in found]
    assert found[0] == first
    assert len(set(months)) == len(months)
    for day in found:
        last_of_month = (day + 7 * DAY).month != day.month
        assert day.weekday() == first.weekday()
        assert (day.day - 1) // 7 == (first.day - 1) // 7 or (first.day > 28 and last_of_month)
