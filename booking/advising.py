"""Advisers: their plans, and the times at which they can be met."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import islice

from booking.looking import Looking
from booking.model.bookings import BookingId
from booking.model.guidance import CaseId, Meeting, Plan
from booking.model.interval import Interval
from booking.model.people import Actor, Person, PersonId, Role
from booking.model.spaces import Resource, ResourceKind
from booking.ports import Bookings, BusyElsewhere, Clock, Page, People, Places, Plans
from booking.refusals import NotAllowed, TimeGone
from booking.rules import advising

MANY = 500
A_DAY = 2
LITTLE_NOTICE = timedelta(hours=2)
LAST_MINUTES = timedelta(minutes=15)
LOOKED_THROUGH = 400
"""Half-hours; with a room to find for each, one looks no further."""


class Advising:
    def __init__(
        self,
        *,
        plans: Plans,
        people: People,
        bookings: Bookings,
        busy: BusyElsewhere,
        places: Places,
        looking: Looking,
    ) -> None:
        self._plans = plans
        self._people = people
        self._bookings = bookings
        self._busy = busy
        self._places = places
        self._looking = looking

    @property
    def now(self) -> Clock:
        return self._looking.now

    def today(self) -> date:
        """Where the first space is."""
        return self._looking.catalogue.home.today(self.now())

    async def advisers(self) -> Sequence[Person]:
        """By name."""
        return (await self._people.listing(Page(limit=MANY), role=Role.ADVISER))[0]

    async def plans(self) -> Sequence[Plan]:
        return [await self._plans.of(adviser.id) for adviser in await self.advisers()]

    async def plan(self, person_id: PersonId) -> Plan:
        return await self._plans.of(person_id)

    async def save(self, actor: Actor, plan: Plan) -> None:
        """Raises NotAllowed for somebody else's, unless by the administration, and Stale."""
        if actor.person_id != plan.person_id and not actor.is_staff:
            raise NotAllowed
        await self._plans.save(plan)
        await self.provide(plan)

    async def provide(self, plan: Plan) -> Resource:
        """The adviser's time as a resource, as the plan has it."""
        wanted = advising.resource(plan, self._looking.catalogue.home)
        if self._looking.catalogue.resources.get(wanted.id) != wanted:
            await self._places.put(wanted)
        return wanted

    async def times(
        self, plan: Plan, meeting: Meeting, many: int, skip: int = 0, moving: BookingId | None = None
    ) -> Sequence[Interval]:
        """The next times that can be had, at most two a day so that there is a choice of days.

        `moving` is the booking of the adviser's time that would be given up for it.
        """
        found: list[Interval] = []
        space = self._looking.catalogue.home
        of_day: dict[object, int] = {}
        for interval in islice(await self._free(plan, moving), LOOKED_THROUGH):
            day = space.today(interval.start)
            if of_day.get(day, 0) >= A_DAY or (found and interval.start < found[-1].end):
                continue
            if meeting is Meeting.ROOM and await self.room(interval) is None:
                continue
            of_day[day] = of_day.get(day, 0) + 1
            found.append(interval)
            if len(found) == skip + many:
                break
        return found[skip:]

    async def check(
        self,
        plan: Plan,
        meeting: Meeting,
        interval: Interval,
        case_id: CaseId,
        moving: BookingId | None = None,
    ) -> Resource | None:
        """The room, where they meet in one. Raises TimeGone."""
        if interval not in await self._free(plan, moving):
            raise TimeGone(case_id=case_id)
        if meeting is not Meeting.ROOM:
            return None
        room = await self.room(interval)
        if room is None:
            raise TimeGone(case_id=case_id)
        return room

    async def room(self, interval: Interval) -> Resource | None:
        """The smallest room for two that is free then."""
        free = await self._looking.free(interval, None, ResourceKind.ROOM)
        return min((r for r in free if r.capacity > 1), key=lambda r: r.capacity, default=None)

    async def _free(self, plan: Plan, moving: BookingId | None) -> Sequence[Interval]:
        now = self.now()
        ahead = Interval(now - timedelta(days=1), now + timedelta(days=plan.days_ahead + 2))
        taken = await self._bookings.blocking(ahead, [plan.resource_id])
        busy = await self._busy.busy(plan.person_id, ahead)
        held = [booking.interval for booking in taken if booking.id != moving]
        return list(advising.free(plan, self._looking.catalogue.home, held, busy, now))


def for_adviser(plan: Plan) -> Plan:
    """The same with little notice: advisers may offer what is soon."""
    return replace(plan, notice=min(plan.notice, LITTLE_NOTICE))


def as_offered(plan: Plan) -> Plan:
    """What an adviser has offered can be taken until shortly before it begins."""
    return replace(plan, notice=min(plan.notice, LAST_MINUTES))
