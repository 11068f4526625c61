"""Cancel, move and check in by words: the booking that is meant is found, or asked for."""

from __future__ import annotations

from collections.abc import Sequence

from booking.looking import Looking
from booking.model.bookings import Action, Booking
from booking.ports import Tokens
from booking.reserving import Reserving, Wish
from bot import meant, wish
from bot.buttons import Span
from bot.handlers.several import Several
from bot.handlers.spoken_of import SpokenOf
from bot.handlers.telling import Telling
from bot.routing import Intended, Routes
from bot.screen import Screen
from bot.screens import cards, choosing
from bot.screens import talking as screens
from bot.turn import Turn
from bot.understanding import Understanding


class Rebooking:
    def __init__(
        self,
        *,
        looking: Looking,
        reserving: Reserving,
        spoken: SpokenOf,
        several: Several,
        telling: Telling,
        new_key: Tokens,
    ) -> None:
        self._looking = looking
        self._reserving = reserving
        self._spoken = spoken
        self._several = several
        self._telling = telling
        self._new_key = new_key

    def install(self, routes: Routes) -> None:
        for name, handler in (("cancel", self.cancel), ("move", self.move), ("check_in", self.check_in)):
            several = meant.is_several
            intended = Intended(handler=handler, for_another=True, to_booking=True, shows_first=several)
            routes.intent(name, intended)

    async def cancel(self, turn: Turn, said: Understanding) -> Screen | None:
        """The one that is meant is cancelled, and can be had back with one tap."""
        if meant.is_several(said):
            return await self._several.show(turn, said)
        found = await self._spoken.meant(turn, said)
        if said.no_day is not None and turn.chosen.booking is None:
            # `neste uke`, `31. november`: none is cancelled by a guess, the only one least of all.
            held = self._spoken.matching(said, await self._looking.mine(turn.holder))
            asked = await self._which(turn, said, held, screens.cancel_which(turn.say))
            return screens.because(screens.why_no_day(said, turn.say), asked)
        if len(found) != 1:
            return await self._which(turn, said, found, screens.cancel_which(turn.say))
        booking = found[0]
        if booking.series_id is not None:
            return cards.span(booking, self._looking.catalogue, turn, cancel=True, once=self._new_key(40))
        done = await self._reserving.cancel(turn.member.actor, booking.id, turn.request)
        return await self._telling.done(turn, Action.CANCELLED, done)

    async def move(self, turn: Turn, said: Understanding) -> Screen | None:
        if meant.is_several(said):
            return await self._several.show(turn, said)
        found = await self._spoken.meant(turn, said)
        if len(found) != 1:
            return await self._which(turn, said, found, screens.move_which(turn.say))
        booking = found[0]
        if said.no_day is not None:
            return await self._to_when(turn, booking, screens.why_no_day(said, turn.say))
        interval = wish.moved(booking, said, self._looking.catalogue, turn.now)
        elsewhere = wish.resource_named(said.resource, self._looking.catalogue)
        if interval is None and (elsewhere is None or elsewhere.id == booking.resource_id):
            return await self._to_when(turn, booking)
        resource_id = elsewhere.id if elsewhere else booking.resource_id
        asked = Wish(resource_id=resource_id, interval=interval or booking.interval)
        moved = await self._reserving.move(turn.member.actor, booking.id, asked, turn.request)
        return await self._moved(turn, moved)

    async def check_in(self, turn: Turn, said: Understanding) -> Screen | None:
        """The booking that is on, or about to be."""
        found = await self._spoken.meant(turn, said)
        soon = [b for b in found if cards.may_check_in(b, self._looking.catalogue, turn.now)]
        if len(soon) == 1:
            done = await self._reserving.check_in(turn.member.actor, soon[0].id, turn.request)
            return await self._telling.done(turn, Action.CHECKED_IN, done)
        if not soon:
            return Screen(text=screens.nothing_to_check_in(turn.say))
        return await self._which(turn, said, soon, screens.check_in_which(turn.say))

    async def _moved(self, turn: Turn, moved: Booking) -> Screen | None:
        await self._spoken.keep_booking(turn, moved)
        return await self._telling.done(turn, Action.MOVED, moved)

    async def _which(self, turn: Turn, said: Understanding, found: Sequence[Booking], text: str) -> Screen:
        """A tap on one does to it what was said."""
        if not found:
            raise self._spoken.none_of(turn)
        revision = await self._spoken.keep(turn, said)
        once = self._new_key(40)
        return cards.pick(found, self._looking.catalogue, turn, text, revision=revision, once=once)

    async def _to_when(self, turn: Turn, booking: Booking, why: str = "") -> Screen:
        resource = self._looking.resource(booking.resource_id)
        today = self._looking.catalogue.home.today(turn.now)
        free = await self._looking.days_with_room(
            choosing.days_of_month(today, today), resource.kind, turn.holder
        )
        screen = cards.move_days(booking, Span.ONE, today, today, free, turn.say)
        return screens.because(why, screen)
