"""The times at which bookings start and end: multiples of a step from local midnight, by the wall clock.

In autumn an hour comes twice, and so do its times; in spring one is missing.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta

from booking.model.interval import Interval
from booking.model.spaces import Space

DAY = timedelta(days=1)
SECOND = timedelta(seconds=1)
LONGEST_CHANGE = timedelta(hours=1)


def is_on(space: Space, instant: datetime, step: timedelta) -> bool:
    return not _since_midnight(space.local(instant)) % step


def times(space: Space, within: Interval, step: timedelta) -> Iterator[datetime]:
    """Those in `within`, its start included and its end not, in order."""
    day, last = space.today(within.start), space.today(within.end)
    while day <= last:
        for instant in _of_day(space, day, step, within.start):
            if instant >= within.end:
                return
            if instant >= within.start:
                yield instant
        day += DAY


def before(space: Space, instant: datetime, step: timedelta) -> datetime:
    """The last one that is not after `instant`."""
    reach = Interval(instant - 2 * step - LONGEST_CHANGE, instant + SECOND)
    return max(times(space, reach, step))


def after(space: Space, instant: datetime, step: timedelta) -> datetime:
    """The first one that is not before `instant`."""
    return next(times(space, Interval(instant, instant + 2 * step + LONGEST_CHANGE), step))


def _of_day(space: Space, day: date, step: timedelta, since: datetime) -> Iterator[datetime]:
    """Those of a local day, in order; some that are before `since` may be left out."""
    midnight, end = space.at(day, time(0)), space.at(day + DAY, time(0))
    if end - midnight != DAY:
        yield from _of_changing_day(space, day, step)
        return
    instant = midnight + max(0, (since - midnight) // step) * step
    while instant < end:
        yield instant
        instant += step


def _of_changing_day(space: Space, day: date, step: timedelta) -> list[datetime]:
    found = set()
    wall = datetime.combine(day, time(0))
    while wall.date() == day:
        for fold in (0, 1):
            instant = wall.replace(tzinfo=space.time_zone, fold=fold).astimezone(UTC)
            if space.local(instant).replace(tzinfo=None) == wall:
                found.add(instant)
        wall += step
    return sorted(found)


def _since_midnight(local: datetime) -> timedelta:
    return timedelta(hours=local.hour, minutes=local.minute, seconds=local.second)
