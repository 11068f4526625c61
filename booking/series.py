"""Use cases of bookings that repeat by a rule, at the same local time of the space."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from booking.looking import Looking
from booking.model.bookings import Action, Booking, BookingId, Change, Recurrence, Series, SeriesId, Status
from booking.model.interval import Interval
from booking.model.messages import Message, Purpose, Request
from booking.model.people import Actor, Person
from booking.model.spaces import Resource, ResourceId, Space
from booking.ports import AlreadyRecorded
from booking.recording import Decided, Recording
from booking.refusals import NotActive, NotFound, Refusal, RuleBroken, SeriesConflicts, SlotTaken
from booking.rules import availability, policy, recurrence, telling
from booking.rules.shifting import Shift, shifted

ATTEMPTS = 3


class Which(StrEnum):
    """How much of a series a change is about, counted from the booking at hand."""

    FOLLOWING = "following"
    ALL = "all"


@dataclass(frozen=True, slots=True, kw_only=True)
class SeriesWish:
    resource_id: ResourceId
    recurrence: Recurrence
    title: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Occurrence:
    """One day of a series; `refusal` says why it cannot be had."""

    interval: Interval
    refusal: Refusal | None = None


class Repeating:
    def __init__(self, recording: Recording, looking: Looking) -> None:
        self._recording = recording
        self._looking = looking

    async def preview(self, actor: Actor, holder: Person, wish: SeriesWish) -> Sequence[Occurrence]:
        """Every occurrence, with the refusal of those that cannot be had. Books nothing."""
        self._looking.require(actor, holder)
        return await self._occurrences(holder, wish)

    async def _occurrences(self, holder: Person, wish: SeriesWish) -> Sequence[Occurrence]:
        resource, space = self._looking.resource_in_use(wish.resource_id)
        wanted = recurrence.occurrences(wish.recurrence, space)
        return await self._judged(resource, space, holder, wanted)

    async def book(
        self, actor: Actor, holder: Person, wish: SeriesWish, request: Request, *, skip: bool
    ) -> Sequence[Booking]:
        """As `book_all`, of one series."""
        return await self.book_all(actor, holder, [wish], request, skip=skip)

    async def book_all(
        self, actor: Actor, holder: Person, wishes: Sequence[SeriesWish], request: Request, *, skip: bool
    ) -> Sequence[Booking]:
        """All of each series in one deed, or with `skip` those that can be had.

        Raises SeriesConflicts where some cannot (or, with `skip`, where none can), NotFound, AlreadyRecorded
        where the key did something else.
        """
        self._looking.require(actor, holder)
        recorded = await self._recording.recorded(request.key)
        if recorded:
            return [change.after for change in recorded]
        every = [(self._series(holder, wish), wish) for wish in wishes]
        for _ in range(ATTEMPTS):
            bookings = await self._bookings(holder, every, skip=skip)
            changes = self._changes(actor, Action.MADE, [(None, booking) for booking in bookings])
            begun = {booking.series_id for booking in bookings}
            made = [series for series, _ in every if series.id in begun]
            try:
                await self._record(actor, request, changes, made)
            except (RuleBroken, SlotTaken):
                continue
            except AlreadyRecorded as done:
                if not done.changes:
                    raise
                return [change.after for change in done.changes]
            return bookings
        judged = [occurrence for wish in wishes for occurrence in await self._occurrences(holder, wish)]
        raise SeriesConflicts(conflicts=_conflicts(judged))

    async def _bookings(
        self, holder: Person, every: Sequence[tuple[Series, SeriesWish]], *, skip: bool
    ) -> list[Booking]:
        judged = [(series, o) for series, wish in every for o in await self._occurrences(holder, wish)]
        _accepted([occurrence for _, occurrence in judged], skip=skip)
        return [self._occurrence(series, o.interval) for series, o in judged if o.refusal is None]

    async def cancel(
        self, actor: Actor, booking_id: BookingId, which: Which, request: Request
    ) -> Sequence[Booking]:
        """Cancels the rest of a series. Bookings past their cut-off are left as they are.

        Raises NotFound, NotActive where nothing is left to cancel, Stale.
        """
        recorded = await self._recording.recorded(request.key)
        if recorded:
            return [change.after for change in recorded]
        series, bookings, _ = await self._concerned(actor, booking_id, which)
        pairs = [
            (booking, booking.changed(status=Status.CANCELLED))
            for booking in bookings
            if actor.is_staff or self._may_change(booking)
        ]
        if not pairs:
            raise NotActive(status=Status.CANCELLED)
        await self._record(actor, request, self._changes(actor, Action.CANCELLED, pairs), [series])
        return [after for _, after in pairs]

    async def move(
        self,
        actor: Actor,
        booking_id: BookingId,
        which: Which,
        shift: Shift,
        request: Request,
        *,
        skip: bool = False,
    ) -> Sequence[Booking]:
        """Moves the rest of a series; with `skip` those that cannot move stay where they are.

        Raises NotFound, SeriesConflicts, NotActive where nothing is left to move, SlotTaken, Stale.
        """
        recorded = await self._recording.recorded(request.key)
        if recorded:
            return [change.after for change in recorded]
        series, bookings, holder = await self._concerned(actor, booking_id, which)
        changeable = [booking for booking in bookings if self._may_change(booking)]
        if not changeable:
            raise NotActive(status=Status.ENDED)
        moved = await self._moved(changeable, shift, holder, skip=skip)
        await self._record(actor, request, self._changes(actor, Action.MOVED, moved), [series])
        return [after for _, after in moved]

    async def _moved(
        self, bookings: Sequence[Booking], shift: Shift, holder: Person, *, skip: bool
    ) -> list[tuple[Booking | None, Booking]]:
        resource, space = self._looking.resource_in_use(shift.resource_id or bookings[0].resource_id)
        wanted = {shifted(booking.interval, shift, space): booking for booking in bookings}
        judged = await self._judged(resource, space, holder, list(wanted), instead_of=bookings)
        return [
            (
                wanted[o.interval],
                wanted[o.interval].changed(
                    resource_id=resource.id,
                    interval=o.interval,
                    clear_at=policy.clear_at(resource, o.interval),
                ),
            )
            for o in _accepted(judged, skip=skip)
        ]

    async def _judged(
        self,
        resource: Resource,
        space: Space,
        holder: Person,
        wanted: Sequence[Interval],
        instead_of: Sequence[Booking] = (),
    ) -> list[Occurrence]:
        if not wanted:
            return []
        around = Interval(min(i.start for i in wanted), max(i.end for i in wanted))
        taken = (await self._looking.taken(around, [resource]))[resource.id]
        own = {Interval(b.interval.start, b.clear_at) for b in instead_of if b.resource_id == resource.id}
        others = [interval for interval in taken if interval not in own]
        now = self._recording.now()
        return [
            Occurrence(
                interval=interval,
                refusal=availability.why_not(resource, space, others, interval, now, holder),
            )
            for interval in wanted
        ]

    async def _concerned(
        self, actor: Actor, booking_id: BookingId, which: Which
    ) -> tuple[Series, Sequence[Booking], Person]:
        booking, holder = await self._looking.booking(actor, booking_id)
        series = None
        if booking.series_id is not None:
            series = await self._recording.bookings.series(booking.series_id)
        if series is None:
            raise NotFound(what="series")
        now = self._recording.now()
        since = now if which is Which.ALL else max(now, booking.interval.start)
        return series, await self._recording.bookings.in_series(series.id, since), holder

    def _may_change(self, booking: Booking) -> bool:
        resource = self._looking.resource(booking.resource_id)
        try:
            policy.check_may_change(resource, booking, self._recording.now())
        except Refusal:
            return False
        return True

    def _series(self, holder: Person, wish: SeriesWish) -> Series:
        return Series(
            id=SeriesId(self._recording.new_id()),
            resource_id=wish.resource_id,
            person_id=holder.id,
            recurrence=wish.recurrence,
            title=wish.title,
            made_at=self._recording.now(),
        )

    def _occurrence(self, series: Series, interval: Interval) -> Booking:
        return Booking(
            id=BookingId(self._recording.new_id()),
            resource_id=series.resource_id,
            person_id=series.person_id,
            interval=interval,
            clear_at=policy.clear_at(self._looking.resource(series.resource_id), interval),
            title=series.title,
            series_id=series.id,
            made_at=series.made_at,
        )

    def _changes(
        self, actor: Actor, action: Action, pairs: Sequence[tuple[Booking | None, Booking]]
    ) -> tuple[Change, ...]:
        at = self._recording.now()
        return tuple(
            Change(action=action, before=before, after=after, actor=actor, at=at) for before, after in pairs
        )

    async def _record(
        self, actor: Actor, request: Request, changes: tuple[Change, ...], concerned: Sequence[Series]
    ) -> None:
        new = tuple(concerned) if changes[0].before is None else ()
        decided = Decided(changes=changes, series=new, messages=self._told(changes, concerned, request))
        await self._recording.record(actor, request, decided)

    def _told(
        self, changes: Sequence[Change], concerned: Sequence[Series], request: Request
    ) -> tuple[Message, ...]:
        """A summary of each series, the first in place of what was tapped, and each booking's reminder."""
        now = self._recording.now()
        summaries = [
            Message(
                purpose=Purpose.SERIES,
                subject=series.id,
                revision=int(now.timestamp()),
                person_id=series.person_id,
                due_at=now,
                origin=request.origin
                if series is concerned[0] and changes[0].actor.person_id == series.person_id
                else None,
            )
            for series in concerned
        ]
        reminders: list[Message] = []
        for change in changes:
            resource = self._looking.resource(change.after.resource_id)
            space = self._looking.catalogue.space_of(resource)
            told = telling.messages(change, resource, space, origin=None, now=now)
            reminders += [message for message in told if message.purpose is Purpose.REMINDER]
        return (*summaries, *reminders)


def _conflicts(judged: Sequence[Occurrence]) -> tuple[tuple[Interval, Refusal], ...]:
    return tuple((o.interval, o.refusal) for o in judged if o.refusal is not None)


def _accepted(judged: Sequence[Occurrence], *, skip: bool) -> list[Occurrence]:
    """Raises SeriesConflicts where one is refused, or with `skip` where none is left."""
    accepted = [occurrence for occurrence in judged if occurrence.refusal is None]
    if not accepted or (len(accepted) < len(judged) and not skip):
        raise SeriesConflicts(conflicts=_conflicts(judged))
    return accepted
