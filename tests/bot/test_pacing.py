"""Calls that Telegram refuses for a while: held back for that chat, made again where that may help."""

import asyncio
from datetime import timedelta
from typing import Any

import pytest
from telegram.error import BadRequest, Forbidden, NetworkError, RetryAfter, TelegramError

from bot import pacing
from bot.errors import pause_of
from bot.pacing import Pacing

SHORT, LONG = timedelta(milliseconds=20), timedelta(minutes=1)


class Server:
    """Meets each call with the next error that is left, then with success."""

    def __init__(self, *errors: TelegramError) -> None:
        self.errors = list(errors)
        self.calls: list[object] = []

    async def __call__(self, _endpoint: str, data: dict[str, Any]) -> bool:
        self.calls.append(data.get("chat_id"))
        if self.errors:
            raise self.errors.pop(0)
        return True


async def say(limiter: Pacing, server: Server, chat: int | None = 101) -> object:
    data = {} if chat is None else {"chat_id": chat}
    return await limiter.process_request(server, ("sendMessage", data), {}, "sendMessage", data, None)


@pytest.fixture(autouse=True)
def _in_a_hurry(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pacing, "FIRST_PAUSE", 0.005)


async def test_what_goes_well_goes_at_once() -> None:
    server = Server()
    assert await say(Pacing(), server) is True
    assert server.calls == [101]


async def test_a_short_flood_is_waited_for() -> None:
    server = Server(RetryAfter(SHORT), RetryAfter(SHORT))
    assert await say(Pacing(), server) is True
    assert len(server.calls) == 3


async def test_a_long_flood_is_the_caller_s_and_halts_the_chat_without_a_call() -> None:
    server, limiter = Server(RetryAfter(LONG)), Pacing()
    for _ in range(5):
        with pytest.raises(RetryAfter) as told:
            await say(limiter, server)
        assert timedelta(seconds=50) < pause_of(told.value) <= LONG
    assert server.calls == [101]
    await say(limiter, server, 102)
    await say(limiter, server, None)
    assert server.calls == [101, 102, None]


async def test_many_who_write_to_a_flooded_chat_all_wait() -> None:
    server, limiter = Server(RetryAfter(SHORT)), Pacing()
    await asyncio.gather(*(say(limiter, server) for _ in range(10)))
    assert len(server.calls) == 11


async def test_trouble_that_passes_is_tried_again() -> None:
    server = Server(NetworkError("reset"), NetworkError("Bad Gateway"), RetryAfter(SHORT))
    assert await say(Pacing(), server) is True
    assert len(server.calls) == 4


async def test_trouble_that_does_not_pass_is_the_caller_s() -> None:
    server = Server(*[NetworkError("reset")] * 1000)
    with pytest.raises(NetworkError):
        await say(Pacing(patience=0.1), server)
    assert 2 <= len(server.calls) < 10, "the pauses grow"


@pytest.mark.parametrize("error", [BadRequest("text is empty"), Forbidden("bot was blocked by the user")])
async def test_a_no_is_not_asked_for_twice(error: TelegramError) -> None:
    server = Server(error)
    with pytest.raises(type(error)):
        await say(Pacing(), server)
    assert len(server.calls) == 1


async def test_a_flood_holds_what_goes_to_many_by_every_process() -> None:
    held: list[float] = []

    async def hold(seconds: float) -> None:
        held.append(seconds)

    server = Server(RetryAfter(SHORT), RetryAfter(SHORT))
    await say(Pacing(hold), server)
    assert held == [SHORT.total_seconds()] * 2
