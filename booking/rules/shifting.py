"""The same change for each booking of a series, by the clock on the wall."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from booking.model.interval import Interval
from booking.model.spaces import ResourceId, Space


@dataclass(frozen=True, slots=True, kw_only=True)
class Shift:
    """The same change for each booking: another local time, another weekday, another resource.

    `days` moves each by so many local days; `start` and `end` are wall-clock minutes after midnight.
    """

    days: int = 0
    start: int | None = None
    end: int | None = None
    resource_id: ResourceId | None = None


def shifted(interval: Interval, shift: Shift, space: Space) -> Interval:
    """The interval after the shift, its wall-clock length kept where no new end is given.

    Where the clock skips the hour that it ends in, it keeps that length too.
    """
    start, end = space.local(interval.start), space.local(interval.end)
    day = start.date() + timedelta(days=shift.days)
    first = _minutes(start, start.date()) if shift.start is None else shift.start
    last = _minutes(end, start.date()) if shift.end is None else shift.end
    if shift.end is None and shift.start is not None:
        last += shift.start - _minutes(start, start.date())
    begins, ends = _instant(space, day, first), _instant(space, day, last)
    return Interval(begins, ends if begins < ends else begins + timedelta(minutes=last - first))


def _minutes(local: datetime, day: date) -> int:
    return (local.date() - day).days * 24 * 60 + local.hour * 60 + local.minute


def _instant(space: Space, day: date, minutes: int) -> datetime:
    days, rest = divmod(minutes, 24 * 60)
    return space.at(day + timedelta(days=days), time(*divmod(rest, 60)))
