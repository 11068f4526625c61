"""Being away: what a person holds in a stretch is freed in one deed, and their firm's desk may be lent."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from booking.freeing import given_back, given_up
from booking.looking import Looking
from booking.model.bookings import Booking, Change, Status
from booking.model.deviations import Deviates, Deviation, DeviationAction, DeviationChange, DeviationId
from booking.model.interval import Interval
from booking.model.messages import Message, Purpose, Request
from booking.model.people import Actor, Person
from booking.model.spaces import Resource, ResourceId
from booking.ports import AlreadyRecorded, Deviations
from booking.recording import Decided, Recording
from booking.refusals import NothingToUndo, SlotTaken, Stale
from booking.reserving import UNDO_WITHIN
from booking.rules import telling
from booking.rules.closing import ahead

ATTEMPTS = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Away:
    """With a resource only that is meant. `lends` their firm's own desks too."""

    intervals: tuple[Interval, ...]
    resource_id: ResourceId | None = None
    lends: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """What would be freed, and the firm's own desks that could be lent; `lent` are so already."""

    bookings: tuple[Booking, ...]
    desks: tuple[Resource, ...]
    lent: tuple[Resource, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Freed:
    """What was done: the bookings as they were before it, and the desks that are lent."""

    bookings: tuple[Booking, ...]
    lent: tuple[Deviation, ...]


class Absence:
    def __init__(self, recording: Recording, looking: Looking, deviations: Deviations) -> None:
        self._recording = recording
        self._looking = looking
        self._deviations = deviations

    async def held(self, actor: Actor, person: Person, away: Away) -> Held:
        """What there is to free. Changes nothing. Raises NotFound for a person one may not act for."""
        self._looking.require(actor, person)
        left = self._ahead(away)
        if not left:
            return Held(bookings=(), desks=())
        desks = [desk for desk in self._own_desks(person) if away.resource_id in {None, desk.id}]
        lent = tuple(desk for desk in desks if not _to_lend(desk, left))
        return Held(
            bookings=tuple(await self._bookings(person, away, left)),
            desks=tuple(desk for desk in desks if desk not in lent),
            lent=lent,
        )

    async def free(self, actor: Actor, person: Person, away: Away, request: Request) -> Freed:
        """All of it in one deed; nothing where nothing is held.

        Whatever the cut-off: a desk that nobody uses is of use to others. Raises NotFound and Stale.
        """
        for _ in range(ATTEMPTS):
            if done := await self._done(request.key):
                return done
            held = await self.held(actor, person, away)
            decided = self._decided(actor, away, held)
            if not (decided.changes or decided.deviations):
                return Freed(bookings=(), lent=())
            try:
                await self._recording.record(actor, request, decided)
            except (AlreadyRecorded, Stale):
                continue
            if decided.deviations:
                await self._looking.refresh()
            return Freed(bookings=held.bookings, lent=tuple(c.after for c in decided.deviations))
        raise Stale

    async def come_back(self, actor: Actor, person: Person, key: str, request: Request) -> Sequence[Booking]:
        """Undoes the deed of that key, all that can be had again. What is the person's again.

        Raises NotFound, and NothingToUndo where it is too long ago or others have taken all of it.
        """
        self._looking.require(actor, person)
        if repeated := await self._recording.recorded(request.key):
            return [change.after for change in repeated]
        now = self._recording.now()
        changes = [c for c in await self._recording.recorded(key) if c.after.person_id == person.id]
        recorded = await self._deviations.recorded(key)
        loans = [c.after for c in recorded if c.actor.person_id == actor.person_id]
        times = [each.at for each in changes] + [each.made_at for each in loans]
        if not times or now - max(times) > UNDO_WITHIN:
            raise NothingToUndo
        return await self._restore(actor, changes, await self._ending(actor, loans), request)

    async def _restore(
        self,
        actor: Actor,
        changes: Sequence[Change],
        loans: tuple[DeviationChange, ...],
        request: Request,
    ) -> Sequence[Booking]:
        """Those that somebody else has taken meanwhile are left out."""
        now = self._recording.now()
        back = list(await given_back(self._recording, changes, actor, now))
        while back or loans:
            try:
                told = self._reminders(actor, back)
                decided = Decided(changes=tuple(back), deviations=loans, messages=told)
                await self._recording.record(actor, request, decided)
            except AlreadyRecorded as done:
                return [change.after for change in done.changes]
            except SlotTaken as taken:
                lost = (taken.resource_id, taken.interval)
                back = [c for c in back if (c.after.resource_id, c.after.interval) != lost]
                continue
            if loans:
                await self._looking.refresh()
            return [change.after for change in back]
        raise NothingToUndo

    async def _ending(self, actor: Actor, loans: Sequence[Deviation]) -> tuple[DeviationChange, ...]:
        now = self._recording.now()
        found = [await self._deviations.get(loan.id) for loan in loans]
        return tuple(
            DeviationChange(
                action=DeviationAction.ENDED,
                before=loan,
                after=loan.ended(actor.person_id, now),
                actor=actor,
                at=now,
            )
            for loan in found
            if loan is not None and loan.stands
        )

    async def _done(self, key: str) -> Freed | None:
        changes = await self._recording.recorded(key)
        loans = await self._deviations.recorded(key)
        if not (changes or loans):
            return None
        return Freed(
            bookings=tuple(c.before for c in changes if c.before), lent=tuple(c.after for c in loans)
        )

    def _ahead(self, away: Away) -> tuple[Interval, ...]:
        now = self._recording.now()
        found = (ahead(interval, now) for interval in away.intervals)
        return tuple(left for left in found if left is not None)

    async def _bookings(self, person: Person, away: Away, left: tuple[Interval, ...]) -> list[Booking]:
        """Not the rooms of events: those go with the event."""
        whole = Interval(min(each.start for each in left), max(each.end for each in left))
        occupied = {each.booking_id for each in await self._deviations.occupied(whole)}
        return [
            booking
            for booking in await self._looking.mine(person)
            if any(booking.interval.overlaps(each) for each in left)
            and booking.status is not Status.HELD
            and booking.id not in occupied
            and away.resource_id in {None, booking.resource_id}
        ]

    def _own_desks(self, person: Person) -> list[Resource]:
        if person.tenant_id is None:
            return []
        return [r for r in self._looking.catalogue.in_use if r.assigned_to == person.tenant_id]

    def _decided(self, actor: Actor, away: Away, held: Held) -> Decided:
        now = self._recording.now()
        changes = tuple(
            given_up(booking, self._looking.resource(booking.resource_id), actor, now)
            for booking in held.bookings
        )
        left = self._ahead(away)
        desks = held.desks if away.lends else ()
        loans = tuple(self._loan(actor, desk, each) for desk in desks for each in _to_lend(desk, left))
        by_themselves = all(change.after.person_id == actor.person_id for change in changes)
        # Who does it is shown all of it at once; somebody else hears of each.
        return Decided(changes=changes, deviations=loans, messages=() if by_themselves else None)

    def _reminders(self, actor: Actor, changes: Sequence[Change]) -> tuple[Message, ...] | None:
        """Of what one has taken back oneself; somebody else hears of each."""
        if any(change.after.person_id != actor.person_id for change in changes):
            return None
        now = self._recording.now()
        found: list[Message] = []
        for change in changes:
            resource = self._looking.resource(change.after.resource_id)
            space = self._looking.catalogue.space_of(resource)
            told = telling.messages(change, resource, space, origin=None, now=now)
            found += [message for message in told if message.purpose is Purpose.REMINDER]
        return tuple(found)

    def _loan(self, actor: Actor, desk: Resource, interval: Interval) -> DeviationChange:
        now = self._recording.now()
        loan = Deviation(
            id=DeviationId(self._recording.new_id()),
            kind=Deviates.LENT,
            space_id=desk.space_id,
            resource_id=desk.id,
            interval=interval,
            made_by=actor.person_id,
            made_at=now,
        )
        return DeviationChange(action=DeviationAction.MADE, before=None, after=loan, actor=actor, at=now)


def _to_lend(desk: Resource, left: tuple[Interval, ...]) -> list[Interval]:
    """The stretches that it is not lent for already."""
    return [each for each in left if not any(lent.contains(each) for lent in desk.lent)]
