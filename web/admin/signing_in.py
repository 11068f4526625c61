"""Coming in by a one-time link, and going out."""

from __future__ import annotations

from collections.abc import Callable

from aiohttp import web

from booking.signing_in import SignIn
from web.admin.door import SIGN_IN, SIGNED_IN
from web.admin.frame import Frame, voice_of
from web.admin.guarding import PATH, Cookies, is_from_here
from web.admin.sections import Section, takes
from web.admin.troubles import NotOurForm
from web.admin.visits import Visit
from wording import speak

EVERYWHERE = "everywhere"
"""The name of the button that ends them all."""


class SigningIn:
    """To open the link changes nothing: chats and mail servers open what they are sent. The button does."""

    def __init__(self, sign_in: SignIn, frame: Frame, cookies: Cookies, base: Callable[[], str]) -> None:
        self._sign_in = sign_in
        self._frame = frame
        self._cookies = cookies
        self._base = base

    def routes(self) -> list[web.RouteDef]:
        """Below `/admin`, for those who are not signed in."""
        return [
            web.get("/sign-in", self.how),
            web.get("/sign-in/{token}", self.ask),
            web.post("/sign-in/{token}", self.enter),
        ]

    def section(self) -> Section:
        """For those who are; without an entry in the navigation."""
        return Section(
            path=f"{PATH}/sign-out",
            name=lambda say: say.plain("Sign out"),
            about=lambda say: say.plain("Sign out"),
            routes=(takes(self.leave),),
        )

    async def how(self, request: web.Request) -> web.StreamResponse:
        """What to write to the bot."""
        if SIGNED_IN in request:
            return _to(PATH)
        say = voice_of(request)
        return self._frame.outside(say, "signed_out.html", title=say.plain("Sign in"), lapsed=False)

    async def ask(self, request: web.Request) -> web.StreamResponse:
        """Shows one button."""
        person = await self._sign_in.expects(request.match_info["token"])
        if person is None:
            return self._lapsed(request)
        say = speak(person.language)
        return self._frame.outside(say, "sign_in.html", title=say.plain("Sign in"))

    async def enter(self, request: web.Request) -> web.StreamResponse:
        """The button. An earlier session of this browser ends; it goes on to where it wanted to go."""
        if not is_from_here(request, self._base()):
            raise NotOurForm
        secret = await self._sign_in.open(request.match_info["token"])
        if secret is None:
            return self._lapsed(request)
        if SIGNED_IN in request:
            await self._sign_in.end(request[SIGNED_IN].session)
        response = _to(self._cookies.wanted(request))
        self._cookies.keep(response, secret)
        self._cookies.forget_wanted(response)
        return response

    async def leave(self, visit: Visit) -> web.Response:
        """From now on this browser's session opens nothing, wherever its token may have got to.

        Where a machine was left or lost, so does no other session of theirs.
        """
        if EVERYWHERE in visit.posted:
            await self._sign_in.end_everywhere(visit.person)
        else:
            await self._sign_in.end(visit.signed_in.session)
        response = _to(SIGN_IN)
        self._cookies.drop(response)
        return response

    def _lapsed(self, request: web.Request) -> web.Response:
        """Used or too old; whoever tapped twice is in already."""
        if SIGNED_IN in request:
            return _to(PATH)
        say = voice_of(request)
        title = say.plain("This link no longer works")
        return self._frame.outside(say, "signed_out.html", title=title, status=404, lapsed=True)


def _to(path: str) -> web.Response:
    return web.Response(status=303, headers={"Location": path})
