"""What follows on something that was done: it is changed, filled out, or taken back as a whole."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from booking.house import House
from booking.looking import Looking
from booking.model.bookings import Action, Booking, BookingId
from booking.model.interval import Interval
from booking.model.spaces import DayPart, Resource, ResourceId
from booking.ports import Tokens
from booking.refusals import NotFound
from booking.reserving import Reserving, Wish
from booking.undoing import Around, Undoing
from bot import buttons, meant, wish
from bot.conversation import Said
from bot.handlers.wishing import Wishing
from bot.routing import Routes
from bot.screen import Screen
from bot.screens import choosing, closing
from bot.screens import going_on as screens
from bot.turn import Turn
from bot.understanding import Understanding
from bot.understanding.replies import Message
from bot.understanding.times import clock_time
from wording import clean

LONGEST_TITLE = 80
MOST_OFFERED = 3


class GoingOn:
    def __init__(
        self,
        *,
        looking: Looking,
        reserving: Reserving,
        undoing: Undoing,
        house: House,
        wishing: Wishing,
        new_key: Tokens,
    ) -> None:
        self._house = house
        self._looking = looking
        self._reserving = reserving
        self._undoing = undoing
        self._wishing = wishing
        self._new_key = new_key

    def install(self, routes: Routes) -> None:
        routes.button(buttons.SetTimes, self.set_times)

    async def set_times(self, turn: Turn, button: buttons.SetTimes) -> None:
        booking, _ = await self._looking.booking(turn.member.actor, button.booking)
        if button.end <= button.start:
            raise NotFound(what="time")
        await self._move(turn, booking, booking.resource_id, Interval(button.start, button.end))

    async def last_spoken_of(self, turn: Turn, last: Said) -> Booking | None:
        """The first that still stands of what was last made, changed or shown."""
        for booking_id in last.bookings:
            booking = await self._standing(turn, booking_id)
            if booking is not None:
                return booking
        return None

    def as_said(self, booking: Booking, last: Understanding | None) -> Understanding:
        """A booking as if it had just been wished for."""
        resource = self._looking.resource(booking.resource_id)
        space = self._looking.catalogue.space_of(resource)
        start, end = space.local(booking.interval.start), space.local(booking.interval.end)
        all_day = space.part(start.date(), DayPart.DAY) == booking.interval
        return replace(
            last or Understanding(),
            intent="book",
            kind=resource.kind.value,
            resource=resource.name,
            date=start.date(),
            start=None if all_day else start.time(),
            end=None if all_day else end.time(),
            end_date=None,
            all_day=all_day,
            missing=(),
            repeat=None,
            dates=(),
            no_such=None,
            more=False,
            confirm=False,
        )

    async def undo(self, turn: Turn, last: Said) -> Screen | None:
        """The last that they did, as a whole."""
        shut = await self._house.undo_last(turn.member, turn.request)
        if shut is not None:
            return closing.taken_back(shut, self._looking.catalogue, turn)
        around = Around(bookings=last.bookings, event=last.event)
        await self._undoing.undo(turn.member, around, turn.request)
        return None

    async def back(self, turn: Turn, last: Said) -> None:
        """`flytt den tilbake`: to where it was before it was moved; where that is long ago, moved again."""
        booking = await self.last_spoken_of(turn, last)
        change = await self._looking.last_change(booking.id) if booking is not None else None
        if booking is None or change is None or change.before is None or change.action is not Action.MOVED:
            await self.undo(turn, last)
            return
        before = change.before
        if booking.series_id is None:
            await self._move(turn, booking, before.resource_id, before.interval)
        else:
            await self.undo(turn, last)

    async def instead(
        self, turn: Turn, booking: Booking, wanted: Understanding, message: Message
    ) -> Screen | None:
        """What stands is moved to where it was meant."""
        if wanted.no_such:
            return await self._wishing.book(turn, wanted)
        catalogue = self._looking.catalogue
        asked = wish.wanted(wanted, catalogue)
        interval = await self._amended(booking, message)
        if interval is None and wanted.date is not None and asked is not None and not wanted.missing:
            interval = wish.interval_on(wanted.date, wanted, asked, catalogue, turn.now)
        if interval is None or asked is None:
            return await self._wishing.book(turn, wanted)
        resource = await self._where(turn, asked, interval)
        if resource is None:
            return await self._wishing.book(turn, wanted)
        if wanted.confirm:
            once = self._new_key(40)
            return screens.move_there(booking, resource, interval, catalogue, turn, once=once)
        await self._move(turn, booking, resource.id, interval)
        return None

    async def details(self, turn: Turn, booking: Booking, message: Message) -> Screen:
        """`vi blir ti`, `kan vi få skjerm?`: it suits, or others do at the same time."""
        resource, said = self._looking.resource(booking.resource_id), message.said
        asked = wish.wanted(
            Understanding(kind=resource.kind.value, people=said.people, equipment=said.equipment),
            self._looking.catalogue,
        )
        if asked is None or asked.suits(resource):
            return screens.suits(resource, turn.say)
        free = await self._free(turn, booking.interval, asked)
        catalogue, once = self._looking.catalogue, self._new_key(40)
        return screens.better(booking, free[:MOST_OFFERED], catalogue, turn, once=once)

    async def title(self, turn: Turn, booking: Booking, title: str) -> None:
        """What it is for, on the booking itself."""
        named = Wish(
            resource_id=booking.resource_id, interval=booking.interval, title=clean(title, LONGEST_TITLE)
        )
        await self._reserving.move(turn.member.actor, booking.id, named, turn.request)

    def begins(self, turn: Turn, booking: Booking, minutes: int) -> Screen:
        """`vi starter en time senere`: it may end when it did, or last as long as it did."""
        start = booking.interval.start + timedelta(minutes=minutes)
        choices = [booking.interval.shifted(timedelta(minutes=minutes))]
        if start < booking.interval.end:
            choices.insert(0, Interval(start, booking.interval.end))
        once = self._new_key(40)
        return screens.begins(booking, choices, self._looking.catalogue, turn, once=once)

    async def another(self, turn: Turn, booking: Booking) -> Screen | None:
        """Others of the kind at the same time, to change to; what has begun stays, and others are for now."""
        if booking.interval.start <= turn.now:
            return await self.another_than(turn, replace(self.as_said(booking, None), start=None, end=None))
        resource = self._looking.resource(booking.resource_id)
        asked = wish.wanted(Understanding(kind=resource.kind.value), self._looking.catalogue)
        free = await self._free(turn, booking.interval, asked) if asked else []
        catalogue, once = self._looking.catalogue, self._new_key(40)
        return screens.better(booking, free[:MOST_OFFERED], catalogue, turn, once=once)

    async def another_than(self, turn: Turn, said: Understanding) -> Screen | None:
        """`noen sitter på pult 3`, then `kan jeg få en annen da?`: any other that day, from now on."""
        catalogue = self._looking.catalogue
        day = said.date or catalogue.home.today(turn.now)
        about = replace(said, intent="availability", resource=None, date=day, missing=())
        wanted = replace(about, all_day=said.start is None)
        asked = wish.wanted(wanted, catalogue)
        interval = wish.interval_on(day, wanted, asked, catalogue, turn.now) if asked else None
        if asked is None or interval is None:
            return await self._wishing.available(turn, wanted)
        free = [each for each in await self._free(turn, interval, asked) if each.name != said.resource]
        offers = [(each, interval) for each in free[:MOST_OFFERED]]
        return choosing.offers(offers, catalogue, turn, once=self._new_key(40))

    async def not_done(self, turn: Turn, message: Message) -> Screen:
        """`ikke book drivhuset …`: nothing is; what was named is remembered, for `book den likevel`."""
        said = message.said
        named = Understanding(
            intent="availability",
            kind=said.kind,
            resource=said.resource,
            date=said.when.day,
            people=said.people,
            start=clock_time(said.when.hours.start),
            end=clock_time(said.when.hours.end),
            all_day=said.when.hours.all_day,
        )
        if named.kind is None:
            return screens.not_booked([], self._looking.catalogue, turn)
        await self._wishing.remember(turn, named)
        catalogue = self._looking.catalogue
        held = [
            booking
            for booking in await self._looking.mine(turn.member)
            if named.resource and meant.can_mean(replace(named, intent="cancel"), booking, catalogue)
        ]
        return screens.not_booked(held[:MOST_OFFERED], catalogue, turn)

    async def _standing(self, turn: Turn, booking_id: BookingId) -> Booking | None:
        try:
            booking, _ = await self._looking.booking(turn.member.actor, booking_id)
        except NotFound:
            return None
        return booking if booking.is_active_at(turn.now) else None

    async def _amended(self, booking: Booking, message: Message) -> Interval | None:
        """`nei, et kvarter holder`, after it was made longer: longer by so much instead."""
        when = message.said.when
        length = when.hours.length
        if not length or when.said_day or when.hours.start is not None or when.hours.end is not None:
            return None
        last = await self._looking.last_change(booking.id)
        before = last.before if last is not None and last.action is Action.MOVED else None
        start = booking.interval.start
        if before is None or before.interval.start != start or before.interval == booking.interval:
            return Interval(start, start + timedelta(minutes=length))
        longer = booking.interval.end > before.interval.end
        end = before.interval.end + timedelta(minutes=length if longer else -length)
        return Interval(start, end) if end > start else None

    async def _where(self, turn: Turn, asked: wish.Wanted, interval: Interval) -> Resource | None:
        """The one named; else the first of the kind that is free then."""
        if asked.resource is not None:
            return asked.resource
        free = await self._free(turn, interval, asked)
        return next(iter(free), None)

    async def _free(self, turn: Turn, interval: Interval, asked: wish.Wanted) -> Sequence[Resource]:
        there = {each.id for each in await self._looking.free(interval, turn.member, asked.kind)}
        return [each for each in asked.candidates(self._looking.catalogue) if each.id in there]

    async def _move(self, turn: Turn, booking: Booking, resource_id: ResourceId, interval: Interval) -> None:
        asked = Wish(resource_id=resource_id, interval=interval)
        await self._reserving.move(turn.member.actor, booking.id, asked, turn.request)
