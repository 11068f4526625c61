"""The days of a series, at the same local wall-clock time across both clock changes."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import islice, pairwise, takewhile

from booking.model.bookings import Recurrence, Repeat
from booking.model.interval import Interval
from booking.model.spaces import DayPart, Hours, Space

MOST = 366
"""No series has more occurrences."""
DAY = timedelta(days=1)
SATURDAY = 5


def occurrences(rule: Recurrence, space: Space) -> tuple[Interval, ...]:
    """By start, at most 366. Raises ValueError where an occurrence would overlap the next."""
    wanted = takewhile(lambda day: day <= rule.until, islice(days(rule), MOST))
    found = [interval for day in wanted if (interval := _on(day, rule, space)) is not None]
    for one, other in pairwise(found):
        if one.overlaps(other):
            raise ValueError(f"a series that overlaps itself: {one} and {other}")
    return tuple(found)


def days(rule: Recurrence) -> Iterator[date]:
    """The local days of a rule without end; a first day that does not fit gives way to the next that does."""
    match rule.every:
        case Repeat.DAY:
            yield from _every(rule.first, DAY)
        case Repeat.WEEKDAY:
            yield from (day for day in _every(rule.first, DAY) if day.weekday() < SATURDAY)
        case Repeat.WEEK:
            yield from _every(rule.first, 7 * DAY)
        case Repeat.TWO_WEEKS:
            yield from _every(rule.first, 14 * DAY)
        case _:
            yield from _monthly(rule.first)


def _every(first: date, step: timedelta) -> Iterator[date]:
    day = first
    while True:
        yield day
        day += step


def _monthly(first: date) -> Iterator[date]:
    """The same weekday of the month as the first; the fifth is the last."""
    ordinal = (first.day - 1) // 7
    month = first.replace(day=1)
    while True:
        yield _nth(month, first.weekday(), ordinal)
        month = (month + 31 * DAY).replace(day=1)


def _nth(month: date, weekday: int, ordinal: int) -> date:
    first = month + ((weekday - month.weekday()) % 7) * DAY
    day = first + ordinal * 7 * DAY
    return day if day.month == month.month else day - 7 * DAY


def _on(day: date, rule: Recurrence, space: Space) -> Interval | None:
    """None on a weekday that is never open, where the rule did not ask for just that weekday.

    Other closed days stay in the series, for the policy to refuse and the person to see.
    """
    usual = space.opening.get(day.weekday(), ())
    if not usual and rule.every in {Repeat.DAY, Repeat.WEEKDAY}:
        return None
    if rule.start is not None and rule.end is not None:
        return space.span(day, Hours(start=rule.start, end=rule.end))
    hours = usual or (space.morning, space.afternoon)
    return space.part(day, DayPart.DAY) or space.span(day, Hours(start=hours[0].start, end=hours[-1].end))
