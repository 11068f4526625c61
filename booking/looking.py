"""Reading: what there is, what is free, what is mine, and what could be had instead."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta

from booking.model.bookings import Booking, BookingId, Change
from booking.model.interval import Interval
from booking.model.people import Actor, Person, PersonId
from booking.model.spaces import (
    LONGEST_BUFFER,
    Catalogue,
    DayPart,
    Equipment,
    Resource,
    ResourceId,
    ResourceKind,
    Space,
)
from booking.ports import Bookings, Clock, Page, People, Places
from booking.refusals import Alternative, NotFound, Refusal
from booking.rules import availability, policy, suggestions
from booking.rules.intervals import Taken, given_up


class Looking:
    def __init__(
        self,
        *,
        bookings: Bookings,
        people: People,
        places: Places,
        now: Clock,
        supposed: Catalogue | None = None,
    ) -> None:
        self._supposed = supposed
        self._bookings = bookings
        self._people = people
        self._places = places
        self.now = now

    @property
    def catalogue(self) -> Catalogue:
        return self._supposed or self._places.catalogue()

    def supposing(self, catalogue: Catalogue) -> Looking:
        """The same, as if that were the catalogue."""
        return Looking(
            bookings=self._bookings,
            people=self._people,
            places=self._places,
            now=self.now,
            supposed=catalogue,
        )

    async def refresh(self) -> None:
        """Reads the catalogue again, where somebody has changed it. Raises Unavailable."""
        await self._places.refresh()

    def resource(self, resource_id: ResourceId) -> Resource:
        """Also a retired one. Raises NotFound."""
        resource = self.catalogue.resources.get(resource_id)
        if resource is None:
            raise NotFound(what="resource")
        return resource

    def resource_in_use(self, resource_id: ResourceId) -> tuple[Resource, Space]:
        """Raises NotFound where there is none, or no longer."""
        resource = self.resource(resource_id)
        if resource.retired:
            raise NotFound(what="resource")
        return resource, self.catalogue.space_of(resource)

    def require(self, actor: Actor, holder: Person) -> None:
        """Raises NotFound where the actor has no business with the person."""
        if not actor.may_book_for(holder):
            raise NotFound(what="person")

    async def booking(self, actor: Actor, booking_id: BookingId) -> tuple[Booking, Person]:
        """A booking and its holder. Raises NotFound where there is none or it is another's.

        What is held for a meeting of guidance changes with that alone.
        """
        booking = await self._bookings.get(booking_id)
        holder = await self._people.get(booking.person_id) if booking else None
        if booking is None or holder is None or not actor.may_book_for(holder):
            raise NotFound(what="booking")
        if await self._bookings.is_of_meeting(booking_id):
            raise NotFound(what="booking")
        return booking, holder

    async def last_change(self, booking_id: BookingId) -> Change | None:
        history = await self._bookings.history(booking_id)
        return history[-1] if history else None

    async def mine(self, person: Person) -> Sequence[Booking]:
        """Active bookings that are not over, by start."""
        now = self.now()
        held = await self._bookings.of_person(person.id, now)
        return [booking for booking in held if booking.is_active_at(now)]

    async def own(self, person: Person, resource_id: ResourceId, interval: Interval) -> Booking | None:
        """The booking by which the person holds it then, where nobody else is in the way."""
        inside = await self._bookings.blocking(interval, [resource_id])
        others = [booking for booking in inside if booking.person_id != person.id]
        own = [booking for booking in inside if booking.is_active_at(self.now()) and booking not in others]
        return own[0] if own and not others else None

    async def listing(
        self,
        within: Interval,
        *,
        resource_id: ResourceId | None = None,
        person_id: PersonId | None = None,
        page: Page,
    ) -> tuple[Sequence[Booking], str | None]:
        return await self._bookings.listing(within, resource_id=resource_id, person_id=person_id, page=page)

    async def taken(self, within: Interval, resources: Iterable[Resource]) -> Taken:
        """When each is held, buffers included. A hold past its deadline does not count."""
        ids = [resource.id for resource in resources]
        reach = Interval(within.start, within.end + LONGEST_BUFFER)
        now = self.now()
        found: dict[ResourceId, list[Interval]] = {resource_id: [] for resource_id in ids}
        for booking in await self._bookings.blocking(reach, ids):
            if not booking.has_lapsed(now):
                found[booking.resource_id].append(Interval(booking.interval.start, booking.clear_at))
        return found

    async def free(
        self, interval: Interval, holder: Person | None, kind: ResourceKind | None = None
    ) -> Sequence[Resource]:
        """Those that can be booked for the whole of `interval`, in the order of the space file."""
        wanted = self.of_kind(kind)
        taken = await self.taken(interval, wanted)
        return [r for r in wanted if self._could(r, interval, holder, taken[r.id])]

    async def slots(
        self, resource_id: ResourceId, within: Interval, length: timedelta, holder: Person | None
    ) -> Sequence[Interval]:
        """Each of them would be accepted now. Raises NotFound."""
        resource, space = self.resource_in_use(resource_id)
        taken = await self.taken(within, [resource])
        return availability.slots(
            resource, space, taken[resource_id], within, length, self.now(), holder=holder
        )

    async def starts(
        self, day: date, kind: ResourceKind, holder: Person
    ) -> Mapping[ResourceId, Sequence[datetime]]:
        """When the shortest booking of each resource could start on a local day."""
        now = self.now()
        wanted = self.of_kind(kind)
        taken = await self.taken(self._whole(day), wanted)
        return {
            r.id: availability.starts(r, self.catalogue.space_of(r), taken[r.id], day, now, holder)
            for r in wanted
        }

    async def free_stretches(
        self, day: date, resources: Sequence[Resource], holder: Person
    ) -> Mapping[ResourceId, Sequence[Interval]]:
        """What of a local day each of them can still be booked for, by start."""
        now = self.now()
        taken = await self.taken(self._whole(day), resources)
        return {
            r.id: availability.free_stretches(r, self.catalogue.space_of(r), taken[r.id], day, now, holder)
            for r in resources
        }

    async def lengths(
        self, start: datetime, kind: ResourceKind, holder: Person
    ) -> Mapping[ResourceId, Sequence[Interval]]:
        """The stretches from `start` that each resource can be had for."""
        now = self.now()
        wanted = self.of_kind(kind)
        taken = await self.taken(Interval(start, start + timedelta(days=1)), wanted)
        return {
            r.id: availability.lengths(r, self.catalogue.space_of(r), taken[r.id], start, now, holder)
            for r in wanted
        }

    async def parts(
        self, day: date, kind: ResourceKind, holder: Person
    ) -> Mapping[ResourceId, Sequence[tuple[DayPart, Interval]]]:
        """The half-days and the whole day that each resource can be had for on a local day."""
        now = self.now()
        wanted = self.of_kind(kind)
        taken = await self.taken(self._whole(day), wanted)
        return {
            r.id: availability.parts(r, self.catalogue.space_of(r), taken[r.id], day, now, holder)
            for r in wanted
        }

    async def moves(self, booking: Booking, holder: Person, day: date) -> Sequence[Interval]:
        """Where a booking could go on a local day: same resource, same length."""
        resource, space = self.resource_in_use(booking.resource_id)
        within = self._whole(day)
        taken = given_up(await self.taken(within, [resource]), booking)[resource.id]
        length = booking.interval.length
        slots = availability.slots(resource, space, taken, within, length, self.now(), holder=holder)
        return [slot for slot in slots if space.today(slot.start) == day]

    async def ends(self, booking: Booking, holder: Person) -> Sequence[Interval]:
        """The lengths a booking could have from its own start."""
        resource, space = self.resource_in_use(booking.resource_id)
        start = booking.interval.start
        reach = Interval(start, start + timedelta(days=1))
        taken = given_up(await self.taken(reach, [resource]), booking)[resource.id]
        now = self.now()
        as_of = min(now, start - resource.policy.notice)
        found = availability.lengths(resource, space, taken, start, as_of, holder)
        return [i for i in found if i.end > now and i != booking.interval]

    async def days_with_room(
        self, days: Sequence[date], kind: ResourceKind, holder: Person
    ) -> Sequence[date]:
        """Those of the local days, given in order, on which something of the kind can be had."""
        if not days:
            return []
        now = self.now()
        wanted = self.of_kind(kind)
        reach = Interval(self._whole(days[0]).start, self._whole(days[-1]).end)
        taken = await self.taken(reach, wanted)
        return [
            day
            for day in days
            if any(
                availability.starts(r, self.catalogue.space_of(r), taken[r.id], day, now, holder)
                for r in wanted
            )
        ]

    async def takeable_now(self, holder: Person) -> Sequence[tuple[Resource, Interval, datetime]]:
        """What is free now: a booking of about an hour that starts now, and until when it is free."""
        now = self.now()
        wanted = self.catalogue.in_use
        # A booking of now may start a little earlier: what has just ended is in its way.
        taken = await self.taken(Interval(now - timedelta(days=1), now + timedelta(days=1)), wanted)
        found = []
        for resource in wanted:
            space = self.catalogue.space_of(resource)
            until = availability.free_until(resource, space, taken[resource.id], now)
            choice = availability.now_for(resource, space, taken[resource.id], now, holder)
            if until is not None and choice is not None:
                found.append((resource, choice, until))
        return found

    async def alternatives(
        self,
        holder: Person | None,
        resource_id: ResourceId,
        interval: Interval,
        *,
        instead_of: Booking | None = None,
        people: int | None = None,
        equipment: frozenset[Equipment] = frozenset(),
    ) -> tuple[Alternative, ...]:
        """At most three, each of which would be accepted now; `instead_of` is about to give up its time."""
        resource = self.catalogue.resources.get(resource_id)
        if resource is None:
            return ()
        space = self.catalogue.space_of(resource)
        around = suggestions.around(
            suggestions.within_reach(resource, space, interval, self.now()), self.now()
        )
        taken = await self.taken(around, self.of_kind(resource.kind))
        if instead_of is not None:
            taken = given_up(taken, instead_of)
        return suggestions.alternatives(
            Alternative(resource_id=resource_id, interval=interval),
            holder,
            self.catalogue,
            taken,
            self.now(),
            people=people,
            equipment=equipment,
        )

    def of_kind(self, kind: ResourceKind | None) -> Sequence[Resource]:
        return [r for r in self.catalogue.in_use if kind is None or r.kind is kind]

    def _could(
        self, resource: Resource, interval: Interval, holder: Person | None, taken: Sequence[Interval]
    ) -> bool:
        try:
            policy.check(resource, self.catalogue.space_of(resource), interval, holder, self.now())
        except Refusal:
            return False
        return availability.is_free(resource, interval, taken)

    def _whole(self, day: date) -> Interval:
        """A local day and the night after it: a stretch may run past midnight."""
        space = self.catalogue.home
        start = space.at(day, datetime.min.time())
        return Interval(start, start + timedelta(hours=49))
