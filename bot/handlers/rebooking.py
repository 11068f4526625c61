"""Cancel, move and check in by words: the booking that is meant is found, or asked for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from booking.looking import Looking
from booking.model.bookings import Booking
from booking.ports import Tokens
from booking.refusals import NotFound
from booking.reserving import Reserving, Wish
from bot import wish
from bot.buttons import Span
from bot.screen import Screen
from bot.screens import cards, choosing
from bot.screens import talking as screens
from bot.turn import Turn
from bot.understanding import Understanding


class Rebooking:
    def __init__(self, looking: Looking, reserving: Reserving, new_key: Tokens) -> None:
        self._looking = looking
        self._reserving = reserving
        self._new_key = new_key

    async def cancel(self, turn: Turn, said: Understanding) -> Screen | None:
        """The one that is meant is cancelled, and can be had back with one tap."""
        found = await self._meant(turn, said)
        if len(found) != 1:
            return self._which(turn, found, screens.cancel_which(turn.say))
        booking = found[0]
        if booking.series_id is not None:
            return cards.span(booking, self._looking.catalogue, turn, cancel=True, once=self._new_key(40))
        await self._reserving.cancel(turn.member.actor, booking.id, turn.request)
        return None

    async def move(self, turn: Turn, said: Understanding) -> Screen | None:
        found = await self._meant(turn, said)
        found = self._of_resource(found, said)
        if len(found) != 1:
            return self._which(turn, found, screens.move_which(turn.say))
        booking = found[0]
        interval = wish.moved(booking, said, self._looking.catalogue, turn.now)
        elsewhere = wish.resource_named(said.resource, self._looking.catalogue)
        if interval is None and (elsewhere is None or elsewhere.id == booking.resource_id):
            return await self._to_when(turn, booking)
        resource_id = elsewhere.id if elsewhere else booking.resource_id
        asked = Wish(resource_id=resource_id, interval=interval or booking.interval)
        await self._reserving.move(turn.member.actor, booking.id, asked, turn.request)
        return None

    async def instead(self, turn: Turn, was: Understanding, now: Understanding) -> bool:
        """Moves what was booked a moment ago to where it was meant. Whether there was such a booking."""
        if now.date is None or now.missing:
            return False
        found = [b for b in await self._looking.mine(turn.member) if self._is(was, b)]
        if len(found) != 1:
            return False
        catalogue = self._looking.catalogue
        resource = wish.resource_named(now.resource, catalogue) or catalogue.resources[found[0].resource_id]
        wanted = wish.wanted(now, catalogue)
        interval = wish.interval_on(now.date, now, wanted, catalogue, turn.now) if wanted else None
        if interval is None:
            return False
        asked = Wish(resource_id=resource.id, interval=interval)
        await self._reserving.move(turn.member.actor, found[0].id, asked, turn.request)
        return True

    async def check_in(self, turn: Turn, said: Understanding) -> Screen | None:
        """The booking that is on, or about to be."""
        found = await self._meant(turn, said)
        soon = [b for b in found if cards.may_check_in(b, self._looking.catalogue, turn.now)]
        if len(soon) == 1:
            await self._reserving.check_in(turn.member.actor, soon[0].id, turn.request)
            return None
        if not soon:
            return Screen(text=screens.nothing_to_check_in(turn.say))
        return self._which(turn, soon, screens.check_in_which(turn.say))

    async def _meant(self, turn: Turn, said: Understanding) -> Sequence[Booking]:
        held = await self._looking.mine(turn.member)
        return [b for b in held if wish.meant(said, b, self._looking.catalogue)]

    def _is(self, said: Understanding, booking: Booking) -> bool:
        about = replace(said, intent="cancel")
        return booking.series_id is None and wish.meant(about, booking, self._looking.catalogue)

    def _of_resource(self, found: Sequence[Booking], said: Understanding) -> Sequence[Booking]:
        """Those of the resource named, where there are any: else it names where to move to."""
        named = wish.resource_named(said.resource, self._looking.catalogue)
        of_it = [b for b in found if named and b.resource_id == named.id]
        return of_it or found

    def _which(self, turn: Turn, found: Sequence[Booking], text: str) -> Screen:
        if not found:
            raise NotFound(what="booking")
        return cards.pick(found, self._looking.catalogue, turn, text)

    async def _to_when(self, turn: Turn, booking: Booking) -> Screen:
        resource = self._looking.resource(booking.resource_id)
        today = self._looking.catalogue.home.today(turn.now)
        free = await self._looking.days_with_room(
            choosing.days_of_month(today, today), resource.kind, turn.member
        )
        return cards.move_days(booking, Span.ONE, today, today, free, turn.say)
