"""Claims on a resource, the changes they went through, and the queue for a taken range."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, time
from enum import StrEnum
from typing import NewType

from booking.model.interval import Interval
from booking.model.people import Actor, PersonId
from booking.model.spaces import ResourceId

BookingId = NewType("BookingId", str)
SeriesId = NewType("SeriesId", str)
WaitId = NewType("WaitId", str)


class Status(StrEnum):
    CONFIRMED = "confirmed"
    HELD = "held"
    CHECKED_IN = "checked_in"
    ENDED = "ended"
    CANCELLED = "cancelled"
    NO_SHOW = "no_show"


ACTIVE = frozenset({Status.CONFIRMED, Status.HELD, Status.CHECKED_IN})
"""What a person can still do something with."""
BLOCKING = ACTIVE | {Status.ENDED}
"""What the overlap guard counts: an ended booking did hold its time."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Booking:
    """A resource held by someone for an interval.

    `clear_at` is when the resource may next be held (the end plus the buffer in force when it was
    made). `revision` starts at 1 and rises by one with each change; it is the calendar SEQUENCE.
    """

    id: BookingId
    resource_id: ResourceId
    person_id: PersonId
    interval: Interval
    clear_at: datetime
    status: Status = Status.CONFIRMED
    title: str = ""
    revision: int = 1
    series_id: SeriesId | None = None
    made_at: datetime
    held_until: datetime | None = None

    def status_at(self, now: datetime) -> Status:
        """As a person sees it: what is over has ended, a hold past its deadline is gone."""
        if self.has_lapsed(now):
            return Status.CANCELLED
        over = self.interval.end <= now and self.status in ACTIVE
        return Status.ENDED if over else self.status

    def has_lapsed(self, now: datetime) -> bool:
        """Whether it is a hold past its deadline."""
        return self.status is Status.HELD and self.held_until is not None and self.held_until <= now

    def is_active_at(self, now: datetime) -> bool:
        return self.status_at(now) in ACTIVE

    def changed(self, **fields: object) -> Booking:
        """The next revision of this booking."""
        return replace(self, revision=self.revision + 1, **fields)  # type: ignore[arg-type]


class Repeat(StrEnum):
    """`MONTH` repeats on the same weekday of the month (the second Tuesday); a fifth is the last."""

    DAY = "day"
    WEEKDAY = "weekday"
    WEEK = "week"
    TWO_WEEKS = "2 weeks"
    MONTH = "month"


@dataclass(frozen=True, slots=True, kw_only=True)
class Recurrence:
    """A rule for a series, in local days and wall-clock times of the space. `until` is inclusive.

    `start` and `end` are None together: then the whole open day is meant.
    """

    every: Repeat
    first: date
    until: date
    start: time | None = None
    end: time | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    id: SeriesId
    resource_id: ResourceId
    person_id: PersonId
    recurrence: Recurrence
    title: str = ""
    made_at: datetime


class Action(StrEnum):
    MADE = "made"
    MOVED = "moved"
    CANCELLED = "cancelled"
    CHECKED_IN = "checked_in"
    ENDED = "ended"
    NO_SHOW = "no_show"
    RESTORED = "restored"
    OFFERED = "offered"
    TAKEN = "taken"
    DECLINED = "declined"
    LAPSED = "lapsed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One line of the audit log: who did what to which booking, and how it stood on both sides."""

    action: Action
    before: Booking | None
    after: Booking
    actor: Actor
    at: datetime


class WaitState(StrEnum):
    WAITING = "waiting"
    OFFERED = "offered"
    TAKEN = "taken"
    DECLINED = "declined"
    LAPSED = "lapsed"
    LEFT = "left"


@dataclass(frozen=True, slots=True, kw_only=True)
class Wait:
    """Wants a resource for an interval as soon as it is free. Used once: a taken or lapsed one is over.

    `offer` is the held booking that was offered, while `state` is OFFERED or after.
    """

    id: WaitId
    resource_id: ResourceId
    person_id: PersonId
    interval: Interval
    asked_at: datetime
    state: WaitState = WaitState.WAITING
    offer: BookingId | None = None
