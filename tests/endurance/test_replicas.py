"""Two processes on one PostgreSQL behind a balancer: what reaches both at once is done once."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Any

import aiohttp
import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer

from booking.model.interval import Interval
from commands.composition import Core
from simulator import Message, Person, Simulator
from tests.builders import OSLO
from tests.contracts.deeds import ByHand
from tests.endurance.conftest import PATIENCE, Replica, Start, Wanted, asks, hours

pytestmark = pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)

SECRET = "not-to-be-guessed"
ROUNDS = 12
UNSTAMPED = "SELECT count(*) FROM outbox WHERE state = 'waiting' AND purpose = 'news'"
Raw = Mapping[str, Any]


def by_turns(raw: Raw) -> int:
    return int(raw["update_id"]) % 2


@dataclass
class Balancer:
    """`choose` says which replica an update goes to; `together` so many are let through at once."""

    url: str = ""
    replicas: list[Replica] = field(default_factory=list)
    choose: Callable[[Raw], int] = by_turns
    together: int = 1
    _waiting: list[asyncio.Future[None]] = field(default_factory=list)

    async def stop(self) -> None:
        """Each replica in order. Once more does nothing."""
        while self.replicas:
            each = self.replicas.pop()
            assert await each.stop() == 0
            assert "Traceback" not in each.said

    async def forward(self, request: web.Request) -> web.Response:
        raw, headers = await request.json(), {"X-Telegram-Bot-Api-Secret-Token": SECRET}
        await self._all_are_here()
        replica = self.replicas[self.choose(raw)]
        url = f"http://127.0.0.1:{replica.port}{request.path}"
        try:
            async with self.session.post(url, json=raw, headers=headers) as response:
                return web.Response(status=response.status, body=await response.read())
        except aiohttp.ClientError:
            return web.Response(status=502)

    async def _all_are_here(self) -> None:
        self._waiting.append(asyncio.get_running_loop().create_future())
        if len(self._waiting) >= self.together:
            for each in self._waiting:
                each.set_result(None)
            self._waiting.clear()
        else:
            await self._waiting[-1]

    async def run(self, _application: web.Application) -> AsyncIterator[None]:
        async with aiohttp.ClientSession() as self.session:
            yield


def kind(raw: Raw) -> int:
    return int("callback_query" in raw)


def whose(raw: Raw) -> int:
    return int(raw["callback_query"]["from"]["id"]) % 2


@pytest.fixture
async def balancer(replica: Start, core: Core) -> AsyncIterator[Balancer]:
    """With two replicas behind it, started at once."""
    balancer = Balancer()
    application = web.Application()
    application.router.add_post("/telegram/webhook", balancer.forward)
    application.cleanup_ctx.append(balancer.run)
    async with TestServer(application) as server:
        balancer.url = str(server.make_url("")).rstrip("/")
        own = {"PUBLIC_URL": balancer.url, "WEBHOOK_SECRET": SECRET}
        balancer.replicas = list(await asyncio.gather(replica(**own), replica(**own)))
        yield balancer
        await balancer.stop()


async def booked(core: Core, wanted: Wanted) -> int:
    within = Interval(wanted.start, wanted.start.replace(minute=30))
    return len(await core.database.bookings.blocking(within, [wanted.resource]))


def words_on(person: Person, shown: Message) -> str:
    return next(message.text for message in person.messages if message.id == shown.id)


def is_changed(person: Person, shown: Message) -> bool:
    return words_on(person, shown) != shown.text


async def test_a_message_and_a_tap_for_the_same_hour_are_one_booking(
    balancer: Balancer, core: Core, persons: list[Person]
) -> None:
    kari, wishes = persons[0], hours("drivhuset")
    balancer.choose = kind
    for _ in range(ROUNDS):
        wanted, shown = next(wishes), await asks(kari, "/hjelp")
        start, before, balancer.together = wanted.start.astimezone(OSLO), len(kari.from_bot), 2
        await kari.sends_data(wanted.data, shown, settle=False)
        await kari.says(f"drivhuset {start:%d.%m} {start:%H}-{start.hour + 1}", settle=False)
        await kari.until(partial(is_changed, kari, shown), PATIENCE)
        await kari.until(lambda before=before: len(kari.from_bot) > before, PATIENCE)  # type: ignore[misc]
        await kari.settled(PATIENCE)
        balancer.together = 1
        assert await booked(core, wanted) == 1
        assert not kari.spinning


async def test_two_people_tap_the_same_hour_and_one_has_it(
    balancer: Balancer, core: Core, persons: list[Person]
) -> None:
    two, wishes, balancer.choose = persons[:2], hours("drivhuset"), whose
    shown = [await asks_by_message(balancer, person) for person in two]
    for _ in range(ROUNDS):
        wanted = next(wishes)
        balancer.together = 2
        for person, message in zip(two, shown, strict=True):
            await person.sends_data(wanted.data, message, settle=False)
        await two[0].settled(PATIENCE)
        balancer.together = 1
        assert await booked(core, wanted) == 1
        said = [words_on(person, message) for person, message in zip(two, shown, strict=True)]
        assert sum("Booked." in words for words in said) == 1
        assert sum("taken" in words for words in said) == 1


async def asks_by_message(balancer: Balancer, person: Person) -> Message:
    chosen, balancer.choose = balancer.choose, by_turns
    answer = await asks(person, "/hjelp")
    await person.settled(PATIENCE)
    balancer.choose = chosen
    return answer


async def test_a_tap_that_a_client_sends_again_to_the_other_is_one_booking(
    balancer: Balancer, core: Core, telegram: Simulator, persons: list[Person]
) -> None:
    """Telegram pushes one tap of a person at a time, so the second comes when the first is answered."""
    shown, wishes = await asks(persons[0], "/hjelp"), hours("potteskuret")
    for _ in range(ROUNDS):
        wanted = next(wishes)
        telegram.faults.double_taps()
        await persons[0].sends_data(wanted.data, shown, settle=False)
        await persons[0].settled(PATIENCE)
        assert await booked(core, wanted) == 1
        assert "Booked." in words_on(persons[0], shown)
        assert not persons[0].spinning


async def test_the_bot_is_presented_and_its_updates_directed_by_one(
    balancer: Balancer, telegram: Simulator, persons: list[Person]
) -> None:
    await persons[0].until(
        lambda: any(call.method == "setChatMenuButton" for call in telegram.calls), timeout=PATIENCE
    )
    calls = [call.method for call in telegram.calls]
    assert calls.count("setChatMenuButton") == calls.count("setWebhook") == 1
    assert len(balancer.replicas) == 2


async def test_one_replica_is_killed_and_the_other_serves_on(
    balancer: Balancer, core: Core, persons: list[Person]
) -> None:
    wishes, (first, _) = hours("orangeriet"), balancer.replicas
    for _ in range(2):
        await book(balancer, core, persons[0], next(wishes), meanwhile=first.kill)
        await book(balancer, core, persons[0], next(wishes), meanwhile=first.start)
        await first.is_ready()
        balancer.choose = by_turns
    assert not persons[0].spinning


async def book(
    balancer: Balancer, core: Core, person: Person, wanted: Wanted, meanwhile: Callable[[], Awaitable[None]]
) -> None:
    shown = await asks(person, "/hjelp")
    await person.sends_data(wanted.data, shown, settle=False)
    await meanwhile()
    balancer.choose = lambda _: 1
    await person.settled(PATIENCE)
    assert await booked(core, wanted) == 1


async def test_reminders_come_once_however_many_tick(
    balancer: Balancer, core: Core, persons: list[Person], database_url: str
) -> None:
    shown, wanted = await asks(persons[0], "/hjelp"), next(hours("drivhuset"))
    await persons[0].sends_data(wanted.data, shown, settle=False)
    await persons[0].settled(PATIENCE)
    ours = ByHand(database_url)
    await ours.run(
        "INSERT INTO outbox (key, purpose, subject, revision, person_id, due_at)"
        " SELECT 'news:' || n, 'news', subject, revision, person_id, now() - interval '1 second'"
        " FROM outbox, generate_series(1, 20) AS n WHERE purpose = 'card' AND offset_minutes = 0"
    )
    before = len(persons[0].from_bot)
    await persons[0].until(lambda: len(persons[0].from_bot) >= before + 20, PATIENCE)
    await persons[0].settled(PATIENCE)
    assert len(persons[0].from_bot) == before + 20
    await balancer.stop()  # the stamp follows the sending, and whoever stops ends what it has begun
    assert await ours.run(UNSTAMPED) == [(0,)]
