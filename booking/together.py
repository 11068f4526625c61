"""Use cases of several bookings at once: made, moved, cancelled and taken back as one deed, or not at all."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from booking.looking import Looking
from booking.model.bookings import Action, Booking, BookingId, Change, Status
from booking.model.interval import Interval
from booking.model.messages import Message, Purpose, Request
from booking.model.people import Actor, Person
from booking.ports import AlreadyRecorded
from booking.recording import Decided, Recording
from booking.refusals import NothingToUndo, Refusal, SeriesConflicts, SlotTaken
from booking.reserving import Wish
from booking.rules import availability, policy, telling
from booking.rules.undoing import undone

ATTEMPTS = 3
Pair = tuple[Booking | None, Booking]


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One of several: what is wished, of which booking; `refusal` says why it cannot be had."""

    wish: Wish
    of: Booking | None = None
    refusal: Refusal | None = None


class Together:
    def __init__(self, recording: Recording, looking: Looking) -> None:
        self._recording = recording
        self._looking = looking

    async def preview_book(self, actor: Actor, holder: Person, wishes: Sequence[Wish]) -> Sequence[Part]:
        """Each of them, with the refusal of those that cannot be had. Books nothing."""
        self._looking.require(actor, holder)
        return [await self._judged(holder, wish, ()) for wish in wishes]

    async def book(
        self, actor: Actor, holder: Person, wishes: Sequence[Wish], request: Request, *, skip: bool
    ) -> Sequence[Booking]:
        """All of them, or with `skip` those that can be had. Raises SeriesConflicts, NotFound."""
        for _ in range(ATTEMPTS):
            parts = tuple(await self.preview_book(actor, holder, wishes))
            decide = partial(self._made, holder, parts, skip=skip)
            try:
                return await self._once(actor, request, Action.MADE, decide)
            except SlotTaken:
                continue
        raise _refused(await self.preview_book(actor, holder, wishes))

    async def preview_cancel(self, actor: Actor, bookings: Sequence[BookingId]) -> Sequence[Part]:
        """Each of them, with the refusal of those that it is too late for."""
        return [self._to_cancel(actor, await self._booking(actor, each)) for each in bookings]

    async def cancel(
        self, actor: Actor, bookings: Sequence[BookingId], request: Request
    ) -> Sequence[Booking]:
        """Those that can still be cancelled. Raises SeriesConflicts where none can, NotFound, Stale."""
        parts = await self.preview_cancel(actor, bookings)
        return await self._once(actor, request, Action.CANCELLED, partial(_cancelled, parts))

    async def preview_move(self, actor: Actor, moves: Sequence[tuple[BookingId, Wish]]) -> Sequence[Part]:
        """Each of them, with the refusal of those that cannot move so. Those that move make way."""
        found = [(await self._looking.booking(actor, each), wish) for each, wish in moves]
        leaving = [booking for (booking, _), _ in found]
        return [await self._judged(holder, wish, leaving, booking) for (booking, holder), wish in found]

    async def move(
        self, actor: Actor, moves: Sequence[tuple[BookingId, Wish]], request: Request, *, skip: bool
    ) -> Sequence[Booking]:
        """All of them, or with `skip` those that can. Raises SeriesConflicts, NotFound, SlotTaken, Stale."""
        parts = await self.preview_move(actor, moves)
        return await self._once(actor, request, Action.MOVED, partial(self._moved, parts, skip=skip))

    async def done(self, request: Request) -> Sequence[Booking]:
        """What was done under that key already; empty where nothing was."""
        return [change.after for change in await self._recording.recorded(request.key)]

    async def undo(self, actor: Actor, key: str, request: Request) -> Sequence[Booking]:
        """Takes back all that the deed with that key did, where each was the last change and is recent.

        Raises NotFound, NothingToUndo, Stale, or SlotTaken where another has taken some of it since.
        """
        known = await self._recording.recorded(request.key)
        if known:
            return [change.after for change in known]
        done = [c for c in await self._recording.recorded(key) if c.actor.person_id == actor.person_id]
        if not done or actor.person_id is None:
            raise NothingToUndo
        now = self._recording.now()
        changes = []
        for change in done:
            booking = await self._booking(actor, change.after.id)
            action, after = undone(change, booking, booking.revision, now)
            changes.append(Change(action=action, before=booking, after=after, actor=actor, at=now))
        await self._record(actor, request, changes)
        return [change.after for change in changes]

    async def _once(
        self, actor: Actor, request: Request, action: Action, decide: Callable[[], Sequence[Pair]]
    ) -> Sequence[Booking]:
        """What is decided, or what the key did the first time."""
        known = await self._recording.recorded(request.key)
        if known:
            return [change.after for change in known]
        at = self._recording.now()
        changes = [
            Change(action=action, before=before, after=after, actor=actor, at=at)
            for before, after in decide()
        ]
        try:
            await self._record(actor, request, changes)
        except AlreadyRecorded as first:
            return [change.after for change in first.changes]
        return [change.after for change in changes]

    async def _record(self, actor: Actor, request: Request, changes: Sequence[Change]) -> None:
        decided = Decided(changes=tuple(changes), messages=self._told(changes))
        await self._recording.record(actor, request, decided)

    def _told(self, changes: Sequence[Change]) -> tuple[Message, ...]:
        """Reminders, and the news for whom it was done; whoever did it is answered where they stand."""
        told: list[Message] = []
        for change in changes:
            resource = self._looking.resource(change.after.resource_id)
            space = self._looking.catalogue.space_of(resource)
            told += telling.messages(change, resource, space, origin=None, now=self._recording.now())
        return tuple(message for message in told if message.purpose is not Purpose.CARD)

    async def _judged(
        self, holder: Person, wish: Wish, leaving: Sequence[Booking], of: Booking | None = None
    ) -> Part:
        resource, space = self._looking.resource_in_use(wish.resource_id)
        taken = (await self._looking.taken(wish.interval, [resource]))[resource.id]
        own = {Interval(b.interval.start, b.clear_at) for b in leaving if b.resource_id == resource.id}
        others = [interval for interval in taken if interval not in own]
        now = self._recording.now()
        refusal = self._kept(of) if of else None
        refusal = refusal or availability.why_not(resource, space, others, wish.interval, now, holder)
        return Part(wish=wish, of=of, refusal=refusal)

    def _kept(self, booking: Booking) -> Refusal | None:
        """Why the time may not be given up, if it may not."""
        resource = self._looking.resource(booking.resource_id)
        try:
            policy.check_may_change(resource, booking, self._recording.now())
        except Refusal as refusal:
            return refusal
        return None

    async def _booking(self, actor: Actor, booking_id: BookingId) -> Booking:
        booking, _ = await self._looking.booking(actor, booking_id)
        return booking

    def _to_cancel(self, actor: Actor, booking: Booking) -> Part:
        is_active = booking.is_active_at(self._recording.now())
        refusal = None if actor.is_staff and is_active else self._kept(booking)
        wish = Wish(resource_id=booking.resource_id, interval=booking.interval)
        return Part(wish=wish, of=booking, refusal=refusal)

    def _made(self, holder: Person, parts: Sequence[Part], *, skip: bool) -> list[Pair]:
        return [(None, self._claim(holder, part.wish)) for part in _accepted(parts, skip=skip)]

    def _claim(self, holder: Person, wish: Wish) -> Booking:
        return Booking(
            id=BookingId(self._recording.new_id()),
            resource_id=wish.resource_id,
            person_id=holder.id,
            interval=wish.interval,
            clear_at=policy.clear_at(self._looking.resource(wish.resource_id), wish.interval),
            title=wish.title,
            made_at=self._recording.now(),
        )

    def _moved(self, parts: Sequence[Part], *, skip: bool) -> list[Pair]:
        return [
            (
                part.of,
                part.of.changed(
                    resource_id=part.wish.resource_id,
                    interval=part.wish.interval,
                    clear_at=policy.clear_at(
                        self._looking.resource(part.wish.resource_id), part.wish.interval
                    ),
                ),
            )
            for part in _accepted(parts, skip=skip)
            if part.of is not None
        ]


def _cancelled(parts: Sequence[Part]) -> list[Pair]:
    return [
        (part.of, part.of.changed(status=Status.CANCELLED))
        for part in _accepted(parts, skip=True)
        if part.of is not None
    ]


def _accepted(parts: Sequence[Part], *, skip: bool) -> list[Part]:
    """Raises SeriesConflicts where one is refused, or with `skip` where none is left."""
    accepted = [part for part in parts if part.refusal is None]
    if not accepted or (len(accepted) < len(parts) and not skip):
        raise _refused(parts)
    return accepted


def _refused(parts: Sequence[Part]) -> SeriesConflicts:
    return SeriesConflicts(conflicts=tuple((p.wish.interval, p.refusal) for p in parts if p.refusal))
