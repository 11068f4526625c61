"""The list at the door and the tickets, as phones' browsers see them."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import timedelta

import aiohttp
import pytest_asyncio

from booking.model.events import Event, Registration, Standing
from booking.rules import doors
from tests.cases.conftest import World
from tests.cases.test_events import join, published
from tests.web.serving import parts_of, served
from web.doors import Doors

KEY = "an example key, thirty-two letters"


@dataclass
class Phone:
    base: str
    session: aiohttp.ClientSession

    async def opens(self, path: str) -> tuple[int, str]:
        async with self.session.get(self.base + path) as answer:
            return answer.status, await answer.text()

    async def taps(self, path: str, **fields: str) -> tuple[int, str]:
        async with self.session.post(self.base + path, data=fields) as answer:
            return answer.status, await answer.text()


@dataclass
class Door:
    world: World
    event: Event
    kari: Registration
    base: str

    @property
    def listing(self) -> str:
        return f"/door/{doors.address(self.event, KEY)}"

    async def standing(self) -> Standing:
        found = await self.world.core.database.events.registration(self.kari.id)
        assert found is not None
        return found.standing


@pytest_asyncio.fixture
async def door(world: World) -> AsyncIterator[Door]:
    event = await published(world, seats=3)
    kari = await join(world, world.kari, guests=1)
    core = world.core
    pages = Doors(
        hosting=core.hosting,
        events=core.database.events,
        people=core.database.people,
        looking=core.looking,
        now=core.now,
        key=KEY,
        base="http://localhost",
    )
    async with served(parts_of(core, doors=pages)) as base:
        yield Door(world, event, kari, base)


@pytest_asyncio.fixture
async def keeper(door: Door) -> AsyncIterator[Phone]:
    async with aiohttp.ClientSession(cookie_jar=aiohttp.CookieJar(unsafe=True)) as session:
        yield Phone(door.base, session)


async def test_the_list_shows_who_has_a_place_and_ticks_off(door: Door, keeper: Phone) -> None:
    await join(door.world, door.world.ola)
    await join(door.world, door.world.eva)
    status, shown = await keeper.opens(door.listing)
    assert status == 200
    assert door.world.kari.name in shown
    assert "Ola Gartner" in shown
    assert "Eva Nabo" not in shown
    assert "0 of 3" in shown
    _, shown = await keeper.taps(door.listing, registration=door.kari.id, came="1")
    assert "2 of 3" in shown
    assert await door.standing() is Standing.ATTENDED
    await keeper.taps(door.listing, registration=door.kari.id, came="0")
    assert await door.standing() is Standing.GOING


async def test_a_phone_that_has_the_list_open_ticks_off_by_the_code(door: Door, keeper: Phone) -> None:
    ticket = f"/t/{door.kari.ticket}"
    status, shown = await keeper.opens(ticket)
    assert status == 200
    assert door.world.kari.name not in shown
    assert "2 people" in shown
    assert (await keeper.taps(ticket))[0] == 404
    assert await door.standing() is Standing.GOING
    await keeper.opens(door.listing)
    assert door.world.kari.name in (await keeper.opens(ticket))[1]
    await keeper.taps(ticket)
    assert await door.standing() is Standing.ATTENDED
    assert "has come" in (await keeper.taps(ticket))[1]


async def test_the_code_of_a_ticket_is_a_picture(door: Door, keeper: Phone) -> None:
    async with keeper.session.get(f"{door.base}/t/{door.kari.ticket}/qr.png") as answer:
        assert answer.content_type == "image/png"
        assert (await answer.read()).startswith(b"\x89PNG")
    async with keeper.session.get(f"{door.base}/t/unknown/qr.png") as answer:
        assert answer.status == 404


async def test_nobody_else_opens_the_list_and_it_lapses(door: Door, keeper: Phone) -> None:
    for token in ("x", "x.y", doors.address(door.event, "another key"), door.kari.ticket):
        assert (await keeper.opens(f"/door/{token}"))[0] == 404
        assert (await keeper.taps(f"/door/{token}", registration=door.kari.id, came="1"))[0] == 404
    door.world.clock.time = door.event.interval.end + timedelta(hours=12)
    assert (await keeper.opens(door.listing))[0] == 404
    assert (await keeper.opens("/t/unknown"))[0] == 404
    assert await door.standing() is Standing.GOING


async def test_names_are_shown_as_they_are_written(door: Door, keeper: Phone) -> None:
    await door.world.core.membership.add("<b>Per</b>")
    hostile = await door.world.core.membership.add("<script>alert(1)</script>")
    await join(door.world, hostile)
    _, shown = await keeper.opens(door.listing)
    assert "<script>" not in shown
    assert "&lt;script&gt;" in shown
