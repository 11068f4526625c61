"""What is fetched from strangers, over real connections."""

import asyncio
import gzip
import zlib
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass, field

import pytest
import pytest_asyncio
from aiohttp import web

from booking.model.calendars import Trouble
from booking.ports import CalendarUnreachable, Fetched, Unchanged
from calendars.fetching import WebSource, is_public
from tests.calendars.texts import calendar

TEXT = calendar()
Answer = Callable[[web.Request], Awaitable[web.StreamResponse]]


@dataclass
class Stranger:
    """A server that answers as it is told, and keeps what it was asked."""

    port: int = 0
    answers: dict[str, Answer] = field(default_factory=dict)
    asked: list[web.Request] = field(default_factory=list)
    leaving: asyncio.Event = field(default_factory=asyncio.Event)

    async def answer(self, request: web.Request) -> web.StreamResponse:
        self.asked.append(request)
        return await self.answers[request.path](request)

    def at(self, path: str, answer: Answer) -> str:
        self.answers[path] = answer
        return f"http://127.0.0.1:{self.port}{path}"

    def with_body(self, body: bytes, **headers: str) -> str:
        async def say(_request: web.Request) -> web.Response:
            named = {name.replace("_", "-"): value for name, value in headers.items()}
            return web.Response(body=body, headers=named)

        return self.at("/secret.ics", say)

    def leading_to(self, there: str, path: str = "/from") -> str:
        async def say(_request: web.Request) -> web.Response:
            return web.Response(status=302, headers={"Location": there})

        return self.at(path, say)


@pytest_asyncio.fixture
async def stranger() -> AsyncIterator[Stranger]:
    server = Stranger()
    app = web.Application()
    app.router.add_get("/{any:.*}", server.answer)
    runner = web.AppRunner(app, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    server.port = runner.addresses[0][1]
    yield server
    server.leaving.set()
    await runner.cleanup()


async def trouble(address: str, source: WebSource | None = None) -> Trouble:
    with pytest.raises(CalendarUnreachable) as told:
        await (source or WebSource(loopback=True)).fetch(address)
    assert "secret" not in str(told.value)
    return told.value.trouble


async def test_what_has_not_changed_is_not_sent_again(stranger: Stranger) -> None:
    async def say(request: web.Request) -> web.Response:
        if request.headers.get("If-None-Match") == '"v1"':
            return web.Response(status=304)
        return web.Response(text=TEXT, headers={"ETag": '"v1"', "Last-Modified": "yesterday"})

    address = stranger.at("/secret.ics", say)
    first = await WebSource(loopback=True).fetch(address)
    assert first == Fetched(text=TEXT, etag='"v1"', last_modified="yesterday")
    assert await WebSource(loopback=True).fetch(address, '"v1"', "yesterday") == Unchanged()
    assert stranger.asked[1].headers["If-Modified-Since"] == "yesterday"


async def test_a_packed_answer_is_unpacked(stranger: Stranger) -> None:
    found = await WebSource(loopback=True).fetch(
        stranger.with_body(gzip.compress(TEXT.encode()), Content_Encoding="gzip")
    )
    assert found == Fetched(text=TEXT)


async def test_too_much_is_refused_as_it_comes_and_as_it_unfolds(stranger: Stranger) -> None:
    small = WebSource(loopback=True, most=1000)
    assert await trouble(stranger.with_body(b"x" * 1001), small) is Trouble.SIZE
    bomb = gzip.compress(b"x" * 50_000_000)
    assert await trouble(stranger.with_body(bomb, Content_Encoding="gzip")) is Trouble.SIZE
    assert isinstance(await small.fetch(stranger.with_body(b"x" * 1000)), Fetched)


async def test_what_breaks_off_or_is_packed_oddly_is_no_calendar(stranger: Stranger) -> None:
    half = gzip.compress(TEXT.encode())[:-12]
    assert await trouble(stranger.with_body(half, Content_Encoding="gzip")) is Trouble.SILENT
    assert await trouble(stranger.with_body(b"no gzip", Content_Encoding="gzip")) is Trouble.CONTENT
    odd = stranger.with_body(zlib.compress(b"x"), Content_Encoding="br")
    assert await trouble(odd) is Trouble.CONTENT


async def test_who_never_ends_is_left(stranger: Stranger) -> None:
    async def drip(request: web.Request) -> web.StreamResponse:
        answer = web.StreamResponse()
        await answer.prepare(request)
        await answer.write(b"BEGIN:VCALENDAR")
        await stranger.leaving.wait()
        return answer

    source = WebSource(loopback=True, seconds=0.3)
    assert await trouble(stranger.at("/secret.ics", drip), source) is Trouble.SILENT


async def test_a_refusal_and_nobody_there_are_told_apart(stranger: Stranger) -> None:
    async def gone(_request: web.Request) -> web.Response:
        return web.Response(status=410)

    assert await trouble(stranger.at("/secret.ics", gone)) is Trouble.REFUSED
    assert await trouble("http://127.0.0.1:9/secret.ics") is Trouble.SILENT


async def test_redirects_are_followed_a_few_times(stranger: Stranger) -> None:
    there = stranger.with_body(TEXT.encode())
    one = stranger.leading_to(there, "/1")
    three = stranger.leading_to(stranger.leading_to("/1", "/2"), "/3")
    assert await WebSource(loopback=True).fetch(one) == Fetched(text=TEXT)
    assert await WebSource(loopback=True).fetch(three) == Fetched(text=TEXT)
    assert await trouble(stranger.leading_to(three, "/4")) is Trouble.ADDRESS


@pytest.mark.parametrize(
    ("there", "told"),
    [
        ("http://10.0.0.1/", Trouble.PRIVATE),
        ("http://169.254.169.254/latest", Trouble.PRIVATE),
        ("http://[::ffff:10.0.0.1]/", Trouble.PRIVATE),
        ("file:///etc/passwd", Trouble.ADDRESS),
        ("", Trouble.ADDRESS),
    ],
)
async def test_a_redirect_leads_nowhere_else(stranger: Stranger, there: str, told: Trouble) -> None:
    assert await trouble(stranger.leading_to(there)) is told


@pytest.mark.parametrize(
    "host",
    ["127.0.0.1", "[::1]", "localhost", "0x7f.1", "10.1.2.3", "0.0.0.0"],  # noqa: S104 -- called, not bound
)
async def test_our_own_network_is_not_called_under_any_name(stranger: Stranger, host: str) -> None:
    stranger.with_body(TEXT.encode())
    assert await trouble(f"http://{host}:{stranger.port}/secret.ics", WebSource()) is Trouble.PRIVATE
    assert stranger.asked == []


@pytest.mark.parametrize(
    "address", ["", "ftp://example.org/a.ics", "https://", "file:///etc/passwd", "https://[x"]
)
async def test_what_is_no_address_is_told(address: str) -> None:
    assert await trouble(address, WebSource()) is Trouble.ADDRESS


@pytest.mark.parametrize("host", ["127.1", "2130706433", "127.0.0.1.", "0177.0.0.1"])
async def test_numbers_in_odd_guises_are_no_way_in(stranger: Stranger, host: str) -> None:
    stranger.with_body(TEXT.encode())
    told = await trouble(f"http://{host}:{stranger.port}/secret.ics", WebSource())
    assert told in {Trouble.PRIVATE, Trouble.ADDRESS}
    assert stranger.asked == []


@pytest.mark.parametrize(
    "text",
    [
        *("127.0.0.1", "10.0.0.1", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.1"),
        *("224.0.0.1", "240.0.0.1", "255.255.255.255", "198.18.0.1", "::", "::1", "fe80::1", "fe80::1%eth0"),
        *("fc00::1", "fec0::1", "ff02::1", "::ffff:8.8.8.8", "::ffff:10.0.0.1", "64:ff9b::a00:1"),
        *("2002:a00:1::", "2001:0:4136:e378::", "example.org", ""),
    ],
)
def test_not_of_the_public_internet(text: str) -> None:
    assert not is_public(text)


@pytest.mark.parametrize("text", ["8.8.8.8", "142.250.74.14", "2a00:1450:400f:80c::200e"])
def test_of_the_public_internet(text: str) -> None:
    assert is_public(text)
