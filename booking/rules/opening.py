"""When a place is open, and what a half-day or a day is there."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from booking.model.interval import Interval
from booking.model.spaces import DayPart, Space
from booking.rules.intervals import joined

DAY = timedelta(days=1)
LOOKED_AHEAD = 120
"""Days: a summer that is closed is shorter."""


def days(space: Space, within: Interval) -> Iterator[date]:
    """The local days that `within` touches, and the one before: its last stretch may run past midnight."""
    day, last = space.today(within.start) - DAY, space.today(within.end)
    while day <= last:
        yield day
        day += DAY


def stretches(space: Space, within: Interval) -> tuple[Interval, ...]:
    """When the place is open in `within`, by start; stretches that touch, also at midnight, are one."""
    found = (stretch.common(within) for day in days(space, within) for stretch in space.open_on(day))
    return joined(stretch for stretch in found if stretch is not None)


def is_open(space: Space, interval: Interval) -> bool:
    """Whether the place is open throughout."""
    within_one = any(stretch.contains(interval) for stretch in space.open_on(space.today(interval.start)))
    return within_one or stretches(space, interval) == (interval,)


def next_open(space: Space, now: datetime) -> Interval | None:
    """The first stretch that begins after `now`; None where it does not open again for months."""
    first = space.today(now)
    for ahead in range(LOOKED_AHEAD):
        for stretch in space.open_on(first + ahead * DAY):
            if stretch.start > now:
                return stretch
    return None


def part(space: Space, day: date, which: DayPart) -> Interval | None:
    """A half-day or the whole day, from its first open moment to its last; None where it has none.

    A place that closes over lunch has it as one all the same.
    """
    meant = space.part(day, which)
    if meant is None:
        return None
    opened = [common for stretch in space.open_on(day) if (common := stretch.common(meant))]
    return Interval(opened[0].start, opened[-1].end) if opened else None
