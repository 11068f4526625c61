"""Our own getUpdates loop, against the simulated Telegram: nothing is confirmed before it is done."""

import asyncio
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from typing import Any

import pytest

from booking.ports import Unavailable
from bot import polling
from bot.dispatch import Unanswered
from bot.polling import Polling
from bot.transport import Connections
from simulator import Person, SimulatedPerson, Simulator
from simulator.changes import Changes
from simulator.webhook import Address
from tests.cases.conftest import MovedClock

TOKEN = "1:example"
PATIENCE = 10.0
KARI, OLA = 101, 102
PEOPLE = (SimulatedPerson(KARI, "Kari"), SimulatedPerson(OLA, "Ola"))
Raw = Mapping[str, Any]


class Work:
    """Does what it is told; what is held waits, and each of `failing` meets one try."""

    def __init__(self) -> None:
        self.tried: list[str] = []
        self.done: list[str] = []
        self.held: dict[str, asyncio.Event] = {}
        self.failing: list[Exception] = []
        self._changes = Changes()

    def hold(self, words: str) -> asyncio.Event:
        return self.held.setdefault(words, asyncio.Event())

    async def __call__(self, raw: Raw) -> None:
        words = raw["message"]["text"]
        self.tried.append(words)
        self._changes.tell()
        if words in self.held:
            await self.held[words].wait()
        if self.failing:
            raise self.failing.pop(0)
        self.done.append(words)
        self._changes.tell()

    async def does(self, words: str) -> None:
        await self.until(lambda: words in self.done)

    async def until(self, holds: Callable[[], bool]) -> None:
        assert await self._changes.until(holds, PATIENCE)


@pytest.fixture
def work() -> Work:
    return Work()


@pytest.fixture
async def telegram() -> AsyncIterator[Simulator]:
    async with Simulator(TOKEN, people=PEOPLE, now=MovedClock()) as simulator:
        yield simulator


@pytest.fixture
def kari(telegram: Simulator) -> Person:
    return telegram.person(KARI)


@pytest.fixture
def ola(telegram: Simulator) -> Person:
    return telegram.person(OLA)


@pytest.fixture(autouse=True)
def _in_a_hurry(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(polling, "LEAST_PAUSE", 0.01)
    monkeypatch.setattr(polling, "LONGEST_PAUSE", 0.05)


@asynccontextmanager
async def polled(telegram: Simulator, work: Work) -> AsyncIterator[asyncio.Task[None]]:
    connections = Connections()
    async with asyncio.TaskGroup() as nursery:
        loop = Polling(connections, TOKEN, telegram.api_url, work, lag=0.01)
        running = nursery.create_task(loop.run())
        try:
            yield running
        finally:
            if not running.cancelling():
                running.cancel()
    await connections.close()


async def test_each_update_is_done_once_and_confirmed(telegram: Simulator, work: Work, kari: Person) -> None:
    async with polled(telegram, work):
        for words in ("en", "to", "tre"):
            await kari.says(words)
    assert work.done == work.tried == ["en", "to", "tre"]


async def test_a_webhook_is_taken_away_and_what_waits_there_is_kept(
    telegram: Simulator, work: Work, kari: Person
) -> None:
    telegram._telegram.webhook.set(Address(url="http://127.0.0.1:9/nobody"))
    await kari.says("før", settle=False)
    async with polled(telegram, work):
        await kari.settled()
    assert work.done == ["før"]


async def test_nothing_is_confirmed_before_it_is_done(
    telegram: Simulator, work: Work, kari: Person, ola: Person
) -> None:
    going = work.hold("tung")
    async with polled(telegram, work):
        await kari.says("tung", settle=False)
        await ola.says("lett", settle=False)
        await work.until(lambda: work.done == ["lett"])
        with pytest.raises(TimeoutError, match="message"):
            await kari.settled(timeout=0.05)
        going.set()
        await kari.settled()
    assert work.tried == ["tung", "lett"]


async def test_a_slow_chat_holds_up_nobody_else_however_long(
    telegram: Simulator, work: Work, kari: Person, ola: Person
) -> None:
    going = work.hold("tung")
    async with polled(telegram, work):
        await kari.says("tung", settle=False)
        await kari.says("etterpå", settle=False)
        for number in range(20):
            await ola.says(str(number), settle=False)
            await work.does(str(number))
        going.set()
        await kari.settled()
    assert work.done[20:] == ["tung", "etterpå"]


async def test_what_cannot_be_done_now_is_tried_again_in_its_turn(
    telegram: Simulator, work: Work, kari: Person
) -> None:
    work.failing = [Unavailable("away"), Unanswered("flood"), Unavailable("away")]
    async with polled(telegram, work):
        await kari.says("først", settle=False)
        await kari.says("så", settle=False)
        await kari.settled()
    assert work.done == ["først", "så"]
    assert work.tried == ["først"] * 4 + ["så"]


async def test_a_bug_is_logged_and_done_with(
    telegram: Simulator, work: Work, kari: Person, caplog: pytest.LogCaptureFixture
) -> None:
    work.failing = [KeyError("bug")]
    async with polled(telegram, work):
        await kari.says("feil")
        await kari.says("rett")
    assert work.done == ["rett"]
    assert "is given up" in caplog.text


async def test_trouble_on_the_way_loses_nothing_and_tells_no_token(
    telegram: Simulator, work: Work, kari: Person, caplog: pytest.LogCaptureFixture
) -> None:
    asking = ["getUpdates", "deleteWebhook"]
    telegram.faults.fail(502, times=3, methods=asking)
    telegram.faults.drop_before(times=2, methods=asking)
    telegram.faults.drop_after(times=3, methods=asking)
    telegram.faults.flood(1, times=1, methods=asking)
    await kari.says("en", settle=False)
    async with polled(telegram, work):
        await kari.settled()
        await kari.says("to")
    assert work.done == ["en", "to"]
    assert "no updates for" in caplog.text
    assert TOKEN not in caplog.text


async def test_an_update_that_comes_again_is_refused(telegram: Simulator, work: Work, kari: Person) -> None:
    telegram.faults.redeliver(times=2)
    async with polled(telegram, work):
        await kari.says("en")
        await kari.says("to")
    assert work.done == ["en", "to"]


async def test_who_polls_beside_another_tries_again(
    telegram: Simulator, work: Work, kari: Person, caplog: pytest.LogCaptureFixture
) -> None:
    other = Work()
    async with polled(telegram, work):
        async with polled(telegram, other):
            assert await telegram._telegram.changes.until(lambda: "409" in caplog.text, PATIENCE)
        await kari.says("hei")
    assert work.done + other.done == ["hei"]


async def test_what_is_under_way_is_finished_and_confirmed_in_the_end(
    telegram: Simulator, work: Work, kari: Person
) -> None:
    going = work.hold("sist")
    async with polled(telegram, work) as running:
        await kari.says("sist", settle=False)
        await work.until(lambda: work.tried == ["sist"])
        running.cancel()
        await asyncio.sleep(0)
        going.set()
    await kari.settled(timeout=0)
    assert work.done == ["sist"]


async def test_what_will_not_end_comes_again_to_the_next(
    telegram: Simulator, work: Work, kari: Person, ola: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(polling, "FINISH_SECONDS", 0.2)
    work.hold("evig")
    async with polled(telegram, work):
        await ola.says("ferdig")
        await kari.says("evig", settle=False)
        await work.until(lambda: "evig" in work.tried)
    after = Work()
    async with polled(telegram, after):
        await kari.settled()
    assert (work.done, after.done) == (["ferdig"], ["evig"])
