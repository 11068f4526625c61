"""Each rule of a resource, in each mode: what is refused, and which refusal says most."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any

import pytest

from booking.model.interval import Interval
from booking.model.people import Person, Role, TenantId
from booking.model.spaces import LONGEST_BOOKING, Hours, Policy, Portion, Resource, Space
from booking.refusals import (
    AssignedToOthers,
    ClosedDay,
    InThePast,
    NotFound,
    NotOpenToYou,
    OffGrid,
    OutsideOpeningHours,
    RuleBroken,
    TooFarAhead,
    TooLong,
    TooShort,
    TooSoon,
)
from booking.rules import policy
from tests.builders import MONDAY, NOW, a_desk, a_person, a_resource, a_space, at, span

MINUTE = timedelta(minutes=1)
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)
SATURDAY, SUNDAY = date(2026, 11, 28), date(2026, 11, 29)
SPRING, AUTUMN = date(2027, 3, 28), date(2026, 10, 25)
ROUND_THE_CLOCK = {weekday: (Hours(start=time(0), end=time(0)),) for weekday in range(7)}
WITH_LUNCH = dict.fromkeys(
    range(7), (Hours(start=time(8), end=time(11)), Hours(start=time(12), end=time(16)))
)


def a_rule(**fields: Any) -> Resource:
    return a_resource(policy=Policy(**fields))


def check(
    interval: Interval,
    resource: Resource | None = None,
    space: Space | None = None,
    holder: Person | None = None,
    now: datetime = NOW,
) -> None:
    policy.check(resource or a_resource(), space or a_space(), interval, holder or a_person(), now)


def refused(kind: type[RuleBroken], interval: Interval, *rest: Any, **more: Any) -> Any:
    with pytest.raises(kind) as told:
        check(interval, *rest, **more)
    assert type(told.value) is kind
    return told.value


def test_what_keeps_every_rule_passes() -> None:
    check(span("10:00", "12:00"))


def test_a_retired_resource_is_not_there() -> None:
    with pytest.raises(NotFound) as told:
        check(span("10:00", "12:00"), a_resource(retired=True))
    assert told.value.what == "resource"


def test_what_began_less_than_a_step_ago_is_now() -> None:
    at_ten = span("10:00", "11:00")
    check(at_ten, now=at("10:14"))
    assert refused(InThePast, at_ten, now=at("10:15")).start == at_ten.start


def test_what_is_over_is_past() -> None:
    five = a_rule(granularity=30 * MINUTE, shortest=5 * MINUTE, portions=frozenset(Portion))
    place = a_space(opening={0: (Hours(start=time(10), end=time(10, 5)),)})
    check(span("10:00", "10:05"), five, place, now=at("10:04"))
    refused(InThePast, span("10:00", "10:05"), five, place, now=at("10:05"))


def test_only_some_roles_may_book() -> None:
    for_staff = a_rule(may_book=frozenset({Role.ADMINISTRATION}))
    refused(NotOpenToYou, span("10:00", "11:00"), for_staff)
    refused(NotOpenToYou, span("10:00", "11:00"), holder=a_person(roles=frozenset()))
    check(span("10:00", "11:00"), for_staff, holder=a_person(roles=frozenset({Role.ADMINISTRATION})))


def test_an_assigned_desk_is_for_its_tenant() -> None:
    theirs = a_desk(assigned_to=TenantId("ferd"))
    refused(AssignedToOthers, span("10:00", "12:00"), theirs)
    check(span("10:00", "12:00"), theirs, holder=a_person(tenant_id=TenantId("ferd")))


def test_a_general_question_is_about_nobody() -> None:
    theirs = a_desk(assigned_to=TenantId("ferd"), policy=Policy(may_book=frozenset()))
    policy.check(theirs, a_space(), span("10:00", "12:00"), None, NOW)
    assert policy.may_hold(theirs, None)
    assert not policy.may_hold(theirs, a_person())
    assert not policy.may_hold(a_resource(retired=True), None)


def test_a_closed_day_is_named() -> None:
    names = {"nb": "Julaften", "nn": "Julaftan", "en": "Christmas Eve"}
    eve = date(2026, 12, 24)
    told = refused(ClosedDay, span("10:00", "12:00", eve), space=a_space(closed={eve: names}))
    assert (told.day, told.reason) == (eve, names)
    weekdays = a_space(opening={0: (Hours(start=time(8), end=time(16)),)})
    assert refused(ClosedDay, span("10:00", "12:00", SUNDAY), space=weekdays).reason == {}


@pytest.mark.parametrize(("start", "end"), [("05:00", "07:00"), ("22:00", "00:00"), ("23:00", "02:00")])
def test_outside_the_opening_hours_the_hours_are_told(start: str, end: str) -> None:
    wish = span(start, end, date(2026, 11, 24))
    told = refused(OutsideOpeningHours, wish)
    assert told.day == date(2026, 11, 24)
    assert told.opening == (span("06:00", "23:00", told.day),)


def test_opening_hours_past_midnight_belong_to_the_evening() -> None:
    place = a_space(opening={4: (Hours(start=time(18), end=time(2)),)})
    check(span("23:00", "01:00", date(2026, 11, 27)), space=place)
    check(span("00:30", "02:00", SATURDAY), space=place)
    refused(ClosedDay, span("01:00", "03:00", SATURDAY), space=place)


def test_a_place_that_never_closes_can_be_had_across_midnight() -> None:
    check(span("22:00", "04:00"), space=a_space(opening=ROUND_THE_CLOCK))


@pytest.mark.parametrize(("start", "end"), [("10:05", "11:00"), ("10:00", "11:05")])
def test_start_and_end_are_on_the_grid(start: str, end: str) -> None:
    assert refused(OffGrid, span(start, end)).granularity == 15 * MINUTE


def test_a_length_has_its_limits() -> None:
    resource = a_rule(shortest=HOUR, longest=2 * HOUR)
    check(span("10:00", "11:00"), resource)
    check(span("10:00", "12:00"), resource)
    assert refused(TooShort, span("10:00", "10:45"), resource).shortest == HOUR
    assert refused(TooLong, span("10:00", "12:15"), resource).longest == 2 * HOUR


def test_no_rule_allows_more_than_the_longest_day() -> None:
    resource = a_rule(longest=40 * HOUR, portions=frozenset({Portion.HOURS}))
    place = a_space(opening=ROUND_THE_CLOCK)
    start = at("10:00")
    check(Interval(start, start + LONGEST_BOOKING), resource, place)
    told = refused(TooLong, Interval(start, start + LONGEST_BOOKING + HOUR), resource, place)
    assert told.longest == LONGEST_BOOKING


def test_notice_counts_from_now() -> None:
    resource = a_rule(notice=2 * HOUR)
    check(span("11:00", "12:00"), resource)
    assert refused(TooSoon, span("10:45", "12:00"), resource).notice == 2 * HOUR


def test_the_day_of_the_end_counts_for_how_far_ahead() -> None:
    resource = a_rule(days_ahead=1)
    place = a_space(opening=ROUND_THE_CLOCK)
    tomorrow = MONDAY + DAY
    check(span("22:00", "00:00", tomorrow), resource, place)
    told = refused(TooFarAhead, span("22:00", "00:15", tomorrow), resource, place)
    assert told.last_day == tomorrow


def test_how_far_ahead_is_counted_in_local_days() -> None:
    late = at("23:30")
    tomorrow = MONDAY + DAY
    check(span("10:00", "11:00", tomorrow), a_rule(days_ahead=1), now=late)
    refused(TooFarAhead, span("10:00", "11:00", tomorrow), a_rule(days_ahead=0), now=late)


def test_the_end_of_time_is_too_far_ahead() -> None:
    last = datetime(9999, 12, 31, 23, tzinfo=NOW.tzinfo)
    refused(TooFarAhead, Interval(last, last + 30 * MINUTE))


def only(*portions: Portion, **fields: Any) -> Resource:
    return a_desk(policy=Policy(portions=frozenset(portions), shortest=HOUR, longest=2 * HOUR, **fields))


TOMORROW = MONDAY + DAY
WHOLE = span("06:00", "23:00", TOMORROW)
MORNING = span("08:00", "12:00", TOMORROW)
AFTERNOON = span("12:00", "16:00", TOMORROW)
TWO_HOURS = span("13:00", "15:00", TOMORROW)


@pytest.mark.parametrize(
    ("portions", "allowed"),
    [
        ([Portion.DAY], [WHOLE]),
        ([Portion.HALF_DAY], [MORNING, AFTERNOON]),
        ([Portion.DAY, Portion.HALF_DAY], [WHOLE, MORNING, AFTERNOON]),
        (list(Portion), [WHOLE, MORNING, AFTERNOON, TWO_HOURS]),
    ],
)
def test_portions(portions: list[Portion], allowed: list[Interval]) -> None:
    for interval in (WHOLE, MORNING, AFTERNOON, TWO_HOURS):
        if interval in allowed:
            check(interval, only(*portions))
        else:
            refused(OffGrid, interval, only(*portions))


def test_by_the_hour_a_day_is_as_long_as_it_is() -> None:
    check(TWO_HOURS, only(Portion.HOURS))
    refused(TooLong, WHOLE, only(Portion.HOURS))


def test_a_half_day_is_what_is_open_of_it() -> None:
    place = a_space(opening={1: (Hours(start=time(9, 10), end=time(15, 50)),)})
    check(span("09:10", "12:00", TOMORROW), only(Portion.HALF_DAY), place)
    check(span("12:00", "15:50", TOMORROW), only(Portion.HALF_DAY), place)
    check(span("09:10", "15:50", TOMORROW), only(Portion.DAY), place)
    refused(OutsideOpeningHours, MORNING, only(Portion.HALF_DAY), place)


def test_a_day_with_a_closed_lunch_is_one_day() -> None:
    place = a_space(opening=WITH_LUNCH)
    check(span("08:00", "16:00", TOMORROW), only(Portion.DAY), place)
    refused(OutsideOpeningHours, span("10:00", "12:00", TOMORROW), only(Portion.HOURS), place)


def test_what_remains_of_the_day_is_had_as_the_day() -> None:
    daily = only(Portion.DAY)
    now = at("10:20")
    check(span("10:15", "23:00"), daily, now=now)
    check(span("10:30", "23:00"), daily, now=now)
    refused(OffGrid, span("10:45", "23:00"), daily, now=now)
    refused(OffGrid, span("10:25", "23:00"), daily, now=now)
    refused(OffGrid, span("10:15", "22:00"), daily, now=now)
    refused(InThePast, span("06:00", "23:00"), daily, now=now)


def test_the_last_quarter_of_a_day_is_not_too_short() -> None:
    check(span("22:45", "23:00"), only(Portion.DAY), now=at("22:50"))
    check(span("11:45", "12:00"), only(Portion.HALF_DAY), now=at("11:50"))
    refused(TooShort, span("11:45", "12:00"), only(Portion.HOURS), now=at("11:50"))


def test_the_rest_of_a_night_belongs_to_the_day_before() -> None:
    place = a_space(opening={4: (Hours(start=time(18), end=time(2)),)})
    check(span("00:30", "02:00", SATURDAY), only(Portion.DAY), place, now=at("00:40", SATURDAY))


def test_no_day_is_longer_than_the_longest_booking() -> None:
    odd = {1: (Hours(start=time(0), end=time(1)), Hours(start=time(4), end=time(3)))}
    whole = Interval(at("00:00", TOMORROW), at("03:00", TOMORROW + DAY))
    refused(OutsideOpeningHours, whole, only(Portion.DAY), a_space(opening=odd))


@pytest.mark.parametrize(("day", "hours"), [(SPRING, 23), (AUTUMN, 25), (SUNDAY, 24)])
def test_the_whole_of_a_day_is_had_when_the_clock_is_changed(day: date, hours: int) -> None:
    place = a_space(opening=ROUND_THE_CLOCK)
    whole = span("00:00", "00:00", day)
    assert whole.length == hours * HOUR
    check(whole, only(Portion.DAY), place, now=at("12:00", day - DAY))


def test_the_grid_follows_the_wall_clock_when_it_is_changed() -> None:
    hourly = a_rule(granularity=2 * HOUR, shortest=HOUR, longest=5 * HOUR)
    place = a_space(opening=ROUND_THE_CLOCK)
    check(span("04:00", "06:00", SPRING), hourly, place, now=at("12:00", SPRING - DAY))
    refused(OffGrid, span("03:00", "05:00", SPRING), hourly, place, now=at("12:00", SPRING - DAY))
    doubled = Interval(at("02:00", AUTUMN), at("02:00", AUTUMN) + HOUR)
    assert place.local(doubled.end).hour == 2
    check(doubled, hourly, place, now=at("12:00", AUTUMN - DAY))


def test_the_order_in_which_rules_are_named() -> None:
    nobody = a_person(roles=frozenset())
    strict = a_rule(notice=3 * DAY, days_ahead=2, shortest=HOUR)
    refused(InThePast, span("03:05", "03:10"), strict, holder=nobody)
    refused(NotOpenToYou, span("03:05", "03:10", SUNDAY), strict, holder=nobody)
    refused(TooFarAhead, span("03:05", "03:10", SUNDAY), strict)
    refused(OutsideOpeningHours, span("03:05", "03:10", TOMORROW), strict)
    refused(OffGrid, span("10:05", "10:10", TOMORROW), strict)
    refused(TooShort, span("10:00", "10:15", TOMORROW), strict)
    refused(TooSoon, span("10:00", "11:00", TOMORROW), strict)
