"""Resources, availability, slots and bookings."""

from __future__ import annotations

from datetime import datetime, timedelta

from booking.looking import Looking
from booking.membership import Membership
from booking.model.bookings import Booking, BookingId
from booking.model.interval import Interval
from booking.model.people import PersonId, Scope
from booking.model.spaces import ResourceId
from booking.ports import Page
from booking.refusals import NotFound, Stale
from booking.reserving import Reserving, Wish
from web.api import schemas
from web.api.operations import Call, Operation, Served
from web.problems import Problem

LONGEST_RANGE = timedelta(days=92)
LIST_RESOURCES = Operation(
    method="GET",
    path="/api/v1/resources",
    name="listResources",
    summary="What can be booked, with its rules",
    scope=Scope.READ,
    query=schemas.ResourceQuery,
    answer=schemas.Listing[schemas.ResourceOut],
)
LIST_AVAILABLE = Operation(
    method="GET",
    path="/api/v1/availability",
    name="listAvailable",
    summary="The resources free for the whole of [start, end)",
    scope=Scope.READ,
    query=schemas.AvailabilityQuery,
    answer=schemas.Listing[schemas.ResourceOut],
    refusals=(409,),
)
LIST_SLOTS = Operation(
    method="GET",
    path="/api/v1/resources/{id}/slots",
    name="listSlots",
    summary="The free slots of one resource",
    scope=Scope.READ,
    query=schemas.SlotQuery,
    answer=schemas.Listing[schemas.SlotOut],
    refusals=(404, 409),
)
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


class BookingOperations:
    def __init__(self, looking: Looking, reserving: Reserving, membership: Membership) -> None:
        self._looking = looking
        self._reserving = reserving
        self._membership = membership

    def operations(self) -> tuple[Served, ...]:
        return (
            (LIST_RESOURCES, self.resources),
            (LIST_AVAILABLE, self.available),
            (LIST_SLOTS, self.slots),
            (MAKE_BOOKING, self.make),
            (LIST_BOOKINGS, self.listing),
            (GET_BOOKING, self.get),
            (MOVE_BOOKING, self.move),
            (CANCEL_BOOKING, self.cancel),
        )

    async def resources(self, call: Call) -> schemas.Listing[schemas.ResourceOut]:
        found = self._looking.of_kind(call.query.kind)
        return schemas.Listing(items=[schemas.ResourceOut.of(r) for r in found], next=None)

    async def available(self, call: Call) -> schemas.Listing[schemas.ResourceOut]:
        interval = _interval(call.query.start, call.query.end)
        found = await self._looking.free(interval, None, call.query.kind)
        return schemas.Listing(items=[schemas.ResourceOut.of(r) for r in found], next=None)

    async def slots(self, call: Call) -> schemas.Listing[schemas.SlotOut]:
        within = _range(call.query.from_, call.query.to)
        length = timedelta(minutes=call.query.minutes)
        found = await self._looking.slots(ResourceId(call.id), within, length, None)
        return schemas.Listing(items=[schemas.SlotOut(start=s.start, end=s.end) for s in found], next=None)

    async def make(self, call: Call) -> schemas.BookingOut:
        body: schemas.BookingIn = call.body
        wish = Wish(
            resource_id=ResourceId(body.resource_id),
            interval=_interval(body.start, body.end),
            title=body.title,
        )
        holder = await self._membership.get(PersonId(body.person_id))
        booking = await self._reserving.book(call.actor, holder, wish, call.under)
        made = (booking.resource_id, booking.interval, booking.person_id)
        if made != (wish.resource_id, wish.interval, holder.id):
            raise Problem(409, "key-reused", "This Idempotency-Key was used for another booking.")
        return self._out(booking)

    async def listing(self, call: Call) -> schemas.Listing[schemas.BookingOut]:
        query: schemas.BookingQuery = call.query
        try:
            found, after = await self._looking.listing(
                _interval(query.from_, query.to),
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
        body: schemas.BookingChange = call.body
        booking, _ = await self._looking.booking(call.actor, BookingId(call.id))
        if body.revision is not None and body.revision != booking.revision:
            raise Stale
        wish = Wish(
            resource_id=ResourceId(body.resource_id or booking.resource_id),
            interval=_interval(body.start or booking.interval.start, body.end or booking.interval.end),
            title=body.title or "",
        )
        return self._out(await self._reserving.move(call.actor, booking.id, wish, call.under))

    async def cancel(self, call: Call) -> schemas.BookingOut:
        return self._out(await self._reserving.cancel(call.actor, BookingId(call.id), call.under))

    def _out(self, booking: Booking) -> schemas.BookingOut:
        return schemas.BookingOut.of(booking, self._looking.now())


def _interval(start: datetime, end: datetime) -> Interval:
    if start >= end:
        raise Problem(409, "empty-interval", "The end must be after the start.")
    return Interval(start, end)


def _range(start: datetime, end: datetime) -> Interval:
    within = _interval(start, end)
    if within.length > LONGEST_RANGE:
        raise Problem(409, "range-too-long", f"Ask for {LONGEST_RANGE.days} days at most.")
    return within
