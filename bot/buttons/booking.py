"""Buttons of finding, making and changing bookings."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from booking.model.bookings import BookingId, WaitId
from booking.model.spaces import DayPart, ResourceId, ResourceKind
from bot.buttons.root import Button, Span


@dataclass(frozen=True, slots=True, kw_only=True)
class PickDay(Button):
    kind: ResourceKind
    day: date


@dataclass(frozen=True, slots=True, kw_only=True)
class PickMonth(Button):
    """The month that holds `day`."""

    kind: ResourceKind
    day: date


@dataclass(frozen=True, slots=True, kw_only=True)
class PickHours(Button):
    """The desk's day, by the hour."""

    kind: ResourceKind
    day: date


@dataclass(frozen=True, slots=True, kw_only=True)
class PickPart(Button):
    kind: ResourceKind
    day: date
    part: DayPart


@dataclass(frozen=True, slots=True, kw_only=True)
class PickStart(Button):
    """`resource` is empty where any of the kind will do."""

    kind: ResourceKind
    start: datetime
    resource: ResourceId


@dataclass(frozen=True, slots=True, kw_only=True)
class PickResource(Button):
    """One resource on a local day."""

    resource: ResourceId
    day: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Book(Button):
    changes = True
    resource: ResourceId
    start: datetime
    end: datetime
    once: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Queue(Button):
    """Onto the waiting list of a taken range."""

    changes = True
    resource: ResourceId
    start: datetime
    end: datetime
    once: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LeaveQueue(Button):
    changes = True
    wait: WaitId
    once: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TakeOffer(Button):
    changes = True
    booking: BookingId
    once: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DeclineOffer(Button):
    changes = True
    booking: BookingId
    once: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Show(Button):
    """The card of a booking."""

    booking: BookingId


@dataclass(frozen=True, slots=True, kw_only=True)
class Cancel(Button):
    changes = True
    booking: BookingId
    once: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Undo(Button):
    changes = True
    booking: BookingId
    revision: int
    once: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckIn(Button):
    changes = True
    booking: BookingId
    once: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EndEarly(Button):
    changes = True
    booking: BookingId
    once: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PickSpan(Button):
    """Asks how much of a series is meant, before a cancel or a move."""

    booking: BookingId
    cancel: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class CancelSeries(Button):
    changes = True
    booking: BookingId
    span: Span
    once: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MoveDays(Button):
    """Which day it shall be moved to; `month` shows the month that holds that day."""

    booking: BookingId
    span: Span
    month: date


@dataclass(frozen=True, slots=True, kw_only=True)
class MoveStarts(Button):
    booking: BookingId
    span: Span
    day: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Move(Button):
    """To another start; the length stays. `resource` is empty where that stays too."""

    changes = True
    booking: BookingId
    span: Span
    start: datetime
    resource: ResourceId
    once: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MoveWhere(Button):
    """Which other resource it shall be moved to, at the same time."""

    booking: BookingId


@dataclass(frozen=True, slots=True, kw_only=True)
class Lengths(Button):
    """Which end it shall have: longer or shorter."""

    booking: BookingId


@dataclass(frozen=True, slots=True, kw_only=True)
class SetEnd(Button):
    changes = True
    booking: BookingId
    end: datetime
    once: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SetTimes(Button):
    """Another start and end at once."""

    changes = True
    booking: BookingId
    start: datetime
    end: datetime
    once: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarFile(Button):
    booking: BookingId


@dataclass(frozen=True, slots=True, kw_only=True)
class BookSeries(Button):
    """The series of the draft at `revision`; with `skip`, without the days that cannot be had."""

    changes = True
    revision: int
    skip: bool
    once: str
