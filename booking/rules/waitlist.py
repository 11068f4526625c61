"""How long a freed range is held for the first in line."""

from __future__ import annotations

from datetime import datetime, time, timedelta

from booking.model.spaces import Space

HOLD = timedelta(minutes=30)
LEAST = timedelta(minutes=10)
NIGHT_FROM, NIGHT_TO = time(21), time(7)
ANSWER_BY = time(8)
"""An offer that would run out at night waits until this time in the morning."""


def offer_deadline(now: datetime, start: datetime, space: Space) -> datetime | None:
    """Half an hour from now, but not in the night, and never after the start. None where it is too late."""
    if start - now < LEAST:
        return None
    deadline = now + HOLD
    local = space.local(deadline)
    if local.time() >= NIGHT_FROM:
        deadline = space.at(local.date() + timedelta(days=1), ANSWER_BY)
    elif local.time() < NIGHT_TO:
        deadline = space.at(local.date(), ANSWER_BY)
    return min(deadline, start)
