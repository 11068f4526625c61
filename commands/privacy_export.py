"""`privacy-export`: all that is stored about a person, as JSON."""

from __future__ import annotations

import asyncio
import json
from argparse import ArgumentParser, Namespace

from commands.opening import opened
from commands.persons import meant


def add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("person", metavar="PERSON", help="name or id")


def run(arguments: Namespace) -> int:
    print(asyncio.run(_export(arguments.person)))
    return 0


async def _export(wanted: str) -> str:
    async with opened() as core:
        record = await core.membership.take_along(await meant(core.membership, wanted))
    return json.dumps(record.as_json(), ensure_ascii=False, indent=2, default=_plain)


def _plain(value: object) -> object:
    """What JSON has no word for: sets in order, times as they are written."""
    return sorted(value) if isinstance(value, frozenset) else str(value)
