"""The queue for a taken range, and what it offers."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from booking.looking import Looking
from booking.membership import Membership
from booking.model.bookings import BookingId, Status, Wait, WaitId
from booking.model.people import PersonId, Scope
from booking.model.spaces import ResourceId
from booking.ports import AlreadyRecorded
from booking.reserving import Wish
from booking.waiting import Waiting
from web.api import schemas
from web.api.operations import Call, Operation, Served, key_reused
from web.api.times import interval

ASK = Operation(
    method="POST",
    path="/api/v1/waits",
    name="waitFor",
    summary="Wait for a taken range; it is offered when it comes free",
    scope=Scope.WRITE,
    body=schemas.WaitIn,
    answer=schemas.WaitOut,
    status=201,
    refusals=(404, 409),
)
LEAVE = Operation(
    method="DELETE",
    path="/api/v1/waits/{id}",
    name="stopWaiting",
    summary="Leave the queue",
    scope=Scope.WRITE,
    answer=schemas.WaitOut,
    refusals=(404, 409),
)
TAKE = Operation(
    method="POST",
    path="/api/v1/bookings/{id}/take",
    name="takeOffer",
    summary="Turn an offer, which is a held booking, into a confirmed one",
    scope=Scope.WRITE,
    answer=schemas.BookingOut,
    refusals=(404, 409),
)
DECLINE = Operation(
    method="POST",
    path="/api/v1/bookings/{id}/decline",
    name="declineOffer",
    summary="Let an offer go on to the next in line",
    scope=Scope.WRITE,
    answer=schemas.BookingOut,
    refusals=(404, 409),
)


class WaitOperations:
    def __init__(self, looking: Looking, waiting: Waiting, membership: Membership) -> None:
        self._looking = looking
        self._waiting = waiting
        self._membership = membership

    def operations(self) -> tuple[Served, ...]:
        return ((ASK, self.ask), (LEAVE, self.leave), (TAKE, self.take), (DECLINE, self.decline))

    async def ask(self, call: Call) -> schemas.WaitOut:
        return schemas.WaitOut.of(await _twice(lambda: self._ask(call)))

    async def _ask(self, call: Call) -> Wait:
        body: schemas.WaitIn = call.body
        wish = Wish(resource_id=ResourceId(body.resource_id), interval=interval(body.start, body.end))
        holder = await self._membership.get(PersonId(body.person_id))
        return await self._waiting.ask(call.actor, holder, wish, call.under)

    async def leave(self, call: Call) -> schemas.WaitOut:
        wait_id = WaitId(call.id)
        left = await _twice(lambda: self._waiting.leave(call.actor, wait_id, call.under))
        return schemas.WaitOut.of(left)

    async def take(self, call: Call) -> schemas.BookingOut:
        booking = await self._waiting.take(call.actor, BookingId(call.id), call.under)
        if (booking.id, booking.status) != (call.id, Status.CONFIRMED):
            raise key_reused()
        return schemas.BookingOut.of(booking, self._looking.now())

    async def decline(self, call: Call) -> schemas.BookingOut:
        booking = await self._waiting.decline(call.actor, BookingId(call.id), call.under)
        if (booking.id, booking.status) != (call.id, Status.CANCELLED):
            raise key_reused()
        return schemas.BookingOut.of(booking, self._looking.now())


async def _twice(act: Callable[[], Awaitable[Wait]]) -> Wait:
    """Where the key is known, what it did is found at the second look, unless it was something else."""
    try:
        return await act()
    except AlreadyRecorded:
        pass
    try:
        return await act()
    except AlreadyRecorded:
        raise key_reused() from None
