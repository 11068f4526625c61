"""Which bookings that stand a message can mean, and what is to become of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta

from booking.model.bookings import Booking
from booking.model.interval import Interval
from booking.model.spaces import Catalogue, Space
from booking.rules.shifting import Shift
from bot.understanding import Understanding
from bot.understanding.model import Repeat
from bot.wish import resource_named

OF_NOW = frozenset({"end_now", "check_in"})
OLD_TIME_APART = frozenset({"move", "resize"})
"""Here `date`, `start` and `end` are the new time; the booking's own are in the `from_…` fields."""


def can_mean(said: Understanding, booking: Booking, catalogue: Catalogue) -> bool:
    """Whether a message about an existing booking can mean this one."""
    resource = catalogue.resources[booking.resource_id]
    start = catalogue.space_of(resource).local(booking.interval.start)
    at = _time_said(said)
    leads_elsewhere = said.intent == "move" and said.resource is not None
    return (
        (said.kind is None or leads_elsewhere or resource.kind == said.kind)
        and (said.resource is None or leads_elsewhere or resource.name == said.resource)
        and resource.name not in said.not_resource
        and _is_on(said, start.date())
        and (at is None or start.time() == at)
    )


def _time_said(said: Understanding) -> time | None:
    """By which it is meant; `nå` is no such time."""
    if said.intent in OF_NOW:
        return None
    return said.from_start if said.intent in OLD_TIME_APART else said.start


def with_weekday(said: Understanding) -> Understanding:
    """`alle onsdagene` of bookings that stand are those of every Wednesday, not of one."""
    if not said.everything or said.repeat is not None:
        return said
    is_weekday = any(each.field == "repeat" for each in said.evidence)
    return replace(said, repeat=Repeat(every="week")) if is_weekday else said


def of_resource_named(
    found: Sequence[Booking], said: Understanding, catalogue: Catalogue
) -> Sequence[Booking]:
    """Those of the resource named, where there are any: else it names where to move to."""
    named = resource_named(said.resource, catalogue)
    of_it = [booking for booking in found if named and booking.resource_id == named.id]
    return of_it or found


def says_which(said: Understanding) -> bool:
    """Whether it tells one booking from another, more than `den` does."""
    if said.intent in OF_NOW:
        return bool(said.resource or said.kind)
    if said.intent in OLD_TIME_APART:
        return bool(said.from_date or said.from_start or said.resource or said.kind)
    return bool(said.date or said.start or said.resource or said.kind)


def as_booked(said: Understanding) -> Understanding:
    """A wish as what tells the booking that came of it."""
    return replace(said, intent="cancel", repeat=None, dates=(), end_date=None, not_resource=())


def pinned(said: Understanding, booking: Booking, catalogue: Catalogue) -> Understanding:
    """With the day and start by which it means that booking."""
    resource = catalogue.resources[booking.resource_id]
    start = catalogue.space_of(resource).local(booking.interval.start)
    if said.intent in OLD_TIME_APART:
        return replace(said, from_date=start.date(), from_start=start.time())
    return replace(said, date=start.date(), start=start.time(), resource=resource.name)


def is_several(said: Understanding) -> bool:
    """Whether more bookings than one are meant."""
    of_days = said.intent == "cancel" and bool(said.dates or said.end_date or said.repeat)
    return said.everything or said.onwards or of_days


def follow(first: Booking, held: Sequence[Booking], space: Space) -> list[Booking]:
    """It and all that follow of its series; else at the same place, weekday and time."""

    def alike(booking: Booking) -> bool:
        if first.series_id is not None:
            return booking.series_id == first.series_id
        one, other = space.local(first.interval.start), space.local(booking.interval.start)
        same_time = (one.weekday(), one.time()) == (other.weekday(), other.time())
        return booking.resource_id == first.resource_id and same_time

    return [b for b in held if alike(b) and b.interval.start >= first.interval.start]


def new_end(booking: Booking, said: Understanding, space: Space) -> datetime | None:
    """When it shall end; None where that was not said, or would be before it begins."""
    if said.shift is not None:
        end = booking.interval.end + timedelta(minutes=said.shift)
    elif said.end is not None:
        end = _after(booking.interval, said.end, space)
    else:
        return None
    return end if end > booking.interval.start else None


def _after(interval: Interval, clock: time, space: Space) -> datetime:
    """On the day it begins or, where it goes on past midnight, the day it ends."""
    start, end = space.local(interval.start), space.local(interval.end)
    over_night = end.date() > start.date() and clock <= start.time()
    return space.at(end.date() if over_night else start.date(), clock)


def new_place(booking: Booking, said: Understanding, catalogue: Catalogue) -> Shift:
    """What becomes of one of several that move: the day, the hours, the resource."""
    space = catalogue.space_of(catalogue.resources[booking.resource_id])
    start = space.local(booking.interval.start)
    named = resource_named(said.resource, catalogue)
    begins = said.start
    if said.shift is not None:
        begins = (start + timedelta(minutes=said.shift)).time()
    if begins is None and said.end is not None:
        begins = start.time()
    last = None if said.end is None else _minutes(said.end)
    if last is not None and begins is not None and last <= _minutes(begins):
        last += 24 * 60
    return Shift(
        days=_days(said, start.date()),
        start=None if begins is None else _minutes(begins),
        end=last,
        resource_id=named.id if named else None,
    )


def _days(said: Understanding, day: date) -> int:
    """Bookings that repeat go to another weekday, others to the day that was said."""
    if said.date is None:
        return 0
    if said.repeat is not None or said.onwards:
        return said.date.weekday() - day.weekday()
    return (said.date - day).days


def _minutes(clock: time) -> int:
    return clock.hour * 60 + clock.minute


def _is_on(said: Understanding, day: date) -> bool:
    """Whether that is a day that was said; any day where none was."""
    first = said.from_date if said.intent in OLD_TIME_APART else said.date
    if first is None or said.intent == "end_now":
        return True
    days = (said.dates if said.intent not in OLD_TIME_APART else ()) or (first,)
    if said.repeat is not None:
        return day >= first and (
            said.repeat.every in {"day", "weekday"} or day.weekday() in {each.weekday() for each in days}
        )
    if said.intent not in OLD_TIME_APART and said.end_date is not None:
        return first <= day <= said.end_date
    return day in days
