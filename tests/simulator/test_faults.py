"""Trouble on purpose: each kind does what it says, as often as it was asked to."""

import asyncio
from datetime import timedelta

import aiohttp
import pytest
from telegram import Bot
from telegram.error import BadRequest, Forbidden, InvalidToken, NetworkError, RetryAfter, TimedOut

from simulator import Person, Simulator
from tests.simulator.conftest import KARI, TOKEN
from tests.simulator.echo_bot import EchoBot


async def test_a_call_that_is_dropped_before_has_not_happened(
    simulator: Simulator, bot: Bot, kari: Person
) -> None:
    simulator.faults.drop_before()
    with pytest.raises(NetworkError):
        await bot.send_message(KARI, "en")
    assert kari.messages == []
    await bot.send_message(KARI, "to")
    assert [(call.method, call.error) for call in simulator.calls[-2:]] == [
        ("sendMessage", "dropped before"),
        ("sendMessage", ""),
    ]


async def test_a_call_that_is_dropped_after_has_happened(
    simulator: Simulator, bot: Bot, kari: Person
) -> None:
    simulator.faults.drop_after()
    with pytest.raises(NetworkError):
        await bot.send_message(KARI, "en")
    assert kari.last.text == "en"


async def test_a_flood_says_how_long_to_wait(
    simulator: Simulator, bot: Bot, kari: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PTB_TIMEDELTA", "true")
    simulator.faults.flood(7, times=2)
    for _ in range(2):
        with pytest.raises(RetryAfter) as refused:
            await bot.send_message(KARI, "en")
        assert refused.value.retry_after == timedelta(seconds=7)
    assert kari.messages == []
    await bot.send_message(KARI, "to")


@pytest.mark.parametrize("status", [500, 502, 503])
async def test_a_server_that_fails_sends_no_json(simulator: Simulator, kari: Person, status: int) -> None:
    simulator.faults.fail(status)
    url = f"{simulator.api_url}/bot{TOKEN}/sendMessage"
    async with aiohttp.ClientSession() as session, session.post(url, json={"chat_id": KARI}) as response:
        assert response.status == status
        assert response.content_type == "text/plain"
        assert "Bad Gateway" in await response.text()
    assert kari.messages == []


async def test_a_slow_call_is_carried_out_all_the_same(simulator: Simulator, bot: Bot, kari: Person) -> None:
    simulator.faults.slow(0.3)
    with pytest.raises(TimedOut):
        await bot.send_message(KARI, "en", read_timeout=0.01)
    await kari.sees("en")


async def test_trouble_can_be_for_some_methods_only(simulator: Simulator, bot: Bot, kari: Person) -> None:
    simulator.faults.fail(502, methods=["sendChatAction"])
    await bot.send_message(KARI, "en")
    with pytest.raises(NetworkError):
        await bot.send_chat_action(KARI, "typing")
    await bot.send_chat_action(KARI, "typing")


async def test_polling_is_troubled_only_by_name(simulator: Simulator, bot: Bot, kari: Person) -> None:
    simulator.faults.fail(502)
    assert await bot.get_updates() == ()
    simulator.faults.clear()
    simulator.faults.drop_after(methods=["getUpdates"])
    await kari.says("hei", settle=False)
    with pytest.raises(NetworkError):
        await bot.get_updates()
    (update,) = await bot.get_updates()
    assert update.message.text == "hei"


async def test_all_trouble_can_be_ended_at_once(simulator: Simulator, bot: Bot, kari: Person) -> None:
    simulator.faults.drop_before(times=100)
    simulator.faults.hold(times=100)
    simulator.faults.redeliver(times=100)
    simulator.faults.double_taps(times=100)
    await kari.says("hei", settle=False)
    simulator.faults.clear()
    await bot.send_message(KARI, "ja")
    await kari.sends_data("en", settle=False)
    first, second = await bot.get_updates()
    assert first.message.text == "hei"
    assert await bot.get_updates(offset=second.update_id + 1) == ()
    await kari.settled()


async def test_whoever_blocks_is_not_written_to_and_is_not_lost(
    bot: Bot, simulator: Simulator, kari: Person
) -> None:
    async with EchoBot(simulator.api_url, TOKEN) as echo:
        await kari.says("hei")
        await kari.blocks_bot()
        assert kari.has_blocked
        for act in (bot.send_message, bot.send_document):
            with pytest.raises(Forbidden, match="bot was blocked by the user"):
                await act(KARI, b"x" if act == bot.send_document else "x")
        with pytest.raises(Forbidden):
            await bot.edit_message_text("x", KARI, kari.last.id)
        await kari.unblocks_bot()
        await kari.says("her igjen")
    assert kari.last.text == "Du sa: her igjen"
    assert len(echo.seen) == 4


async def test_a_wrong_token_or_method_is_told_as_telegram_tells_it(simulator: Simulator, bot: Bot) -> None:
    stranger = Bot("2:other", base_url=f"{simulator.api_url}/bot")
    with pytest.raises(InvalidToken):
        await stranger.initialize()
    await stranger.shutdown()
    async with aiohttp.ClientSession() as session:
        for path, status, why in (
            (f"bot{TOKEN}/brewCoffee", 404, "Not Found: method not found"),
            ("bot2:other/getMe", 401, "Unauthorized"),
            ("botnone/getMe", 404, "Not Found"),
            ("file/bot2:other/documents/1", 401, "Unauthorized"),
            (f"file/bot{TOKEN}/documents/none", 404, "Not Found"),
        ):
            async with session.get(f"{simulator.api_url}/{path}") as response:
                assert (response.status, (await response.json())["description"]) == (status, why)


@pytest.mark.parametrize("body", [b"{", b"[]"])
async def test_a_body_that_is_no_object_is_refused(simulator: Simulator, body: bytes) -> None:
    url = f"{simulator.api_url}/bot{TOKEN}/sendMessage"
    headers = {"Content-Type": "application/json"}
    async with (
        aiohttp.ClientSession() as session,
        session.post(url, data=body, headers=headers) as response,
    ):
        assert response.status == 400


async def test_stopping_ends_a_poll_that_waits(simulator: Simulator, bot: Bot, kari: Person) -> None:
    polled = asyncio.create_task(bot.get_updates(timeout=50))
    await kari.until(lambda: simulator.is_polled)
    await simulator.stop()
    assert await polled == ()


async def test_a_message_to_nobody_is_noted_with_its_refusal(simulator: Simulator, bot: Bot) -> None:
    with pytest.raises(BadRequest):
        await bot.send_message(999, "x")
    assert simulator.calls[-1].error == "Bad Request: chat not found"
    assert simulator.calls[-1].parameters["chat_id"] == "999"
