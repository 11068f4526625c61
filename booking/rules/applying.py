"""What a new catalogue would do to bookings that stand."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from enum import StrEnum
from typing import TypeGuard

from booking.model.bookings import Booking
from booking.model.interval import Interval
from booking.model.spaces import PLACES, Catalogue, DayPart, Resource, Space
from booking.rules import opening


class Why(StrEnum):
    GONE = "gone"
    CLOSED_DAY = "closed_day"
    OUTSIDE_HOURS = "outside_hours"


def broken_by(
    before: Catalogue, after: Catalogue, future: Iterable[Booking], now: datetime
) -> tuple[tuple[Booking, Why], ...]:
    """The active bookings that the change makes illegal, and why.

    A booking that was outside the opening hours already is no news, and a tighter rule of length or
    notice is for bookings to come.
    """
    active = [booking for booking in future if booking.is_active_at(now)]
    reasons = ((booking, _broken(before, after, booking)) for booking in active)
    return tuple((booking, why) for booking, why in reasons if why is not None)


def _broken(before: Catalogue, after: Catalogue, booking: Booking) -> Why | None:
    old, new = before.resources.get(booking.resource_id), after.resources.get(booking.resource_id)
    if new is None or new.retired:
        return Why.GONE if _in_use(old) else None
    space = after.space_of(new)
    was_outside = _in_use(old) and not _fits(before.space_of(old), booking.interval)
    if was_outside or _fits(space, booking.interval):
        return None
    closed = space.local(booking.interval.start).date() in space.closed
    return Why.CLOSED_DAY if closed else Why.OUTSIDE_HOURS


def _in_use(resource: Resource | None) -> TypeGuard[Resource]:
    """An adviser's time is none of the file's business."""
    return resource is not None and not resource.retired and resource.kind in PLACES


def _fits(space: Space, interval: Interval) -> bool:
    """Whether the hours allow it: open throughout, or a day or half-day of this place."""
    day = space.today(interval.start)
    return opening.is_open(space, interval) or interval in (
        opening.part(space, day, which) for which in DayPart
    )
