"""Use cases of one booking: every booking is made, changed and released here, whoever asks.

Each takes a Request: the same key again changes nothing and returns the first one's result. Raises
AlreadyRecorded where the first one changed no booking.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from booking.booking_refusals import NextBooked
from booking.looking import Looking
from booking.model.bookings import Action, Booking, BookingId, Change, Status
from booking.model.interval import Interval
from booking.model.messages import Request
from booking.model.people import Actor, Person
from booking.model.spaces import ResourceId
from booking.ports import AlreadyRecorded
from booking.recording import Decided, Recording
from booking.refusals import Alternative, NotActive, Refusal, RuleBroken, SlotTaken
from booking.rules import policy
from booking.rules.undoing import UNDO_WITHIN, undone

__all__ = ["UNDO_WITHIN", "Reserving", "Wish"]

OFFERED = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What is wanted: a resource for an interval."""

    resource_id: ResourceId
    interval: Interval
    title: str = ""


class Reserving:
    def __init__(self, recording: Recording, looking: Looking) -> None:
        self._recording = recording
        self._looking = looking

    async def book(self, actor: Actor, holder: Person, wish: Wish, request: Request) -> Booking:
        """Raises NotFound, RuleBroken or SlotTaken, the last two with alternatives."""

        async def claim() -> Booking:
            booking = self._claim(holder, wish)
            await self._record(actor, request, Action.MADE, None, booking)
            return booking

        self._looking.require(actor, holder)
        try:
            return await self._answer(request, holder, wish, claim)
        except SlotTaken as taken:
            taken.of = "" if holder.id == actor.person_id else holder.name
            raise

    async def move(self, actor: Actor, booking_id: BookingId, wish: Wish, request: Request) -> Booking:
        """To another time or resource; also extends and shortens. An empty title keeps the old one.

        Raises NotFound, NotActive, TooLateToCancel (it gives up time after the cut-off), RuleBroken,
        SlotTaken or Stale.
        """
        booking, holder = await self._looking.booking(actor, booking_id)

        async def shift() -> Booking:
            moved = self._moved(booking, holder, wish)
            await self._record(actor, request, Action.MOVED, booking, moved)
            return moved

        return await self._answer(request, holder, wish, shift, of=booking)

    async def resize(self, actor: Actor, booking_id: BookingId, end: datetime, request: Request) -> Booking:
        """Another end, the start as it is. Raises as `move` does, NextBooked where the next is in the way.

        The alternatives have the same start and are as near to what was wished as can be had.
        """
        booking, holder = await self._looking.booking(actor, booking_id)
        wanted = Interval(booking.interval.start, end)
        try:
            return await self.move(
                actor, booking_id, Wish(resource_id=booking.resource_id, interval=wanted), request
            )
        except (RuleBroken, SlotTaken) as refusal:
            said = await self._in_the_way(refusal, booking)
            near = sorted(await self._looking.ends(booking, holder), key=lambda i: abs(i.end - end))
            said.alternatives = tuple(
                Alternative(resource_id=booking.resource_id, interval=other) for other in near[:OFFERED]
            )
            raise said from refusal

    async def _in_the_way(self, refusal: Refusal, booking: Booking) -> Refusal:
        """For a longer one that is taken: when the next begins."""
        if not isinstance(refusal, SlotTaken):
            return refusal
        resource = self._looking.resource(booking.resource_id)
        after = Interval(booking.interval.end, refusal.interval.end + resource.policy.buffer)
        taken = (await self._looking.taken(after, [resource]))[resource.id]
        begins = [other.start for other in taken if other.start >= booking.interval.end]
        return NextBooked(
            resource_id=resource.id,
            interval=refusal.interval,
            about=booking,
            at=min(begins, default=booking.interval.end),
        )

    async def cancel(self, actor: Actor, booking_id: BookingId, request: Request) -> Booking:
        """Raises NotFound, NotActive, TooLateToCancel (not for the administration) or Stale."""
        booking, _ = await self._looking.booking(actor, booking_id)

        def cancelled(now: datetime) -> Booking:
            if not actor.is_staff:
                policy.check_may_change(self._looking.resource(booking.resource_id), booking, now)
            return _active(booking, now).changed(status=Status.CANCELLED)

        return await self._step(actor, request, Action.CANCELLED, booking, cancelled)

    async def release(self, actor: Actor, booking_id: BookingId, request: Request) -> Booking:
        """Cancels it whatever the cut-off: its holder is leaving. Raises NotFound, NotActive or Stale."""
        booking, _ = await self._looking.booking(actor, booking_id)

        def released(now: datetime) -> Booking:
            return _active(booking, now).changed(status=Status.CANCELLED)

        return await self._step(actor, request, Action.CANCELLED, booking, released)

    async def check_in(self, actor: Actor, booking_id: BookingId, request: Request) -> Booking:
        """Raises NotFound, NotActive, CheckInClosed or Stale."""
        booking, _ = await self._looking.booking(actor, booking_id)

        def present(now: datetime) -> Booking:
            policy.check_check_in(self._looking.resource(booking.resource_id), booking, now)
            return booking.changed(status=Status.CHECKED_IN)

        return await self._step(actor, request, Action.CHECKED_IN, booking, present)

    async def end_early(self, actor: Actor, booking_id: BookingId, request: Request) -> Booking:
        """Ends one that has begun, at the coming whole minute. Raises NotFound, NotActive or Stale."""
        booking, _ = await self._looking.booking(actor, booking_id)

        def ended(now: datetime) -> Booking:
            end = max(_next_minute(now), booking.interval.start + timedelta(minutes=1))
            if now < booking.interval.start or end >= booking.interval.end:
                raise NotActive(status=booking.status_at(now))
            used = Interval(booking.interval.start, end)
            clear = policy.clear_at(self._looking.resource(booking.resource_id), used)
            return _active(booking, now).changed(interval=used, clear_at=clear, status=Status.ENDED)

        return await self._step(actor, request, Action.ENDED, booking, ended)

    async def undo(self, actor: Actor, booking_id: BookingId, revision: int, request: Request) -> Booking:
        """Takes back the change that led to `revision`, where it was the last and is recent.

        Raises NotFound, NothingToUndo, Stale, or SlotTaken where another has taken the time since.
        """
        booking, holder = await self._looking.booking(actor, booking_id)

        async def back() -> Booking:
            last = await self._looking.last_change(booking_id)
            action, restored = undone(last, booking, revision, self._recording.now())
            await self._record(actor, request, action, booking, restored)
            return restored

        wish = Wish(resource_id=booking.resource_id, interval=booking.interval)
        return await self._answer(request, holder, wish, back, of=booking)

    async def _step(
        self,
        actor: Actor,
        request: Request,
        action: Action,
        booking: Booking,
        decide: Callable[[datetime], Booking],
    ) -> Booking:
        try:
            after = decide(self._recording.now())
            await self._record(actor, request, action, booking, after)
        except (AlreadyRecorded, Refusal) as refused:
            if isinstance(refused, Refusal):
                refused.about = booking
            return await self._first_result(request, refused)
        return after

    async def _answer(
        self,
        request: Request,
        holder: Person,
        wish: Wish,
        act: Callable[[], Awaitable[Booking]],
        *,
        of: Booking | None = None,
    ) -> Booking:
        """What `act` gives, else the first result of a repeated key, else the refusal with its ways out."""
        try:
            return await act()
        except (AlreadyRecorded, Refusal) as refused:
            try:
                return await self._first_result(request, refused)
            except Refusal as refusal:
                refusal.about = of
                if isinstance(refusal, (RuleBroken, SlotTaken)):
                    refusal.alternatives = await self._looking.alternatives(
                        holder, wish.resource_id, wish.interval, instead_of=of
                    )
                if isinstance(refusal, SlotTaken) and of is None:
                    refusal.own = await self._looking.own(holder, wish.resource_id, wish.interval)
                raise

    async def _first_result(self, request: Request, refused: Exception) -> Booking:
        """What a repeated request key did to a booking; where it did nothing, the refusal stands."""
        if isinstance(refused, AlreadyRecorded):
            recorded = refused.changes
        else:
            recorded = await self._recording.recorded(request.key)
        if not recorded:
            raise refused
        return recorded[0].after

    async def _record(
        self, actor: Actor, request: Request, action: Action, before: Booking | None, after: Booking
    ) -> None:
        at = self._recording.now()
        change = Change(action=action, before=before, after=after, actor=actor, at=at)
        await self._recording.record(actor, request, Decided(changes=(change,)))

    def _claim(self, holder: Person, wish: Wish) -> Booking:
        now = self._recording.now()
        resource, space = self._looking.resource_in_use(wish.resource_id)
        policy.check(resource, space, wish.interval, holder, now)
        return Booking(
            id=BookingId(self._recording.new_id()),
            resource_id=resource.id,
            person_id=holder.id,
            interval=wish.interval,
            clear_at=policy.clear_at(resource, wish.interval),
            title=wish.title,
            made_at=now,
        )

    def _moved(self, booking: Booking, holder: Person, wish: Wish) -> Booking:
        now = self._recording.now()
        resource, space = self._looking.resource_in_use(wish.resource_id)
        _active(booking, now)
        stays = wish.resource_id == booking.resource_id
        same_start = stays and wish.interval.start == booking.interval.start
        in_progress = same_start and booking.interval.start <= now
        if not (in_progress or (stays and wish.interval.contains(booking.interval))):
            policy.check_may_change(self._looking.resource(booking.resource_id), booking, now)
        # What has its start already needs no notice for it again.
        as_of = min(now, wish.interval.start - resource.policy.notice) if same_start else now
        if wish.interval.end <= now:
            raise NotActive(status=Status.ENDED)
        policy.check(resource, space, wish.interval, holder, as_of)
        return booking.changed(
            resource_id=resource.id,
            interval=wish.interval,
            clear_at=policy.clear_at(resource, wish.interval),
            title=wish.title or booking.title,
        )


def _active(booking: Booking, now: datetime) -> Booking:
    if not booking.is_active_at(now):
        raise NotActive(status=booking.status_at(now))
    return booking


def _next_minute(now: datetime) -> datetime:
    return now if now.second == 0 else now.replace(second=0) + timedelta(minutes=1)
