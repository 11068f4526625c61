"""The rules of one resource: what may be booked, changed and checked in to, and when."""

from __future__ import annotations

from datetime import datetime, time, timedelta

from booking.model.bookings import Booking, Status
from booking.model.interval import Interval
from booking.model.people import Person
from booking.model.spaces import LONGEST_BOOKING, Closure, DayPart, Policy, Portion, Resource, Space
from booking.refusals import (
    AssignedToOthers,
    CheckInClosed,
    ClosedDay,
    InThePast,
    NotActive,
    NotFound,
    NotOpenToYou,
    OffGrid,
    OutsideOpeningHours,
    RuleBroken,
    TooFarAhead,
    TooLateToCancel,
    TooLong,
    TooShort,
    TooSoon,
)
from booking.rules import grid, opening
from booking.shut import OutOfOrder

DAY = timedelta(days=1)
PORTION_OF = {
    DayPart.MORNING: Portion.HALF_DAY,
    DayPart.AFTERNOON: Portion.HALF_DAY,
    DayPart.DAY: Portion.DAY,
}


def check(resource: Resource, space: Space, interval: Interval, holder: Person | None, now: datetime) -> None:
    """Whether it may be booked, free or not. Without a holder it is a general question: who is not asked.

    What began less than one step of the grid ago counts as now. Raises NotFound for a resource that is
    retired, else the RuleBroken that says most.
    """
    if resource.retired:
        raise NotFound(what="resource")
    _check_begun(resource, interval, now)
    _check_holder(resource, holder, interval)
    _check_far_ahead(resource, space, interval, now)
    check_closures(resource, space, interval)
    try:
        _check_opening(resource, space, interval)
        _check_grid(resource, space, interval)
        _check_length(resource, interval)
    except RuleBroken:
        if not is_portion(resource.policy, space, interval, now):
            raise
    if interval.start < earliest_start(resource.policy, now):
        raise TooSoon(resource_id=resource.id, notice=resource.policy.notice)


def may_hold(resource: Resource, holder: Person | None, interval: Interval | None = None) -> bool:
    """Whether it is in use and the holder may book it then; without an interval, at some time."""
    try:
        _check_holder(resource, holder, interval)
    except (NotOpenToYou, AssignedToOthers):
        return False
    return not resource.retired


def is_shut(resource: Resource, space: Space, interval: Interval) -> bool:
    """Whether it, or the place, is closed for some of it beside what the space file says."""
    return any(each.interval.overlaps(interval) for each in (*space.closures, *resource.closures))


def earliest_start(policy: Policy, now: datetime) -> datetime:
    """What began less than one step ago is booked as now, where no notice is asked for."""
    return now + policy.notice if policy.notice else now - policy.granularity + grid.SECOND


def latest_end(policy: Policy, space: Space, now: datetime) -> datetime:
    """Midnight after the last local day that may be booked; the end of a booking counts."""
    return space.at(space.today(now) + timedelta(days=policy.days_ahead + 1), time(0))


def longest(policy: Policy) -> timedelta:
    return min(policy.longest, LONGEST_BOOKING)


def is_portion(policy: Policy, space: Space, interval: Interval, now: datetime) -> bool:
    """Whether it is a half-day or a day that may be had as such, or what remains of one from now."""
    day = space.today(interval.start)
    return any(
        is_part(policy, space, interval, whole, now)
        for whole in (
            opening.part(space, first, which)
            for first in (day, day - DAY)
            for which, portion in PORTION_OF.items()
            if portion in policy.portions
        )
        if whole is not None and whole.length <= LONGEST_BOOKING
    )


def about_now(policy: Policy, now: datetime) -> Interval:
    """Where the start of what remains of a day may lie: less than a step from now, on either side."""
    return Interval(now - policy.granularity + grid.SECOND, now + policy.granularity)


def is_part(policy: Policy, space: Space, interval: Interval, whole: Interval, now: datetime) -> bool:
    """Whether it is the whole of a part of a day, or what remains of it from about now."""
    if interval.end != whole.end:
        return False
    near = about_now(policy, now)
    return interval.start == whole.start or (
        whole.start < interval.start
        and near.start <= interval.start < near.end
        and grid.is_on(space, interval.start, policy.granularity)
    )


def _check_begun(resource: Resource, interval: Interval, now: datetime) -> None:
    if interval.start <= now - resource.policy.granularity or interval.end <= now:
        raise InThePast(resource_id=resource.id, start=interval.start)


def _check_holder(resource: Resource, holder: Person | None, interval: Interval | None) -> None:
    if holder is None:
        return
    if holder.roles.isdisjoint(resource.policy.may_book):
        raise NotOpenToYou(resource_id=resource.id)
    is_others = resource.assigned_to is not None and resource.assigned_to != holder.tenant_id
    if is_others and not _is_lent(resource, interval):
        raise AssignedToOthers(resource_id=resource.id)


def _is_lent(resource: Resource, interval: Interval | None) -> bool:
    """All of the interval; without one, at some time."""
    return any(interval is None or lent.contains(interval) for lent in resource.lent)


def check_closures(resource: Resource, space: Space, interval: Interval) -> None:
    """Raises OutOfOrder, or ClosedDay where the whole day is shut.

    What the space file closes is told first: it has a name that people know.
    """
    day = space.today(interval.start)
    if day in space.closed:
        return
    for closure in (each for each in space.closures if each.interval.overlaps(interval)):
        if space.open_on(day) or day.weekday() not in space.opening:
            raise _out_of_order(resource, closure, whole_space=True)
        reason = {"nb": closure.reason} if closure.reason else {}
        raise ClosedDay(resource_id=resource.id, day=day, reason=reason)
    for closure in resource.closures:
        if closure.interval.overlaps(interval):
            raise _out_of_order(resource, closure, whole_space=False)


def _out_of_order(resource: Resource, closure: Closure, *, whole_space: bool) -> OutOfOrder:
    return OutOfOrder(
        resource_id=resource.id, interval=closure.interval, reason=closure.reason, whole_space=whole_space
    )


def _check_far_ahead(resource: Resource, space: Space, interval: Interval, now: datetime) -> None:
    last = latest_end(resource.policy, space, now)
    if interval.end > last:
        raise TooFarAhead(resource_id=resource.id, last_day=space.today(last) - DAY)


def _check_opening(resource: Resource, space: Space, interval: Interval) -> None:
    if opening.is_open(space, interval):
        return
    day = space.today(interval.start)
    hours = space.open_on(day)
    if hours:
        raise OutsideOpeningHours(resource_id=resource.id, day=day, opening=hours)
    raise ClosedDay(resource_id=resource.id, day=day, reason=dict(space.closed.get(day, {})))


def _check_grid(resource: Resource, space: Space, interval: Interval) -> None:
    step = resource.policy.granularity
    is_on_grid = grid.is_on(space, interval.start, step) and grid.is_on(space, interval.end, step)
    if Portion.HOURS not in resource.policy.portions or not is_on_grid:
        raise OffGrid(resource_id=resource.id, granularity=step)


def _check_length(resource: Resource, interval: Interval) -> None:
    if interval.length < resource.policy.shortest:
        raise TooShort(resource_id=resource.id, shortest=resource.policy.shortest)
    if interval.length > longest(resource.policy):
        raise TooLong(resource_id=resource.id, longest=longest(resource.policy))


def clear_at(resource: Resource, interval: Interval) -> datetime:
    """When the next may have it."""
    return interval.end + resource.policy.buffer


def check_may_change(resource: Resource, booking: Booking, now: datetime) -> None:
    """Whether time may still be given up. Raises NotActive or TooLateToCancel."""
    if not booking.is_active_at(now):
        raise NotActive(status=booking.status_at(now))
    until = booking.interval.start - resource.policy.cancel_before
    if now > until:
        raise TooLateToCancel(until=until)


def check_in_window(resource: Resource, booking: Booking) -> Interval | None:
    """When its holder can say that they have come; None where nobody asks.

    Who books what has begun has as long as others, counted from when they booked.
    """
    asked = resource.policy.check_in
    if asked is None:
        return None
    opens = booking.interval.start - asked.opens
    closes = min(max(booking.interval.start, booking.made_at) + asked.closes, booking.interval.end)
    return Interval(opens, closes) if opens < closes else None


def check_check_in(resource: Resource, booking: Booking, now: datetime) -> None:
    """Raises NotActive where there is nothing to come to, or they have come; else CheckInClosed."""
    status = booking.status_at(now)
    if status is not Status.CONFIRMED:
        raise NotActive(status=status)
    window = check_in_window(resource, booking)
    if window is None:
        raise CheckInClosed
    if not window.start <= now < window.end:
        raise CheckInClosed(opens_at=window.start, closes_at=window.end)


def no_show_at(resource: Resource, booking: Booking) -> datetime | None:
    """When it is given up for nobody came; None where nobody asks, or it is over by then."""
    window = check_in_window(resource, booking)
    return window.end if window is not None and window.end < booking.interval.end else None
