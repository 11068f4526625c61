"""`token create` and `token revoke`: a key to the API for another program."""

from __future__ import annotations

import asyncio
import sys
from argparse import ArgumentParser, Namespace

from booking.model.people import Scope
from commands.failures import Failed
from commands.opening import opened


def add_arguments(parser: ArgumentParser) -> None:
    actions = parser.add_subparsers(dest="action", required=True, metavar="create|revoke")
    create = actions.add_parser(
        "create", help="print a new token, once", description="Print a new token, once."
    )
    create.add_argument(
        "--scope", required=True, choices=[scope.value for scope in Scope], help="what it may do"
    )
    create.add_argument("--name", required=True, help="which program it is for")
    revoke = actions.add_parser(
        "revoke", help="take tokens back", description="Take back every token of a name, at once."
    )
    revoke.add_argument("--name", required=True, help="which program's")


def run(arguments: Namespace) -> int:
    if arguments.action == "revoke":
        return asyncio.run(_revoke(arguments.name))
    print(asyncio.run(_create(Scope(arguments.scope), arguments.name)))
    print("It is shown this once: only its hash is kept.", file=sys.stderr)
    return 0


async def _create(scope: Scope, name: str) -> str:
    async with opened() as core:
        return await core.access.grant(scope, name)


async def _revoke(name: str) -> int:
    async with opened() as core:
        if not await core.access.take_back(name):
            raise Failed(f"No token is named {name}.")
    print(f"The token of {name} opens nothing any more.")
    return 0
