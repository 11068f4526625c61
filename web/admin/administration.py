"""The pages put together from their sections."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from aiohttp import web

from booking.looking import Looking
from booking.ports import Clock, Tokens
from booking.signing_in import SignIn
from web.admin.door import Door
from web.admin.frame import STYLE_PATH, Frame
from web.admin.guarding import PATH, Cookies
from web.admin.home import Home
from web.admin.sections import Section
from web.admin.signing_in import SigningIn
from web.admin.troubles import Troubles


@dataclass(frozen=True, slots=True, kw_only=True)
class Administration:
    """What the pages lean on. `base` is where people reach them, `key` signs their forms.

    `sections` are those beside the first page, in the order of the navigation.
    """

    home: Home
    sections: tuple[Section, ...]
    sign_in: SignIn
    looking: Looking
    now: Clock
    new_token: Tokens
    key: str
    base: Callable[[], str]

    def install(self, application: web.Application) -> None:
        """At `/admin`, with their own way of telling what goes wrong."""
        cookies = Cookies(self.key, self.base)
        sections = (self.home.section(self.sections), *self.sections)
        frame = Frame(
            sections=sections,
            cookies=cookies,
            now=self.now,
            space=lambda: self.looking.catalogue.home,
            new_token=self.new_token,
        )
        signing = SigningIn(self.sign_in, frame, cookies, self.base)
        door = Door(
            sign_in=self.sign_in,
            frame=frame,
            cookies=cookies,
            troubles=Troubles(lambda: self.looking.catalogue, self.now, self.new_token),
            base=self.base,
            now=self.now,
        )
        pages = web.Application(middlewares=[door.middleware])
        pages.add_routes(signing.routes())
        for section in (*sections, signing.section()):
            pages.add_routes(_routes(door, section))
        application.router.add_get(STYLE_PATH, frame.style)
        application.add_subapp(PATH, pages)


def _routes(door: Door, section: Section) -> list[web.RouteDef]:
    below = section.path.removeprefix(PATH)
    return [
        (web.post if route.posts else web.get)(below + route.path, door.guarded(section, route))
        for route in section.routes
    ]
