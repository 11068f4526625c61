"""Reminders to many: how close to Telegram's thirty a second, and who asks meanwhile is answered at once."""

from __future__ import annotations

import asyncio
import time
from bisect import bisect_left
from collections.abc import Sequence
from contextlib import AsyncExitStack
from datetime import UTC, datetime, timedelta
from pathlib import Path

from benchmarks.crowd import FIRST, a_crowd, promise, sign_up
from benchmarks.figures import Figure, Goal, at_most
from benchmarks.measuring import Scale, a_folder
from benchmarks.place import a_server, in_file
from benchmarks.program import a_program, a_telegram
from db import migrate
from simulator import Simulator

A_SECOND = 30
SENDING = "sendMessage"
IN_TWO_HOURS = timedelta(hours=2)
PATIENCE = 60.0
PROCESSES = 3
BY_WEBHOOK = {"PUBLIC_URL": "http://127.0.0.1:1", "WEBHOOK_SECRET": "not-to-be-guessed"}
"""Several processes cannot poll. Nobody writes to the bot, so nothing is pushed there."""


def figures(scale: Scale) -> list[Figure]:
    found: list[Figure] = []
    with a_folder() as folder:
        found += asyncio.run(_at_once("SQLite, 1 process", in_file(folder / "data"), folder, 1, scale))
    with a_server() as url, a_folder() as folder:
        name = f"PostgreSQL, {PROCESSES} processes"
        found += asyncio.run(_at_once(name, url, folder, PROCESSES, scale))
    with a_folder() as folder:
        found.append(asyncio.run(_answers(in_file(folder / "data"), folder, scale)))
    return found


async def _at_once(which: str, url: str, folder: Path, processes: int, scale: Scale) -> list[Figure]:
    many = scale.reminders
    await migrate(url)
    await sign_up(url, many, start=datetime.now(UTC) + IN_TWO_HOURS)
    more = BY_WEBHOOK if processes > 1 else {}
    async with a_telegram(a_crowd(many)) as telegram, AsyncExitStack() as stack:
        for _ in range(processes):
            await stack.enter_async_context(a_program(telegram, folder, url, **more))
        due = time.perf_counter()
        await promise(url, range(many), due_at=datetime.now(UTC))
        times = await _all_sent(telegram, many)
    took = times[-1] - times[0] + 1 / A_SECOND
    return [
        Figure(
            what=f"{many} reminders at once: {which}",
            measured=took,
            unit="s",
            floor=many / A_SECOND,
            ratio=took / (many / A_SECOND),
            goal=at_most(1.02),
            detail=f"from the first to the last; the first {times[0] - due:.1f} s after they were promised",
        ),
        Figure(
            what=f"most of them within one second: {which}",
            measured=most_within_a_second(times),
            unit="",
            goal=Goal(sign="≤", value=A_SECOND + 1, of="measured"),
        ),
    ]


async def _answers(url: str, folder: Path, scale: Scale) -> Figure:
    """While a broadcast that outlasts the measuring is under way."""
    many = scale.broadcast
    await migrate(url)
    await sign_up(url, many, start=datetime.now(UTC) + IN_TWO_HOURS)
    async with a_telegram(a_crowd(many)) as telegram, a_program(telegram, folder, url):
        idle = await _asked(telegram, scale.looks)
        await promise(url, range(1, many), due_at=datetime.now(UTC))
        await _all_sent(telegram, 1)
        busy = await _asked(telegram, scale.looks)
    return Figure(
        what=f"an answer during a broadcast to {many}, 95th percentile",
        measured=_percentile(busy) * 1000,
        unit="ms",
        floor=_percentile(idle) * 1000,
        ratio=_percentile(busy) / _percentile(idle),
        goal=at_most(1.5),
        detail="the floor is the same with nothing else to do",
    )


async def _asked(telegram: Simulator, times: int) -> list[float]:
    """Seconds from a message to its answer, of one who asks for help."""
    person, took = telegram.person(FIRST), []
    for _ in range(times + 1):
        before, started = len(person.from_bot), time.perf_counter()
        await person.says("/hjelp", settle=False)
        await person.until(lambda before=before: len(person.from_bot) > before, PATIENCE)  # type: ignore[misc]
        took.append(time.perf_counter() - started)
        await asyncio.sleep(0.05)
    return took[1:]


async def _all_sent(telegram: Simulator, many: int) -> list[float]:
    deadline = time.perf_counter() + PATIENCE + 2 * many / A_SECOND
    while True:
        times = [call.at for call in telegram.calls if call.method == SENDING]
        if len(times) >= many or time.perf_counter() > deadline:
            return times
        await asyncio.sleep(0.5)


def most_within_a_second(times: Sequence[float]) -> int:
    """In any window of one second, the times being in order."""
    return max(bisect_left(times, at + 1) - index for index, at in enumerate(times))


def _percentile(seconds: Sequence[float]) -> float:
    return sorted(seconds)[int(0.95 * (len(seconds) - 1))]
