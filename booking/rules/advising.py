"""When an adviser can be met: their hours, less what they already have, by the rules of their plan."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, timedelta

from booking.model.guidance import Plan
from booking.model.interval import Interval
from booking.model.spaces import Hours, Policy, Resource, ResourceKind, Space
from booking.rules import grid
from booking.rules.intervals import without

STEP = timedelta(minutes=30)
"""Meetings start on the half hour."""
DAY = timedelta(days=1)


def resource(plan: Plan, space: Space) -> Resource:
    """The adviser's time. Nobody books it by themselves; its rules are the plan's."""
    return Resource(
        id=plan.resource_id,
        space_id=space.id,
        name="",
        kind=ResourceKind.ADVISER,
        policy=Policy(
            buffer=plan.buffer,
            notice=plan.notice,
            days_ahead=plan.days_ahead,
            longest=max(plan.length, Policy().longest),
            may_book=frozenset(),
        ),
    )


def free(
    plan: Plan,
    space: Space,
    taken: Sequence[Interval],
    busy: Iterable[Interval],
    now: datetime,
) -> Iterator[Interval]:
    """Every time that can be had, by start.

    `taken` are the meetings there are, without their buffers; `busy` is what the adviser's own calendar says.
    """
    held = Counter(space.today(meeting.start) for meeting in taken)
    closed = [*(Interval(t.start - plan.buffer, t.end + plan.buffer) for t in taken), *busy]
    earliest = now + plan.notice
    first = space.today(earliest)
    last = space.today(now) + timedelta(days=plan.days_ahead)
    for number in range((last - first).days + 1):
        day = first + number * DAY
        if held[day] >= plan.most_a_day:
            continue
        for stretch in without(_working(plan, space, day), closed):
            for start in grid.times(space, stretch, STEP):
                if start >= earliest and start + plan.length <= stretch.end:
                    yield Interval(start, start + plan.length)


def may_be(
    plan: Plan,
    space: Space,
    wanted: Interval,
    taken: Sequence[Interval],
    busy: Iterable[Interval],
    now: datetime,
) -> bool:
    """Whether `wanted` is one of those."""
    return any(each == wanted for each in free(plan, space, taken, busy, now) if each.start >= wanted.start)


def _working(plan: Plan, space: Space, day: date) -> list[Interval]:
    """An exception goes before everything; else nobody works while away or on a red day.

    Nobody works here while the place is shut.
    """
    if day in plan.exceptions:
        hours: Sequence[Hours] = plan.exceptions[day]
    elif plan.is_away(day) or day in space.closed:
        hours = ()
    else:
        hours = plan.weekly.get(day.weekday(), ())
    working = [space.span(day, each) for each in hours]
    return list(without(working, [closure.interval for closure in space.closures]))
