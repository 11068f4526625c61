"""Sets of intervals: what is joined, what is left."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from booking.model.bookings import Booking
from booking.model.interval import Interval
from booking.model.spaces import ResourceId

Taken = Mapping[ResourceId, Sequence[Interval]]
"""When each resource is held, buffers included."""


def joined(intervals: Iterable[Interval]) -> tuple[Interval, ...]:
    """The same time by start, with what overlaps or touches made one."""
    found: list[Interval] = []
    for interval in sorted(intervals):
        if found and interval.start <= found[-1].end:
            found[-1] = Interval(found[-1].start, max(found[-1].end, interval.end))
        else:
            found.append(interval)
    return tuple(found)


def without(intervals: Iterable[Interval], gone: Iterable[Interval]) -> tuple[Interval, ...]:
    """What is left of the one set where the other is taken away, by start."""
    holes = joined(gone)
    left: list[Interval] = []
    for interval in joined(intervals):
        start = interval.start
        for hole in holes:
            if hole.end <= start:
                continue
            if hole.start >= interval.end:
                break
            if start < hole.start:
                left.append(Interval(start, hole.start))
            start = hole.end
        if start < interval.end:
            left.append(Interval(start, interval.end))
    return tuple(left)


def given_up(taken: Taken, booking: Booking) -> Taken:
    """As it would be without one booking."""
    gone = Interval(booking.interval.start, booking.clear_at)
    left = [interval for interval in taken.get(booking.resource_id, ()) if interval != gone]
    return {**taken, booking.resource_id: left}
