"""What leaves through our transport and what comes back, beside the library's own on the same server."""

import asyncio
import json
import logging
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass, field
from datetime import timedelta
from io import BytesIO
from typing import Any

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer, unused_port
from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup, InputFile
from telegram.error import (
    BadRequest,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
    TimedOut,
)
from telegram.request import BaseRequest, HTTPXRequest

from bot.transport import AiohttpRequest, Connections

TOKEN = "1:never-tell"
Answer = Callable[[web.Request], Awaitable[web.StreamResponse]]
SENT = {"message_id": 7, "date": 0, "chat": {"id": 101, "type": "private"}}


@dataclass
class Server:
    """Keeps what it is asked; `answer` is how it answers."""

    url: str = ""
    asked: list[tuple[str, dict[str, Any]]] = field(default_factory=list)
    peers: set[object] = field(default_factory=set)
    answer: Answer | None = None

    async def take(self, request: web.Request) -> web.StreamResponse:
        self.peers.add(request.transport)
        form = await request.post()
        self.asked.append(
            (request.match_info["method"], {name: _read(value) for name, value in form.items()})
        )
        return await self.answer(request) if self.answer else said(SENT)


def _read(value: Any) -> Any:
    if isinstance(value, web.FileField):
        return value.filename, value.content_type, value.file.read()
    return value


def said(result: object) -> web.Response:
    return web.json_response({"ok": True, "result": result})


def refused(code: int, description: str, **parameters: int) -> Answer:
    async def answer(_request: web.Request) -> web.Response:
        body = {"ok": False, "error_code": code, "description": description}
        return web.json_response(body | ({"parameters": parameters} if parameters else {}), status=code)

    return answer


@pytest.fixture
async def server() -> AsyncIterator[Server]:
    server = Server()
    application = web.Application()
    application.router.add_route("*", "/bot{token}/{method}", server.take)
    async with TestServer(application) as running:
        server.url = f"{running.make_url('/')}bot"
        yield server


@pytest.fixture
async def connections() -> AsyncIterator[Connections]:
    connections = Connections()
    yield connections
    await connections.close()


@pytest.fixture
def ours(connections: Connections) -> AiohttpRequest:
    return AiohttpRequest(connections)


def a_bot(server: Server, request: BaseRequest) -> Bot:
    return Bot(TOKEN, base_url=server.url, request=request)


async def test_it_sends_what_the_library_sends(server: Server, ours: AiohttpRequest) -> None:
    theirs = HTTPXRequest()
    await theirs.initialize()
    for request in (ours, theirs):
        bot = a_bot(server, request)
        keys = InlineKeyboardMarkup([[InlineKeyboardButton("Bestill", callback_data="1n")]])
        await bot.send_message(101, "Blåbær & <b>rømme</b> 🫐", parse_mode="HTML", reply_markup=keys)
        await bot.send_document(101, InputFile(BytesIO(b"a\r\n\0b"), filename="a.ics"), caption="Møte")
    await theirs.shutdown()

    message, document, *others = server.asked
    assert message == others[0]
    assert message[1]["text"] == "Blåbær & <b>rømme</b> 🫐"
    assert document[0] == others[1][0] == "sendDocument"
    assert document[1].pop("document")[::2] == others[1][1].pop("document")[::2] == ("a.ics", b"a\r\n\0b")
    assert document[1] == others[1][1]


async def test_a_file_arrives_with_its_name_and_kind(server: Server, ours: AiohttpRequest) -> None:
    await a_bot(server, ours).send_document(101, InputFile(BytesIO(b"x"), filename='møte "én".ics'))

    name, kind, _ = server.asked[0][1]["document"]
    assert name == 'møte "én".ics'
    assert kind.startswith("text/calendar")


@pytest.mark.parametrize(
    ("answer", "error"),
    [
        (refused(400, "Bad Request: chat not found"), BadRequest),
        (refused(401, "Unauthorized"), InvalidToken),
        (refused(403, "Forbidden: bot was blocked by the user"), Forbidden),
        (refused(404, "Not Found"), InvalidToken),
        (refused(500, "Internal Server Error"), NetworkError),
    ],
)
async def test_a_no_is_the_library_s_own_error(
    server: Server, ours: AiohttpRequest, answer: Answer, error: type[TelegramError]
) -> None:
    server.answer = answer
    theirs = HTTPXRequest()
    await theirs.initialize()
    told = []
    for request in (ours, theirs):
        with pytest.raises(error) as caught:
            await a_bot(server, request).send_message(101, "hei")
        told.append((type(caught.value), caught.value.message))
    await theirs.shutdown()
    assert told[0] == told[1]


async def test_a_flood_says_how_long_to_wait(server: Server, ours: AiohttpRequest) -> None:
    server.answer = refused(429, "Too Many Requests: retry after 7", retry_after=7)
    with pytest.raises(RetryAfter) as caught:
        await a_bot(server, ours).send_message(101, "hei")
    assert caught.value.retry_after == timedelta(seconds=7)


@pytest.mark.parametrize("status", [200, 404, 502])
async def test_a_page_instead_of_an_answer_is_one_error_and_nothing_in_the_log(
    server: Server, ours: AiohttpRequest, status: int, caplog: pytest.LogCaptureFixture
) -> None:
    async def page(_request: web.Request) -> web.Response:
        return web.Response(status=status, text="<html>a very long page</html>", content_type="text/html")

    server.answer = page
    with pytest.raises(TelegramError) as caught:
        await a_bot(server, ours).send_message(101, "hei")
    assert "very long" not in caught.value.message
    assert not [record for record in caplog.records if record.levelno >= logging.WARNING]


@pytest.mark.parametrize("body", [b"[]", b"\xff", b""])
async def test_nonsense_is_an_error_of_the_library(server: Server, ours: AiohttpRequest, body: bytes) -> None:
    async def nonsense(_request: web.Request) -> web.Response:
        return web.Response(body=body, content_type="application/json")

    server.answer = nonsense
    with pytest.raises(TelegramError):
        await a_bot(server, ours).send_message(101, "hei")


async def _hang_up(request: web.Request) -> web.Response:
    assert request.transport is not None
    request.transport.abort()
    return web.Response()


async def _hang_up_in_the_middle(request: web.Request) -> web.StreamResponse:
    response = web.StreamResponse(headers={"Content-Length": "1000"})
    await response.prepare(request)
    await response.write(b'{"ok": tr')
    return await _hang_up(request)


@pytest.mark.parametrize("answer", [_hang_up, _hang_up_in_the_middle])
async def test_a_broken_connection_passes_and_tells_no_address(
    server: Server, ours: AiohttpRequest, answer: Answer
) -> None:
    server.answer = answer
    with pytest.raises(NetworkError) as caught:
        await a_bot(server, ours).send_message(101, "hei")
    assert not isinstance(caught.value, (TimedOut, BadRequest))
    assert TOKEN not in repr(caught.value)
    assert caught.value.__cause__ is None


async def test_nobody_there(ours: AiohttpRequest) -> None:
    away = Server(url=f"http://127.0.0.1:{unused_port()}/bot")
    with pytest.raises(NetworkError, match="cannot be reached") as caught:
        await a_bot(away, ours).send_message(101, "hei")
    assert TOKEN not in repr(caught.value)


async def test_no_answer_in_time(server: Server, ours: AiohttpRequest) -> None:
    leaving = asyncio.Event()

    async def wait(_request: web.Request) -> web.Response:
        await leaving.wait()
        return said(SENT)

    server.answer = wait
    with pytest.raises(TimedOut):
        await a_bot(server, ours).send_message(101, "hei", read_timeout=0.05)
    leaving.set()


async def test_a_call_can_be_given_all_the_time_there_is(server: Server, ours: AiohttpRequest) -> None:
    bot = a_bot(server, ours)
    await bot.send_message(
        101, "hei", read_timeout=None, write_timeout=None, connect_timeout=None, pool_timeout=None
    )
    assert ours.read_timeout == 15


async def test_connections_are_kept_and_shared(server: Server, connections: Connections) -> None:
    for request in (AiohttpRequest(connections), AiohttpRequest(connections)):
        await request.initialize()
        for _ in range(3):
            await a_bot(server, request).send_message(101, "hei")
        await request.shutdown()
    assert len(server.peers) == 1


async def test_who_closes_may_begin_again(server: Server, connections: Connections) -> None:
    bot = a_bot(server, AiohttpRequest(connections))
    await bot.send_message(101, "hei")
    await connections.close()
    await connections.close()
    await bot.send_message(101, "hei")
    assert len(server.asked) == 2


def test_they_can_be_made_before_there_is_a_loop() -> None:
    AiohttpRequest(Connections())


def test_what_is_read_is_what_was_written() -> None:
    body = json.dumps({"ok": True, "result": {"text": "Blåbær"}}, ensure_ascii=False)
    assert AiohttpRequest.parse_json_payload(body.encode())["result"]["text"] == "Blåbær"
