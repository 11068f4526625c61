"""`erase`: forget who a person was. What they held from now on is freed; the counts stay."""

from __future__ import annotations

import asyncio
import sys
from argparse import ArgumentParser, Namespace

from booking.model.people import Actor, Role
from commands.failures import Failed
from commands.opening import opened
from commands.persons import meant

OPERATOR = Actor(person_id=None, roles=frozenset({Role.OWNER}), name="operator")


def add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("person", metavar="PERSON", help="name or id")
    parser.add_argument("--yes", action="store_true", help="do not ask first")


def run(arguments: Namespace) -> int:
    asyncio.run(_erase(arguments.person, is_sure=arguments.yes))
    return 0


async def _erase(wanted: str, *, is_sure: bool) -> None:
    async with opened() as core:
        person = await meant(core.membership, wanted)
        if not is_sure and not _agreed(f"Erase {person.name} ({person.id}) for good? Write yes: "):
            raise Failed("Nothing was erased.")
        await core.membership.erase(OPERATOR, person)
    print(f"Erased {person.id}.")


def _agreed(question: str) -> bool:
    print(question, end="", file=sys.stderr, flush=True)
    return sys.stdin.readline().strip().casefold() in {"yes", "ja"}
