"""What stands between a wish and a booking, and what could be had within it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from booking.looking import Looking
from booking.model.interval import Interval
from booking.model.spaces import DayPart, Resource, ResourceId, ResourceKind
from booking.refusals import Alternative, ClosedDay, Refusal, RuleBroken, SlotTaken, TooLong
from booking.rules import policy
from bot import wish
from bot.screens import choosing
from bot.turn import Turn
from bot.understanding import Understanding
from bot.wish import Wanted

DAYS_OFFERED = 9
TIMES_OFFERED = 12
MOST = 3


class Limits:
    def __init__(self, looking: Looking) -> None:
        self._looking = looking

    async def refusal(
        self, turn: Turn, wanted: Wanted, candidates: Sequence[Resource], interval: Interval
    ) -> Refusal:
        """Taken only where the rules allow it: a closed day is closed for all of them."""
        catalogue, allowed, broken = self._looking.catalogue, [], []
        for each in candidates:
            try:
                policy.check(each, catalogue.space_of(each), interval, turn.holder, turn.now)
            except RuleBroken as refusal:
                broken.append(refusal)
            else:
                allowed.append(each)
        if not allowed and broken:
            return await self._with_alternatives(turn, wanted, broken[0], broken[0].resource_id, interval)
        nearest = (allowed or candidates)[0]
        taken = SlotTaken(resource_id=nearest.id, interval=interval)
        return await self._with_alternatives(turn, wanted, taken, nearest.id, interval)

    async def check_whole_day(self, turn: Turn, wanted: Wanted, resource: Resource, day: date) -> None:
        """Raises ClosedDay, or TooLong where it is a room that may not be had from opening to closing.

        Then the working day, its halves, and whatever else of it can be had are offered.
        """
        space = self._looking.catalogue.space_of(resource)
        whole = space.part(day, DayPart.DAY)
        longest = policy.longest(resource.policy)
        refusal: RuleBroken | None = None
        if whole is None:
            reason = dict(space.closed.get(day, {}))
            refusal = ClosedDay(resource_id=resource.id, day=day, reason=reason)
        elif resource.kind is ResourceKind.ROOM and whole.length > longest:
            refusal = TooLong(resource_id=resource.id, longest=longest)
        if refusal is None:
            return
        working = Interval(space.span(day, space.morning).start, space.span(day, space.afternoon).end)
        refusal.alternatives = await self._parts(turn, wanted, day, working, longest)
        if refusal.alternatives:
            raise refusal
        raise await self._with_alternatives(turn, wanted, refusal, resource.id, working)

    async def days(self, turn: Turn, said: Understanding, wanted: Wanted) -> list[date]:
        """On which of the coming days the hours that were said can be had."""
        catalogue = self._looking.catalogue
        found: list[date] = []
        for day in choosing.next_days(catalogue.home.today(turn.now)):
            interval = wish.interval_on(day, said, wanted, catalogue, turn.now)
            if interval is not None and await self._free(turn, wanted, interval):
                found.append(day)
            if len(found) == DAYS_OFFERED:
                break
        return found

    async def within(
        self, turn: Turn, wanted: Wanted, window: Interval, minutes: int
    ) -> list[choosing.Offer]:
        """Times of that length in a window, of the smallest that is enough first."""
        length, offers = timedelta(minutes=minutes), []
        for resource in wanted.candidates(self._looking.catalogue):
            slots = await self._looking.slots(resource.id, window, length, turn.holder)
            apart = [
                slot for slot in slots if (slot.start - window.start) % timedelta(minutes=30) == timedelta(0)
            ]
            offers += [(resource, slot) for slot in apart]
        return offers[:TIMES_OFFERED]

    async def _parts(
        self, turn: Turn, wanted: Wanted, day: date, working: Interval, longest: timedelta
    ) -> tuple[Alternative, ...]:
        space = self._looking.catalogue.home
        halves = (space.part(day, which) for which in (DayPart.MORNING, DayPart.AFTERNOON))
        whole = Interval(working.start, min(working.end, working.start + longest))
        found = []
        for interval in (whole, *(half for half in halves if half is not None)):
            free = await self._free(turn, wanted, interval)
            found += [Alternative(resource_id=each.id, interval=interval) for each in free[:1]]
        return tuple(found[:MOST])

    async def _free(self, turn: Turn, wanted: Wanted, interval: Interval) -> list[Resource]:
        there = {each.id for each in await self._looking.free(interval, turn.holder, wanted.kind)}
        return [each for each in wanted.candidates(self._looking.catalogue) if each.id in there]

    async def _with_alternatives(
        self, turn: Turn, wanted: Wanted, refusal: Refusal, resource_id: ResourceId, interval: Interval
    ) -> Refusal:
        """None of them is one that was ruled out."""
        any_of_them = replace(wanted, resource=None)
        found = await self._looking.alternatives(
            turn.holder, resource_id, interval, people=wanted.people, equipment=wanted.equipment
        )
        resources = self._looking.catalogue.resources
        refusal.alternatives = tuple(
            each
            for each in found
            if each.resource_id == resource_id or any_of_them.suits(resources[each.resource_id])
        )
        return refusal
