"""Longer, shorter and done, by words: the start stays, and what is in use is meant before what is to come."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from booking.looking import Looking
from booking.model.bookings import Action, Booking
from booking.ports import Tokens
from booking.reserving import Reserving
from booking.rules.shifting import Shift
from booking.series import Repeating, Which
from bot import meant
from bot.buttons import Span
from bot.handlers.spoken_of import SpokenOf
from bot.handlers.telling import Telling
from bot.routing import Intended, Routes
from bot.screen import Screen
from bot.screens import cards
from bot.screens import resizing as screens
from bot.turn import Turn
from bot.understanding import Understanding

DAY = timedelta(days=1)


class Resizing:
    def __init__(
        self,
        *,
        looking: Looking,
        reserving: Reserving,
        repeating: Repeating,
        spoken: SpokenOf,
        telling: Telling,
        new_key: Tokens,
    ) -> None:
        self._looking = looking
        self._reserving = reserving
        self._repeating = repeating
        self._spoken = spoken
        self._telling = telling
        self._new_key = new_key

    def install(self, routes: Routes) -> None:
        for name, handler in (("resize", self.resize), ("end_now", self.end_now)):
            routes.intent(name, Intended(handler=handler, for_another=True, to_booking=True))

    async def resize(self, turn: Turn, said: Understanding) -> Screen | None:
        """`forleng drivhuset til 13`; of a series it is asked how much of it."""
        found = await self._spoken.meant(turn, said)
        if not found:
            raise self._spoken.none_of(turn)
        if len(found) > 1:
            revision = await self._spoken.keep(turn, said)
            text, once = screens.which(turn.say), self._new_key(40)
            return cards.pick(found, self._looking.catalogue, turn, text, revision=revision, once=once)
        booking = found[0]
        end = meant.new_end(booking, said, self._looking.catalogue.home)
        if end is None:
            return await self._lengths(turn, booking)
        if booking.series_id is not None and turn.chosen.span is None:
            revision = await self._spoken.keep(turn, said)
            catalogue, once = self._looking.catalogue, self._new_key(40)
            return screens.how_much(booking, end, catalogue, turn, revision=revision, once=once)
        return await self._resized(turn, booking, end)

    async def end_now(self, turn: Turn, said: Understanding) -> Screen | None:
        """What is in use ends; what has not begun is not touched, and the button that cancels it is there."""
        found = await self._spoken.meant(turn, said)
        in_use = [booking for booking in found if booking.interval.start <= turn.now]
        if len(in_use) == 1:
            done = await self._reserving.end_early(turn.member.actor, in_use[0].id, turn.request)
            return await self._telling.done(turn, Action.ENDED, done)
        if in_use:
            revision = await self._spoken.keep(turn, said)
            text, once = screens.end_which(turn.say), self._new_key(40)
            return cards.pick(in_use, self._looking.catalogue, turn, text, revision=revision, once=once)
        coming = found[0] if found else None
        return screens.not_begun(coming, self._looking.catalogue, turn, once=self._new_key(40))

    async def _resized(self, turn: Turn, booking: Booking, end: datetime) -> Screen | None:
        span = turn.chosen.span
        if span in {Span.FOLLOWING, Span.ALL}:
            which = Which.ALL if span is Span.ALL else Which.FOLLOWING
            shift = Shift(end=self._minutes(booking, end))
            actor = turn.member.actor
            moved = await self._repeating.move(actor, booking.id, which, shift, turn.request, skip=True)
            left = await self._left(turn, booking, which, moved)
            if left:
                return screens.left(left, self._looking.catalogue, turn)
            return await self._telling.done(turn, Action.MOVED, booking)
        done = await self._reserving.resize(turn.member.actor, booking.id, end, turn.request)
        await self._spoken.keep_booking(turn, done)
        return await self._telling.done(turn, Action.MOVED, done)

    async def _left(
        self, turn: Turn, booking: Booking, which: Which, moved: Sequence[Booking]
    ) -> Sequence[Booking]:
        """Those of the series that were meant and stay as they were."""
        _, holder = await self._looking.booking(turn.member.actor, booking.id)
        done = {each.id for each in moved}
        since = booking.interval.start if which is Which.FOLLOWING else turn.now
        return [
            each
            for each in await self._looking.mine(holder)
            if each.series_id == booking.series_id and each.id not in done and each.interval.start >= since
        ]

    def _minutes(self, booking: Booking, end: datetime) -> int:
        """After midnight of the day it begins, on the wall."""
        space = self._looking.catalogue.home
        day, last = space.today(booking.interval.start), space.local(end)
        return (last.date() - day) // DAY * 24 * 60 + last.hour * 60 + last.minute

    async def _lengths(self, turn: Turn, booking: Booking) -> Screen:
        _, holder = await self._looking.booking(turn.member.actor, booking.id)
        ends = await self._looking.ends(booking, holder)
        return cards.lengths(booking, ends, self._looking.catalogue, turn, once=self._new_key(40))
