"""From the times of a request to an interval."""

from __future__ import annotations

from datetime import datetime, timedelta

from booking.model.interval import Interval
from web.problems import Problem

LONGEST_RANGE = timedelta(days=92)


def interval(start: datetime, end: datetime) -> Interval:
    """Raises Problem 409 where it would be empty: no schema can say that one time is after another."""
    if start >= end:
        raise Problem(409, "empty-interval", "The end must be after the start.")
    return Interval(start, end)


def limited(start: datetime, end: datetime) -> Interval:
    """What may be looked through at once. Raises Problem 409 where it is too long, or empty."""
    within = interval(start, end)
    if within.length > LONGEST_RANGE:
        raise Problem(409, "range-too-long", f"Ask for {LONGEST_RANGE.days} days at most.")
    return within
