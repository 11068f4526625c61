"""From an understanding to what can be asked of the core: days and wall-clock times to intervals."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from booking.model.bookings import Booking, Recurrence, Repeat
from booking.model.interval import Interval
from booking.model.spaces import Catalogue, DayPart, Equipment, Resource, ResourceKind, Space
from booking.rules import grid
from bot.understanding import Understanding

QUARTER = timedelta(minutes=15)
SERIES_LASTS = timedelta(days=91)
"""How long a repeat goes on where nobody said until when: a quarter of a year."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What is asked for, as far as it was said. `resource` is None where any of the kind will do."""

    kind: ResourceKind
    resource: Resource | None
    people: int
    equipment: frozenset[Equipment]

    def suits(self, resource: Resource) -> bool:
        """Whether a resource is of the kind, large enough and equipped."""
        if self.resource is not None:
            return resource.id == self.resource.id
        fits = resource.capacity >= self.people or self.kind is ResourceKind.DESK
        return resource.kind is self.kind and fits and self.equipment <= resource.equipment

    def step(self, catalogue: Catalogue) -> timedelta:
        """The coarsest grid of those that suit, which is on the grid of all."""
        steps = [resource.policy.granularity for resource in self.candidates(catalogue)]
        return max(steps, default=timedelta(minutes=15))

    def candidates(self, catalogue: Catalogue) -> list[Resource]:
        """Those that suit, the smallest that is enough first."""
        found = [resource for resource in catalogue.in_use if self.suits(resource)]
        return sorted(found, key=lambda resource: resource.capacity)


def wanted(said: Understanding, catalogue: Catalogue) -> Wanted | None:
    """None where not even the kind was said."""
    named = resource_named(said.resource, catalogue)
    kind = named.kind if named else ResourceKind(said.kind) if said.kind else None
    if kind is None:
        return None
    return Wanted(
        kind=kind,
        resource=named,
        people=said.people or 1,
        equipment=frozenset(Equipment(word) for word in said.equipment),
    )


def resource_named(name: str | None, catalogue: Catalogue) -> Resource | None:
    return next((r for r in catalogue.in_use if name and r.name == name), None)


def interval_on(
    day: date, said: Understanding, wanted: Wanted, catalogue: Catalogue, now: datetime
) -> Interval | None:
    """The time said, on that day; the whole day from now on where it has begun. None where it is over."""
    space = catalogue.home
    if said.all_day:
        whole = space.part(day, DayPart.DAY)
        return whole and from_now_on(whole, space, now, wanted.step(catalogue))
    if said.start is None or said.end is None:
        return None
    return between(day, said.start, said.end, space)


def between(day: date, start: time, end: time, space: Space) -> Interval:
    """An end at or before the start is past midnight."""
    last = day + timedelta(days=1) if end <= start else day
    return Interval(space.at(day, start), space.at(last, end))


def from_now_on(interval: Interval, space: Space, now: datetime, step: timedelta) -> Interval | None:
    """What is left of it, from the step that is running."""
    start = max(interval.start, grid.before(space, now, step))
    return Interval(start, interval.end) if start < interval.end else None


def is_of_now(said: Understanding, catalogue: Catalogue, now: datetime) -> bool:
    """Whether it is about this moment, as `nå` is understood: from the next quarter of an hour, no end."""
    space = catalogue.home
    if said.date != space.today(now) or said.start is None or said.end is not None:
        return False
    minute = now.replace(second=0, microsecond=0)
    return space.at(said.date, said.start) == grid.after(space, minute, QUARTER)


def recurrence(said: Understanding, space: Space, days_ahead: int, now: datetime) -> Recurrence | None:
    """The rule of a repeat, or of several days in a row; None where it is neither."""
    if said.date is None or (said.repeat is None and said.end_date is None):
        return None
    last = space.today(now) + timedelta(days=days_ahead)
    if said.repeat is None:
        every, until = Repeat.DAY, said.end_date or said.date
    else:
        every = Repeat(said.repeat.every)
        until = said.repeat.until or min(said.date + SERIES_LASTS, last)
    whole = said.all_day or said.start is None or said.end is None
    return Recurrence(
        every=every,
        first=said.date,
        until=until,
        start=None if whole else said.start,
        end=None if whole else said.end,
    )


def moved(booking: Booking, said: Understanding, catalogue: Catalogue, now: datetime) -> Interval | None:
    """The booking's new time: what was said, and the rest as it was. None where nothing new was said."""
    resource = catalogue.resources[booking.resource_id]
    space = catalogue.space_of(resource)
    old_start, old_end = space.local(booking.interval.start), space.local(booking.interval.end)
    if said.shift is not None:
        return booking.interval.shifted(timedelta(minutes=said.shift))
    day = said.date or old_start.date()
    if said.all_day:
        whole = space.part(day, DayPart.DAY)
        return whole and from_now_on(whole, space, now, resource.policy.granularity)
    if said.start is None and said.end is None and said.date is None:
        return None
    start = space.at(day, said.start or old_start.time())
    if said.end is not None:
        return between(day, said.start or old_start.time(), said.end, space)
    if said.start is None:
        return between(day, old_start.time(), old_end.time(), space)
    return Interval(start, start + booking.interval.length)


def meant(said: Understanding, booking: Booking, catalogue: Catalogue) -> bool:
    """Whether a message about an existing booking can mean this one.

    For a move the old time is in the `from_…` fields, else the date and start say which.
    """
    resource = catalogue.resources[booking.resource_id]
    start = catalogue.space_of(resource).local(booking.interval.start)
    is_move = said.intent == "move"
    day = said.from_date if is_move else said.date
    at = said.from_start if is_move else said.start
    return (
        (said.kind is None or resource.kind == said.kind)
        and (said.resource is None or is_move or resource.name == said.resource)
        and (day is None or start.date() == day)
        and (at is None or start.time() == at)
    )
