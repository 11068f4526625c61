"""Many want one slot at the same moment: one of them has it, and the others hear so."""

from __future__ import annotations

import asyncio
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from sqlalchemy import text

from benchmarks.figures import Figure, Goal
from benchmarks.measuring import Scale, a_folder, median
from benchmarks.place import KARI, a_place, a_request, a_server, core_on, in_file, wishes
from booking.refusals import SlotTaken
from booking.reserving import Reserving, Wish
from db import Database, migrate

CLIENTS = (2, 8, 32)
ROOMS = 3
EXACTLY_ALL = Goal(sign="=", value=1)
WON, LOST = "won", SlotTaken.__name__
DEADLOCKS = text("SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()")


@dataclass
class Outcome:
    """How the races of one kind ended. An attempt lasts from the start until it is answered."""

    races: int
    with_one_winner: int = 0
    ends: Counter[str] = field(default_factory=Counter)
    attempts: list[float] = field(default_factory=list)

    def note(self, ends: Sequence[str], attempts: Sequence[float]) -> None:
        counted = Counter(ends)
        self.with_one_winner += counted == {WON: 1, LOST: len(ends) - 1}
        self.ends += counted
        self.attempts += attempts

    @property
    def errors(self) -> dict[str, int]:
        return {name: times for name, times in self.ends.items() if name not in {WON, LOST}}


def figures(scale: Scale) -> list[Figure]:
    with a_server() as url:
        found = asyncio.run(_on(url, "PostgreSQL", scale))
    with a_folder() as folder:
        found += asyncio.run(_on(in_file(folder), "SQLite", scale))
    return found


async def _on(url: str, which: str, scale: Scale) -> list[Figure]:
    await migrate(url)
    found = []
    stream = wishes(ROOMS)
    for clients in CLIENTS:
        database = await Database.open(url, connections=clients)
        await database.places.apply(a_place(ROOMS))
        outcome = await _races(database, clients, scale.races, stream)
        await database.close()
        deadlocks = await _deadlocks(url) if which == "PostgreSQL" else 0
        found.append(_figure(f"{which}, {clients} clients for one slot", outcome, deadlocks))
    return found


async def _races(database: Database, clients: int, races: int, stream: Iterator[Wish]) -> Outcome:
    """One more than counted: the first opens the connections."""
    reserving, outcome = core_on(database).reserving, Outcome(races)
    for number in range(races + 1):
        wish = next(stream)
        tried = await asyncio.gather(*(_attempt(reserving, wish) for _ in range(clients)))
        if number:
            ends, attempts = zip(*tried, strict=True)
            outcome.note(ends, attempts)
    return outcome


async def _attempt(reserving: Reserving, wish: Wish) -> tuple[str, float]:
    started = time.perf_counter()
    try:
        await reserving.book(KARI.actor, KARI, wish, a_request())
    except Exception as error:  # noqa: BLE001 -- every way to end is counted
        end = type(error).__name__
    else:
        end = WON
    return end, (time.perf_counter() - started) * 1000


async def _deadlocks(url: str) -> int:
    """Of all races on this server so far; connections tell of theirs at the latest when they are closed."""
    database = await Database.open(url, connections=1)
    (row,) = await database.engine.rows(DEADLOCKS)
    await database.close()
    return int(row[0])


def _figure(what: str, outcome: Outcome, deadlocks: int) -> Figure:
    attempts = f"an attempt takes {median(outcome.attempts):.1f} ms, at worst {max(outcome.attempts):.1f}"
    errors = f"errors: {outcome.errors}" if outcome.errors else "no error"
    return Figure(
        what=f"races on {what}, one winner",
        measured=outcome.with_one_winner,
        unit="races",
        floor=outcome.races,
        ratio=0 if deadlocks or outcome.errors else outcome.with_one_winner / outcome.races,
        goal=EXACTLY_ALL,
        detail=f"{errors}, {deadlocks} deadlocks; {attempts}, alternatives included",
    )
