"""What is free. `taken` is always the stretches `[start, clear_at)` of what is held of the resource."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta

from booking.model.interval import Interval
from booking.model.people import Person
from booking.model.spaces import DayPart, Resource, Space
from booking.refusals import Refusal
from booking.rules import policy

LENGTHS = tuple(timedelta(minutes=m) for m in (30, 45, 60, 90, 120, 180, 240))
"""What people usually want to choose from."""
HOUR = timedelta(hours=1)


def is_free(resource: Resource, interval: Interval, taken: Sequence[Interval]) -> bool:
    """Whether the interval, with the buffer after it, touches nothing that is held."""
    wanted = Interval(interval.start, policy.clear_at(resource, interval))
    return not any(wanted.overlaps(other) for other in taken)


def accepts(
    resource: Resource,
    space: Space,
    taken: Sequence[Interval],
    interval: Interval,
    now: datetime,
    holder: Person | None,
) -> bool:
    """Whether a booking of just this would be made now."""
    if not is_free(resource, interval, taken):
        return False
    try:
        policy.check(resource, space, interval, holder, now)
    except Refusal:
        return False
    return True


def free(
    resource: Resource, space: Space, taken: Sequence[Interval], within: Interval
) -> tuple[Interval, ...]:
    """When it is open and nobody holds it, its own buffer kept before the next one."""
    found: list[Interval] = []
    for stretch in _open_within(space, within):
        start = stretch.start
        for other in sorted(taken):
            if other.end <= start or other.start - resource.policy.buffer >= stretch.end:
                continue
            end = other.start - resource.policy.buffer
            if end > start:
                found.append(Interval(start, end))
            start = max(start, other.end)
        if start < stretch.end:
            found.append(Interval(start, stretch.end))
    return tuple(found)


def slots(
    resource: Resource,
    space: Space,
    taken: Sequence[Interval],
    within: Interval,
    length: timedelta,
    now: datetime,
    *,
    holder: Person | None = None,
) -> tuple[Interval, ...]:
    """Every interval of this length inside `within` that would be accepted, by start."""
    near = [other for other in taken if other.overlaps(within)]
    return tuple(
        slot
        for start in _grid(resource, space, taken, within, now)
        if (slot := Interval(start, start + length)).end <= within.end
        and accepts(resource, space, near, slot, now, holder)
    )


def free_until(resource: Resource, space: Space, taken: Sequence[Interval], now: datetime) -> datetime | None:
    """Until when it is free, from now on; None where it is not free or not open now."""
    reach = Interval(now, now + timedelta(days=1))
    first = next(iter(free(resource, space, taken, reach)), None)
    return first.end if first is not None and first.start == now else None


def now_for(
    resource: Resource, space: Space, taken: Sequence[Interval], now: datetime, holder: Person | None
) -> Interval | None:
    """A booking that starts now, of an hour or as near to it as can be had."""
    start = now - policy.into_step(resource, space, now)
    choices = lengths(resource, space, taken, start, now, holder)
    return min(choices, key=lambda i: (abs(i.length - HOUR), i.end), default=None)


def starts(
    resource: Resource,
    space: Space,
    taken: Sequence[Interval],
    day: date,
    now: datetime,
    holder: Person | None,
) -> tuple[datetime, ...]:
    """When its shortest booking could start on a local day."""
    shortest = resource.policy.shortest
    found: list[datetime] = []
    for stretch in space.open_on(day):
        slots_ = slots(resource, space, taken, stretch, shortest, now, holder=holder)
        found += [slot.start for slot in slots_]
    return tuple(found)


def lengths(
    resource: Resource,
    space: Space,
    taken: Sequence[Interval],
    start: datetime,
    now: datetime,
    holder: Person | None,
) -> tuple[Interval, ...]:
    """The usual lengths from a start, and until it is needed or closes; each would be accepted."""
    ends = {start + length for length in (resource.policy.shortest, *LENGTHS)}
    room = next((f for f in _around(resource, space, taken, start) if f.start <= start < f.end), None)
    if room is not None:
        ends |= {room.end, min(room.end, start + resource.policy.longest)}
    ordered = (Interval(start, end) for end in sorted(ends))
    return tuple(i for i in ordered if accepts(resource, space, taken, i, now, holder))


def parts(
    resource: Resource,
    space: Space,
    taken: Sequence[Interval],
    day: date,
    now: datetime,
    holder: Person | None,
) -> tuple[tuple[DayPart, Interval], ...]:
    """The half-days and the whole day that can be had; of one that has begun, the rest."""
    found = []
    for part in DayPart:
        whole = policy.portion(resource, space, day, part)
        rest = whole and _rest(resource, space, whole, now)
        if rest and accepts(resource, space, taken, rest, now, holder):
            found.append((part, rest))
    return tuple(found)


def _rest(resource: Resource, space: Space, part: Interval, now: datetime) -> Interval | None:
    """What is left of a part of the day, from the step that is running."""
    start = max(part.start, now - policy.into_step(resource, space, now))
    return Interval(start, part.end) if start < part.end else None


def _around(
    resource: Resource, space: Space, taken: Sequence[Interval], start: datetime
) -> tuple[Interval, ...]:
    return free(resource, space, taken, Interval(start, start + timedelta(days=1)))


def _open_within(space: Space, within: Interval) -> Iterator[Interval]:
    day = space.today(within.start) - timedelta(days=1)
    while day <= space.today(within.end):
        for stretch in space.open_on(day):
            common = stretch.common(within)
            if common is not None:
                yield common
        day += timedelta(days=1)


def _grid(
    resource: Resource, space: Space, taken: Sequence[Interval], within: Interval, now: datetime
) -> Iterator[datetime]:
    """The steps of the grid at which something is free, from the step that is running on."""
    step = resource.policy.granularity
    earliest = now - policy.into_step(resource, space, now)
    for stretch in free(resource, space, taken, within):
        start = max(stretch.start, earliest)
        into = policy.into_step(resource, space, start)
        start += step - into if into else timedelta(0)
        while start < stretch.end:
            yield start
            start += step
