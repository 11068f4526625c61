"""`invite`: a one-time link that binds a person's Telegram account."""

from __future__ import annotations

import asyncio
import sys
from argparse import ArgumentParser, Namespace

from booking.membership import INVITATION_LASTS
from booking.model.people import INVITED, Role
from commands import bot_api
from commands.opening import opened
from commands.settings import read_settings


def add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument(
        "--role", required=True, choices=[role.value for role in INVITED], help="what they may do"
    )
    parser.add_argument(
        "--tenant", default="", metavar="NAME", help="the company they belong to; made where new"
    )
    parser.add_argument("--name", default="", metavar="NAME", help="what to call them; else as on Telegram")
    parser.add_argument("--bot", metavar="NAME", help="the bot's username; else Telegram is asked")


def run(arguments: Namespace) -> int:
    asyncio.run(_invite(arguments))
    return 0


async def _invite(arguments: Namespace) -> None:
    settings = read_settings()
    bot = arguments.bot or (await bot_api.ask(settings, "getMe")).result["username"]
    async with opened(settings) as core:
        token = await core.membership.invite(
            Role(arguments.role), tenant=arguments.tenant.strip(), name=arguments.name.strip()
        )
    print(f"https://t.me/{bot.removeprefix('@')}?start={token}")
    print(f"It works once, within {INVITATION_LASTS.days} days.", file=sys.stderr)
