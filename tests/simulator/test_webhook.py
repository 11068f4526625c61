"""Updates pushed to a webhook, as Telegram does it."""

import asyncio
from collections.abc import AsyncIterator

import pytest
from aiohttp import web
from telegram import Bot, WebhookInfo
from telegram.error import BadRequest, Conflict

from simulator import Person, Simulator
from tests.simulator.conftest import KARI, OLA
from tests.simulator.receiver import Receiver


@pytest.fixture
async def receiver(simulator: Simulator) -> AsyncIterator[Receiver]:
    simulator.webhook_pause = 0.01
    async with Receiver() as receiver:
        yield receiver


async def test_each_update_is_pushed_once_with_the_secret(bot: Bot, kari: Person, receiver: Receiver) -> None:
    await bot.set_webhook(receiver.url, secret_token="hemmelig-1")
    await kari.says("en")
    await kari.says("to")
    assert receiver.texts == ["en", "to"]
    assert receiver.secrets == ["hemmelig-1"] * 2
    first, second = receiver.pushed
    assert second["update_id"] == first["update_id"] + 1


async def test_without_a_secret_there_is_no_header(bot: Bot, kari: Person, receiver: Receiver) -> None:
    await bot.set_webhook(receiver.url)
    await kari.says("en")
    assert receiver.secrets == [None]


async def test_what_waits_is_pushed_when_the_webhook_is_set(
    bot: Bot, kari: Person, receiver: Receiver
) -> None:
    for text in ("en", "to", "tre"):
        await kari.says(text, settle=False)
    await bot.set_webhook(receiver.url)
    await kari.settled()
    assert receiver.texts == ["en", "to", "tre"]


async def test_an_update_is_pushed_until_it_is_taken_and_the_next_waits(
    bot: Bot, kari: Person, receiver: Receiver
) -> None:
    receiver.answers.extend([web.Response(status=500), web.Response(status=404), web.Response(status=204)])
    await bot.set_webhook(receiver.url)
    await kari.says("en", settle=False)
    await kari.says("to", settle=False)
    await kari.settled()
    assert receiver.texts == ["en", "en", "en", "to"]
    info = await bot.get_webhook_info()
    assert info.last_error_message == "Wrong response from the webhook: 404 Not Found"
    assert info.pending_update_count == 0


async def test_one_who_waits_does_not_hold_up_another(
    bot: Bot, kari: Person, ola: Person, receiver: Receiver
) -> None:
    receiver.stuck[KARI] = asyncio.Event()
    await bot.set_webhook(receiver.url)
    await kari.says("en", settle=False)
    await kari.says("to", settle=False)
    await ola.says("hallo", settle=False)
    await ola.says("der", settle=False)
    await ola.until(lambda: receiver.texts.count("der") == 1)
    assert sorted(receiver.texts) == ["der", "en", "hallo"]
    receiver.stuck[KARI].set()
    await kari.settled()
    assert receiver.texts[-1] == "to"


async def first_failure(bot: Bot) -> WebhookInfo:
    while True:
        info = await bot.get_webhook_info()
        if info.last_error_message:
            return info


async def test_a_webhook_that_is_gone_is_tried_again(
    bot: Bot, kari: Person, simulator: Simulator, receiver: Receiver
) -> None:
    async with Receiver() as gone:
        url = gone.url
    await bot.set_webhook(url)
    await kari.says("en", settle=False)
    simulator.webhook_pause = 60
    info = await first_failure(bot)
    assert info.last_error_message == "Connection refused"
    assert info.pending_update_count == 1
    await bot.set_webhook(receiver.url)
    await kari.settled()
    assert receiver.texts == ["en"]


async def test_a_webhook_may_ask_for_a_pause(
    bot: Bot, kari: Person, simulator: Simulator, receiver: Receiver
) -> None:
    receiver.answers.append(web.Response(status=503, headers={"Retry-After": "3600"}))
    await bot.set_webhook(receiver.url)
    await kari.says("en", settle=False)
    with pytest.raises(TimeoutError):
        await kari.settled(timeout=0.1)
    await bot.set_webhook(receiver.url)
    await kari.settled()
    assert receiver.texts == ["en", "en"]
    assert simulator.webhook_pause == 0.01


async def test_a_webhook_may_answer_with_a_call(bot: Bot, kari: Person, receiver: Receiver) -> None:
    receiver.answers.extend(
        [
            web.json_response({"method": "sendMessage", "chat_id": KARI, "text": "svar"}),
            web.json_response({"method": "brewCoffee"}),
            web.Response(text="OK"),
        ]
    )
    await bot.set_webhook(receiver.url)
    for text in ("en", "to", "tre"):
        await kari.says(text)
    assert [message.text for message in kari.from_bot] == ["svar"]


async def test_an_update_may_be_pushed_again_though_it_was_taken(
    simulator: Simulator, bot: Bot, kari: Person, receiver: Receiver
) -> None:
    simulator.faults.redeliver()
    await bot.set_webhook(receiver.url)
    await kari.says("en")
    assert receiver.texts == ["en", "en"]
    assert receiver.pushed[0]["update_id"] == receiver.pushed[1]["update_id"]


async def test_polling_and_a_webhook_exclude_one_another(
    simulator: Simulator, bot: Bot, kari: Person, receiver: Receiver
) -> None:
    polled = asyncio.create_task(bot.get_updates(timeout=50))
    await kari.until(lambda: simulator.is_polled)
    await bot.set_webhook(receiver.url)
    with pytest.raises(Conflict, match="terminated by setWebhook request"):
        await polled
    with pytest.raises(Conflict, match="webhook is active"):
        await bot.get_updates()
    await bot.delete_webhook()
    assert (await bot.get_webhook_info()).url == ""
    await kari.says("en", settle=False)
    assert len(await bot.get_updates()) == 1
    assert receiver.pushed == []


async def test_what_waits_can_be_dropped(bot: Bot, kari: Person, ola: Person, receiver: Receiver) -> None:
    await kari.says("en", settle=False)
    await bot.set_webhook(receiver.url, drop_pending_updates=True)
    await ola.says("to")
    assert [body["message"]["chat"]["id"] for body in receiver.pushed] == [OLA]
    await bot.delete_webhook(drop_pending_updates=True)
    assert await bot.get_updates() == ()


async def test_an_address_or_a_secret_may_be_refused(bot: Bot) -> None:
    with pytest.raises(BadRequest, match="Bad webhook: an https url must be provided for webhook"):
        await bot.set_webhook("http://example.org/hook")
    with pytest.raises(BadRequest, match="Secret token contains unallowed characters"):
        await bot.set_webhook("https://example.org/hook", secret_token="æøå")


async def test_the_webhook_tells_how_it_was_set(bot: Bot, receiver: Receiver) -> None:
    await bot.set_webhook(receiver.url, max_connections=7, allowed_updates=["message"])
    info = await bot.get_webhook_info()
    assert (info.url, info.max_connections, info.allowed_updates) == (receiver.url, 7, ("message",))
