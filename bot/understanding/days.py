"""What words about days mean, by the calendar. A weekday is counted from Monday, 0."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

DAY = timedelta(days=1)
WEEK = timedelta(days=7)
CENTURY = 2000
NEAR_YEARS = 3
"""A number this near to the year is a year; `2030` may also be half past eight."""
MONTHS = 12
WEEKS_OF_A_YEAR = 53
LONGEST_MONTH = 31
ORDINALS_OF_OTHER_THINGS = 3
"""`den andre` is the other one, and no day."""


@dataclass(frozen=True, slots=True)
class Day:
    """A day that was said; `on` is None for one that is past, impossible or vague.

    `flexible` is a weekday that is today's: whether today is meant is up to the time. `weekday` is one that
    was said alone, `weeks` so many weeks from today: a word further on may bring the two together.
    """

    on: date | None
    flexible: bool = False
    weekday: int | None = None
    weeks: int | None = None


@dataclass(frozen=True, slots=True)
class Days:
    """Several: from `first` to `last` where they are in a row, else only the first, and `more`."""

    first: Day
    last: Day
    more: bool = False


@dataclass(frozen=True, slots=True)
class DayOfMonth:
    number: int


@dataclass(frozen=True, slots=True)
class Vague:
    """A week, weekend or month without a day. `ahead` is a week, counted from this one; `week` its number."""

    ahead: int | None = None
    week: int | None = None


@dataclass(frozen=True, slots=True)
class Dotted:
    """`10.12`: a day, a time or either."""

    day: Day | None
    text: str


NO_DAY = Day(None)


def coming(weekday: int, today: date) -> date:
    """The next one after today."""
    return today + ((weekday - today.weekday() - 1) % 7 + 1) * DAY


def this(weekday: int, today: date) -> Day:
    """The next one; today, perhaps, when it is that weekday."""
    return Day(coming(weekday, today), flexible=weekday == today.weekday(), weekday=weekday)


def weeks_after(weekday: int, weeks: int, today: date) -> Day:
    """`fredag om en uke`: the coming Friday and seven days more."""
    return Day(coming(weekday, today) + weeks * WEEK)


def of_week(weekday: int, ahead: int, today: date) -> Day:
    """That day of the ISO week so many weeks ahead."""
    day = today - today.weekday() * DAY + ahead * WEEK + weekday * DAY
    return Day(day if day >= today else None)


def of_next_week(weekday: int, today: date) -> Day:
    return of_week(weekday, 1, today)


def of_numbered_week(weekday: int, week: int, today: date) -> Day:
    """That day of that ISO week, this year's or, where it is past, next year's."""
    for year in (today.isocalendar().year, today.isocalendar().year + 1):
        try:
            day = date.fromisocalendar(year, week, weekday + 1)
        except ValueError:
            continue
        if day >= today:
            return Day(day)
    return NO_DAY


def on_date(day: int, month: int, today: date, year: int | None = None) -> Day:
    """That date, without a year the next time it comes. A day the coming month lacks is impossible."""
    if year is not None:
        found = _made(year + CENTURY if year < CENTURY else year, month, day)
        return Day(found if found and found >= today else None)
    if not 1 <= month <= MONTHS:
        return NO_DAY
    this_year = _made(today.year, month, day)
    if this_year is not None and this_year >= today:
        return Day(this_year)
    last_of_month = date(today.year, month, monthrange(today.year, month)[1])
    if this_year is None and last_of_month >= today:
        return NO_DAY
    return Day(_made(today.year + 1, month, day))


def on_day_of_month(day: int, today: date) -> Day:
    """`den 5.`: the next fifth from today on."""
    for year, month in _months_from(today):
        found = _made(year, month, day)
        if found is not None and found >= today:
            return Day(found)
    return NO_DAY


def nth_weekday(ordinal: int, weekday: int, today: date) -> Day:
    """The second Monday, say, of this month, or of the next where it is past; 0 is the last."""
    for year, month in _months_from(today):
        first = date(year, month, 1)
        days = [
            first + n * DAY
            for n in range(monthrange(year, month)[1])
            if (first + n * DAY).weekday() == weekday
        ]
        found = days[ordinal - 1]
        if found >= today:
            return Day(found)
    return NO_DAY


def end_of_month(month: int, today: date, year: int | None = None) -> date:
    of = year or (today.year if month >= today.month else today.year + 1)
    return date(of, month, monthrange(of, month)[1])


def agreeing(weekday: int, marked: Day) -> Day:
    """A weekday that contradicts its date is two readings."""
    return marked if marked.on is not None and marked.on.weekday() == weekday else NO_DAY


def in_a_row(first: Day, last: Day) -> Days | None:
    """From a day to a later one; a second weekday is the first after the first, once that is settled."""
    if first.on is None or last.on is None:
        return Days(NO_DAY, NO_DAY)
    if first.flexible:
        return Days(first, last)
    end = last.on + WEEK if last.on <= first.on < last.on + WEEK else last.on
    return Days(first, Day(end)) if end > first.on else None


def both(first: Day, last: Day) -> Days:
    """Two days side by side are in a row; days apart give the first, and more."""
    if first.on is None or last.on is None:
        return Days(first, first, more=True)
    if (last.on - first.on) % WEEK == DAY and abs(last.on - first.on) < WEEK:
        return Days(first, last if first.flexible else Day(first.on + DAY))
    return Days(first, first, more=first.on != last.on)


def dates_in_a_row(
    first: DayOfMonth, last: DayOfMonth, month: int, today: date, year: int | None = None
) -> Days | None:
    if first.number >= last.number:
        return None
    return in_a_row(on_date(first.number, month, today, year), on_date(last.number, month, today, year))


def _made(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _months_from(today: date) -> list[tuple[int, int]]:
    """This one and the two that follow."""
    months = [divmod(today.year * MONTHS + today.month - 1 + ahead, MONTHS) for ahead in range(3)]
    return [(year, month + 1) for year, month in months]
