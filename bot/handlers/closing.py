"""The administration shuts the house or a room, and opens it again."""

from __future__ import annotations

from dataclasses import replace

from booking.asking import Asking
from booking.closing import Closing, Shutting
from booking.looking import Looking
from booking.model.deviations import Deviation
from booking.ports import Tokens
from booking.reserving import UNDO_WITHIN
from bot import buttons, house_words, stretches, wish
from bot.handlers.acting import Acting
from bot.handlers.spoken_of import SpokenOf
from bot.routing import Intended, Routes
from bot.screen import Screen
from bot.screens import closing as screens
from bot.screens import house as about
from bot.turn import Turn
from bot.understanding import Understanding


class ClosingInChat:
    def __init__(
        self,
        *,
        closing: Closing,
        asking: Asking,
        looking: Looking,
        spoken: SpokenOf,
        acting: Acting,
        new_key: Tokens,
    ) -> None:
        self._closing = closing
        self._asking = asking
        self._looking = looking
        self._spoken = spoken
        self._acting = acting
        self._new_key = new_key

    def install(self, routes: Routes) -> None:
        routes.intent("close", Intended(handler=self.close, shows_first=lambda _said: True))
        self._acting.button(routes, buttons.CloseIt, self.close_it)
        routes.button(buttons.LiftClosure, self.lift)

    async def close(self, turn: Turn, said: Understanding) -> Screen:
        """Whom it hits is shown; one tap closes. Others are told who can, and offered to ask them."""
        if not turn.member.actor.is_staff:
            kept = await self._asking.keep(turn.member, turn.text, turn.request)
            return about.not_yours_to_close(kept, self._looking.catalogue, turn)
        if any(each.field == "repeat" for each in said.evidence):
            return screens.not_again_and_again(turn.say)  # only the first day of it would be shut
        said = replace(said, title=house_words.reason_of(turn.text))
        shutting = self._shutting(said)
        if shutting is None:
            return screens.what_and_when(said, turn.say)
        hits = await self._closing.hits(turn.member.actor, shutting)
        revision = await self._spoken.keep(turn, said)
        once = self._new_key(40)
        return screens.would_close(
            hits, shutting, self._looking.catalogue, turn, revision=revision, once=once
        )

    async def close_it(self, turn: Turn, _button: buttons.CloseIt, said: Understanding) -> Screen:
        shutting = self._shutting(said)
        if shutting is None:
            return screens.what_and_when(said, turn.say)
        shut = await self._closing.close(turn.member.actor, shutting, turn.request)
        told = await self._closing.told(shut)
        still = await self._closing.hits(turn.member.actor, shutting)
        once = self._new_key(40)
        return screens.closed(shut, told, still, self._looking.catalogue, turn, once=once)

    async def lift(self, turn: Turn, button: buttons.LiftClosure) -> Screen:
        actor = turn.member.actor
        do = self._closing.undo if button.undo else self._closing.lift
        shut = await do(actor, button.closure, turn.request)
        return screens.opened(shut, self._looking.catalogue, turn, undone=button.undo)

    async def opened_in_words(self, turn: Turn, said: Understanding) -> Screen | None:
        """`åpne huset fredag igjen`; None where it is no such message."""
        if not turn.member.actor.is_staff or not house_words.OPENS.search(turn.text) or said.date is None:
            return None
        found = [each for each in await self._closing.standing(turn.member.actor) if self._is(each, said)]
        if not found:
            return screens.not_shut(said, self._looking.catalogue, turn)
        shut = found[0]
        is_fresh = turn.now - shut.made_at <= UNDO_WITHIN
        do = self._closing.undo if is_fresh else self._closing.lift
        await do(turn.member.actor, shut.id, turn.request)
        return screens.opened(shut, self._looking.catalogue, turn, undone=is_fresh)

    def _is(self, shut: Deviation, said: Understanding) -> bool:
        space = self._looking.catalogue.spaces[shut.space_id]
        resource = wish.resource_named(said.resource, self._looking.catalogue)
        same = shut.resource_id == (resource.id if resource else None)
        return same and any(each.overlaps(shut.interval) for each in stretches.stretches(said, space))

    def _shutting(self, said: Understanding) -> Shutting | None:
        """None where the days, or which of several, were not said."""
        catalogue = self._looking.catalogue
        resource = wish.resource_named(said.resource, catalogue)
        found = stretches.stretches(said, catalogue.home)
        if not found or said.no_such or said.repeat is not None or (said.kind and resource is None):
            return None
        return Shutting(
            space_id=resource.space_id if resource else catalogue.home.id,
            resource_id=resource.id if resource else None,
            intervals=found,
            reason=said.title,
        )
