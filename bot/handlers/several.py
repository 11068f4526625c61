"""Several bookings cancelled or moved at once, in words: shown first, then done and undone by a tap each."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256

from booking.looking import Looking
from booking.model.bookings import Action, Booking, BookingId
from booking.model.interval import Interval
from booking.model.messages import Request
from booking.ports import Tokens
from booking.reserving import Wish
from booking.rules.shifting import shifted
from booking.together import Part, Together
from bot import buttons, meant
from bot.handlers.acting import Acting
from bot.handlers.spoken_of import SpokenOf
from bot.routing import Routes
from bot.screen import Screen
from bot.screens import cards
from bot.screens import several as screens
from bot.screens import talking as words
from bot.turn import Turn
from bot.understanding import Understanding

MARK = 8


class Several:
    def __init__(
        self, looking: Looking, together: Together, spoken: SpokenOf, acting: Acting, new_key: Tokens
    ) -> None:
        self._looking = looking
        self._together = together
        self._spoken = spoken
        self._acting = acting
        self._new_key = new_key

    def install(self, routes: Routes) -> None:
        self._acting.button(routes, buttons.DoAll, self.do_all)
        routes.button(buttons.UndoAll, self.undo_all)

    async def show(self, turn: Turn, said: Understanding) -> Screen:
        """All that is meant, what would become of it, and what cannot be done and why."""
        found = await self._found(turn, said)
        if not found:
            raise self._spoken.none_of(turn)
        if said.onwards and turn.chosen.booking is None and not self._is_one_thread(found):
            revision = await self._spoken.keep(turn, said)
            text, once = words.from_which(turn.say), self._new_key(40)
            return cards.pick(found, self._looking.catalogue, turn, text, revision=revision, once=once)
        parts = await self._parts(turn, said, found)
        if turn.chosen.booking is not None:
            said = meant.pinned(said, found[0], self._looking.catalogue)
        revision = await self._spoken.keep(turn, said, anew=True)
        button = buttons.DoAll(revision=revision, mark=_mark(parts), once=self._new_key(40))
        return screens.shown(said.intent, parts, button, self._looking.catalogue, turn)

    async def do_all(self, turn: Turn, button: buttons.DoAll, said: Understanding) -> Screen:
        """Just what was shown; where that is no longer so, it is shown anew."""
        done = await self._together.done(turn.request)
        if not done:
            parts = await self._parts(turn, said, await self._found(turn, said))
            if _mark(parts) != button.mark:
                return await self.show(turn, said)
            done = await self._do(turn, said, parts)
        action = Action.CANCELLED if said.intent == "cancel" else Action.MOVED
        return screens.done(action, done, self._looking.catalogue, turn, self._undo(button.once))

    async def undo_all(self, turn: Turn, button: buttons.UndoAll) -> Screen:
        key = Request(key=f"tap:{turn.visitor.telegram_id}:{button.done}").key
        back = await self._together.undo(turn.member.actor, key, turn.request)
        return screens.back(back, self._looking.catalogue, turn)

    def _undo(self, once: str) -> buttons.UndoAll:
        return buttons.UndoAll(done=once, once=self._new_key(40))

    async def _do(self, turn: Turn, said: Understanding, parts: Sequence[Part]) -> Sequence[Booking]:
        actor = turn.member.actor
        if said.intent == "cancel":
            return await self._together.cancel(actor, _ids(parts), turn.request)
        moves = [(part.of.id, part.wish) for part in parts if part.of is not None]
        return await self._together.move(actor, moves, turn.request, skip=True)

    async def _found(self, turn: Turn, said: Understanding) -> list[Booking]:
        """From one on, or all that the message can mean."""
        held = await self._looking.mine(turn.holder)
        if not said.onwards:
            return list(self._spoken.matching(said, held))
        first = await self._spoken.meant(turn, said)
        if len(first) == 1 or (first and self._is_one_thread(first)):
            return meant.follow(first[0], held, self._looking.catalogue.home)
        return list(first)

    def _is_one_thread(self, found: Sequence[Booking]) -> bool:
        """Whether all of them follow the first."""
        return len(meant.follow(found[0], found, self._looking.catalogue.home)) == len(found)

    async def _parts(self, turn: Turn, said: Understanding, found: Sequence[Booking]) -> Sequence[Part]:
        actor = turn.member.actor
        if said.intent == "cancel":
            return await self._together.preview_cancel(actor, [booking.id for booking in found])
        moves = [(booking.id, self._wish(booking, said)) for booking in found]
        return await self._together.preview_move(actor, moves)

    def _wish(self, booking: Booking, said: Understanding) -> Wish:
        catalogue = self._looking.catalogue
        shift = meant.new_place(booking, said, catalogue)
        space = catalogue.space_of(catalogue.resources[booking.resource_id])
        return Wish(
            resource_id=shift.resource_id or booking.resource_id,
            interval=shifted(booking.interval, shift, space),
        )


def _ids(parts: Sequence[Part]) -> list[BookingId]:
    return [part.of.id for part in parts if part.of is not None]


def _mark(parts: Sequence[Part]) -> str:
    """The same for the same bookings as they stand, and the same that becomes of them."""

    def said(interval: Interval) -> str:
        return f"{interval.start.timestamp()} {interval.end.timestamp()}"

    lines = [
        (part.of.id, part.of.revision, part.wish.resource_id, said(part.wish.interval), part.refusal is None)
        for part in parts
        if part.of is not None
    ]
    return sha256(repr(lines).encode()).hexdigest()[:MARK]
