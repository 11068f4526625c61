"""/admin: how the service does, for the administration."""

from __future__ import annotations

from booking.looking import Looking
from booking.overseeing import Overseeing as UseCases
from bot.routing import Routes
from bot.screen import Screen
from bot.turn import Turn
from wording import deliveries


class Overseeing:
    def __init__(self, overseeing: UseCases, looking: Looking) -> None:
        self._overseeing = overseeing
        self._looking = looking

    def install(self, routes: Routes) -> None:
        routes.command(["admin"], self.show)

    async def show(self, turn: Turn) -> Screen:
        """Who got what, and why not."""
        seen = await self._overseeing.deliveries(turn.member.actor)
        return Screen(text=deliveries.ledger(seen, self._looking.catalogue.home, turn.now, turn.say))
