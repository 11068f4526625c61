"""What words about days mean, by the calendar. A weekday is counted from Monday, 0."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

from bot.understanding.model import NoDay

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
    """A day that was said; `on` is None for one that is past, impossible or vague, `why` says which.

    `flexible` is a weekday that is today's: whether today is meant is up to the time. `weekday` is one that
    was said alone, `weeks` so many weeks from today: a word further on may bring the two together. `week`
    is the one that was said with the weekday: others beside it are of the same.
    """

    on: date | None
    flexible: bool = False
    weekday: int | None = None
    weeks: int | None = None
    week: Vague | None = None
    why: NoDay | None = None


@dataclass(frozen=True, slots=True)
class Days:
    """From `first` to `last`."""

    first: Day
    last: Day
    why: NoDay | None = None


@dataclass(frozen=True, slots=True)
class DayList:
    """Each of them, whether side by side or not."""

    days: tuple[Day, ...]


@dataclass(frozen=True, slots=True)
class DayOfMonth:
    """`16.` of a month that another word names, or of the next that has it."""

    number: int


@dataclass(frozen=True, slots=True)
class Vague:
    """A week, weekend or month without a day. `ahead` is a week, counted from this one; `week` its number.

    `month` where that is what was said; `workdays` where its days from Monday to Friday are meant, `rest`
    those of them that are left.
    """

    ahead: int | None = None
    week: int | None = None
    month: int | None = None
    workdays: bool = False
    rest: bool = False


@dataclass(frozen=True, slots=True)
class Dotted:
    """`10.12`: a day, a time or either."""

    day: Day | None
    text: str


NO_DAY = Day(None, why="no_such_date")
PAST = Day(None, why="past")


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
    week = Vague(ahead=ahead)
    return Day(day, week=week) if day >= today else Day(None, week=week, why="past")


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
            return Day(day, week=Vague(week=week))
    return NO_DAY


def on_date(day: int, month: int, today: date, year: int | None = None) -> Day:
    """That date, without a year the next time it comes. A day the coming month lacks is impossible."""
    if year is not None:
        found = _made(year + CENTURY if year < CENTURY else year, month, day)
        return Day(found) if found and found >= today else PAST if found else NO_DAY
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
    found = (nth_of_month(ordinal, weekday, year, month) for year, month in _months_from(today))
    return next((Day(day) for day in found if day is not None and day >= today), NO_DAY)


def nth_in(ordinal: int, weekday: int, month: int, today: date) -> Day:
    """The third Thursday in April, the next that comes."""
    found = (nth_of_month(ordinal, weekday, year, month) for year in (today.year, today.year + 1))
    return next((Day(day) for day in found if day is not None and day >= today), NO_DAY)


def nth_of_month(ordinal: int, weekday: int, year: int, month: int) -> date | None:
    """None for a fifth where there are four."""
    last = monthrange(year, month)[1]
    days = [day for n in range(1, last + 1) if (day := date(year, month, n)).weekday() == weekday]
    return days[ordinal - 1] if ordinal <= len(days) else None


def last_before(weekday: int, day: date) -> date:
    """The last such weekday before a day."""
    return day - ((day.weekday() - weekday - 1) % 7 + 1) * DAY


def first_after(weekday: int, day: date) -> date:
    return coming(weekday, day)


def workdays_of(week: Vague, today: date) -> tuple[date, date] | None:
    """Monday to Friday of it, from today on; None where they are over."""
    friday = (
        of_numbered_week(4, week.week, today) if week.week is not None else of_week(4, week.ahead or 0, today)
    )
    if friday.on is None:
        return None
    return max(friday.on - 4 * DAY, today), friday.on


def end_of_month(month: int, today: date, year: int | None = None) -> date:
    of = year or (today.year if month >= today.month else today.year + 1)
    return date(of, month, monthrange(of, month)[1])


def agreeing(weekday: int, marked: Day) -> Day:
    """A weekday that contradicts its date is two readings."""
    if marked.on is None:
        return marked
    return marked if marked.on.weekday() == weekday else Day(None, why="contradicted")


def in_a_row(first: Day, last: Day) -> Days | None:
    """From a day to a later one; a second weekday is the first after the first, once that is settled."""
    if first.on is None or last.on is None:
        return Days(NO_DAY, NO_DAY, why=first.why or last.why)
    if first.flexible:
        return Days(first, last)
    end = last.on + WEEK if last.on <= first.on < last.on + WEEK else last.on
    return Days(first, Day(end, week=last.week)) if end > first.on else None


def dates_in_a_row(
    first: DayOfMonth, last: DayOfMonth, month: int, today: date, year: int | None = None
) -> Days | None:
    """`1.-3. desember`; one that has begun and is not over begins today."""
    if first.number >= last.number:
        return None
    begins, ends = on_date(first.number, month, today, year), on_date(last.number, month, today, year)
    if begins.on is not None and ends.on is not None and begins.on > ends.on:
        begins = Day(today)
    return in_a_row(begins, ends)


def _made(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _months_from(today: date) -> list[tuple[int, int]]:
    """This one and the two that follow."""
    months = [divmod(today.year * MONTHS + today.month - 1 + ahead, MONTHS) for ahead in range(3)]
    return [(year, month + 1) for year, month in months]
