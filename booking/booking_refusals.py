"""More lawful noes about bookings: what comes next, and what is no time at all."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time

from booking.refusals import Refusal, SlotTaken


@dataclass(eq=False, kw_only=True)
class NextBooked(SlotTaken):
    """It cannot last so long: the next booking of the resource begins at `at`."""

    at: datetime


@dataclass(eq=False, kw_only=True)
class NoSuchTime(Refusal):
    """The clock skips `clock` in the night to `day`, when summer time begins."""

    day: date
    clock: time
