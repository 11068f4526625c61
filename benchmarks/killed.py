"""Four processes send to many, and each is killed at random: none is lost, and hardly one comes twice."""

from __future__ import annotations

import asyncio
import random
from collections import Counter
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from benchmarks.crowd import a_crowd, promise, sign_up
from benchmarks.figures import Figure, Goal
from benchmarks.measuring import Scale, a_folder
from benchmarks.place import a_server
from benchmarks.program import ROOT, TOKEN, a_telegram
from benchmarks.sending import A_SECOND, BY_WEBHOOK, IN_TWO_HOURS, SENDING
from db import migrate
from simulator import Simulator
from tests.contracts.deeds import ByHand
from tests.endurance.conftest import Replica

WORKERS = 4
LONGEST_LIFE = 6.0
"""Seconds; about one of them is starting."""
QUIET, A_LOOK = 7.0, 0.5
"""Seconds in which every process that lives looks for what is due, and sends what it has claimed."""
GIVE_BACK = "UPDATE outbox SET claimed_until = NULL WHERE state = 'waiting'"
"""What a process had claimed when it died is another's in two minutes: we do not wait so long."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    kills: int
    lost: int
    again: int


def figures(scale: Scale) -> list[Figure]:
    with a_server() as url, a_folder() as folder:
        outcome = asyncio.run(sent_while_killed(url, folder, scale.sends))
    what = f"of {scale.sends} messages, with {outcome.kills} kills of {WORKERS} processes,"
    return [
        Figure(
            what=f"{what} lost",
            measured=outcome.lost,
            unit="",
            goal=Goal(sign="=", value=0, of="measured"),
        ),
        Figure(
            what=f"{what} sent twice",
            measured=outcome.again,
            unit="",
            goal=Goal(sign="≤", value=outcome.kills, of="measured"),
        ),
    ]


async def sent_while_killed(url: str, folder: Path, many: int, *, killing: bool = True) -> Outcome:
    """Reminders to so many, each process killed again and again for as long as that takes."""
    await migrate(url)
    await sign_up(url, many, start=datetime.now(UTC) + IN_TWO_HOURS)
    async with a_telegram(a_crowd(many)) as telegram:
        replicas = [Replica(folder, _settings(telegram, url)) for _ in range(WORKERS)]
        try:
            for replica in replicas:
                await replica.start()
                await replica.is_ready()
            await promise(url, range(many), due_at=datetime.now(UTC))
            kills = await _until_sent(telegram, replicas, url, many, killing=killing)
        finally:
            for replica in replicas:
                await replica.put_away()
        sent = _sent(telegram)
    return Outcome(kills=kills, lost=many - len(sent), again=sent.total() - len(sent))


async def _until_sent(
    telegram: Simulator, replicas: list[Replica], url: str, many: int, *, killing: bool
) -> int:
    """How many kills it took."""
    kills, closing = 0, asyncio.Event()

    async def kill(replica: Replica) -> None:
        nonlocal kills
        while killing and not closing.is_set():
            await asyncio.sleep(random.uniform(0, LONGEST_LIFE))
            await replica.kill()
            kills += 1
            await replica.start()
            await replica.is_ready()

    async with asyncio.TaskGroup() as nursery:
        for replica in replicas:
            nursery.create_task(kill(replica))
        await asyncio.sleep(many / A_SECOND)
        closing.set()
    await _all_quiet(telegram, many)
    if killing:
        await ByHand(url).run(GIVE_BACK)
        await _all_quiet(telegram, many)
    await asyncio.sleep(1)
    return kills


async def _all_quiet(telegram: Simulator, many: int) -> None:
    """All are sent, or nobody has sent any for a while: what is left was claimed by the dead."""
    calls, quiet = -1, 0.0
    while True:
        sent = _sent(telegram)
        if len(sent) >= many or quiet >= QUIET:
            return
        quiet = quiet + A_LOOK if sent.total() == calls else 0.0
        calls = sent.total()
        await asyncio.sleep(A_LOOK)


def _sent(telegram: Simulator) -> Counter[str]:
    """By chat, what was carried out."""
    done = (call for call in telegram.calls if call.method == SENDING and not call.error)
    return Counter(str(call.parameters["chat_id"]) for call in done)


def _settings(telegram: Simulator, url: str) -> dict[str, str]:
    settings = {
        "BOT_TOKEN": TOKEN,
        "BOT_API_URL": telegram.api_url,
        "DATABASE_URL": url,
        "SPACE": str(ROOT / "space.toml"),
        "SECRET_KEY": "example" * 8,
        "HTTP_PORT": "0",
        **BY_WEBHOOK,
    }
    return {f"GARTNERIET_{name}": value for name, value in settings.items()}
