"""/bestill and /ledig: from the command to the booking in three taps, by free choices only."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta

from booking.looking import Looking
from booking.model.interval import Interval
from booking.model.spaces import PLACES, DayPart, ResourceId, ResourceKind
from booking.ports import Tokens
from booking.reserving import Reserving, Wish
from bot import buttons
from bot.buttons import Place
from bot.routing import Routes
from bot.screen import Screen
from bot.screens import choosing as screens
from bot.screens import free_days, months
from bot.turn import Turn

Parts = Mapping[ResourceId, Sequence[tuple[DayPart, Interval]]]
HalfDay = tuple[DayPart, Sequence[screens.Offer]]


class Choosing:
    def __init__(self, looking: Looking, reserving: Reserving, new_key: Tokens) -> None:
        self._looking = looking
        self._reserving = reserving
        self._new_key = new_key

    def install(self, routes: Routes) -> None:
        routes.command(["bestill", "book"], self.days)
        routes.command(["ledig", "free"], self.free_now)
        routes.place(Place.BOOK, self.days)
        routes.place(Place.FREE, self.free_now)
        routes.button(buttons.PickDay, self.day)
        routes.button(buttons.PickMonth, self.month)
        routes.button(buttons.PickHours, self.hours)
        routes.button(buttons.PickPart, self.part)
        routes.button(buttons.PickBetween, self.between)
        routes.button(buttons.PickStart, self.start)
        routes.button(buttons.PickResource, self.resource)
        routes.button(buttons.Book, self.book)

    async def days(self, turn: Turn) -> Screen:
        """The kinds that have something free today or tomorrow, and any other day."""
        today = self._today(turn)
        soon = [today, today + timedelta(days=1)]
        open_days = [
            (kind, day)
            for kind in PLACES
            for day in await self._looking.days_with_room(soon, kind, turn.member)
        ]
        return screens.days(open_days, self._looking.catalogue, turn)

    async def day(self, turn: Turn, button: buttons.PickDay) -> Screen:
        """Starts of a room, parts of a desk's day."""
        if button.kind is ResourceKind.DESK:
            found = await self._looking.parts(button.day, button.kind, turn.member)
            return screens.parts(found, button.day, self._looking.catalogue, turn)
        return await self._starts(turn, button.kind, button.day)

    async def month(self, turn: Turn, button: buttons.PickMonth) -> Screen:
        today = self._today(turn)
        days = screens.days_of_month(button.day, today)
        free_days = await self._looking.days_with_room(days, button.kind, turn.member)
        pick = _picker(button.kind)
        turn_page = _pager(button.kind)
        page = months.month(button.day, today, free_days, turn.say, pick=pick, page=turn_page)
        return replace(page, rows=(*page.rows, screens.back(turn.say)))

    async def hours(self, turn: Turn, button: buttons.PickHours) -> Screen:
        return await self._starts(turn, button.kind, button.day)

    async def part(self, turn: Turn, button: buttons.PickPart) -> Screen:
        found = await self._looking.parts(button.day, button.kind, turn.member)
        offers = self._of_part(found, button.part)
        then = self._looking.catalogue.home.part(button.day, button.part)
        return screens.offers(offers, self._looking.catalogue, turn, once=self._new_key(40), then=then)

    async def between(self, turn: Turn, button: buttons.PickBetween) -> Screen:
        """The starts in a part of a day, and a half-day as a whole."""
        day = self._looking.catalogue.home.today(button.start)
        found = {
            resource_id: [start for start in starts if button.start <= start < button.end]
            for resource_id, starts in (await self._looking.starts(day, button.kind, turn.member)).items()
            if button.resource in {"", resource_id}
        }
        parts = await self._looking.parts(day, button.kind, turn.member)
        whole = self._half_day(button, {i: offers for i, offers in parts.items() if i in found})
        catalogue = self._looking.catalogue
        return free_days.between(found, whole, button, catalogue, turn, once=self._new_key(40))

    async def start(self, turn: Turn, button: buttons.PickStart) -> Screen:
        """Which resource, and for how long."""
        found = await self._looking.lengths(button.start, button.kind, turn.member)
        offers = [
            (self._looking.resource(resource_id), interval)
            for resource_id, intervals in found.items()
            if button.resource in {"", resource_id}
            for interval in intervals
        ]
        chosen = screens.handful(offers) if not button.resource else offers
        return screens.offers(chosen, self._looking.catalogue, turn, once=self._new_key(40))

    async def resource(self, turn: Turn, button: buttons.PickResource) -> Screen:
        """One resource on one day: its free starts."""
        resource, _ = self._looking.resource_in_use(button.resource)
        found = await self._looking.starts(button.day, resource.kind, turn.member)
        starts = {button.resource: found.get(button.resource, ())}
        free = await self._looking.free_stretches(button.day, [resource], turn.member)
        return screens.starts(starts, resource.kind, button.day, self._looking.catalogue, turn, free=free)

    async def book(self, turn: Turn, button: buttons.Book) -> None:
        """The confirmation comes through the outbox, in the place of the tapped message."""
        wish = Wish(resource_id=button.resource, interval=Interval(button.start, button.end))
        person = turn.member
        await self._reserving.book(person.actor, person, wish, turn.request)

    async def free_now(self, turn: Turn) -> Screen:
        """What is free now, for how long, and one tap to take it."""
        found = await self._looking.takeable_now(turn.member)
        return screens.free_now(found, self._looking.catalogue, turn, once=self._new_key(40))

    async def _starts(self, turn: Turn, kind: ResourceKind, day: date) -> Screen:
        found = await self._looking.starts(day, kind, turn.member)
        free = await self._looking.free_stretches(day, self._looking.of_kind(kind), turn.member)
        return screens.starts(found, kind, day, self._looking.catalogue, turn, free=free)

    def _of_part(self, found: Parts, which: DayPart) -> list[screens.Offer]:
        return [
            (self._looking.resource(resource_id), interval)
            for resource_id, parts in found.items()
            for part, interval in parts
            if part is which
        ]

    def _half_day(self, button: buttons.PickBetween, found: Parts) -> HalfDay | None:
        """The half-day that lies in what was picked, with those that can be had for it."""
        space = self._looking.catalogue.home
        day, picked = space.today(button.start), Interval(button.start, button.end)
        for which in (DayPart.MORNING, DayPart.AFTERNOON):
            meant = space.part(day, which)
            if meant is not None and picked.contains(meant):
                return which, self._of_part(found, which)
        return None

    def _today(self, turn: Turn) -> date:
        return self._looking.catalogue.home.today(turn.now)


def _picker(kind: ResourceKind) -> Callable[[date], buttons.Button]:
    return lambda day: buttons.PickDay(kind=kind, day=day)


def _pager(kind: ResourceKind) -> Callable[[date], buttons.Button]:
    return lambda day: buttons.PickMonth(kind=kind, day=day)
