"""`python -m benchmarks [name …]`: measures one after the other and prints one table."""

from __future__ import annotations

import sys
import time
from argparse import ArgumentParser, Namespace, RawDescriptionHelpFormatter
from dataclasses import replace
from importlib import import_module
from pathlib import Path

from benchmarks.figures import Line, summary, table
from benchmarks.measuring import SMALLEST, Scale

BENCHMARKS = {
    "booking_on_postgresql": "a booking on PostgreSQL, beside a raw insert",
    "booking_on_sqlite": "a booking on SQLite by eight people, beside a raw writer",
    "growth": "what is free, after years of bookings",
    "api": "bookings through the API, by eight clients",
    "races": "many who want one slot at once",
    "sending": "reminders to many, and answers meanwhile",
    "killed": "reminders to many by processes that are killed",
    "pending": "a hundred thousand reminders that are not due yet",
    "registering": "places at events through the API, by eight clients",
    "updates": "an update from bytes to answer, beside the library alone",
    "starting": "from the start until ready, and memory at rest",
    "understanding": "free text, beside a library that looks for dates alone",
}
"""Each module has `figures(scale)`."""


def main() -> None:
    chosen = _arguments()
    names = chosen.names or [*BENCHMARKS]
    scale = _scale(chosen)
    found: list[Line] = []
    for name in names:
        started = time.perf_counter()
        print(f"{name}: {BENCHMARKS[name]} …", end=" ", file=sys.stderr, flush=True)
        found += import_module(f"benchmarks.{name}").figures(scale)
        print(f"{time.perf_counter() - started:.0f} s", file=sys.stderr, flush=True)
    print(f"\n{table(found)}\n\n{summary(found)}")


def _scale(chosen: Namespace) -> Scale:
    scale = SMALLEST if chosen.smallest else Scale()
    if chosen.races is not None:
        scale = replace(scale, races=chosen.races)
    if chosen.sends is not None:
        scale = replace(scale, sends=chosen.sends)
    return replace(scale, message_file=chosen.messages)


def _arguments() -> Namespace:
    width = max(map(len, BENCHMARKS))
    parser = ArgumentParser(
        prog="python -m benchmarks",
        description="Speed, each figure beside a floor that the same run measures.",
        epilog="\n".join(f"{name:<{width}}  {what}" for name, what in BENCHMARKS.items()),
        formatter_class=RawDescriptionHelpFormatter,
    )
    parser.add_argument("names", nargs="*", metavar="name", choices=[[], *BENCHMARKS], help="all, if none")
    parser.add_argument("--races", type=int, help="how many races of each kind")
    parser.add_argument("--sends", type=int, help="how many are sent while processes are killed")
    parser.add_argument("--messages", type=Path, help="a file of messages to understand, one object a line")
    parser.add_argument("--smallest", action="store_true", help="only to see that everything runs")
    return parser.parse_args()


if __name__ == "__main__":
    main()
