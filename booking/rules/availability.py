"""What can be had: free time, and the intervals that would be accepted now.

`taken` is always `[start, clear_at)` of each booking that blocks the resource, in any order: all that reach
into the time that is asked about, or come within the longest buffer after it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, datetime, time, timedelta

from booking.model.interval import Interval
from booking.model.people import Person
from booking.model.spaces import DayPart, Portion, Resource, Space
from booking.refusals import Refusal, SlotTaken
from booking.rules import grid, opening, policy
from booking.rules.intervals import without

LENGTHS = tuple(timedelta(minutes=minutes) for minutes in (30, 45, 60, 90, 120, 180, 240))
"""What people ask for; the shortest, the longest and the parts of the day come besides."""
ABOUT = timedelta(hours=1)
DAY = timedelta(days=1)


def is_free(resource: Resource, interval: Interval, taken: Iterable[Interval]) -> bool:
    """Whether nobody has it, until this booking's own buffer has run out."""
    held = Interval(interval.start, policy.clear_at(resource, interval))
    return not any(held.overlaps(other) for other in taken)


def why_not(
    resource: Resource,
    space: Space,
    taken: Iterable[Interval],
    interval: Interval,
    now: datetime,
    holder: Person,
) -> Refusal | None:
    """The rule that is in the way, else that it is taken; None where a booking of just this would be made."""
    try:
        policy.check(resource, space, interval, holder, now)
    except Refusal as refusal:
        return refusal
    if is_free(resource, interval, taken):
        return None
    return SlotTaken(resource_id=resource.id, interval=interval)


def accepts(
    resource: Resource,
    space: Space,
    taken: Iterable[Interval],
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
    resource: Resource, space: Space, taken: Iterable[Interval], within: Interval
) -> tuple[Interval, ...]:
    """What is open and not taken, by start; the resource's own buffer is left before what is taken."""
    buffer = resource.policy.buffer
    blocked = [Interval(other.start - buffer, other.end) for other in taken]
    closed = [closure.interval for closure in resource.closures]
    return without(opening.stretches(space, within), [*blocked, *closed])


def free_until(resource: Resource, space: Space, taken: Iterable[Interval], now: datetime) -> datetime | None:
    """Until when it stays free, a day at most; None where it is not free now, or closed."""
    for stretch in free(resource, space, taken, Interval(now, now + DAY)):
        if stretch.start == now:
            return stretch.end
    return None


def free_stretches(
    resource: Resource,
    space: Space,
    taken: Iterable[Interval],
    day: date,
    now: datetime,
    holder: Person | None,
) -> tuple[Interval, ...]:
    """What of a local day can still be booked, on the grid: from the step that is running, if it has begun.

    What is too short for any booking is left out.
    """
    opened, rules = space.open_on(day), resource.policy
    if not opened or not policy.may_hold(resource, holder):
        return ()
    start = max(opened[0].start, policy.earliest_start(rules, now))
    end = min(opened[-1].end, policy.latest_end(rules, space, now))
    found = free(resource, space, taken, Interval(start, end)) if start < end else ()
    on_grid = (
        (grid.after(space, each.start, rules.granularity), grid.before(space, each.end, rules.granularity))
        for each in found
    )
    return tuple(
        Interval(first, last) for first, last in on_grid if last - first >= rules.shortest and last > now
    )


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
    """All that lie in `within` and would be accepted now, by start."""
    if not policy.may_hold(resource, holder):
        return ()
    rules = resource.policy
    lasting = _by_the_hour(resource, space, taken, within, lambda start: start + length, now)
    allowed = rules.shortest <= length <= policy.longest(rules)
    lasting = (slot for slot in lasting if allowed and policy.may_hold(resource, holder, slot))
    found = dict.fromkeys(lasting)
    for day in opening.days(space, within):
        for _, interval in _portions(resource, space, day, now):
            if (
                interval.length == length
                and within.contains(interval)
                and accepts(resource, space, taken, interval, now, holder)
            ):
                found[interval] = None
    return tuple(sorted(found, key=lambda slot: slot.start))


def starts(
    resource: Resource,
    space: Space,
    taken: Sequence[Interval],
    day: date,
    now: datetime,
    holder: Person | None,
) -> tuple[datetime, ...]:
    """When the shortest booking could start on a local day, or a half-day or a whole one.

    In the night that lacks an hour the shortest may end off the grid; then it is a bit longer.
    """
    if not policy.may_hold(resource, holder):
        return ()
    rules = resource.policy

    def ended(start: datetime) -> datetime:
        end = start + rules.shortest
        return end if grid.is_on(space, end, rules.granularity) else grid.after(space, end, rules.granularity)

    whole = Interval(space.at(day, time(0)), space.at(day + DAY, time(0)))
    reach = Interval(whole.start, ended(whole.end))
    hourly = _by_the_hour(resource, space, taken, reach, ended, now)
    mine = (slot for slot in hourly if policy.may_hold(resource, holder, slot))
    found = {slot.start for slot in mine if slot.start < whole.end}
    for interval in _around(resource, space, day, now):
        is_new = whole.start <= interval.start < whole.end and interval.start not in found
        if is_new and accepts(resource, space, taken, interval, now, holder):
            found.add(interval.start)
    return tuple(sorted(found))


def lengths(
    resource: Resource,
    space: Space,
    taken: Sequence[Interval],
    start: datetime,
    now: datetime,
    holder: Person | None,
) -> tuple[Interval, ...]:
    """The usual lengths from a start, until the next booking or closing, and parts of the day; by length."""
    rules = resource.policy
    ends = {start + length for length in (rules.shortest, *LENGTHS)}
    ends.add(_furthest(resource, space, taken, start))
    around = _around(resource, space, space.today(start), now)
    ends.update(interval.end for interval in around if interval.start == start)
    choices = (Interval(start, end) for end in sorted(ends) if end > start)
    return tuple(choice for choice in choices if accepts(resource, space, taken, choice, now, holder))


def parts(
    resource: Resource,
    space: Space,
    taken: Sequence[Interval],
    day: date,
    now: datetime,
    holder: Person | None,
) -> tuple[tuple[DayPart, Interval], ...]:
    """The half-days and the whole day that can be had, or what remains of them from now.

    Each interval comes once: where the afternoon is all that is left of the day, it is the day.
    """
    found: dict[DayPart, Interval] = {}
    for which, interval in _parts(resource, space, day, now):
        if which not in found and accepts(resource, space, taken, interval, now, holder):
            found[which] = interval
    whole = found.get(DayPart.DAY)
    return tuple((w, found[w]) for w in DayPart if w in found and (w is DayPart.DAY or found[w] != whole))


def now_for(
    resource: Resource, space: Space, taken: Sequence[Interval], now: datetime, holder: Person | None
) -> Interval | None:
    """A booking that starts now and lasts about an hour, or as near to that as can be had."""
    near = policy.about_now(resource.policy, now)
    for start in grid.times(space, near, resource.policy.granularity):
        choices = lengths(resource, space, taken, start, now, holder)
        if choices:
            return min(choices, key=lambda choice: abs(choice.end - now - ABOUT))
    return None


def _by_the_hour(
    resource: Resource,
    space: Space,
    taken: Iterable[Interval],
    within: Interval,
    ended: Callable[[datetime], datetime],
    now: datetime,
) -> Iterator[Interval]:
    """What the rules of hours give, whoever asks: `policy.check`, worked out for a whole stretch at once.

    `ended` gives the end of a start, which is no shorter than the shortest booking.
    """
    rules = resource.policy
    start, end = policy.earliest_start(rules, now), policy.latest_end(rules, space, now)
    reach = Interval(start, end).common(within) if start < end else None
    if reach is None or Portion.HOURS not in rules.portions:
        return
    for stretch in free(resource, space, taken, reach):
        for start in grid.times(space, stretch, rules.granularity):
            end = ended(start)
            if end > stretch.end:
                break
            lasts = end - start <= policy.longest(rules)
            if lasts and end > now and grid.is_on(space, end, rules.granularity):
                yield Interval(start, end)


def _furthest(resource: Resource, space: Space, taken: Iterable[Interval], start: datetime) -> datetime:
    """The last end on the grid that the next booking, closing and the longest booking leave; else `start`."""
    rules = resource.policy
    reach = Interval(start, start + policy.longest(rules))
    stretch = next(iter(free(resource, space, taken, reach)), None)
    if stretch is None or stretch.start > start:
        return start
    return grid.before(space, stretch.end, rules.granularity)


def _around(resource: Resource, space: Space, day: date, now: datetime) -> Iterator[Interval]:
    """The portions that may start on a local day; one of the day before may have only its night left."""
    for first in (day - DAY, day):
        for _, interval in _portions(resource, space, first, now):
            yield interval


def _portions(
    resource: Resource, space: Space, day: date, now: datetime
) -> Iterator[tuple[DayPart, Interval]]:
    """The parts of a day that may be had as such."""
    for which, interval in _parts(resource, space, day, now):
        if policy.PORTION_OF[which] in resource.policy.portions:
            yield which, interval


def _parts(resource: Resource, space: Space, day: date, now: datetime) -> Iterator[tuple[DayPart, Interval]]:
    """Each part as a whole, then what remains of it from about now, the longest first."""
    near = policy.about_now(resource.policy, now)
    for which in DayPart:
        whole = opening.part(space, day, which)
        if whole is None:
            continue
        yield which, whole
        if near.overlaps(whole):
            for start in grid.times(space, near, resource.policy.granularity):
                if whole.start < start < whole.end:
                    yield which, Interval(start, whole.end)
