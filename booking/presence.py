"""Who has what, and who is here: what the person who asks may know, and no more.

Whether something is taken, and until when, is for everybody. A name is for the administration, for the person
themselves, and for tenants where the person has chosen to let it be seen.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from booking.looking import Looking
from booking.model.bookings import ACTIVE, Booking, Status
from booking.model.interval import Interval
from booking.model.people import INVITED, Person, PersonId
from booking.model.spaces import PLACES, ResourceId
from booking.ports import Bookings, People

HERE = ACTIVE - {Status.HELD}


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """A stretch in which a resource is held; `by` is None where whoever asks may not know."""

    interval: Interval
    by: Person | None
    is_own: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Here:
    """Who has something booked in a stretch: `seen` by name, with where, and how many others there are."""

    seen: tuple[tuple[Person, tuple[Booking, ...]], ...]
    others: int


class Presence:
    def __init__(self, looking: Looking, bookings: Bookings, people: People) -> None:
        self._looking = looking
        self._people = people
        self._bookings = bookings

    async def of_resource(self, asking: Person, resource_id: ResourceId, within: Interval) -> Sequence[Taken]:
        """When it is held in that stretch, by start. Raises NotFound."""
        self._looking.resource_in_use(resource_id)
        return [
            Taken(
                interval=booking.interval,
                by=holder if may_see(asking, holder) else None,
                is_own=holder.id == asking.id,
            )
            for booking, holder in await self._held(within, [resource_id])
        ]

    async def here(self, asking: Person, within: Interval) -> Here:
        """Who is in, as far as bookings tell."""
        by_person: dict[PersonId, tuple[Person, tuple[Booking, ...]]] = {}
        ids = [r.id for r in self._looking.catalogue.resources.values() if r.kind in PLACES]
        for booking, holder in await self._held(within, ids):
            _, before = by_person.get(holder.id, (holder, ()))
            by_person[holder.id] = holder, (*before, booking)
        seen = [each for each in by_person.values() if may_see(asking, each[0])]
        seen.sort(key=lambda each: each[0].name.casefold())
        return Here(seen=tuple(seen), others=len(by_person) - len(seen))

    async def _held(self, within: Interval, ids: Sequence[ResourceId]) -> Sequence[tuple[Booking, Person]]:
        found = await self._bookings.blocking(within, ids)
        now = self._looking.now()
        held = [
            b
            for b in found
            if b.interval.overlaps(within) and not b.has_lapsed(now) and b.status in HERE | {Status.HELD}
        ]
        holders = [(booking, await self._people.get(booking.person_id)) for booking in held]
        return [(booking, holder) for booking, holder in holders if holder is not None]


def may_see(asking: Person, holder: Person) -> bool:
    """Whether a name may be told."""
    if holder.id == asking.id or asking.actor.is_staff:
        return True
    is_one_of_us = not asking.roles.isdisjoint(INVITED)
    return is_one_of_us and holder.wishes.is_seen and holder.erased_at is None
