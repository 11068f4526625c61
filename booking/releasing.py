"""Frees what nobody came to."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from booking.model.bookings import Action, Booking, Change, Status
from booking.model.interval import Interval
from booking.model.messages import Request
from booking.model.spaces import LONGEST_BOOKING, Resource
from booking.ports import AlreadyRecorded, Bookings
from booking.recording import SERVICE, Decided, Recording
from booking.refusals import Stale
from booking.rules import policy


class Releasing:
    """Frees what nobody came to."""

    def __init__(self, recording: Recording, bookings: Bookings, resources: ResourcesInUse) -> None:
        self._recording = recording
        self._bookings = bookings
        self._resources = resources

    async def release_no_shows(self) -> int:
        """Rooms that ask for check-in and got none in time. How many were freed."""
        now = self._recording.now()
        asking = {r.id: r for r in self._resources() if r.policy.check_in is not None}
        if not asking:
            return 0
        started = Interval(now - LONGEST_BOOKING, now)
        found = await self._bookings.not_checked_in(started, list(asking))
        over = [b for b in found if _is_no_show(asking[b.resource_id], b, now)]
        return sum([await self._release(booking, now) for booking in over])

    async def _release(self, booking: Booking, now: datetime) -> bool:
        after = booking.changed(status=Status.NO_SHOW)
        change = Change(action=Action.NO_SHOW, before=booking, after=after, actor=SERVICE, at=now)
        request = Request(key=f"no-show:{booking.id}:{booking.revision}")
        try:
            await self._recording.record(SERVICE, request, Decided(changes=(change,)))
        except (Stale, AlreadyRecorded):
            return False
        return True


class ResourcesInUse(Protocol):
    def __call__(self) -> Sequence[Resource]: ...


def _is_no_show(resource: Resource, booking: Booking, now: datetime) -> bool:
    at = policy.no_show_at(resource, booking)
    return at is not None and at <= now
