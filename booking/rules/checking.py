"""When somebody who was guided is asked how it went: three, six and twelve months after the outcome."""

from __future__ import annotations

import calendar
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

from booking.model.guidance import CHECK_UPS, Case, Outcome
from booking.model.spaces import Space

SATURDAY = 5
ASKED_AT = time(10)
OF_USE = timedelta(days=21)
"""Later than that after its day it is not asked any more: the next one is nearer."""
NOT_ASKED = frozenset({Outcome.NOT_CARRIED_ON})
"""Whoever gave it up is left in peace."""


def due(case: Case, space: Space, now: datetime) -> Iterator[tuple[int, datetime]]:
    """The months, and when they are asked, of those whose time has come and that are still of use."""
    if case.outcome_at is None or case.outcome in NOT_ASKED:
        return
    ended = space.today(case.outcome_at)
    for months in CHECK_UPS:
        at = space.at(_weekday(_after(ended, months), space), ASKED_AT)
        if at <= now < at + OF_USE:
            yield months, at


def _after(day: date, months: int) -> date:
    """The same day so many months later, or the last of a shorter month."""
    year, month = divmod(day.month - 1 + months, 12)
    last = calendar.monthrange(day.year + year, month + 1)[1]
    return date(day.year + year, month + 1, min(day.day, last))


def _weekday(day: date, space: Space) -> date:
    """That day, or the first after it that is neither in a weekend nor red."""
    while day.weekday() >= SATURDAY or day in space.closed:
        day += timedelta(days=1)
    return day
