"""Long polling: what comes, in which order, and when it counts as taken."""

import asyncio
from datetime import timedelta

import pytest
from telegram import Bot, Update
from telegram.error import Conflict

from simulator import Person, Simulator
from tests.simulator.conftest import TOKEN, MovableClock, Why
from tests.simulator.echo_bot import EchoBot


def words(updates: tuple[Update, ...]) -> list[str]:
    return [update.effective_message.text for update in updates]


async def test_updates_come_in_order_and_again_until_they_are_confirmed(
    bot: Bot, kari: Person, ola: Person
) -> None:
    for person, text in ((kari, "en"), (ola, "to"), (kari, "tre")):
        await person.says(text, settle=False)
    first = await bot.get_updates(limit=2)
    assert words(first) == ["en", "to"]
    ids = [update.update_id for update in await bot.get_updates()]
    assert ids == list(range(ids[0], ids[0] + 3))
    assert words(await bot.get_updates(offset=ids[0])) == ["en", "to", "tre"]
    assert words(await bot.get_updates(offset=ids[1])) == ["to", "tre"]
    assert words(await bot.get_updates()) == ["to", "tre"]
    assert await bot.get_updates(offset=ids[2] + 1) == ()
    await kari.settled()


async def test_a_negative_offset_counts_from_the_end(bot: Bot, kari: Person) -> None:
    for text in ("en", "to", "tre"):
        await kari.says(text, settle=False)
    assert words(await bot.get_updates(offset=-1)) == ["tre"]
    assert words(await bot.get_updates(offset=-9)) == ["tre"]


async def test_a_poll_waits_for_what_is_said(simulator: Simulator, bot: Bot, kari: Person) -> None:
    async with asyncio.TaskGroup() as tasks:
        polled = tasks.create_task(bot.get_updates(timeout=50))
        await kari.until(lambda: simulator.is_polled)
        await kari.says("hei", settle=False)
    assert words(polled.result()) == ["hei"]


async def test_a_second_poller_ends_the_first(simulator: Simulator, bot: Bot, kari: Person) -> None:
    async with Bot(TOKEN, base_url=f"{simulator.api_url}/bot") as other:
        first = asyncio.create_task(bot.get_updates(timeout=50))
        await kari.until(lambda: simulator.is_polled)
        second = asyncio.create_task(other.get_updates(timeout=50))
        with pytest.raises(Conflict, match="terminated by other getUpdates request"):
            await first
        await kari.says("hei", settle=False)
        assert words(await second) == ["hei"]


async def test_a_bot_that_dies_gets_the_update_again(simulator: Simulator, kari: Person) -> None:
    simulator.faults.hold()
    async with EchoBot(simulator.api_url, TOKEN) as first:
        await kari.says("hei", settle=False)
        simulator.faults.fail(500, times=1_000, methods=["sendMessage"])
        simulator.faults.release()
        await kari.until(lambda: bool(first.seen))
    simulator.faults.clear()
    async with EchoBot(simulator.api_url, TOKEN):
        await kari.settled()
    assert kari.last.text == "Du sa: hei"


async def test_only_kinds_that_were_asked_for_come(bot: Bot, kari: Person) -> None:
    await bot.get_updates(allowed_updates=["callback_query"])
    await kari.says("hei", settle=False)
    assert await bot.get_updates() == ()
    await bot.get_updates(allowed_updates=[])
    await kari.says("hallo", settle=False)
    assert words(await bot.get_updates()) == ["hallo"]


async def test_kinds_that_are_no_list_are_refused(refusal: Why) -> None:
    why = "can't parse allowed updates: Expected an Array"
    assert await refusal("getUpdates", {"allowed_updates": {"message": True}}) == why


async def test_what_is_old_is_forgotten(bot: Bot, kari: Person, clock: MovableClock) -> None:
    await kari.says("hei", settle=False)
    await bot.send_message(101, "x")
    await kari.sends_data("ja", settle=False)
    await clock.advance(timedelta(minutes=3))
    (left,) = await bot.get_updates()
    assert left.message.text == "hei"
    await clock.advance(timedelta(hours=24))
    assert await bot.get_updates() == ()


async def test_a_confirmed_update_may_come_once_more(simulator: Simulator, kari: Person) -> None:
    simulator.faults.redeliver()
    async with EchoBot(simulator.api_url, TOKEN) as echo:
        await kari.says("hei")
        await kari.says("hallo")
    ids = [update["update_id"] for update in echo.seen]
    assert [update["message"]["text"] for update in echo.seen] == ["hei", "hei", "hallo"]
    assert ids == [ids[0], ids[0], ids[0] + 1]


async def test_a_tap_may_come_twice_under_two_ids(simulator: Simulator, kari: Person, echo: EchoBot) -> None:
    await kari.says("hei")
    simulator.faults.double_taps()
    await kari.taps("Hint")
    taps = [update for update in echo.seen if "callback_query" in update]
    assert len({update["update_id"] for update in taps}) == 2
    assert len({update["callback_query"]["id"] for update in taps}) == 2
    assert kari.alerts == ["Et hint"] * 2


async def test_an_update_may_come_after_later_ones(simulator: Simulator, bot: Bot, kari: Person) -> None:
    simulator.faults.hold()
    for text in ("en", "to"):
        await kari.says(text, settle=False)
    assert words(await bot.get_updates()) == ["to"]
    simulator.faults.release()
    assert words(await bot.get_updates()) == ["en", "to"]
