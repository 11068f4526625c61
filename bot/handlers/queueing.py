"""The waiting list in the chat: get in line, take an offer, let it go, leave."""

from __future__ import annotations

from booking.looking import Looking
from booking.model.interval import Interval
from booking.reserving import Wish
from booking.waiting import Waiting
from bot import buttons
from bot.routing import Routes
from bot.screen import Screen
from bot.screens import queueing as screens
from bot.turn import Turn


class Queueing:
    def __init__(self, looking: Looking, waiting: Waiting) -> None:
        self._looking = looking
        self._waiting = waiting

    def install(self, routes: Routes) -> None:
        routes.button(buttons.Queue, self.ask)
        routes.button(buttons.LeaveQueue, self.leave)
        routes.button(buttons.TakeOffer, self.take)
        routes.button(buttons.DeclineOffer, self.decline)

    async def ask(self, turn: Turn, button: buttons.Queue) -> Screen:
        person = turn.member
        wish = Wish(resource_id=button.resource, interval=Interval(button.start, button.end))
        wait = await self._waiting.ask(person.actor, person, wish, turn.request)
        return screens.waiting(wait, self._looking.catalogue, turn)

    async def leave(self, turn: Turn, button: buttons.LeaveQueue) -> Screen:
        wait = await self._waiting.leave(turn.member.actor, button.wait, turn.request)
        return screens.left(wait, self._looking.catalogue, turn)

    async def take(self, turn: Turn, button: buttons.TakeOffer) -> None:
        await self._waiting.take(turn.member.actor, button.booking, turn.request)

    async def decline(self, turn: Turn, button: buttons.DeclineOffer) -> Screen:
        declined = await self._waiting.decline(turn.member.actor, button.booking, turn.request)
        return screens.declined(declined, self._looking.catalogue, turn)
