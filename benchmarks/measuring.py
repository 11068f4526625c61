"""Fair turns: who is compared runs one after the other in each round, so that a slow moment strikes all."""

from __future__ import annotations

import asyncio
import shutil
import statistics
import tempfile
import time
from collections.abc import Awaitable, Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

Step = Callable[[int], Awaitable[object]]
"""One piece of work; the number says which of the workers it is for."""
Rates = dict[str, list[float]]


@dataclass(frozen=True, slots=True)
class Contestant:
    """So many workers take the step again and again, each as soon as it is through."""

    step: Step
    workers: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Scale:
    """How much of everything is done."""

    rounds: int = 7
    seconds: float = 0.4
    races: int = 100
    sizes: tuple[int, int] = (10_000, 1_000_000)
    looks: int = 60
    updates: int = 400
    starts: int = 5
    reminders: int = 600
    broadcast: int = 10_000
    pending: int = 100_000
    sends: int = 900
    messages: int | None = None
    """At most so many of each file; None for all."""
    message_file: Path | None = None


SMALLEST = Scale(
    rounds=1,
    seconds=0.02,
    races=2,
    sizes=(400, 800),
    looks=2,
    updates=4,
    starts=1,
    reminders=4,
    broadcast=4,
    pending=4,
    sends=4,
    messages=3,
)
"""Enough to see that everything runs."""


async def nothing() -> None:
    """For contestants that leave nothing behind."""


async def rate(contestant: Contestant, seconds: float) -> float:
    """Steps a second, of all its workers."""
    started = time.perf_counter()
    done = 0

    async def work(number: int) -> None:
        nonlocal done
        while time.perf_counter() - started < seconds:
            await contestant.step(number)
            done += 1

    async with asyncio.TaskGroup() as nursery:
        for number in range(contestant.workers):
            nursery.create_task(work(number))
    return done / (time.perf_counter() - started)


async def rates(
    contestants: Mapping[str, Contestant],
    scale: Scale,
    *,
    before_each: Callable[[], Awaitable[object]] = nothing,
) -> Rates:
    """The rates of each, round by round; a first round, half as long, is not counted."""
    found: Rates = {name: [] for name in contestants}
    for number in range(scale.rounds + 1):
        for name, contestant in contestants.items():
            await before_each()
            measured = await rate(contestant, scale.seconds if number else scale.seconds / 2)
            if number:
                found[name].append(measured)
    return found


def microseconds(rates_found: Sequence[float]) -> list[float]:
    """What one took, of all workers' time together."""
    return [1e6 / each for each in rates_found]


def median(found: Sequence[float]) -> float:
    return statistics.median(found)


@contextmanager
def a_folder() -> Iterator[Path]:
    folder = Path(tempfile.mkdtemp(prefix="gartneriet-bench-"))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)
