"""`migrate`: brings the database's tables up to date. Doing it again is safe."""

from __future__ import annotations

import asyncio
from argparse import ArgumentParser, Namespace

from commands.failures import Failed
from commands.settings import read_settings


def add_arguments(parser: ArgumentParser) -> None:
    parser.epilog = "Which database: GARTNERIET_DATABASE_URL. Doing it again is safe."


def run(_arguments: Namespace) -> int:
    from db import WrongSchema, migrate

    settings = read_settings()
    try:
        asyncio.run(migrate(settings.database_url))
    except WrongSchema as wrong:
        raise Failed(str(wrong)) from wrong
    print("The database is up to date.")
    return 0
