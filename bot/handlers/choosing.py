"""/bestill and /ledig: from the command to the booking in three taps, by free choices only."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from booking.looking import Looking
from booking.model.interval import Interval
from booking.model.spaces import ResourceKind
from booking.ports import Tokens
from booking.reserving import Reserving, Wish
from bot import buttons
from bot.buttons import Place
from bot.routing import Routes
from bot.screen import Screen
from bot.screens import choosing as screens
from bot.turn import Turn


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
        routes.button(buttons.PickStart, self.start)
        routes.button(buttons.PickResource, self.resource)
        routes.button(buttons.Book, self.book)

    async def days(self, turn: Turn) -> Screen:
        """The kinds that have something free today or tomorrow, and any other day."""
        today = self._today(turn)
        soon = [today, today + timedelta(days=1)]
        open_days = [
            (kind, day)
            for kind in ResourceKind
            for day in await self._looking.days_with_room(soon, kind, turn.member)
        ]
        return screens.days(open_days, today, turn.say)

    async def day(self, turn: Turn, button: buttons.PickDay) -> Screen:
        """Starts of a room, parts of a desk's day."""
        if button.kind is ResourceKind.DESK:
            found = await self._looking.parts(button.day, button.kind, turn.member)
            return screens.parts(found, button.day, self._today(turn), turn.say)
        return await self._starts(turn, button.kind, button.day)

    async def month(self, turn: Turn, button: buttons.PickMonth) -> Screen:
        today = self._today(turn)
        days = screens.days_of_month(button.day, today)
        free_days = await self._looking.days_with_room(days, button.kind, turn.member)
        pick = _picker(button.kind)
        turn_page = _pager(button.kind)
        return screens.month(button.day, today, free_days, turn.say, pick=pick, page=turn_page)

    async def hours(self, turn: Turn, button: buttons.PickHours) -> Screen:
        return await self._starts(turn, button.kind, button.day)

    async def part(self, turn: Turn, button: buttons.PickPart) -> Screen:
        found = await self._looking.parts(button.day, button.kind, turn.member)
        offers = [
            (self._looking.resource(resource_id), interval)
            for resource_id, parts in found.items()
            for part, interval in parts
            if part is button.part
        ]
        return screens.offers(offers, self._looking.catalogue, turn, once=self._new_key(40))

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
        return screens.starts(starts, resource.kind, button.day, self._looking.catalogue, turn)

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
        return screens.starts(found, kind, day, self._looking.catalogue, turn)

    def _today(self, turn: Turn) -> date:
        return self._looking.catalogue.home.today(turn.now)


def _picker(kind: ResourceKind) -> Callable[[date], buttons.Button]:
    return lambda day: buttons.PickDay(kind=kind, day=day)


def _pager(kind: ResourceKind) -> Callable[[date], buttons.Button]:
    return lambda day: buttons.PickMonth(kind=kind, day=day)
