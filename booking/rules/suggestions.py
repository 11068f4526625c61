"""What could be had instead. Each suggestion has passed every rule and is free."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import chain

from booking.model.interval import Interval
from booking.model.people import Person
from booking.model.spaces import (
    LONGEST_BOOKING,
    Catalogue,
    DayPart,
    Equipment,
    Portion,
    Resource,
    ResourceId,
    ResourceKind,
    Space,
)
from booking.refusals import Alternative, Refusal
from booking.rules import availability, grid, opening, policy

MOST = 3
DAYS_OF_CHOICE = 9
"""Alternatives are looked for from the day before to a week after the wish."""
OTHER_DAYS = (*range(1, 8), -1)
DAY = timedelta(days=1)


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
    """At most three, the best of each kind before the next best of any.

    First the nearest that keeps the rule that was broken, then the same time elsewhere, another time that
    day, the same time another day, as much of it as is free. `taken` is of all resources of the kind, from
    the day before `within_reach` of the wish to nine days after it.
    """
    wanted = catalogue.resources.get(wish.resource_id)
    if wanted is None:
        return ()
    search = _Search(holder=holder, catalogue=catalogue, taken=taken, now=now)
    meant = within_reach(wanted, catalogue.space_of(wanted), wish.interval, now)
    near = search.nearest(wanted, meant)
    others = _others(wanted, catalogue, people, equipment)
    return _best_of_each(
        [
            search.mended(wanted, near),
            (found for when in (meant, near) for other in others for found in search.accepted(other, when)),
            chain.from_iterable(search.same_day(resource, near) for resource in (wanted, *others)),
            search.other_days(wanted, near),
            search.rests(wanted, near),
        ]
    )


def around(interval: Interval, now: datetime) -> Interval:
    """What must be known of what is taken, for alternatives to a wish `within_reach` of it."""
    start = max(interval.start, now) - DAY
    return Interval(start, max(interval.end, start) + DAYS_OF_CHOICE * DAY)


def within_reach(resource: Resource, space: Space, interval: Interval, now: datetime) -> Interval:
    """The wish, at its wall-clock time, on the nearest local day that may be booked."""
    rules = resource.policy
    length = min(interval.length, LONGEST_BOOKING)
    if interval.start >= policy.latest_end(rules, space, now):
        last = space.today(now) + timedelta(days=rules.days_ahead)
        # The day before has the same clock, and there is one even where the calendar ends.
        start = space.at(last, space.local(interval.start - DAY).time())
        return Interval(start, start + length)
    local = space.local(interval.start)
    first = space.today(max(now, policy.earliest_start(rules, now)))
    start = interval.start if local.date() >= first else space.at(first, local.time())
    return Interval(start, start + length)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Search:
    holder: Person | None
    catalogue: Catalogue
    taken: Mapping[ResourceId, Sequence[Interval]]
    now: datetime

    def accepted(self, resource: Resource, when: Interval) -> Iterator[Alternative]:
        """The one, or none."""
        space, taken = self.catalogue.space_of(resource), self._taken(resource)
        if availability.accepts(resource, space, taken, when, self.now, self.holder):
            yield Alternative(resource_id=resource.id, interval=when)

    def nearest(self, resource: Resource, meant: Interval) -> Interval:
        """The wish on the grid, in time, neither too short nor too long; of a part of the day, its rest."""
        space, rules = self.catalogue.space_of(resource), resource.policy
        earliest = policy.earliest_start(rules, self.now)
        if self._part(resource, meant) is not None:
            start = max(meant.start, grid.after(space, earliest, rules.granularity))
            return Interval(start, meant.end) if start < meant.end else meant
        start = _rounded(space, max(meant.start, earliest), earliest, rules.granularity)
        steps = min(-(-meant.length // rules.granularity), policy.longest(rules) // rules.granularity)
        return Interval(start, start + max(steps * rules.granularity, rules.shortest))

    def mended(self, resource: Resource, near: Interval) -> Iterator[Alternative]:
        """Near, where it is free; where it still breaks a rule, as much of it as does not."""
        yield from self.accepted(resource, near)
        try:
            policy.check(resource, self.catalogue.space_of(resource), near, self.holder, self.now)
        except Refusal:
            yield from self.rests(resource, near)

    def same_day(self, resource: Resource, near: Interval) -> Iterator[Alternative]:
        """The nearest of the same length or, where it is had in parts only, another part; then one beyond."""
        choices = [when for when in self._of_day(resource, near) if when != near]
        choices.sort(key=lambda when: (abs(when.start - near.start) + abs(when.end - near.end), when < near))
        for when in choices[:1]:
            yield Alternative(resource_id=resource.id, interval=when)
            is_later = when.start > near.start
            beyond = [other for other in choices if (other.start > near.start) is not is_later]
            yield from (Alternative(resource_id=resource.id, interval=other) for other in beyond[:1])

    def other_days(self, resource: Resource, near: Interval) -> Iterator[Alternative]:
        """The same wall-clock time on the days that follow, then on the day before; a part as such."""
        space = self.catalogue.space_of(resource)
        which, day = self._part(resource, near), space.today(near.start)
        for offset in OTHER_DAYS:
            other = day + offset * DAY
            when = _on_day(space, near, other) if which is None else opening.part(space, other, which)
            if when is not None:
                yield from self.accepted(resource, when)

    def rests(self, resource: Resource, near: Interval) -> Iterator[Alternative]:
        """As much of it as can be had in one piece, the longest first."""
        space, step = self.catalogue.space_of(resource), resource.policy.granularity
        found = [i for i in self._parts_of_day(resource, near) if near.contains(i)]
        for piece in availability.free(resource, space, self._taken(resource), near):
            start, end = grid.after(space, piece.start, step), grid.before(space, piece.end, step)
            found += [Interval(start, end)] if start < end else []
        for when in sorted(found, key=lambda i: (-i.length, i.start)):
            yield from self.accepted(resource, when)

    def _of_day(self, resource: Resource, near: Interval) -> Sequence[Interval]:
        """What can be had on the local day: of that length, or in parts where it goes by those only."""
        if Portion.HOURS not in resource.policy.portions:
            return self._parts_of_day(resource, near)
        space, taken = self.catalogue.space_of(resource), self._taken(resource)
        day = space.today(near.start)
        first, last = space.at(day, time(0)), space.at(day + DAY, time(0))
        within = Interval(first, last + near.length)
        found = availability.slots(resource, space, taken, within, near.length, self.now, holder=self.holder)
        return [slot for slot in found if slot.start < last]

    def _parts_of_day(self, resource: Resource, near: Interval) -> list[Interval]:
        space, taken = self.catalogue.space_of(resource), self._taken(resource)
        day = space.today(near.start)
        return [i for _, i in availability.parts(resource, space, taken, day, self.now, self.holder)]

    def _part(self, resource: Resource, when: Interval) -> DayPart | None:
        """The half-day or day that it is, or is the rest of from now, where it can be had as such."""
        space, rules = self.catalogue.space_of(resource), resource.policy
        for which, portion in policy.PORTION_OF.items():
            whole = opening.part(space, space.today(when.start), which)
            if portion in rules.portions and whole and policy.is_part(rules, space, when, whole, self.now):
                return which
        return None

    def _taken(self, resource: Resource) -> Sequence[Interval]:
        return self.taken.get(resource.id, ())


def _best_of_each(kinds: Sequence[Iterator[Alternative]]) -> tuple[Alternative, ...]:
    """The first of each kind, then the second of each, till there are enough; no more are looked for."""
    found: dict[Alternative, None] = {}
    waiting = deque(kinds)
    while waiting and len(found) < MOST:
        kind = waiting.popleft()
        one = next(kind, None)
        if one is not None:
            found[one] = None
            waiting.append(kind)
    return tuple(found)


def _others(
    wanted: Resource, catalogue: Catalogue, people: int | None, equipment: frozenset[Equipment]
) -> list[Resource]:
    """Of the same kind and enough, the same place first; then as well equipped, then nearest in size."""
    seats = people or wanted.capacity
    kin = [r for r in catalogue.in_use if r.kind is wanted.kind and r.id != wanted.id]
    enough = [
        r
        for r in kin
        if r.equipment >= equipment and (r.kind is ResourceKind.DESK or r.capacity >= (people or 1))
    ]
    return sorted(
        enough,
        key=lambda r: (
            r.space_id != wanted.space_id,
            r.capacity < seats,
            not r.equipment >= wanted.equipment,
            abs(r.capacity - seats),
        ),
    )


def _rounded(space: Space, instant: datetime, earliest: datetime, step: timedelta) -> datetime:
    """The nearest time on the grid that is early enough."""
    before, after = grid.before(space, instant, step), grid.after(space, instant, step)
    return before if before >= earliest and instant - before <= after - instant else after


def _on_day(space: Space, interval: Interval, day: date) -> Interval:
    """The same wall-clock time on another local day; what the clock swallows of it keeps its length."""
    start, end = space.local(interval.start), space.local(interval.end)
    first = space.at(day, start.time())
    last = space.at(day + (end.date() - start.date()), end.time())
    return Interval(first, last if first < last else first + interval.length)
