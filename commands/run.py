"""`run`: the service, until it is told to stop."""

from __future__ import annotations

import asyncio
import logging
from argparse import ArgumentParser, Namespace

from commands.failures import Failed
from commands.settings import Settings, missing_to_run, read_settings

log = logging.getLogger(__name__)


def add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("--no-migrate", action="store_true", help="leave the database's tables as they are")


def run(arguments: Namespace) -> int:
    from commands.serving import log_to_stderr

    settings = read_settings()
    if missing := missing_to_run(settings):
        raise Failed(*missing)
    log_to_stderr(verbose=arguments.verbose)
    asyncio.run(_run(settings, migrate_first=not arguments.no_migrate))
    return 0


async def _run(settings: Settings, *, migrate_first: bool) -> None:
    from commands.opening import opened
    from commands.serving import Service, stop_on_signals
    from commands.space_file import read_space_file
    from commands.space_file.applying import WouldBreakBookings, apply_space_file
    from db import Current, WrongSchema, migrate, schema_state

    catalogue = read_space_file(settings.space)
    if migrate_first:
        await migrate(settings.database_url)
    state = await schema_state(settings.database_url)
    if not isinstance(state, Current):
        raise WrongSchema(state)
    async with opened(settings) as core:
        try:
            await apply_space_file(core, catalogue)
        except WouldBreakBookings as broken:
            log.warning("the space file is not applied:\n%s", "\n".join(broken.lines))
        await core.database.places.refresh()
        service = Service(settings, core)
        stopping = asyncio.Event()
        stop_on_signals(stopping)
        try:
            await service.start()
            log.info("ready on %s:%s", settings.http_host, settings.http_port)
            await service.serve(stopping)
        finally:
            await service.stop()
