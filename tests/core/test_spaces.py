"""Local days, wall-clock times and opening hours, also on the days when the clock is changed."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from booking.model.interval import Interval
from booking.model.spaces import DayPart, Hours, ResourceId, Space
from booking.rules import grid, opening
from tests.builders import MONDAY, OSLO, a_catalogue, a_desk, a_space, at, span

SPRING, AUTUMN = date(2026, 3, 29), date(2026, 10, 25)
LORD_HOWE, SAO_PAULO = ZoneInfo("Australia/Lord_Howe"), ZoneInfo("America/Sao_Paulo")
SUNDAY = date(2026, 11, 29)
ROUND_THE_CLOCK = {weekday: (Hours(start=time(0), end=time(0)),) for weekday in range(7)}
NIGHT = {4: (Hours(start=time(18), end=time(2)),)}
WITH_LUNCH = dict.fromkeys(
    range(7), (Hours(start=time(8), end=time(11)), Hours(start=time(12), end=time(16)))
)
CHRISTMAS = {date(2026, 12, 25): {"nb": "1. juledag", "nn": "1. juledag", "en": "Christmas Day"}}


def test_a_day_is_the_local_one() -> None:
    late = datetime(2026, 11, 23, 23, 30, tzinfo=UTC)
    assert a_space().today(late) == date(2026, 11, 24)
    assert a_space().local(late).time() == time(0, 30)


def test_a_wall_clock_time_is_the_same_in_summer_and_winter() -> None:
    assert a_space().at(date(2026, 7, 1), time(10)) == datetime(2026, 7, 1, 8, tzinfo=UTC)
    assert a_space().at(date(2026, 12, 1), time(10)) == datetime(2026, 12, 1, 9, tzinfo=UTC)


def test_a_skipped_time_is_as_far_after_midnight_and_a_doubled_one_is_the_first() -> None:
    assert a_space().at(SPRING, time(2, 30)) == a_space().at(SPRING, time(3, 30))
    assert a_space().at(AUTUMN, time(2, 30)) == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)


def test_opening_hours_are_of_the_weekday_and_may_run_past_midnight() -> None:
    assert a_space().open_on(MONDAY) == (span("06:00", "23:00"),)
    assert a_space().open_on(SUNDAY) == (span("08:00", "20:00", SUNDAY),)
    friday = date(2026, 11, 27)
    assert a_space(opening=NIGHT).open_on(friday) == (span("18:00", "02:00", friday),)
    assert a_space(opening=NIGHT).open_on(MONDAY) == ()


def test_a_closed_day_is_not_open() -> None:
    space = a_space(closed=CHRISTMAS)
    assert space.open_on(date(2026, 12, 25)) == ()
    assert space.part(date(2026, 12, 25), DayPart.DAY) is None
    assert opening.part(space, date(2026, 12, 25), DayPart.MORNING) is None


def test_hours_that_the_clock_skips_keep_their_length() -> None:
    space = a_space(opening={6: (Hours(start=time(2, 30), end=time(3)),)})
    assert space.open_on(SPRING) == (span("03:30", "04:00", SPRING),)


def test_the_parts_of_a_day() -> None:
    space = a_space()
    assert space.part(MONDAY, DayPart.MORNING) == span("08:00", "12:00")
    assert space.part(MONDAY, DayPart.AFTERNOON) == span("12:00", "16:00")
    assert space.part(MONDAY, DayPart.DAY) == span("06:00", "23:00")


def test_a_part_is_what_is_open_of_it_and_lunch_divides_no_day() -> None:
    space = a_space(opening=WITH_LUNCH)
    assert opening.part(space, MONDAY, DayPart.MORNING) == span("08:00", "11:00")
    assert opening.part(space, MONDAY, DayPart.AFTERNOON) == span("12:00", "16:00")
    assert opening.part(space, MONDAY, DayPart.DAY) == span("08:00", "16:00")
    evening = a_space(opening=dict.fromkeys(range(7), (Hours(start=time(17), end=time(22)),)))
    assert opening.part(evening, MONDAY, DayPart.MORNING) is None


def test_stretches_that_touch_are_one_also_at_midnight() -> None:
    night = span("22:00", "04:00")
    assert opening.is_open(a_space(opening=ROUND_THE_CLOCK), night)
    assert not opening.is_open(a_space(), night)
    assert not opening.is_open(a_space(opening=WITH_LUNCH), span("10:00", "13:00"))
    saturday = date(2026, 11, 28)
    assert opening.is_open(a_space(opening=NIGHT), span("00:30", "02:00", saturday))
    assert not opening.is_open(a_space(opening=NIGHT), span("00:30", "02:15", saturday))


def test_the_catalogue_knows_what_is_in_use_and_where_home_is() -> None:
    catalogue = a_catalogue()
    desk = catalogue.resources[ResourceId("pult-3")]
    assert catalogue.space_of(desk) == catalogue.home
    assert len(catalogue.in_use) == 15
    retired = a_catalogue(resources={"pult-3": a_desk(3, retired=True), "pult-4": a_desk(4)})
    assert [resource.name for resource in retired.in_use] == ["Pult 4"]


@pytest.mark.parametrize(
    ("day", "step", "count"),
    [
        (MONDAY, 15, 96),
        (SPRING, 15, 92),
        (AUTUMN, 15, 100),
        (SPRING, 120, 11),
        (AUTUMN, 120, 13),
        (AUTUMN, 24 * 60, 1),
    ],
)
def test_a_grid_has_as_many_times_as_the_day_has_room_for(day: date, step: int, count: int) -> None:
    space = a_space()
    whole = Interval(space.at(day, time(0)), space.at(day + timedelta(days=1), time(0)))
    assert len(list(grid.times(space, whole, timedelta(minutes=step)))) == count


@given(
    day=st.sampled_from([MONDAY, SPRING, AUTUMN, date(2018, 11, 4), date(2024, 10, 6), date(2025, 4, 6)]),
    zone=st.sampled_from([OSLO, LORD_HOWE, SAO_PAULO, ZoneInfo("UTC")]),
    step=st.sampled_from([5, 15, 20, 30, 60, 120, 720, 1440]),
    start=st.integers(-12 * 60, 36 * 60),
    length=st.integers(1, 12 * 60),
)
def test_the_grid_is_every_minute_that_is_on_it(
    day: date, zone: ZoneInfo, step: int, start: int, length: int
) -> None:
    space = a_space(time_zone=zone)
    first = datetime.combine(day, time(0), UTC) + timedelta(minutes=start)
    within = Interval(first, first + timedelta(minutes=length))
    every = [first + timedelta(minutes=minute) for minute in range(length)]
    wanted = [instant for instant in every if _minutes(space, instant) % step == 0]
    assert list(grid.times(space, within, timedelta(minutes=step))) == wanted
    before = grid.before(space, first, timedelta(minutes=step))
    assert _minutes(space, before) % step == 0
    between = int((first - before).total_seconds()) // 60
    assert all(_minutes(space, first - timedelta(minutes=minute)) % step for minute in range(between))


def _minutes(space: Space, instant: datetime) -> int:
    local = space.local(instant)
    return local.hour * 60 + local.minute


def test_a_time_with_seconds_is_off_every_grid() -> None:
    assert grid.is_on(a_space(), at("10:15"), timedelta(minutes=15))
    assert not grid.is_on(a_space(), at("10:15").replace(second=1), timedelta(minutes=15))


def test_it_opens_again_after_what_is_closed_or_is_closed_for_good() -> None:
    space = a_space(closed=CHRISTMAS)
    assert opening.next_open(space, at("23:30", date(2026, 12, 24))) == span(
        "08:00", "20:00", date(2026, 12, 26)
    )
    assert opening.next_open(space, at("05:00")) == span("06:00", "23:00")
    assert opening.next_open(a_space(opening={}), at("05:00")) is None
