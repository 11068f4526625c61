"""Updates from Telegram: let in by the secret alone, done once, acknowledged after their commit."""

import asyncio
import json
from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

import aiohttp
import pytest
import pytest_asyncio

from booking.model.messages import Request
from booking.ports import Unavailable
from bot.intake import Intake
from db import Database
from tests.builders import span
from tests.cases.conftest import World
from tests.web.conftest import Answer, Client
from tests.web.serving import parts_of, served
from web.webhook import SECRET_HEADER, Webhook

SECRET = "only-telegram-knows"


@dataclass
class Chat:
    """Books Drivhuset for Kari at each update, as a handler would, and may be held back."""

    world: World
    failing: list[Exception] = field(default_factory=list)
    begun: list[int] = field(default_factory=list)
    go_on: asyncio.Event = field(default_factory=asyncio.Event)

    async def process(self, raw: Mapping[str, Any]) -> None:
        self.begun.append(raw["update_id"])
        await self.go_on.wait()
        if self.failing:
            raise self.failing.pop(0)
        kari, wish = self.world.kari, self.world.wish()
        request = Request(key=f"update:{raw['update_id']}")
        await self.world.core.reserving.book(kari.actor, kari, wish, request)


@dataclass
class Telegram:
    client: Client
    chat: Chat

    async def post(self, raw: bytes, secret: str | None = SECRET) -> Answer:
        headers = {} if secret is None else {SECRET_HEADER: secret}
        return await self.client.ask("POST", "/telegram/webhook", headers=headers, data=BytesIO(raw))

    async def update(self, update_id: int = 1) -> Answer:
        return await self.post(json.dumps({"update_id": update_id}).encode())

    async def bookings(self) -> int:
        return len(await self.client.world.core.looking.mine(self.client.world.kari))


@pytest_asyncio.fixture
async def telegram(world: World) -> AsyncIterator[Telegram]:
    chat = Chat(world)
    chat.go_on.set()
    webhook = Webhook(Intake(chat.process).accept_bytes, SECRET)
    async with (
        served(parts_of(world.core, webhook=webhook)) as base,
        aiohttp.ClientSession() as session,
    ):
        yield Telegram(Client(base=base, session=session, tokens={}, world=world), chat)


async def test_what_an_update_did_is_committed_when_it_is_acknowledged(
    telegram: Telegram, database_url: str
) -> None:
    telegram.chat.go_on.clear()
    async with asyncio.TaskGroup() as nursery:
        asked = nursery.create_task(telegram.update())
        while not telegram.chat.begun:
            await telegram.client.ask("GET", "/healthz")
        # What is asked later is answered; the update is not, as long as its work is under way.
        assert (await telegram.client.ask("GET", "/healthz")).status == 200
        assert not asked.done()
        telegram.chat.go_on.set()
    assert asked.result().status == 200
    other = await Database.open(database_url)
    assert len(await other.bookings.blocking(span("10:00", "12:00"))) == 1
    await other.close()


@pytest.mark.parametrize("secret", [None, "", "wrong", SECRET + "x", SECRET.upper(), "ø"])
async def test_nobody_else_is_let_in(telegram: Telegram, secret: str | None) -> None:
    answer = await telegram.post(b'{"update_id": 1}', secret)
    assert answer.refused == (403, "secret")
    assert telegram.chat.begun == []


async def test_the_same_update_again_is_acknowledged_and_does_nothing(telegram: Telegram) -> None:
    assert [(await telegram.update(7)).status for _ in range(3)] == [200, 200, 200]
    assert telegram.chat.begun == [7]
    assert await telegram.bookings() == 1


async def test_the_same_update_meanwhile_waits_for_the_first(telegram: Telegram) -> None:
    telegram.chat.go_on.clear()
    async with asyncio.TaskGroup() as nursery:
        asked = [nursery.create_task(telegram.update(7)) for _ in range(3)]
        while not telegram.chat.begun:
            await telegram.client.ask("GET", "/healthz")
        assert not any(task.done() for task in asked)
        telegram.chat.go_on.set()
    assert [task.result().status for task in asked] == [200, 200, 200]
    assert telegram.chat.begun == [7]


@pytest.mark.parametrize(
    ("error", "refused"),
    [(Unavailable("the disk is full"), (503, "unavailable")), (RuntimeError("a bug"), (500, "bug"))],
)
async def test_what_failed_is_not_acknowledged_and_done_when_it_comes_again(
    telegram: Telegram, error: Exception, refused: tuple[int, str]
) -> None:
    telegram.chat.failing = [error]
    assert (await telegram.update(7)).refused == refused
    assert await telegram.bookings() == 0
    assert (await telegram.update(7)).status == 200
    assert await telegram.bookings() == 1


@pytest.mark.parametrize(
    "raw",
    [b"", b"{", b"[]", b"7", b"{}", b'{"update_id": "7"}', b'{"update_id": null}', b"\xff", b"[" * 100_000],
    ids=lambda raw: repr(raw[:20]),
)
async def test_what_is_no_update(telegram: Telegram, raw: bytes) -> None:
    assert (await telegram.post(raw)).refused == (400, "malformed")
    assert telegram.chat.begun == []


async def test_an_update_that_is_too_large(telegram: Telegram) -> None:
    answer = await telegram.post(b'{"update_id": 1, "x": "' + b"x" * 2_000_000 + b'"}')
    assert answer.refused == (413, "request-entity-too-large")


async def test_a_service_that_polls_has_no_webhook(client: Client) -> None:
    answer = await client.ask("POST", "/telegram/webhook", headers={SECRET_HEADER: SECRET})
    assert answer.refused == (404, "not-found")
