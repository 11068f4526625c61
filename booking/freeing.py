"""Giving up what is booked, several at once: what has not begun is cancelled, what has begun ends."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from booking.model.bookings import Action, Booking, Change, Status, Wait, WaitState
from booking.model.interval import Interval
from booking.model.people import Actor
from booking.model.spaces import Resource
from booking.ports import WaitChange
from booking.recording import Recording, closed
from booking.rules import policy
from booking.rules.closing import next_minute


def given_up(booking: Booking, resource: Resource, actor: Actor, now: datetime) -> Change:
    """Of one that has begun, its holder keeps what is over."""
    start, end = booking.interval.start, booking.interval.end
    until = max(next_minute(now), start + timedelta(minutes=1))
    if booking.status is Status.HELD or start > now or until >= end:
        after = booking.changed(status=Status.CANCELLED)
        return Change(action=Action.CANCELLED, before=booking, after=after, actor=actor, at=now)
    used = Interval(start, until)
    clear = policy.clear_at(resource, used)
    after = booking.changed(interval=used, clear_at=clear, status=Status.ENDED)
    return Change(action=Action.ENDED, before=booking, after=after, actor=actor, at=now)


async def offers_over(recording: Recording, changes: Sequence[Change]) -> tuple[WaitChange, ...]:
    """What becomes of the waiting-list entries whose offers are among them."""
    held = [c.after.id for c in changes if c.before is not None and c.before.status is Status.HELD]
    waits: list[Wait | None] = [await recording.waits.by_offer(booking_id) for booking_id in held]
    return tuple(closed(wait, WaitState.LAPSED) for wait in waits if wait is not None)


async def given_back(
    recording: Recording, changes: Sequence[Change], actor: Actor, now: datetime
) -> tuple[Change, ...]:
    """Those of them that still stand as they were left, and that are not over, as they were before."""
    restored: list[Change] = []
    for change in changes:
        booking = await recording.bookings.get(change.after.id)
        before = change.before
        if before is None or booking is None or booking.revision != change.after.revision:
            continue
        if before.interval.end <= now or before.status is Status.HELD:
            continue
        back = replace(before, revision=booking.revision + 1)
        restored.append(Change(action=Action.RESTORED, before=booking, after=back, actor=actor, at=now))
    return tuple(restored)
