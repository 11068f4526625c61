"""Closing a place or a resource for a while: whom it hits is shown, then all of it is one deed.

A booking that races with it is either refused by the guard, or there when the deed is recorded: then the deed
is Stale, and is decided again with that booking among those that are cancelled and told.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import datetime

from booking.freeing import given_back, given_up, offers_over
from booking.looking import Looking
from booking.model.bookings import ACTIVE, Booking, BookingId, Change
from booking.model.deviations import Deviates, Deviation, DeviationAction, DeviationChange, DeviationId
from booking.model.events import Event
from booking.model.guidance import Appointment
from booking.model.interval import Interval
from booking.model.messages import Message, Purpose, Request
from booking.model.people import Actor, Person
from booking.model.spaces import Closure, ResourceId, SpaceId
from booking.ports import AlreadyRecorded, Cases, Deviations, Events, Occupied, People
from booking.recording import Decided, Recording
from booking.refusals import Alternative, InThePast, NotAllowed, NotFound, NothingToUndo, Stale
from booking.reserving import UNDO_WITHIN
from booking.rules import closing as rules

ATTEMPTS = 5
Stays = Mapping[BookingId, Occupied]
"""The bookings that are held for an event or a meeting: they stay where they are."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shutting:
    """What is to be shut, and when; without a resource the whole place."""

    space_id: SpaceId
    resource_id: ResourceId | None = None
    intervals: tuple[Interval, ...]
    reason: str = ""

    @property
    def whole(self) -> Interval:
        """From the first to the last of them."""
        return Interval(min(i.start for i in self.intervals), max(i.end for i in self.intervals))

    def is_hit(self, interval: Interval) -> bool:
        return any(interval.overlaps(each) for each in self.intervals)


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """A booking that would be cancelled, whose it is, and what they could have instead."""

    booking: Booking
    holder: Person
    instead: tuple[Alternative, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Hits:
    """`events` and `meetings` stay where they are until somebody moves them.

    `already` are the closures that shut some of it as it is.
    """

    bookings: tuple[Hit, ...]
    events: tuple[Event, ...]
    meetings: tuple[Appointment, ...]
    already: tuple[Deviation, ...] = field(default=())


@dataclass(frozen=True, slots=True, kw_only=True)
class Elsewhere:
    """Where closures, and what else has a room, are found."""

    deviations: Deviations
    events: Events
    cases: Cases
    people: People


class Closing:
    def __init__(self, recording: Recording, looking: Looking, elsewhere: Elsewhere) -> None:
        self._recording = recording
        self._looking = looking
        self._deviations = elsewhere.deviations
        self._elsewhere = elsewhere

    async def hits(self, actor: Actor, wish: Shutting) -> Hits:
        """Whom it would hit. Changes nothing. Raises NotAllowed, and InThePast."""
        wish = self._checked(actor, wish)
        stays = await self._stays(wish)
        concerned = await self._concerned(wish, stays)
        events, meetings = await self._held(wish, stays)
        return Hits(
            bookings=tuple([await self._hit(wish, booking) for booking in concerned]),
            events=events,
            meetings=meetings,
            already=tuple(each for each in await self._standing() if _shuts(each, wish)),
        )

    async def close(self, actor: Actor, wish: Shutting, request: Request) -> Sequence[Deviation]:
        """Cancels what it hits and tells whom, in one deed. Raises NotAllowed, InThePast and Stale."""
        wish = self._checked(actor, wish)
        for _ in range(ATTEMPTS):
            if done := await self._deviations.recorded(request.key):
                return [change.after for change in done]
            decided = await self._decided(actor, wish)
            try:
                await self._recording.record(actor, request, decided)
            except (AlreadyRecorded, Stale):
                continue  # a booking was made or changed meanwhile: it is among them now
            await self._looking.refresh()
            return [change.after for change in decided.deviations]
        raise Stale

    async def told(self, shut: Sequence[Deviation]) -> int:
        """How many bookings were cancelled or cut short with them."""
        key = await self._deviations.key_of(shut[0].id)
        return len(await self._recording.recorded(key)) if key else 0

    async def lift(self, actor: Actor, deviation_id: DeviationId, request: Request) -> Deviation:
        """Open again. What was cancelled stays so. Raises NotAllowed, NotFound and Stale."""
        shut = await self._closure(actor, deviation_id)
        if shut.stands:
            await self._end(actor, [shut], request, ())
        return shut

    async def undo(self, actor: Actor, deviation_id: DeviationId, request: Request) -> Deviation:
        """All of that deed: open again, and whoever lost a booking has it back. Raises NothingToUndo too."""
        shut = await self._closure(actor, deviation_id)
        now = self._recording.now()
        if not shut.stands:
            return shut
        key = await self._deviations.key_of(deviation_id)
        if key is None or now - shut.made_at > UNDO_WITHIN:
            raise NothingToUndo
        made = [await self._deviations.get(c.after.id) for c in await self._deviations.recorded(key)]
        changes = await self._recording.recorded(key)
        restored = await given_back(self._recording, changes, actor, now)
        await self._end(actor, [each for each in made if each and each.stands], request, restored)
        return shut

    async def standing(self, actor: Actor) -> Sequence[Deviation]:
        """The closures that hold and are not over, by start. Raises NotAllowed."""
        _require_staff(actor)
        return await self._standing()

    async def _standing(self) -> Sequence[Deviation]:
        found = await self._deviations.standing(self._recording.now())
        return [each for each in found if each.kind is Deviates.CLOSED]

    def _checked(self, actor: Actor, wish: Shutting) -> Shutting:
        _require_staff(actor)
        if wish.resource_id is not None:
            self._looking.resource_in_use(wish.resource_id)
        now = self._recording.now()
        left = tuple(each for interval in wish.intervals if (each := rules.ahead(interval, now)))
        if not left:
            raise InThePast(resource_id=wish.resource_id or ResourceId(""), start=wish.intervals[0].start)
        return replace(wish, intervals=left)

    async def _closure(self, actor: Actor, deviation_id: DeviationId) -> Deviation:
        _require_staff(actor)
        found = await self._deviations.get(deviation_id)
        if found is None or found.kind is not Deviates.CLOSED:
            raise NotFound(what="closure")
        return found

    async def _end(
        self, actor: Actor, shut: Sequence[Deviation], request: Request, restored: tuple[Change, ...]
    ) -> None:
        now = self._recording.now()
        ended = tuple(
            DeviationChange(
                action=DeviationAction.ENDED,
                before=each,
                after=each.ended(actor.person_id, now),
                actor=actor,
                at=now,
            )
            for each in shut
        )
        with suppress(AlreadyRecorded):
            await self._recording.record(actor, request, Decided(changes=restored, deviations=ended))
        await self._looking.refresh()

    async def _decided(self, actor: Actor, wish: Shutting) -> Decided:
        now = self._recording.now()
        stays = await self._stays(wish)
        changes = tuple(
            given_up(booking, self._looking.resource(booking.resource_id), actor, now)
            for booking in await self._concerned(wish, stays)
        )
        _, meetings = await self._held(wish, stays)
        return Decided(
            changes=changes,
            waits=await offers_over(self._recording, changes),
            deviations=tuple(self._shut(actor, wish, each, stays) for each in wish.intervals),
            messages=(*(_told(each) for each in changes), *(_to_adviser(each, now) for each in meetings)),
        )

    def _shut(self, actor: Actor, wish: Shutting, interval: Interval, stays: Stays) -> DeviationChange:
        now = self._recording.now()
        shut = Deviation(
            id=DeviationId(self._recording.new_id()),
            kind=Deviates.CLOSED,
            space_id=wish.space_id,
            resource_id=wish.resource_id,
            interval=interval,
            reason=wish.reason,
            made_by=actor.person_id,
            made_at=now,
        )
        return DeviationChange(
            action=DeviationAction.MADE, before=None, after=shut, actor=actor, at=now, stays=tuple(stays)
        )

    async def _stays(self, wish: Shutting) -> Stays:
        return {each.booking_id: each for each in await self._deviations.occupied(wish.whole)}

    async def _concerned(self, wish: Shutting, stays: Stays) -> list[Booking]:
        found = await self._in_the_way(wish)
        return [each for each in found if each.id not in stays]

    async def _in_the_way(self, wish: Shutting) -> list[Booking]:
        ids = rules.concerned(self._looking.catalogue, wish.space_id, wish.resource_id)
        found = await self._recording.bookings.blocking(wish.whole, ids)
        return [b for b in found if b.status in ACTIVE and wish.is_hit(b.interval)]

    async def _held(self, wish: Shutting, stays: Stays) -> tuple[tuple[Event, ...], tuple[Appointment, ...]]:
        kept = [stays[b.id] for b in await self._in_the_way(wish) if b.id in stays]
        events = [await self._elsewhere.events.get(k.event_id) for k in kept if k.event_id]
        meetings = [
            await self._elsewhere.cases.appointment(k.appointment_id) for k in kept if k.appointment_id
        ]
        return tuple(e for e in events if e), tuple(m for m in meetings if m)

    async def _hit(self, wish: Shutting, booking: Booking) -> Hit:
        holder = await self._elsewhere.people.get(booking.person_id)
        if holder is None:
            raise NotFound(what="person")
        closures = [Closure(interval=each, reason=wish.reason) for each in wish.intervals]
        then = rules.supposing(self._looking.catalogue, wish.space_id, wish.resource_id, closures)
        instead = await self._looking.supposing(then).alternatives(
            holder, booking.resource_id, booking.interval, instead_of=booking
        )
        return Hit(booking=booking, holder=holder, instead=instead)


def _require_staff(actor: Actor) -> None:
    if not actor.is_staff:
        raise NotAllowed


def _shuts(deviation: Deviation, wish: Shutting) -> bool:
    """Whether it shuts some of what is to be shut already."""
    same = deviation.resource_id in {None, wish.resource_id} and deviation.space_id == wish.space_id
    return same and wish.is_hit(deviation.interval)


def _told(change: Change) -> Message:
    booking = change.after
    return Message(
        purpose=Purpose.CLOSED,
        subject=booking.id,
        revision=booking.revision,
        person_id=booking.person_id,
        due_at=change.at,
    )


def _to_adviser(meeting: Appointment, now: datetime) -> Message:
    return Message(
        purpose=Purpose.MEETING_CLOSED,
        subject=meeting.id,
        revision=int(now.timestamp()),
        person_id=meeting.adviser_id,
        due_at=now,
    )
