"""When one is reminded of an event: in good time, never at night, and not again and again."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from booking.model.events import Event
from booking.model.people import Reminding, Wishes
from booking.rules import reminding
from tests.builders import OSLO, a_space, at, span
from tests.contracts.events import an_event

SPACE = a_space()
THURSDAY, MONDAY = date(2026, 12, 3), date(2026, 12, 7)
DAYS = st.dates(date(2026, 1, 1), date(2028, 12, 31))
CLOCKS = st.times().map(lambda clock: clock.replace(second=0, microsecond=0))


def on(day: date, start: str = "08:00", end: str = "09:30") -> Event:
    return an_event(interval=span(start, end, day))


def times(event: Event, **wishes: object) -> list[datetime]:
    found = reminding.reminders(event, Wishes(**wishes), SPACE)
    return [each.due_at for each in found]


def test_the_evening_before_and_an_hour_before() -> None:
    assert times(on(THURSDAY)) == [at("18:00", date(2026, 12, 2)), at("07:00", THURSDAY)]


def test_who_wants_none_gets_none() -> None:
    assert times(on(THURSDAY), unwanted=frozenset(Reminding)) == []


def test_nobody_is_woken() -> None:
    early = on(THURSDAY, "07:00", "08:00")
    assert times(early) == [at("18:00", date(2026, 12, 2)), at("20:59", date(2026, 12, 2))]
    assert times(early, quiet_from=time(0), quiet_to=time(0))[1] == at("06:00", THURSDAY)


def test_a_red_day_waits_until_the_next_morning_or_is_told_before_it() -> None:
    assert times(on(MONDAY, "10:00", "11:00")) == [at("07:00", MONDAY), at("09:00", MONDAY)]
    assert times(on(MONDAY, "07:15", "08:00"))[0] == at("20:59", date(2026, 12, 5))
    christmas = a_space(closed={date(2026, 12, 25): {"nb": "1. juledag"}})
    found = reminding.reminders(on(date(2026, 12, 26), "12:00", "13:00"), Wishes(), christmas)
    assert found[0].due_at == at("07:00", date(2026, 12, 26))


@pytest.mark.parametrize("day", [date(2027, 3, 28), date(2027, 10, 31)])
def test_on_the_days_of_the_clock_changes_an_hour_is_an_hour(day: date) -> None:
    event = on(day, "12:00", "13:00")
    assert event.interval.start - times(event)[-1] == timedelta(hours=1)
    assert times(event)[0] == at("18:00", day - timedelta(days=1))


def told(event: Event, now: datetime, confirmed: datetime) -> list[int]:
    return [each.offset for each in reminding.due(event, confirmed, Wishes(), SPACE, now)]


def test_what_is_due_after_an_outage_comes_once_while_it_is_of_use() -> None:
    event, long_ago = on(THURSDAY), at("08:00", date(2026, 11, 1))
    evening = at("18:00", date(2026, 12, 2))
    assert told(event, evening - timedelta(minutes=1), long_ago) == []
    assert told(event, evening, long_ago) == [1440]
    assert told(event, evening + timedelta(hours=3), long_ago) == [1440]
    assert told(event, at("07:30", THURSDAY), long_ago) == [60]
    assert told(event, at("07:56", THURSDAY), long_ago) == []
    assert told(event, at("08:30", THURSDAY), long_ago) == []


def test_a_confirmation_just_sent_makes_it_needless_and_a_late_one_gets_those_ahead() -> None:
    event, evening = on(THURSDAY), at("18:00", date(2026, 12, 2))
    assert told(event, evening, evening - timedelta(minutes=29)) == []
    late = evening + timedelta(hours=2)
    assert told(event, late, late) == []
    assert told(event, at("07:00", THURSDAY), late) == [60]


@given(day=DAYS, clock=CLOCKS, quiet_from=CLOCKS, quiet_to=CLOCKS)
def test_no_reminder_is_in_the_quiet_or_after_the_start(
    day: date, clock: time, quiet_from: time, quiet_to: time
) -> None:
    start = datetime.combine(day, clock, OSLO).astimezone(UTC)
    event = an_event(interval=span("08:00", "09:00").__class__(start, start + timedelta(hours=1)))
    wishes = Wishes(quiet_from=quiet_from, quiet_to=quiet_to)
    for each in reminding.reminders(event, wishes, SPACE):
        assert each.due_at < start
        assert not reminding.is_quiet(each.due_at, start, wishes, SPACE)
