"""What could be had instead. Each suggestion has passed every rule."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import datetime, timedelta

from booking.model.interval import Interval
from booking.model.people import Person
from booking.model.spaces import Catalogue, DayPart, Equipment, Resource, ResourceId, Space
from booking.refusals import Alternative
from booking.rules import availability, policy

MOST = 3
DAYS_AHEAD = 7

Fits = Callable[[Resource, Interval], bool]


def alternatives(
    wish: Alternative,
    holder: Person | None,
    catalogue: Catalogue,
    taken: Mapping[ResourceId, Sequence[Interval]],
    now: datetime,
    *,
    people: int | None = None,
    equipment: frozenset[Equipment] = frozenset(),
) -> tuple[Alternative, ...]:
    """At most three, the best of each kind first: the nearest time, another resource, another day."""
    interval = wish.interval
    wanted = catalogue.resources.get(wish.resource_id)
    if wanted is None:
        return ()

    def fits(resource: Resource, when: Interval) -> bool:
        space = catalogue.space_of(resource)
        held = taken.get(resource.id, ())
        return availability.accepts(resource, space, held, when, now, holder)

    near = _allowed_length(wanted, catalogue.space_of(wanted), interval, now)
    others = _others(wanted, catalogue, people, equipment)
    ways = [
        _first(_same_day(wanted, near, taken, catalogue, now), fits),
        _first(((other, when) for when in dict.fromkeys((interval, near)) for other in others), fits),
        _first(_next_days(wanted, near, catalogue), fits),
        _first(_same_day_others(others, near, taken, catalogue, now), fits),
    ]
    found = dict.fromkeys(way for way in ways if way is not None)
    return tuple(found)[:MOST]


def _first(candidates: Iterable[tuple[Resource, Interval]], fits: Fits) -> Alternative | None:
    for resource, when in candidates:
        if fits(resource, when):
            return Alternative(resource_id=resource.id, interval=when)
    return None


def _allowed_length(resource: Resource, space: Space, interval: Interval, now: datetime) -> Interval:
    """The wish on the grid, not in the past, and neither too short nor too long."""
    rules = resource.policy
    if policy.is_portion(resource, space, interval, now):
        return interval
    earliest = now + rules.notice
    start = max(interval.start, earliest)
    start -= policy.into_step(resource, space, start)
    if start < earliest and rules.notice:
        start += rules.granularity
    length = min(max(interval.length, rules.shortest), rules.longest)
    steps = -(-length // rules.granularity)
    end = start + steps * rules.granularity
    return Interval(start, end if end - start <= rules.longest else end - rules.granularity)


def _same_day(
    resource: Resource,
    near: Interval,
    taken: Mapping[ResourceId, Sequence[Interval]],
    catalogue: Catalogue,
    now: datetime,
) -> Iterator[tuple[Resource, Interval]]:
    """The same length on the same local day, nearest to the wish first; else as much of it as is free."""
    space = catalogue.space_of(resource)
    day = space.today(near.start)
    held = taken.get(resource.id, ())
    step = resource.policy.granularity
    starts: list[datetime] = []
    rests: list[Interval] = []
    for stretch in space.open_on(day):
        for free in availability.free(resource, space, held, stretch):
            first = max(free.start, now - policy.into_step(resource, space, now))
            starts += _steps(first, free.end - near.length, step)
            common = Interval(first, free.end).common(near) if first < free.end else None
            rests += [common] if common else []
    for start in sorted(starts, key=lambda start: (abs(start - near.start), start)):
        yield resource, Interval(start, start + near.length)
    for rest in sorted(rests, key=lambda rest: (-rest.length, rest.start)):
        yield resource, rest


def _same_day_others(
    others: Sequence[Resource],
    near: Interval,
    taken: Mapping[ResourceId, Sequence[Interval]],
    catalogue: Catalogue,
    now: datetime,
) -> Iterator[tuple[Resource, Interval]]:
    for other in others:
        yield from _same_day(other, near, taken, catalogue, now)


def _steps(first: datetime, last: datetime, step: timedelta) -> Iterator[datetime]:
    while first <= last:
        yield first
        first += step


def _others(
    wanted: Resource, catalogue: Catalogue, people: int | None, equipment: frozenset[Equipment]
) -> list[Resource]:
    """Of the same kind: enough seats and equipment first, then the nearest in size, then as in the file."""
    seats = people or 1
    found = [r for r in catalogue.in_use if r.kind is wanted.kind and r.id != wanted.id]
    enough = [r for r in found if r.capacity >= seats and r.equipment >= equipment]
    return sorted(
        enough,
        key=lambda r: (
            r.space_id != wanted.space_id,
            r.capacity < wanted.capacity,
            not r.equipment >= wanted.equipment,
            abs(r.capacity - wanted.capacity),
        ),
    )


def _next_days(
    resource: Resource, near: Interval, catalogue: Catalogue
) -> Iterator[tuple[Resource, Interval]]:
    """The same wall-clock time on the days that follow; a whole day or half-day as such."""
    space = catalogue.space_of(resource)
    local = space.local(near.start)
    for ahead in range(1, DAYS_AHEAD + 1):
        day = local.date() + timedelta(days=ahead)
        parts = [
            part
            for name in DayPart
            if space.part(local.date(), name) == near and (part := space.part(day, name)) is not None
        ]
        start = space.at(day, local.time())
        yield from ((resource, part) for part in parts)
        yield resource, Interval(start, start + near.length)
