"""/admin: how the service does, for the administration, and the way to the pages, for advisers too."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from booking.asking import Asking
from booking.closing import Closing
from booking.looking import Looking
from booking.model.sessions import may_sign_in
from booking.overseeing import Overseeing as UseCases
from booking.ports import Tokens
from booking.refusals import NotAllowed
from booking.signing_in import SignIn
from bot.buttons import OpenPages
from bot.routing import Routes
from bot.screen import Screen
from bot.screens import closing, questions
from bot.screens import overseeing as screens
from bot.turn import Turn
from wording import deliveries


@dataclass(frozen=True, slots=True, kw_only=True)
class ToDo:
    """Where what the administration has to do is found."""

    asking: Asking
    closing: Closing
    new_key: Tokens


class Overseeing:
    """`pages` is where people reach our pages, empty where they do not."""

    def __init__(
        self,
        overseeing: UseCases,
        sign_in: SignIn,
        looking: Looking,
        pages: Callable[[], str],
        office: ToDo,
    ) -> None:
        self._office = office
        self._overseeing = overseeing
        self._sign_in = sign_in
        self._looking = looking
        self._pages = pages

    def install(self, routes: Routes) -> None:
        routes.command(["admin"], self.show)
        routes.button(OpenPages, self.let_in)

    async def show(self, turn: Turn) -> Screen:
        """What waits for somebody, what is shut, who got what, and why not."""
        if not may_sign_in(turn.member):
            raise NotAllowed
        has_pages = bool(self._pages())
        actor = turn.member.actor
        if not actor.is_staff:
            return screens.overview(None, turn.say, has_pages=has_pages)
        seen = await self._overseeing.deliveries(actor)
        ledger = deliveries.ledger(seen, self._looking.catalogue.home, turn.now, turn.say)
        shown = screens.overview(ledger, turn.say, has_pages=has_pages)
        waiting = await self._office.asking.open(actor)
        shut = await self._office.closing.standing(actor)
        closures = closing.standing(shut, self._looking.catalogue, turn, once=self._office.new_key(40))
        return screens.with_to_do(shown, questions.open_list(waiting, turn.say), closures)

    async def let_in(self, turn: Turn, _button: OpenPages) -> Screen:
        """A one-time link, made now, since it does not last."""
        pages = self._pages()
        if not pages:
            return screens.no_pages(turn.say)
        token = await self._sign_in.link(turn.member)
        return screens.way_in(f"{pages}/admin/sign-in/{token}", turn.say)
