"""Bookings: made, found, changed and released."""

from __future__ import annotations

from booking.looking import Looking
from booking.membership import Membership
from booking.model.bookings import Action, Booking, BookingId, Change, Status
from booking.model.people import PersonId, Scope
from booking.model.spaces import ResourceId
from booking.ports import Page
from booking.recording import Recording
from booking.refusals import NotFound, Stale
from booking.reserving import Reserving, Wish
from web.api import schemas
from web.api.operations import Call, Operation, Served, key_reused
from web.api.times import interval

MAKE_BOOKING = Operation(
    method="POST",
    path="/api/v1/bookings",
    name="makeBooking",
    summary="Book a resource for a person",
    scope=Scope.WRITE,
    body=schemas.BookingIn,
    answer=schemas.BookingOut,
    status=201,
    refusals=(404, 409),
)
LIST_BOOKINGS = Operation(
    method="GET",
    path="/api/v1/bookings",
    name="listBookings",
    summary="The bookings that touch a range, whatever their status",
    scope=Scope.READ,
    query=schemas.BookingQuery,
    answer=schemas.Listing[schemas.BookingOut],
    refusals=(404, 409),
)
GET_BOOKING = Operation(
    method="GET",
    path="/api/v1/bookings/{id}",
    name="getBooking",
    summary="One booking",
    scope=Scope.READ,
    answer=schemas.BookingOut,
    refusals=(404,),
)
MOVE_BOOKING = Operation(
    method="PATCH",
    path="/api/v1/bookings/{id}",
    name="moveBooking",
    summary="Move, lengthen, shorten or rename a booking",
    scope=Scope.WRITE,
    body=schemas.BookingChange,
    answer=schemas.BookingOut,
    refusals=(404, 409),
)
CANCEL_BOOKING = Operation(
    method="DELETE",
    path="/api/v1/bookings/{id}",
    name="cancelBooking",
    summary="Cancel a booking",
    scope=Scope.WRITE,
    answer=schemas.BookingOut,
    refusals=(404, 409),
)
CHECK_IN = Operation(
    method="POST",
    path="/api/v1/bookings/{id}/check-in",
    name="checkIn",
    summary="The holder is here",
    scope=Scope.WRITE,
    answer=schemas.BookingOut,
    refusals=(404, 409),
)
END_EARLY = Operation(
    method="POST",
    path="/api/v1/bookings/{id}/end",
    name="endBooking",
    summary="End a booking that has begun, at the coming whole minute",
    scope=Scope.WRITE,
    answer=schemas.BookingOut,
    refusals=(404, 409),
)
UNDO = Operation(
    method="POST",
    path="/api/v1/bookings/{id}/undo",
    name="undoChange",
    summary="Take back the change that led to a revision, while it is the last and no older than 15 minutes",
    scope=Scope.WRITE,
    body=schemas.Undoing,
    answer=schemas.BookingOut,
    refusals=(404, 409),
)


class BookingOperations:
    """A key that was used for something else is refused: what it gave is not what is asked for now."""

    def __init__(
        self, looking: Looking, reserving: Reserving, recording: Recording, membership: Membership
    ) -> None:
        self._looking = looking
        self._reserving = reserving
        self._recording = recording
        self._membership = membership

    def operations(self) -> tuple[Served, ...]:
        return (
            (MAKE_BOOKING, self.make),
            (LIST_BOOKINGS, self.listing),
            (GET_BOOKING, self.get),
            (MOVE_BOOKING, self.move),
            (CANCEL_BOOKING, self.cancel),
            (CHECK_IN, self.check_in),
            (END_EARLY, self.end_early),
            (UNDO, self.undo),
        )

    async def make(self, call: Call) -> schemas.BookingOut:
        body: schemas.BookingIn = call.body
        wish = Wish(
            resource_id=ResourceId(body.resource_id),
            interval=interval(body.start, body.end),
            title=body.title,
        )
        holder = await self._membership.get(PersonId(body.person_id))
        booking = await self._reserving.book(call.actor, holder, wish, call.under)
        if (booking.person_id, booking.revision, _wish_of(booking)) != (holder.id, 1, wish):
            raise key_reused()
        return self._out(booking)

    async def listing(self, call: Call) -> schemas.Listing[schemas.BookingOut]:
        query: schemas.BookingQuery = call.query
        within = interval(query.from_, query.to)
        try:
            found, after = await self._looking.listing(
                within,
                resource_id=ResourceId(query.resource_id) if query.resource_id else None,
                person_id=PersonId(query.person_id) if query.person_id else None,
                page=Page(limit=query.limit, after=query.after),
            )
        except ValueError as error:
            raise NotFound(what="page") from error
        return schemas.Listing(items=[self._out(booking) for booking in found], next=after)

    async def get(self, call: Call) -> schemas.BookingOut:
        booking, _ = await self._looking.booking(call.actor, BookingId(call.id))
        return self._out(booking)

    async def move(self, call: Call) -> schemas.BookingOut:
        # The change itself is looked at: only beside what was before can be told what was asked for.
        change = await self._recorded(call)
        if change is None:
            try:
                moved = await self._move(call)
            except Stale:
                # The same request may have been carried out a moment ago.
                if await self._recorded(call) is None:
                    raise
            change = await self._recorded(call)
            if change is None:
                return self._out(moved)
        before, after = change.before, change.after
        if before is None or (change.action, after.id) != (Action.MOVED, call.id):
            raise key_reused()
        if _wish_of(after) != _changed(before, call.body):
            raise key_reused()
        return self._out(after)

    async def _move(self, call: Call) -> Booking:
        revision = call.body.revision
        booking, _ = await self._looking.booking(call.actor, BookingId(call.id))
        if revision not in {None, booking.revision}:
            raise Stale
        wish = _changed(booking, call.body)
        return await self._reserving.move(call.actor, booking.id, wish, call.under)

    async def cancel(self, call: Call) -> schemas.BookingOut:
        booking = await self._reserving.cancel(call.actor, BookingId(call.id), call.under)
        return self._became(call, booking, Status.CANCELLED)

    async def check_in(self, call: Call) -> schemas.BookingOut:
        booking = await self._reserving.check_in(call.actor, BookingId(call.id), call.under)
        return self._became(call, booking, Status.CHECKED_IN)

    async def end_early(self, call: Call) -> schemas.BookingOut:
        booking = await self._reserving.end_early(call.actor, BookingId(call.id), call.under)
        return self._became(call, booking, Status.ENDED)

    async def undo(self, call: Call) -> schemas.BookingOut:
        revision: int = call.body.revision
        booking = await self._reserving.undo(call.actor, BookingId(call.id), revision, call.under)
        if (booking.id, booking.revision) != (call.id, revision + 1):
            raise key_reused()
        return self._out(booking)

    def _became(self, call: Call, booking: Booking, status: Status) -> schemas.BookingOut:
        if (booking.id, booking.status) != (call.id, status):
            raise key_reused()
        return self._out(booking)

    async def _recorded(self, call: Call) -> Change | None:
        changes = await self._recording.recorded(call.key) if call.may_repeat else ()
        return changes[0] if changes else None

    def _out(self, booking: Booking) -> schemas.BookingOut:
        return schemas.BookingOut.of(booking, self._looking.now())


def _wish_of(booking: Booking) -> Wish:
    return Wish(resource_id=booking.resource_id, interval=booking.interval, title=booking.title)


def _changed(booking: Booking, body: schemas.BookingChange) -> Wish:
    """What is left out stays."""
    return Wish(
        resource_id=ResourceId(body.resource_id or booking.resource_id),
        interval=interval(body.start or booking.interval.start, body.end or booking.interval.end),
        title=body.title or booking.title,
    )
