"""Buttons that carry out what was said: the wish of the chat at `revision`, and what was chosen besides."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from booking.model.bookings import BookingId
from booking.model.people import PersonId
from booking.model.spaces import ResourceId
from bot.buttons.root import Button, Span


@dataclass(frozen=True, slots=True, kw_only=True)
class DoIt(Button):
    """Yes: as it was said."""

    changes = True
    revision: int
    once: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DoItTo(Button):
    """To that booking."""

    changes = True
    revision: int
    booking: BookingId
    once: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DoItToSeries(Button):
    """To that booking of a series, or to more of it."""

    changes = True
    revision: int
    booking: BookingId
    span: Span
    once: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DoItFor(Button):
    """For that person."""

    changes = True
    revision: int
    person: PersonId
    once: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DoItOn(Button):
    """On that day, with the hours that were said."""

    changes = True
    revision: int
    day: date
    once: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DoItIn(Button):
    """With that resource instead."""

    changes = True
    revision: int
    resource: ResourceId
    once: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DoItAt(Button):
    """That resource then, for whom it was said."""

    changes = True
    revision: int
    resource: ResourceId
    start: datetime
    end: datetime
    once: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DoAll(Button):
    """To all that were shown; `mark` tells whether they still are the same."""

    changes = True
    revision: int
    mark: str
    once: str


@dataclass(frozen=True, slots=True, kw_only=True)
class UndoAll(Button):
    """All that the tap with the key `done` did."""

    changes = True
    done: str
    once: str
