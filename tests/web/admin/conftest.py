"""The administration's pages as a browser without scripts meets them, on a real database."""

import re
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from http.cookies import Morsel

import aiohttp
import pytest_asyncio

from booking.model.people import Person, PersonId, Role
from commands.administration import administration
from tests.builders import a_person
from tests.cases.conftest import World, world
from tests.web.serving import parts_of, served
from web.admin.sections import Section

__all__ = ["world"]

KEY = "an example key, thirty-two letters"
HIDDEN = re.compile(r'type="hidden" name="([^"]*)" value="([^"]*)"')


@dataclass(frozen=True)
class Shown:
    """A page. `path` is where it was found in the end."""

    status: int
    path: str
    text: str
    headers: dict[str, str]
    cookies: dict[str, Morsel] = field(default_factory=dict)

    @property
    def form_token(self) -> str:
        return dict(HIDDEN.findall(self.text)).get("form_token", "")


@dataclass
class Browser:
    """Keeps cookies and says where its forms come from, as every browser does."""

    base: str
    session: aiohttp.ClientSession

    async def opens(self, path: str, **more: object) -> Shown:
        async with self.session.get(self.base + path, **more) as answer:
            return await _shown(answer)

    async def sends(self, path: str, *, headers: dict | None = None, **fields: object) -> Shown:
        """A form as it was written, wherever it came from: by default from here, without its token."""
        said = {"Sec-Fetch-Site": "same-origin"} if headers is None else headers
        async with self.session.post(self.base + path, data=fields, headers=said) as answer:
            return await _shown(answer)

    async def posts(self, page: str, path: str, **fields: object) -> Shown:
        """The form on a page, filled in and sent."""
        hidden = dict(HIDDEN.findall((await self.opens(page)).text))
        return await self.sends(path, **{**hidden, **fields})


async def _shown(answer: aiohttp.ClientResponse) -> Shown:
    given = {name: morsel for each in (*answer.history, answer) for name, morsel in each.cookies.items()}
    return Shown(answer.status, answer.url.path_qs, await answer.text(), dict(answer.headers), given)


@dataclass
class Office:
    """The pages, and who may come in: Grete runs the place, Anne is an adviser, Kari a tenant."""

    world: World
    base: str
    anne: Person

    @property
    def grete(self) -> Person:
        return self.world.office

    async def link(self, person: Person) -> str:
        """As the bot gives it."""
        return f"/admin/sign-in/{await self.world.core.sign_in.link(person)}"

    @asynccontextmanager
    async def browser(self, person: Person | None = None) -> AsyncIterator[Browser]:
        """A new one; signed in, where a person is given."""
        jar = aiohttp.CookieJar(unsafe=True)
        async with aiohttp.ClientSession(cookie_jar=jar) as session:
            browser = Browser(self.base, session)
            if person is not None:
                assert (await browser.sends(await self.link(person))).path == "/admin"
            yield browser


def own_address() -> str:
    return "http://127.0.0.1"


@asynccontextmanager
async def opened(
    world: World, base: Callable[[], str] = own_address, *more: Section, **changed: object
) -> AsyncIterator[Office]:
    """With more sections than there are, and with other parts."""
    anne = a_person(
        id=PersonId("anne"),
        name="Anne Rådgiver",
        telegram_id=1005,
        tenant_id=None,
        roles=frozenset({Role.ADVISER}),
    )
    await world.core.database.people.add(anne)
    pages = administration(world.core, KEY, base)
    pages = replace(pages, **{"sections": (*pages.sections, *more), **changed})
    async with served(parts_of(world.core, admin=pages)) as address:
        yield Office(world, address, anne)


@pytest_asyncio.fixture
async def office(world: World) -> AsyncIterator[Office]:
    async with opened(world) as office:
        yield office


@pytest_asyncio.fixture
async def grete(office: Office) -> AsyncIterator[Browser]:
    """Signed in."""
    async with office.browser(office.grete) as browser:
        yield browser
