"""The rules of one resource, checked against one wish. The first rule that is broken is named."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from booking.model.bookings import Booking, Status
from booking.model.interval import Interval
from booking.model.people import Person
from booking.model.spaces import DayPart, Portion, Resource, Space
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
    TooFarAhead,
    TooLateToCancel,
    TooLong,
    TooShort,
    TooSoon,
)


def check(resource: Resource, space: Space, interval: Interval, holder: Person | None, now: datetime) -> None:
    """Raises the refusal that says most. Without a holder it is a general question: who is not asked.

    What began less than one step of the grid ago counts as now.
    """
    policy = resource.policy
    if resource.retired:
        raise NotFound(what="resource")
    if interval.end <= now or interval.start <= now - policy.granularity:
        raise InThePast(resource_id=resource.id, start=interval.start)
    _check_holder(resource, holder)
    _check_open(resource, space, interval)
    if not is_portion(resource, space, interval, now):
        _check_hours(resource, space, interval)
    if policy.notice and interval.start < now + policy.notice:
        raise TooSoon(resource_id=resource.id, notice=policy.notice)
    last_day = space.today(now) + timedelta(days=policy.days_ahead)
    if space.today(interval.end - timedelta(seconds=1)) > last_day:
        raise TooFarAhead(resource_id=resource.id, last_day=last_day)


def clear_at(resource: Resource, interval: Interval) -> datetime:
    """When the resource may be held again."""
    return interval.end + resource.policy.buffer


def may_hold(resource: Resource, holder: Person | None) -> bool:
    """Whether a person has a role that may book this, and it is not another tenant's."""
    try:
        _check_holder(resource, holder)
    except (NotOpenToYou, AssignedToOthers):
        return False
    return True


def is_portion(resource: Resource, space: Space, interval: Interval, now: datetime) -> bool:
    """Whether it is a whole day or a half-day, or what is left of one that has begun."""
    day = space.today(interval.start)
    parts = (portion(resource, space, day, part) for part in DayPart)
    return any(_is_part(interval, part, resource, now) for part in parts if part is not None)


def portion(resource: Resource, space: Space, day: date, part: DayPart) -> Interval | None:
    """The stretch that a part of a local day means here; None where the resource has no such part."""
    wanted = Portion.DAY if part is DayPart.DAY else Portion.HALF_DAY
    stretch, whole = space.part(day, part), space.part(day, DayPart.DAY)
    if wanted not in resource.policy.portions or stretch is None or whole is None:
        return None
    return stretch.common(whole)


def on_grid(resource: Resource, space: Space, instant: datetime) -> bool:
    """Whether it is a step of the grid, counted from local midnight in wall-clock time."""
    return not into_step(resource, space, instant)


def into_step(resource: Resource, space: Space, instant: datetime) -> timedelta:
    """How far into a step of the grid it is."""
    local = space.local(instant)
    since_midnight = timedelta(hours=local.hour, minutes=local.minute, seconds=local.second)
    return since_midnight % resource.policy.granularity


def check_may_change(resource: Resource, booking: Booking, now: datetime) -> None:
    """Whether its holder may still give it up. Raises NotActive or TooLateToCancel."""
    if not booking.is_active_at(now):
        raise NotActive(status=booking.status_at(now))
    until = booking.interval.start - resource.policy.cancel_before
    if now > until:
        raise TooLateToCancel(until=until)


def check_in_window(resource: Resource, booking: Booking) -> Interval | None:
    """When one can check in; None where the resource asks for none.

    Who booked after the opening has as long from then on.
    """
    rule = resource.policy.check_in
    if rule is None:
        return None
    start = booking.interval.start
    closes = max(start, booking.made_at) + rule.closes
    return Interval(start - rule.opens, min(closes, booking.interval.end))


def check_check_in(resource: Resource, booking: Booking, now: datetime) -> None:
    """Raises NotActive, or CheckInClosed before it opens, after it closes and where none is asked for."""
    if booking.status is not Status.CONFIRMED or not booking.is_active_at(now):
        raise NotActive(status=booking.status_at(now))
    window = check_in_window(resource, booking)
    if window is None:
        raise CheckInClosed
    if not window.start <= now < window.end:
        raise CheckInClosed(opens_at=window.start, closes_at=window.end)


def no_show_at(resource: Resource, booking: Booking) -> datetime | None:
    """When it is released if nobody has checked in; None where nobody needs to."""
    window = check_in_window(resource, booking)
    return window.end if window and window.end < booking.interval.end else None


def _is_part(interval: Interval, part: Interval, resource: Resource, now: datetime) -> bool:
    if interval == part:
        return True
    step = resource.policy.granularity
    begun = part.start < interval.start and now - step < interval.start <= now + step
    return interval.end == part.end and begun


def _check_holder(resource: Resource, holder: Person | None) -> None:
    if holder is None:
        return
    if holder.roles.isdisjoint(resource.policy.may_book):
        raise NotOpenToYou(resource_id=resource.id)
    if resource.assigned_to is not None and holder.tenant_id != resource.assigned_to:
        raise AssignedToOthers(resource_id=resource.id)


def _check_open(resource: Resource, space: Space, interval: Interval) -> None:
    day = space.today(interval.start)
    stretches = space.open_on(day)
    night = space.open_on(day - timedelta(days=1))
    if any(stretch.contains(interval) for stretch in (*stretches, *night)):
        return
    if not stretches:
        raise ClosedDay(resource_id=resource.id, day=day, reason=dict(space.closed.get(day, {})))
    raise OutsideOpeningHours(resource_id=resource.id, day=day, opening=stretches)


def _check_hours(resource: Resource, space: Space, interval: Interval) -> None:
    policy = resource.policy
    grid = on_grid(resource, space, interval.start) and on_grid(resource, space, interval.end)
    if Portion.HOURS not in policy.portions or not grid:
        raise OffGrid(resource_id=resource.id, granularity=policy.granularity)
    if interval.length < policy.shortest:
        raise TooShort(resource_id=resource.id, shortest=policy.shortest)
    if interval.length > policy.longest:
        raise TooLong(resource_id=resource.id, longest=policy.longest)
