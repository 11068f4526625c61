"""A wish in words: booked where it is complete, else asked for just what is missing, by free choices."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from booking.looking import Looking
from booking.model.interval import Interval
from booking.model.spaces import Resource, ResourceKind
from booking.ports import Tokens
from booking.refusals import SlotTaken
from booking.reserving import Reserving, Wish
from booking.series import Repeating, SeriesWish
from bot import buttons, wish
from bot.conversation import Conversations
from bot.routing import Routes
from bot.screen import Screen
from bot.screens import choosing, day_parts, free_days
from bot.screens import talking as screens
from bot.turn import Turn
from bot.understanding import Understanding
from bot.wish import Wanted

FreeDay = tuple[day_parts.Starts, choosing.Free]
FEW = 3
"""Offers instead of what there is none of."""


class Wishing:
    def __init__(
        self,
        *,
        looking: Looking,
        reserving: Reserving,
        repeating: Repeating,
        conversations: Conversations,
        new_key: Tokens,
    ) -> None:
        self._looking = looking
        self._reserving = reserving
        self._repeating = repeating
        self._conversations = conversations
        self._new_key = new_key

    def install(self, routes: Routes) -> None:
        routes.button(buttons.BookSeries, self.book_series)

    async def book(self, turn: Turn, said: Understanding) -> Screen | None:
        await self.remember(turn, said)
        catalogue = self._looking.catalogue
        if said.no_such:
            return await self._no_such(turn, said)
        wanted = wish.wanted(said, catalogue)
        if wanted is None:
            return await self._ask_kind(turn)
        if wanted.resource is not None and wanted.people > wanted.resource.capacity:
            return await self._too_small(turn, said, wanted)
        if said.missing:
            return await self._ask(turn, said, wanted)
        if said.repeat is not None or said.end_date is not None:
            return await self._preview(turn, said, wanted)
        return await self._book(turn, said, wanted)

    async def available(self, turn: Turn, said: Understanding) -> Screen:
        """A question is answered, with buttons that book; it books nothing."""
        await self.remember(turn, said)
        catalogue = self._looking.catalogue
        if said.no_such:
            return await self._no_such(turn, said)
        wanted = wish.wanted(said, catalogue)
        return await (self._anything(turn, said) if wanted is None else self._of_kind(turn, said, wanted))

    async def _of_kind(self, turn: Turn, said: Understanding, wanted: Wanted) -> Screen:
        if said.date is None:
            return await self._days(turn, wanted)
        if said.start is None and said.end is None and not said.all_day:
            return await self._on_day(turn, said.date, wanted)
        catalogue = self._looking.catalogue
        interval = wish.interval_on(said.date, said, wanted, catalogue, turn.now)
        if interval is None:
            return await self._ask(turn, said, wanted)
        free = await self._free(turn, wanted, interval)
        offers = [(resource, interval) for resource in free]
        if offers:
            return choosing.offers(offers, catalogue, turn, once=self._new_key(40))
        return await self._refused(turn, wanted, interval)

    async def _on_day(self, turn: Turn, day: date, wanted: Wanted) -> Screen:
        """`er drivhuset ledig på mandag?`: answered in words."""
        catalogue = self._looking.catalogue
        starts, free = await self._free_day(turn, day, wanted)
        return free_days.free_on_day(starts, free, wanted.kind, day, catalogue, turn)

    async def _free_day(self, turn: Turn, day: date, wanted: Wanted) -> FreeDay:
        """When those that suit can begin, and for which stretches they are free."""
        suiting = wanted.candidates(self._looking.catalogue)
        found = await self._looking.starts(day, wanted.kind, turn.member)
        free = await self._looking.free_stretches(day, suiting, turn.member)
        return {each.id: found.get(each.id, ()) for each in suiting}, free

    async def _no_such(self, turn: Turn, said: Understanding) -> Screen:
        """What was named is not there; what is, and is free then, is one tap away."""
        offers = (await self._offers(turn, said))[:FEW]
        return screens.no_such(said, offers, self._looking.catalogue, turn, once=self._new_key(40))

    async def _anything(self, turn: Turn, said: Understanding) -> Screen:
        """`noe ledig mellom 12 og 14?`: each room that is free then, and a desk; `nå?`, `mandag?`: both."""
        if wish.is_of_now(said, self._looking.catalogue, turn.now):
            found = await self._looking.takeable_now(turn.member)
            return choosing.free_now(found, self._looking.catalogue, turn, once=self._new_key(40))
        if said.date is None:
            return await self._ask_kind(turn)
        if said.start is None or said.end is None:
            everything = self._looking.catalogue.in_use
            free = await self._looking.free_stretches(said.date, everything, turn.member)
            return free_days.free_of_both(free, said.date, self._looking.catalogue, turn)
        rooms, desks = (replace(said, kind=kind.value) for kind in (ResourceKind.ROOM, ResourceKind.DESK))
        offers = [*await self._offers(turn, rooms), *(await self._offers(turn, desks))[:1]]
        return choosing.offers(offers, self._looking.catalogue, turn, once=self._new_key(40))

    async def _offers(self, turn: Turn, said: Understanding) -> list[choosing.Offer]:
        catalogue = self._looking.catalogue
        wanted = wish.wanted(said, catalogue)
        interval = (
            wish.interval_on(said.date, said, wanted, catalogue, turn.now) if wanted and said.date else None
        )
        if wanted is None or interval is None:
            return []
        return [(resource, interval) for resource in await self._free(turn, wanted, interval)]

    async def book_series(self, turn: Turn, button: buttons.BookSeries) -> Screen | None:
        """The series of the draft, if it is still the one on the screen."""
        last = await self._conversations.last(turn.visitor.telegram_id, turn.now)
        said = last.understanding if last.revision == button.revision else None
        wanted = wish.wanted(said, self._looking.catalogue) if said else None
        asked = await self._series_wish(turn, said, wanted) if said and wanted else None
        if asked is None:
            return screens.forgotten(turn.say)
        person = turn.member
        await self._repeating.book(person.actor, person, asked, turn.request, skip=button.skip)
        return None

    async def _book(self, turn: Turn, said: Understanding, wanted: Wanted) -> Screen | None:
        """The first that suits and is free; the confirmation comes through the outbox."""
        catalogue = self._looking.catalogue
        interval = wish.interval_on(said.date, said, wanted, catalogue, turn.now) if said.date else None
        if interval is None:
            return await self._ask(turn, replace(said, date=None, missing=("date",)), wanted)
        person = turn.member
        resource = wanted.resource or await self._first_free(turn, wanted, interval)
        if resource is None:
            return await self._refused(turn, wanted, interval)
        await self._reserving.book(
            person.actor, person, Wish(resource_id=resource.id, interval=interval), turn.request
        )
        await self.remember(turn, replace(said, resource=resource.name, kind=resource.kind.value))
        return screens.and_more(turn.say) if said.more else None

    async def _first_free(self, turn: Turn, wanted: Wanted, interval: Interval) -> Resource | None:
        free = await self._free(turn, wanted, interval)
        return free[0] if free else None

    async def _free(self, turn: Turn, wanted: Wanted, interval: Interval) -> list[Resource]:
        there = await self._looking.free(interval, turn.member, wanted.kind)
        ids = {resource.id for resource in there}
        return [r for r in wanted.candidates(self._looking.catalogue) if r.id in ids]

    async def _refused(self, turn: Turn, wanted: Wanted, interval: Interval) -> Screen:
        """No, and what could be had instead. Nothing that suits at all is said so."""
        candidates = wanted.candidates(self._looking.catalogue)
        if not candidates:
            return screens.nothing_suits(self._looking.catalogue, turn)
        nearest = candidates[0]
        alternatives = await self._looking.alternatives(
            turn.member, nearest.id, interval, people=wanted.people, equipment=wanted.equipment
        )
        raise SlotTaken(resource_id=nearest.id, interval=interval, alternatives=alternatives)

    async def _too_small(self, turn: Turn, said: Understanding, wanted: Wanted) -> Screen | None:
        """Named and too small: the larger ones, or this one all the same."""
        catalogue = self._looking.catalogue
        interval = wish.interval_on(said.date, said, wanted, catalogue, turn.now) if said.date else None
        any_of_them = replace(wanted, resource=None)
        free = await self._free(turn, any_of_them, interval) if interval else []
        offers = [(resource, interval) for resource in free if interval]
        return screens.too_small(
            wanted, offers, self._looking.catalogue, turn, interval, once=self._new_key(40)
        )

    async def _ask_kind(self, turn: Turn) -> Screen:
        return screens.which_kind(self._looking.catalogue, turn)

    async def _ask(self, turn: Turn, said: Understanding, wanted: Wanted) -> Screen:
        """Only what is missing, and only what is free."""
        if said.date is None:
            return await self._days(turn, wanted)
        catalogue = self._looking.catalogue
        if said.start is None:
            starts, free = await self._free_day(turn, said.date, wanted)
            return choosing.starts(starts, wanted.kind, said.date, catalogue, turn, free=free)
        start = catalogue.home.at(said.date, said.start)
        lengths = await self._looking.lengths(start, wanted.kind, turn.member)
        offers = [
            (catalogue.resources[i], interval)
            for i, intervals in lengths.items()
            if wanted.suits(catalogue.resources[i])
            for interval in intervals
        ]
        chosen = offers if wanted.resource else choosing.handful(offers)
        return choosing.offers(chosen, catalogue, turn, once=self._new_key(40))

    async def _days(self, turn: Turn, wanted: Wanted) -> Screen:
        today = self._looking.catalogue.home.today(turn.now)
        days = choosing.next_days(today)
        free = await self._looking.days_with_room(days, wanted.kind, turn.member)
        return screens.which_day(wanted, free, self._looking.catalogue, turn)

    async def _preview(self, turn: Turn, said: Understanding, wanted: Wanted) -> Screen:
        """What a series would be, with the days that cannot be had, before anything is booked."""
        asked = await self._series_wish(turn, said, wanted)
        if asked is None:
            return screens.nothing_suits(self._looking.catalogue, turn)
        person = turn.member
        judged = await self._repeating.preview(person.actor, person, asked)
        chosen = self._looking.catalogue.resources[asked.resource_id]
        revision = await self.remember(turn, replace(said, resource=chosen.name, kind=chosen.kind.value))
        return screens.preview(
            asked, judged, self._looking.catalogue, turn, revision=revision, once=self._new_key(40)
        )

    async def _series_wish(self, turn: Turn, said: Understanding, wanted: Wanted) -> SeriesWish | None:
        """Of those that suit, the one with the fewest days that cannot be had."""
        person, best, fewest = turn.member, None, 10_000
        for resource in wanted.candidates(self._looking.catalogue)[:12]:
            space = self._looking.catalogue.space_of(resource)
            rule = wish.recurrence(said, space, resource.policy.days_ahead, turn.now)
            if rule is None:
                return None
            asked = SeriesWish(resource_id=resource.id, recurrence=rule)
            judged = await self._repeating.preview(person.actor, person, asked)
            conflicts = sum(o.refusal is not None for o in judged)
            if conflicts < fewest:
                best, fewest = asked, conflicts
            if not conflicts:
                break
        return best

    async def remember(self, turn: Turn, said: Understanding) -> int:
        """What the next message may go on from; the revision it was saved at."""
        telegram_id = turn.visitor.telegram_id
        last = await self._conversations.last(telegram_id, turn.now)
        return await self._conversations.remember(telegram_id, said, last.revision, turn.now)
