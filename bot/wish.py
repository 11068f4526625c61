"""From an understanding to what can be asked of the core: days and wall-clock times to intervals."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from booking.booking_refusals import NoSuchTime
from booking.model.bookings import Booking
from booking.model.interval import Interval
from booking.model.spaces import Catalogue, DayPart, Equipment, Resource, ResourceKind, Space
from booking.rules import grid
from bot.understanding import Understanding


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What is asked for, as far as it was said. `resource` is None where any of the kind will do."""

    kind: ResourceKind
    resource: Resource | None
    people: int
    equipment: frozenset[Equipment]
    ruled_out: frozenset[str] = frozenset()
    """Names of those that it shall not be."""

    def suits(self, resource: Resource) -> bool:
        """Whether a resource is of the kind, large enough and equipped, and not ruled out."""
        if resource.name in self.ruled_out:
            return False
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
        ruled_out=frozenset(said.not_resource),
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
    """An end at or before the start is past midnight. Raises NoSuchTime where the clock skips one of them."""
    last = day + timedelta(days=1) if end <= start else day
    if _is_skipped(day, start, space):
        raise NoSuchTime(day=day, clock=start)
    if _is_skipped(last, end, space) and _is_skipped(last, _minute_before(end), space):
        raise NoSuchTime(day=last, clock=end)
    return Interval(space.at(day, start), space.at(last, end))


def start_on(day: date, clock: time, space: Space) -> datetime:
    """Raises NoSuchTime where the clock skips it."""
    if _is_skipped(day, clock, space):
        raise NoSuchTime(day=day, clock=clock)
    return space.at(day, clock)


def _is_skipped(day: date, clock: time, space: Space) -> bool:
    return space.local(space.at(day, clock)).time() != clock


def _minute_before(clock: time) -> time:
    return (datetime.combine(date.min + timedelta(days=1), clock) - timedelta(minutes=1)).time()


def from_now_on(interval: Interval, space: Space, now: datetime, step: timedelta) -> Interval | None:
    """What is left of it, from the step that is running."""
    start = max(interval.start, grid.before(space, now, step))
    return Interval(start, interval.end) if start < interval.end else None


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
