"""The rules of guidance: who gets a request, when an adviser is free, numbers of firms, hours in words."""

from collections import Counter
from dataclasses import replace
from datetime import date, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from booking.model.guidance import Case, CaseId, Outcome, Plan, Turns
from booking.model.interval import Interval
from booking.model.people import PersonId
from booking.model.spaces import Hours
from booking.rules import advising, assigning, checking, hours_in_words
from booking.rules.organisations import WEIGHTS, organisation_number
from tests.builders import MONDAY, NOW, a_space, at, span

SPACE = a_space()
DAY = timedelta(days=1)


def a_plan(name: str = "anne", **fields: object) -> Plan:
    return Plan(person_id=PersonId(name), **fields)


def free(plan: Plan, taken: list[Interval] = [], busy: list[Interval] = []) -> list[Interval]:  # noqa: B006
    return list(advising.free(plan, SPACE, taken, busy, NOW))


STARTS = st.builds(
    lambda days, minutes: at("00:00", MONDAY + days * DAY) + timedelta(minutes=minutes),
    st.integers(0, 27),
    st.integers(0, 1439),
)
BUSY = st.lists(
    st.builds(
        lambda start, minutes: Interval(start, start + timedelta(minutes=minutes)),
        STARTS,
        st.integers(5, 600),
    ),
    max_size=8,
)
PLANS = st.builds(
    a_plan,
    length=st.sampled_from([timedelta(minutes=30), timedelta(hours=1), timedelta(minutes=90)]),
    buffer=st.sampled_from([timedelta(0), timedelta(minutes=15)]),
    notice=st.sampled_from([timedelta(0), timedelta(hours=24), timedelta(days=5)]),
    days_ahead=st.integers(1, 40),
    most_a_day=st.integers(1, 3),
)


@given(plan=PLANS, busy=BUSY)
def test_what_is_free_keeps_every_rule(plan: Plan, busy: list[Interval]) -> None:
    for each in free(plan, busy=busy):
        local = SPACE.local(each.start)
        assert each.length == plan.length
        assert each.start >= NOW + plan.notice
        assert local.minute % 30 == 0
        assert time(9) <= local.time()
        assert SPACE.local(each.end).time() <= time(15)
        assert local.weekday() < 5
        assert local.date() <= MONDAY + plan.days_ahead * DAY
        assert not any(each.overlaps(other) for other in busy)


@given(plan=PLANS, busy=BUSY)
def test_nothing_that_is_free_is_left_out(plan: Plan, busy: list[Interval]) -> None:
    found = set(free(plan, busy=busy))
    for number in range(plan.days_ahead + 1):
        day = MONDAY + number * DAY
        if day.weekday() > 4:
            continue
        for half_hour in range(18, 30):
            start = at(f"{half_hour // 2}:{half_hour % 2 * 30:02}".zfill(5), day)
            wanted = Interval(start, start + plan.length)
            fits = start >= NOW + plan.notice and wanted.end <= at("15:00", day)
            assert (wanted in found) == (fits and not any(wanted.overlaps(other) for other in busy))


def test_pauses_the_days_limit_exceptions_absence_and_red_days() -> None:
    plan = a_plan(notice=timedelta(0), most_a_day=2, days_ahead=3)
    first = span("10:00", "11:00")
    starts = {each.start for each in free(plan, [first]) if SPACE.today(each.start) == MONDAY}
    assert at("11:00") not in starts
    assert at("11:30") in starts
    two = [first, span("12:00", "13:00")]
    assert not [each for each in free(plan, two) if SPACE.today(each.start) == MONDAY]
    off = replace(plan, exceptions={MONDAY: ()})
    assert not [each for each in free(off) if SPACE.today(each.start) == MONDAY]
    saturday = replace(
        plan, days_ahead=6, exceptions={MONDAY + 5 * DAY: (Hours(start=time(10), end=time(11)),)}
    )
    assert [e for e in free(saturday) if SPACE.local(e.start).weekday() == 5] == [
        span("10:00", "11:00", MONDAY + 5 * DAY)
    ]
    away = replace(plan, away_from=MONDAY, away_until=MONDAY + DAY)
    assert {SPACE.today(each.start) for each in free(away)} == {MONDAY + 2 * DAY, MONDAY + 3 * DAY}
    red = a_space(closed={MONDAY: {"nb": "Fri"}})
    assert not [e for e in advising.free(plan, red, [], [], NOW) if red.today(e.start) == MONDAY]


@given(st.dictionaries(st.sampled_from("abcd"), st.integers(1, 5), min_size=1))
def test_turns_come_to_the_weights(weights: dict[str, int]) -> None:
    plans = [a_plan(name, weight=weight) for name, weight in weights.items()]
    turns: dict[PersonId, Turns] = {}
    given_to: Counter[str] = Counter()
    for number in range(sum(weights.values()) * 3):
        who = assigning.chosen(plans, turns, MONDAY)
        assert who is not None
        given_to[who] += 1
        turns[who] = Turns(given_to[who], NOW + timedelta(minutes=number))
    assert given_to == {name: 3 * weight for name, weight in weights.items()}


def test_who_is_asked_for_who_stands_in_and_who_takes_none() -> None:
    anne, bo = a_plan("anne"), a_plan("bo", weight=0)
    assert assigning.chosen([anne, bo], {}, MONDAY) == "anne"
    assert assigning.chosen([anne, bo], {}, MONDAY, asked_for=[PersonId("bo")]) == "bo"
    away = replace(anne, away_from=MONDAY, stand_in=PersonId("bo"))
    assert assigning.chosen([away, bo], {}, MONDAY) == "bo"
    assert assigning.chosen([away, bo], {}, MONDAY, asked_for=[PersonId("anne")]) == "bo"
    assert assigning.chosen([anne], {}, MONDAY, not_to=[PersonId("anne")]) is None
    both_away = [away, replace(bo, away_from=MONDAY, stand_in=PersonId("anne"))]
    assert assigning.chosen(both_away, {}, MONDAY) is None
    assert assigning.chosen([], {}, MONDAY) is None


@given(st.integers(80_000_000, 99_999_999))
def test_organisation_numbers_have_a_check_digit(first_eight: int) -> None:
    digits = str(first_eight)
    rest = sum(weight * int(digit) for weight, digit in zip(WEIGHTS, digits, strict=True)) % 11
    right = [n for n in range(10) if organisation_number(f"{digits}{n}")]
    assert len(right) == (0 if rest == 1 else 1)


@pytest.mark.parametrize("said", ["974 760 673", "NO 974760673 MVA", "974.760.673"])
def test_organisation_numbers_are_read_as_people_write_them(said: str) -> None:
    assert organisation_number(said) == "974760673"


@pytest.mark.parametrize("said", ["", "97476067", "9747606733", "974760674", "٩٧٤٧٦٠٦٧٣", "124760673", "abc"])
def test_and_others_are_none(said: str) -> None:
    assert organisation_number(said) is None


def test_hours_in_words() -> None:
    assert hours_in_words.read("9-11.30, 12:15–15") == (
        Hours(start=time(9), end=time(11, 30)),
        Hours(start=time(12, 15), end=time(15)),
    )
    assert hours_in_words.read(" ") == ()
    days = hours_in_words.read_exceptions("2026-12-24\n\n2026-12-23 10-12")
    assert days == {date(2026, 12, 24): (), date(2026, 12, 23): (Hours(start=time(10), end=time(12)),)}
    assert hours_in_words.read_exceptions(hours_in_words.written_exceptions(days)) == days


@pytest.mark.parametrize("said", ["15-9", "9-12, 11-13", "ni til tre", "25-26", "9", "9-10-11"])
def test_what_are_no_hours(said: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        hours_in_words.read(said)


@pytest.mark.parametrize(
    ("ended", "days", "asked"),
    [
        (date(2026, 11, 23), 92, [3]),
        (date(2026, 11, 30), 91, [3]),
        (date(2026, 11, 23), 80, []),
        (date(2026, 11, 23), 130, []),
        (date(2026, 11, 23), 366, [12]),
    ],
)
def test_when_it_is_asked_how_it_went(ended: date, days: int, asked: list[int]) -> None:
    case = Case(
        id=CaseId("c"),
        person_id=PersonId("p"),
        asked_at=NOW,
        outcome=Outcome.STARTED,
        outcome_at=at("12:00", ended),
    )
    now = at("12:00", ended + days * DAY)
    assert [months for months, _ in checking.due(case, SPACE, now)] == asked
    given_up = replace(case, outcome=Outcome.NOT_CARRIED_ON)
    assert not list(checking.due(given_up, SPACE, now))
