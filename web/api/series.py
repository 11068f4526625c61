"""Bookings that repeat by a rule, at the same local time."""

from __future__ import annotations

from collections.abc import Awaitable, Sequence
from datetime import date, datetime, time

from booking.looking import Looking
from booking.membership import Membership
from booking.model.bookings import Booking, BookingId, Recurrence, Status
from booking.model.people import Person, PersonId, Scope
from booking.model.spaces import ResourceId
from booking.ports import AlreadyRecorded
from booking.recording import Recording
from booking.refusals import Refusal
from booking.series import Repeating, SeriesWish
from web.api import schemas
from web.api.operations import Call, Operation, Served, key_reused
from web.problems import Problem, brief

PREVIEW_SERIES = Operation(
    method="POST",
    path="/api/v1/series/preview",
    name="previewSeries",
    summary="Every day of a series, and why it cannot be had; books nothing",
    scope=Scope.READ,
    body=schemas.SeriesIn,
    answer=schemas.Listing[schemas.OccurrenceOut],
    refusals=(404, 409),
)
MAKE_SERIES = Operation(
    method="POST",
    path="/api/v1/series",
    name="makeSeries",
    summary="Book every day of a series, all or none; with `skip` those that can be had",
    scope=Scope.WRITE,
    body=schemas.SkippingSeriesIn,
    answer=schemas.Listing[schemas.BookingOut],
    status=201,
    refusals=(404, 409),
)
CANCEL_SERIES = Operation(
    method="DELETE",
    path="/api/v1/bookings/{id}/series",
    name="cancelSeries",
    summary="Cancel what is left of the series that a booking is of",
    scope=Scope.WRITE,
    query=schemas.WhichQuery,
    answer=schemas.Listing[schemas.BookingOut],
    refusals=(404, 409),
)


class SeriesOperations:
    def __init__(
        self, looking: Looking, repeating: Repeating, recording: Recording, membership: Membership
    ) -> None:
        self._looking = looking
        self._repeating = repeating
        self._recording = recording
        self._membership = membership

    def operations(self) -> tuple[Served, ...]:
        return (
            (PREVIEW_SERIES, self.preview),
            (MAKE_SERIES, self.make),
            (CANCEL_SERIES, self.cancel),
        )

    async def preview(self, call: Call) -> schemas.Listing[schemas.OccurrenceOut]:
        holder, wish = await self._wish(call.body)
        found = await self._repeating.preview(call.actor, holder, wish)
        items = [
            schemas.OccurrenceOut(
                start=occurrence.interval.start,
                end=occurrence.interval.end,
                refusal=None if occurrence.refusal is None else brief(occurrence.refusal),
            )
            for occurrence in found
        ]
        return schemas.Listing(items=items, next=None)

    async def make(self, call: Call) -> schemas.Listing[schemas.BookingOut]:
        holder, wish = await self._wish(call.body)
        skip: bool = call.body.skip
        making = self._repeating.book(call.actor, holder, wish, call.under, skip=skip)
        bookings = await self._done(call, making)
        if call.may_repeat and not await self._is_of(bookings, holder, wish):
            raise key_reused()
        return self._out(bookings)

    async def cancel(self, call: Call) -> schemas.Listing[schemas.BookingOut]:
        booking, _ = await self._looking.booking(call.actor, BookingId(call.id))
        cancelling = self._repeating.cancel(call.actor, booking.id, call.query.which, call.under)
        bookings = await self._done(call, cancelling)
        of = {(cancelled.series_id, cancelled.status) for cancelled in bookings}
        if of != {(booking.series_id, Status.CANCELLED)}:
            raise key_reused()
        return self._out(bookings)

    async def _done(self, call: Call, act: Awaitable[Sequence[Booking]]) -> Sequence[Booking]:
        """What `act` gives, or gave under this key: the same request may have been quicker."""
        try:
            return await act
        except (AlreadyRecorded, Refusal):
            recorded = await self._recording.recorded(call.key)
            if not recorded:
                raise
            return [change.after for change in recorded]

    async def _wish(self, body: schemas.SeriesIn) -> tuple[Person, SeriesWish]:
        if body.until < body.first:
            raise Problem(409, "empty-interval", "The last day must not be before the first.")
        hours = body.hours
        rule = Recurrence(
            every=body.every,
            first=date.fromisoformat(body.first),
            until=date.fromisoformat(body.until),
            start=None if hours is None else time.fromisoformat(hours.start),
            end=None if hours is None else time.fromisoformat(hours.end),
        )
        holder = await self._membership.get(PersonId(body.person_id))
        resource_id = ResourceId(body.resource_id)
        return holder, SeriesWish(resource_id=resource_id, recurrence=rule, title=body.title)

    async def _is_of(self, bookings: Sequence[Booking], holder: Person, wish: SeriesWish) -> bool:
        """Whether that is what was booked, or something else under the same key."""
        series_id = bookings[0].series_id
        series = await self._recording.bookings.series(series_id) if series_id else None
        if series is None or bookings[0].revision != 1:
            return False
        booked = SeriesWish(resource_id=series.resource_id, recurrence=series.recurrence, title=series.title)
        return (series.person_id, booked) == (holder.id, wish)

    def _out(self, bookings: Sequence[Booking]) -> schemas.Listing[schemas.BookingOut]:
        now: datetime = self._looking.now()
        return schemas.Listing(items=[schemas.BookingOut.of(b, now) for b in bookings], next=None)
