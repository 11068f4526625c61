"""/mine and the card of a booking: move, lengthen, shorten, cancel, check in, take it back."""

from __future__ import annotations

from datetime import timedelta

from booking.looking import Looking
from booking.model.bookings import Action, Booking, Status
from booking.ports import Tokens, Waits
from booking.refusals import NotFound
from booking.reserving import Reserving, Wish
from booking.rules.shifting import Shift
from booking.series import Repeating, Which
from bot import buttons
from bot.buttons import Place, Span
from bot.handlers.telling import Telling
from bot.routing import Routes
from bot.screen import Document, Screen
from bot.screens import cards as screens
from bot.screens import choosing
from bot.turn import Turn
from wording import calendars


class Cards:
    def __init__(
        self,
        *,
        looking: Looking,
        reserving: Reserving,
        repeating: Repeating,
        waits: Waits,
        telling: Telling,
        new_key: Tokens,
    ) -> None:
        self._telling = telling
        self._looking = looking
        self._reserving = reserving
        self._repeating = repeating
        self._waits = waits
        self._new_key = new_key

    def install(self, routes: Routes) -> None:
        routes.command(["mine", "bookings"], self.mine)
        routes.place(Place.MINE, self.mine)
        routes.button(buttons.Show, self.show)
        routes.button(buttons.Cancel, self.cancel)
        routes.button(buttons.CancelSeries, self.cancel_series)
        routes.button(buttons.PickSpan, self.span)
        routes.button(buttons.Undo, self.undo)
        routes.button(buttons.CheckIn, self.check_in)
        routes.button(buttons.EndEarly, self.end_early)
        routes.button(buttons.Lengths, self.lengths)
        routes.button(buttons.SetEnd, self.set_end)
        routes.button(buttons.MoveDays, self.move_days)
        routes.button(buttons.MoveStarts, self.move_starts)
        routes.button(buttons.MoveWhere, self.move_where)
        routes.button(buttons.Move, self.move)
        routes.button(buttons.CalendarFile, self.calendar)

    async def mine(self, turn: Turn) -> Screen:
        held = await self._looking.mine(turn.member)
        waiting = await self._waits.of_person(turn.member.id, turn.now)
        return screens.mine(held, waiting, self._looking.catalogue, turn, once=self._new_key(40))

    async def show(self, turn: Turn, button: buttons.Show) -> Screen:
        booking, _ = await self._looking.booking(turn.member.actor, button.booking)
        return self._card(booking, turn)

    async def cancel(self, turn: Turn, button: buttons.Cancel) -> Screen | None:
        done = await self._reserving.cancel(turn.member.actor, button.booking, turn.request)
        return await self._telling.done(turn, Action.CANCELLED, done)

    async def cancel_series(self, turn: Turn, button: buttons.CancelSeries) -> None:
        which = _which(button.span)
        await self._repeating.cancel(turn.member.actor, button.booking, which, turn.request)

    async def span(self, turn: Turn, button: buttons.PickSpan) -> Screen:
        booking, _ = await self._looking.booking(turn.member.actor, button.booking)
        return screens.span(
            booking, self._looking.catalogue, turn, cancel=button.cancel, once=self._new_key(40)
        )

    async def undo(self, turn: Turn, button: buttons.Undo) -> Screen | None:
        back = await self._reserving.undo(turn.member.actor, button.booking, button.revision, turn.request)
        is_gone = back.status is Status.CANCELLED
        return await self._telling.done(turn, Action.CANCELLED if is_gone else Action.RESTORED, back)

    async def check_in(self, turn: Turn, button: buttons.CheckIn) -> Screen | None:
        done = await self._reserving.check_in(turn.member.actor, button.booking, turn.request)
        return await self._telling.done(turn, Action.CHECKED_IN, done)

    async def end_early(self, turn: Turn, button: buttons.EndEarly) -> Screen | None:
        done = await self._reserving.end_early(turn.member.actor, button.booking, turn.request)
        return await self._telling.done(turn, Action.ENDED, done)

    async def lengths(self, turn: Turn, button: buttons.Lengths) -> Screen:
        booking, holder = await self._looking.booking(turn.member.actor, button.booking)
        ends = await self._looking.ends(booking, holder)
        return screens.lengths(booking, ends, self._looking.catalogue, turn, once=self._new_key(40))

    async def set_end(self, turn: Turn, button: buttons.SetEnd) -> Screen | None:
        booking, _ = await self._looking.booking(turn.member.actor, button.booking)
        if button.end <= booking.interval.start:
            raise NotFound(what="time")
        done = await self._reserving.resize(turn.member.actor, booking.id, button.end, turn.request)
        return await self._telling.done(turn, Action.MOVED, done)

    async def move_days(self, turn: Turn, button: buttons.MoveDays) -> Screen:
        booking, holder = await self._looking.booking(turn.member.actor, button.booking)
        resource = self._looking.resource(booking.resource_id)
        today = self._looking.catalogue.home.today(turn.now)
        days = choosing.days_of_month(button.month, today)
        free = await self._looking.days_with_room(days, resource.kind, holder)
        return screens.move_days(booking, button.span, button.month, today, free, turn.say)

    async def move_starts(self, turn: Turn, button: buttons.MoveStarts) -> Screen:
        booking, holder = await self._looking.booking(turn.member.actor, button.booking)
        starts = await self._looking.moves(booking, holder, button.day)
        return screens.move_starts(
            booking, button.span, button.day, starts, self._looking.catalogue, turn, once=self._new_key(40)
        )

    async def move_where(self, turn: Turn, button: buttons.MoveWhere) -> Screen:
        booking, holder = await self._looking.booking(turn.member.actor, button.booking)
        kind = self._looking.resource(booking.resource_id).kind
        others = await self._looking.free(booking.interval, holder, kind)
        return screens.move_where(booking, others, self._looking.catalogue, turn, once=self._new_key(40))

    async def move(self, turn: Turn, button: buttons.Move) -> Screen | None:
        booking, _ = await self._looking.booking(turn.member.actor, button.booking)
        if button.span is Span.ONE:
            wanted = booking.interval.shifted(button.start - booking.interval.start)
            wish = Wish(resource_id=button.resource or booking.resource_id, interval=wanted)
            done = await self._reserving.move(turn.member.actor, booking.id, wish, turn.request)
            return await self._telling.done(turn, Action.MOVED, done)
        shift = self._shift(booking, button)
        await self._repeating.move(
            turn.member.actor, booking.id, _which(button.span), shift, turn.request, skip=True
        )
        return await self._telling.done(turn, Action.MOVED, booking)

    async def calendar(self, turn: Turn, button: buttons.CalendarFile) -> Screen:
        booking, _ = await self._looking.booking(turn.member.actor, button.booking)
        catalogue = self._looking.catalogue
        name = calendars.file_name(booking, catalogue, turn.say)
        content = calendars.calendar(booking, catalogue, turn.now, turn.say)
        return Screen(document=Document(name=name, content=content))

    def _shift(self, booking: Booking, button: buttons.Move) -> Shift:
        space = self._looking.catalogue.home
        old, new = space.local(booking.interval.start), space.local(button.start)
        return Shift(
            days=(new.date() - old.date()) // timedelta(days=1),
            start=new.hour * 60 + new.minute,
            resource_id=button.resource or None,
        )

    def _card(self, booking: Booking, turn: Turn) -> Screen:
        return screens.card(booking, self._looking.catalogue, turn, once=self._new_key(40))


def _which(span: Span) -> Which:
    return Which.ALL if span is Span.ALL else Which.FOLLOWING
