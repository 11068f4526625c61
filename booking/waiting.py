"""Use cases of the waiting list: ask for a taken range, be offered it, take it or let it go on."""

from __future__ import annotations

from collections.abc import Awaitable

from booking.looking import Looking
from booking.model.bookings import Action, Booking, BookingId, Change, Status, Wait, WaitId, WaitState
from booking.model.messages import Request
from booking.model.people import Actor, Person
from booking.ports import AlreadyRecorded, WaitChange
from booking.recording import Decided, Recording, closed
from booking.refusals import Alternative, NotFound, NothingToWaitFor, OfferOver, RuleBroken, SlotTaken, Stale
from booking.reserving import Wish
from booking.rules import availability, policy


class Waiting:
    def __init__(self, recording: Recording, looking: Looking) -> None:
        self._recording = recording
        self._looking = looking

    async def ask(self, actor: Actor, holder: Person, wish: Wish, request: Request) -> Wait:
        """Puts the holder in the queue; asking again for the same gives the entry there is.

        Raises NotFound, RuleBroken, or NothingToWaitFor where it is free.
        """
        self._looking.require(actor, holder)
        resource, space = self._looking.resource_in_use(wish.resource_id)
        now = self._recording.now()
        policy.check(resource, space, wish.interval, holder, now)
        taken = await self._looking.taken(wish.interval, [resource])
        if availability.is_free(resource, wish.interval, taken[resource.id]):
            itself = Alternative(resource_id=resource.id, interval=wish.interval)
            raise NothingToWaitFor(alternatives=(itself,))
        for wait in await self._recording.waits.of_person(holder.id, now):
            if (wait.resource_id, wait.interval) == (resource.id, wish.interval):
                return wait
        wait = Wait(
            id=WaitId(self._recording.new_id()),
            resource_id=resource.id,
            person_id=holder.id,
            interval=wish.interval,
            asked_at=now,
        )
        entered = Decided(changes=(), waits=(WaitChange(before=None, after=wait),))
        await self._recording.record(actor, request, entered)
        return wait

    async def take(self, actor: Actor, booking_id: BookingId, request: Request) -> Booking:
        """Turns the offer into a booking, in one step that names the hold.

        Raises NotFound, OfferOver, or NotActive and Stale as any change.
        """
        return await self._settle(actor, booking_id, request, Action.TAKEN, WaitState.TAKEN)

    async def decline(self, actor: Actor, booking_id: BookingId, request: Request) -> Booking:
        """Lets it go on to the next in line. Raises NotFound, OfferOver or Stale."""
        return await self._settle(actor, booking_id, request, Action.DECLINED, WaitState.DECLINED)

    async def leave(self, actor: Actor, wait_id: WaitId, request: Request) -> Wait:
        """Leaves the queue. Raises NotFound, or Stale where an offer has been made meanwhile."""
        wait = await self._recording.waits.get(wait_id)
        if wait is None or not (actor.is_staff or wait.person_id == actor.person_id):
            raise NotFound(what="wait")
        if wait.state is WaitState.LEFT:
            return wait
        left = closed(wait, WaitState.LEFT)
        await self._recording.record(actor, request, Decided(changes=(), waits=(left,)))
        return left.after

    async def lapse_offers(self) -> int:
        """Gives up holds past their deadline; the next in line gets the offer. How many."""
        over = await self._recording.bookings.lapsed(self._recording.now())
        return sum([await self._quietly(self._recording.lapse(hold)) for hold in over])

    async def offer_what_is_free(self) -> int:
        """Makes the offers that a busy moment left unmade. How many."""
        waiting = await self._recording.waits.open(self._recording.now())
        made = 0
        for wait in waiting:
            try:
                made += await self._recording.offer(wait)
            except (RuleBroken, SlotTaken, Stale, AlreadyRecorded):
                continue
        return made

    async def _quietly(self, step: Awaitable[None]) -> bool:
        """Another process may have done it a moment ago; then there is nothing to do."""
        try:
            await step
        except (Stale, AlreadyRecorded):
            return False
        return True

    async def _settle(
        self,
        actor: Actor,
        booking_id: BookingId,
        request: Request,
        action: Action,
        state: WaitState,
    ) -> Booking:
        held, _ = await self._looking.booking(actor, booking_id)
        recorded = await self._recording.recorded(request.key)
        if recorded:
            return recorded[0].after
        now = self._recording.now()
        if held.status is not Status.HELD or held.has_lapsed(now):
            raise OfferOver
        status = Status.CONFIRMED if state is WaitState.TAKEN else Status.CANCELLED
        after = held.changed(status=status, held_until=None)
        change = Change(action=action, before=held, after=after, actor=actor, at=now)
        wait = await self._recording.waits.by_offer(held.id)
        waits = (closed(wait, state),) if wait else ()
        try:
            await self._recording.record(actor, request, Decided(changes=(change,), waits=waits))
        except AlreadyRecorded as done:
            if not done.changes:
                raise
            return done.changes[0].after
        return after
