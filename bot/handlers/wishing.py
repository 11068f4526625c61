"""A wish in words: booked where it is complete, else asked for just what is missing, by free choices."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from booking.looking import Looking
from booking.model.bookings import Action, Booking
from booking.model.interval import Interval
from booking.model.spaces import Resource, ResourceKind
from booking.ports import Tokens
from booking.reserving import Reserving, Wish
from bot import buttons, repeats, wish
from bot.handlers.acting import Acting
from bot.handlers.limits import Limits
from bot.handlers.repeating import RepeatedWishes
from bot.handlers.spoken_of import SpokenOf
from bot.handlers.telling import Telling
from bot.routing import Intended, Routes
from bot.screen import Screen
from bot.screens import choosing, day_parts, free_days
from bot.screens import talking as screens
from bot.turn import Turn
from bot.understanding import Understanding
from bot.wish import Wanted

FreeDay = tuple[day_parts.Starts, choosing.Free]
MOMENT = timedelta(minutes=1)
"""Whether it is open when a stay begins that nobody has said the end of."""
FEW = 3
"""Offers instead of what there is none of."""


class Wishing:
    def __init__(
        self,
        *,
        looking: Looking,
        reserving: Reserving,
        repeated: RepeatedWishes,
        spoken: SpokenOf,
        acting: Acting,
        telling: Telling,
        new_key: Tokens,
    ) -> None:
        self._looking = looking
        self._reserving = reserving
        self._repeated = repeated
        self._spoken = spoken
        self._acting = acting
        self._telling = telling
        self._limits = Limits(looking)
        self._new_key = new_key

    def install(self, routes: Routes) -> None:
        several = repeats.is_of_several_days
        routes.intent("book", Intended(handler=self.wished, for_another=True, shows_first=several))
        routes.intent("availability", Intended(handler=self.available))
        self._acting.button(routes, buttons.DoItAt, self.book_at)

    async def book(self, turn: Turn, said: Understanding) -> Screen | None:
        """A wish that came about in talk goes through the same gate as one that was written whole."""
        return await self._acting.act(turn, replace(said, intent="book"))

    async def wished(self, turn: Turn, said: Understanding) -> Screen | None:
        await self.remember(turn, said)
        catalogue = self._looking.catalogue
        if said.no_such:
            return await self._no_such(turn, said)
        wanted = wish.wanted(said, catalogue)
        if wanted is None:
            return await self._ask_kind(turn)
        if wanted.resource is not None and wanted.people > wanted.resource.capacity:
            return await self._too_small(turn, said, wanted)
        return await self._book_or_ask(turn, said, wanted)

    async def _book_or_ask(self, turn: Turn, said: Understanding, wanted: Wanted) -> Screen | None:
        if said.date is not None and repeats.is_of_several_days(said):
            return await self._repeated.preview(turn, said, wanted)
        if said.within is not None and said.length and said.date is not None:
            return await self._within(turn, said, wanted, said.date)
        if said.missing or said.date is None:
            return await self._ask(turn, said, wanted)
        return await self._book(turn, said, wanted, said.date)

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
        found = await self._looking.starts(day, wanted.kind, turn.holder)
        free = await self._looking.free_stretches(day, suiting, turn.holder)
        return {each.id: found.get(each.id, ()) for each in suiting}, free

    async def _no_such(self, turn: Turn, said: Understanding) -> Screen:
        """What was named is not there; what is, and is free then, is one tap away."""
        offers = (await self._offers(turn, said))[:FEW]
        return screens.no_such(said, offers, self._looking.catalogue, turn, once=self._new_key(40))

    async def _anything(self, turn: Turn, said: Understanding) -> Screen:
        """`noe ledig mellom 12 og 14?`: each room that is free then, and a desk; `nå?`, `mandag?`: both."""
        if wish.is_of_now(said, self._looking.catalogue, turn.now):
            found = await self._looking.takeable_now(turn.holder)
            return choosing.free_now(found, self._looking.catalogue, turn, once=self._new_key(40))
        if said.date is None:
            return await self._ask_kind(turn)
        if said.start is None or said.end is None:
            everything = self._looking.catalogue.in_use
            free = await self._looking.free_stretches(said.date, everything, turn.holder)
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

    async def book_at(self, turn: Turn, button: buttons.DoItAt, said: Understanding) -> Screen | None:
        """One of those that were offered, for whom it was said."""
        asked = Wish(
            resource_id=button.resource, interval=Interval(button.start, button.end), title=said.title
        )
        return await self._booked(turn, asked)

    async def _book(self, turn: Turn, said: Understanding, wanted: Wanted, day: date) -> Screen | None:
        """The first that suits and is free; the confirmation comes through the outbox."""
        catalogue = self._looking.catalogue
        candidates = wanted.candidates(catalogue)
        if candidates and said.all_day:
            await self._limits.check_whole_day(turn, wanted, candidates[0], day)
        interval = wish.interval_on(day, said, wanted, catalogue, turn.now)
        if interval is None:
            over = replace(said, date=None, missing=("date",), no_day="over")
            return await self._ask(turn, over, wanted)
        resource = wanted.resource or await self._first_free(turn, wanted, interval)
        if resource is None:
            return await self._refused(turn, wanted, interval)
        screen = await self._booked(turn, Wish(resource_id=resource.id, interval=interval, title=said.title))
        await self.remember(turn, replace(said, resource=resource.name, kind=resource.kind.value))
        return screen

    async def _booked(self, turn: Turn, asked: Wish) -> Screen | None:
        booking: Booking = await self._reserving.book(turn.member.actor, turn.holder, asked, turn.request)
        return await self._telling.done(turn, Action.MADE, booking)

    async def _within(self, turn: Turn, said: Understanding, wanted: Wanted, day: date) -> Screen:
        """`mellom 9 og 15, to timer`: the times of that length in it, each booked by one tap."""
        catalogue = self._looking.catalogue
        start, end = said.within or (None, None)
        in_it = replace(said, start=start, end=end, all_day=False)
        window = wish.interval_on(day, in_it, wanted, catalogue, turn.now)
        offers = await self._limits.within(turn, wanted, window, said.length or 0) if window else []
        return choosing.offers(offers, catalogue, turn, once=self._new_key(40))

    async def _first_free(self, turn: Turn, wanted: Wanted, interval: Interval) -> Resource | None:
        free = await self._free(turn, wanted, interval)
        return free[0] if free else None

    async def _free(self, turn: Turn, wanted: Wanted, interval: Interval) -> list[Resource]:
        there = await self._looking.free(interval, turn.holder, wanted.kind)
        ids = {resource.id for resource in there}
        return [r for r in wanted.candidates(self._looking.catalogue) if r.id in ids]

    async def _refused(self, turn: Turn, wanted: Wanted, interval: Interval) -> Screen:
        """No, and what could be had instead. Nothing that suits at all is said so."""
        candidates = wanted.candidates(self._looking.catalogue)
        if not candidates:
            return screens.nothing_suits(self._looking.catalogue, turn)
        raise await self._limits.refusal(turn, wanted, candidates, interval)

    async def _too_small(self, turn: Turn, said: Understanding, wanted: Wanted) -> Screen | None:
        """Named and too small: the larger ones, or this one all the same."""
        catalogue = self._looking.catalogue
        if repeats.is_of_several_days(said):
            revision = await self.remember(turn, said)
            larger = replace(wanted, resource=None).candidates(catalogue)[:FEW]
            return screens.too_small_for_days(wanted, larger, turn, revision=revision, once=self._new_key(40))
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
            return await self._days_for(turn, said, wanted)
        catalogue = self._looking.catalogue
        if said.start is None:
            starts, free = await self._free_day(turn, said.date, wanted)
            return choosing.starts(starts, wanted.kind, said.date, catalogue, turn, free=free)
        start = wish.start_on(said.date, said.start, catalogue.home)
        lengths = await self._looking.lengths(start, wanted.kind, turn.holder)
        offers = [
            (catalogue.resources[i], interval)
            for i, intervals in lengths.items()
            if wanted.suits(catalogue.resources[i])
            for interval in intervals
        ]
        chosen = offers if wanted.resource else choosing.handful(offers)
        least = Interval(start, start + MOMENT)
        return choosing.offers(chosen, catalogue, turn, once=self._new_key(40), then=least)

    async def _days(self, turn: Turn, wanted: Wanted) -> Screen:
        today = self._looking.catalogue.home.today(turn.now)
        days = choosing.next_days(today)
        free = await self._looking.days_with_room(days, wanted.kind, turn.holder)
        return screens.which_day(wanted, free, self._looking.catalogue, turn)

    async def _days_for(self, turn: Turn, said: Understanding, wanted: Wanted) -> Screen:
        """Which day, and why the one that was said is none; hours that were said are kept."""
        why = screens.why_no_day(said, turn.say)
        if (
            not (said.all_day or (said.start and said.end))
            or "start" in said.missing
            or "end" in said.missing
        ):
            return screens.because(why, await self._days(turn, wanted))
        days = await self._limits.days(turn, said, wanted)
        revision, once = await self.remember(turn, said), self._new_key(40)
        catalogue = self._looking.catalogue
        screen = screens.which_day_then(wanted, said, days, catalogue, turn, revision=revision, once=once)
        return screens.because(why, screen)

    async def remember(self, turn: Turn, said: Understanding) -> int:
        """What the next message may go on from; the revision it was saved at."""
        return await self._spoken.keep(turn, said)
