"""From decided changes to one deed: what they free goes to the first in line, and people hear of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from booking.model.bookings import (
    BLOCKING,
    Action,
    Booking,
    BookingId,
    Change,
    Series,
    Status,
    Wait,
    WaitState,
)
from booking.model.deviations import DeviationChange
from booking.model.events import EventChange, RegistrationChange
from booking.model.guidance import AppointmentChange, CaseChange
from booking.model.interval import Interval
from booking.model.messages import Message, Request
from booking.model.papers import Paper
from booking.model.people import Actor
from booking.model.spaces import ResourceId
from booking.ports import Bookings, Clock, Deed, Ledger, Places, Tokens, WaitChange, Waits
from booking.refusals import SlotTaken, Stale
from booking.rules import policy, telling, waitlist
from booking.shut import CatalogueChanged

SERVICE = Actor(person_id=None, name="gartneriet")
"""Who acts when nobody does: the timetable."""

ATTEMPTS = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """What a use case has decided, before the queue and the messages are added."""

    changes: tuple[Change, ...]
    waits: tuple[WaitChange, ...] = ()
    series: tuple[Series, ...] = ()
    messages: tuple[Message, ...] | None = None
    """None: each change is told by itself."""
    events: tuple[EventChange, ...] = ()
    registrations: tuple[RegistrationChange, ...] = ()
    cases: tuple[CaseChange, ...] = ()
    appointments: tuple[AppointmentChange, ...] = ()
    papers: tuple[Paper, ...] = ()
    deviations: tuple[DeviationChange, ...] = ()

    @property
    def closes(self) -> bool:
        """Then what it frees is nobody's to have."""
        return any(change.closes for change in self.deviations)


@dataclass(frozen=True, slots=True, kw_only=True)
class Promotion:
    offers: tuple[Change, ...] = ()
    waits: tuple[WaitChange, ...] = ()


class Recording:
    def __init__(
        self,
        *,
        ledger: Ledger,
        bookings: Bookings,
        waits: Waits,
        places: Places,
        now: Clock,
        new_id: Tokens,
    ) -> None:
        self.bookings = bookings
        self.waits = waits
        self.now = now
        self.new_id = new_id
        self._ledger = ledger
        self._places = places

    async def record(self, actor: Actor, request: Request, decided: Decided) -> None:
        """One deed, offers to the queue included. Raises as `Ledger.record` does, and why it is shut.

        Where the queue moves meanwhile it is asked again; at last the deed goes without offers, and the
        timetable's sweep makes them.
        """
        try:
            await self._record(actor, request, decided)
        except SlotTaken as taken:
            if not await self._lapse_in(taken.resource_id, taken.interval):
                raise
            await self._record(actor, request, decided)
        except CatalogueChanged:
            await self._places.refresh()
            self._require_open(decided)
            raise

    def _require_open(self, decided: Decided) -> None:
        """Says which closure the database refused it for. Raises OutOfOrder or ClosedDay."""
        catalogue = self._places.catalogue()
        for change in decided.changes:
            if holds(change.after):
                resource = catalogue.resources[change.after.resource_id]
                policy.check_closures(resource, catalogue.space_of(resource), change.after.interval)

    async def lapse(self, hold: Booking) -> None:
        """Gives up a hold whose deadline has passed; the next in line is offered it in the same deed."""
        wait = await self.waits.by_offer(hold.id)
        now = self.now()
        after = hold.changed(status=Status.CANCELLED)
        change = Change(action=Action.LAPSED, before=hold, after=after, actor=SERVICE, at=now)
        waits = (closed(wait, WaitState.LAPSED),) if wait else ()
        request = Request(key=f"lapse:{hold.id}:{hold.revision}")
        await self.record(SERVICE, request, Decided(changes=(change,), waits=waits))

    async def _lapse_in(self, resource_id: ResourceId, interval: Interval) -> bool:
        """Whether holds that had run out stood in the way; they no longer do."""
        resource = self._places.catalogue().resources[resource_id]
        reach = Interval(interval.start, policy.clear_at(resource, interval))
        now = self.now()
        inside = await self.bookings.blocking(reach, [resource_id])
        over = [hold for hold in inside if hold.has_lapsed(now)]
        for hold in over:
            await self.lapse(hold)
        return bool(over)

    async def _record(self, actor: Actor, request: Request, decided: Decided) -> None:
        freed = [change for change in decided.changes if frees(change) and not decided.closes]
        for _ in range(ATTEMPTS if freed else 0):
            promotion = await self._promote(freed)
            if not promotion.offers:
                break
            try:
                await self._ledger.record(self._deed(actor, request, decided, promotion))
            except (SlotTaken, Stale):
                continue
            return
        await self._ledger.record(self._deed(actor, request, decided, Promotion()))

    async def recorded(self, key: str) -> tuple[Change, ...]:
        return await self._ledger.recorded(key)

    async def offer(self, wait: Wait) -> bool:
        """Holds the range for a waiting entry where it is free now. True when an offer was made."""
        taken = await self._taken(wait.resource_id, wait.interval, ())
        promotion = self._promotion([wait], taken)
        if not promotion.offers:
            return False
        request = Request(key=f"offer:{wait.id}")
        await self.record(SERVICE, request, Decided(changes=promotion.offers, waits=promotion.waits))
        return True

    async def _promote(self, freed: Sequence[Change]) -> Promotion:
        offers: list[Change] = []
        moved: list[WaitChange] = []
        for resource_id in sorted({change.before.resource_id for change in freed if change.before}):
            released = [c for c in freed if c.before and c.before.resource_id == resource_id]
            within = _around([c.before.interval for c in released if c.before])
            queue = await self.waits.queue(resource_id, within)
            if queue:
                reach = _around([within, *(wait.interval for wait in queue)])
                taken = await self._taken(resource_id, reach, freed)
                promotion = self._promotion(queue, taken)
                offers += promotion.offers
                moved += promotion.waits
        return Promotion(offers=tuple(offers), waits=tuple(moved))

    async def _taken(
        self, resource_id: ResourceId, within: Interval, freed: Sequence[Change]
    ) -> list[Interval]:
        """What stays taken of a resource once `freed` has happened."""
        resource = self._places.catalogue().resources[resource_id]
        reach = Interval(within.start, policy.clear_at(resource, within))
        gone = {change.after.id for change in freed}
        stays = [b for b in await self.bookings.blocking(reach, [resource_id]) if b.id not in gone]
        stays += [c.after for c in freed if c.after.resource_id == resource_id and holds(c.after)]
        return [Interval(b.interval.start, b.clear_at) for b in stays]

    def _promotion(self, queue: Sequence[Wait], taken: list[Interval]) -> Promotion:
        offers: list[Change] = []
        moved: list[WaitChange] = []
        for wait in queue:
            held = self._held_for(wait)
            if held is None or any(_blocked(held).overlaps(other) for other in taken):
                continue
            taken = [*taken, _blocked(held)]
            at = held.made_at
            offers.append(Change(action=Action.OFFERED, before=None, after=held, actor=SERVICE, at=at))
            offered = replace(wait, state=WaitState.OFFERED, offer=held.id)
            moved.append(WaitChange(before=wait, after=offered))
        return Promotion(offers=tuple(offers), waits=tuple(moved))

    def _held_for(self, wait: Wait) -> Booking | None:
        """The held booking that would be offered; None where it is too late to be of use."""
        catalogue = self._places.catalogue()
        resource = catalogue.resources[wait.resource_id]
        now = self.now()
        until = waitlist.offer_deadline(now, wait.interval.start, catalogue.space_of(resource))
        shut = policy.is_shut(resource, catalogue.space_of(resource), wait.interval)
        if until is None or resource.retired or shut:
            return None
        return Booking(
            id=BookingId(self.new_id()),
            resource_id=wait.resource_id,
            person_id=wait.person_id,
            interval=wait.interval,
            clear_at=policy.clear_at(resource, wait.interval),
            status=Status.HELD,
            made_at=now,
            held_until=until,
        )

    def _deed(self, actor: Actor, request: Request, decided: Decided, promotion: Promotion) -> Deed:
        now = self.now()
        told = decided.messages
        if told is None:
            told = self._messages(decided.changes, request, now)
        return Deed(
            key=request.key,
            actor=actor,
            at=now,
            changes=decided.changes + promotion.offers,
            waits=decided.waits + promotion.waits,
            series=decided.series,
            messages=told + self._messages(promotion.offers, request, now),
            events=decided.events,
            registrations=decided.registrations,
            cases=decided.cases,
            appointments=decided.appointments,
            papers=decided.papers,
            deviations=decided.deviations,
        )

    def _messages(self, changes: Sequence[Change], request: Request, now: datetime) -> tuple[Message, ...]:
        catalogue = self._places.catalogue()
        told: list[Message] = []
        for change in changes:
            resource = catalogue.resources[change.after.resource_id]
            space = catalogue.space_of(resource)
            told += telling.messages(change, resource, space, origin=request.origin, now=now)
        return tuple(told)


def closed(wait: Wait, state: WaitState) -> WaitChange:
    return WaitChange(before=wait, after=replace(wait, state=state))


def holds(booking: Booking) -> bool:
    return booking.status in BLOCKING


def frees(change: Change) -> bool:
    """Whether some time that was held before is no longer."""
    before, after = change.before, change.after
    if before is None or not holds(before):
        return False
    if not holds(after) or after.resource_id != before.resource_id:
        return True
    return not _blocked(after).contains(_blocked(before))


def _blocked(booking: Booking) -> Interval:
    return Interval(booking.interval.start, booking.clear_at)


def _around(intervals: Sequence[Interval]) -> Interval:
    return Interval(min(i.start for i in intervals), max(i.end for i in intervals))
