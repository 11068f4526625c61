"""`run`: the service, until it is told to stop."""

from __future__ import annotations

import asyncio
import gc
import logging
from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from typing import TYPE_CHECKING

from booking.model.spaces import Catalogue
from commands.failures import Failed
from commands.settings import Settings, missing_to_run, read_settings

if TYPE_CHECKING:
    from commands.composition import Core

log = logging.getLogger(__name__)


def add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("--no-migrate", action="store_true", help="leave the database's tables as they are")


def run(arguments: Namespace) -> int:
    settings = read_settings()
    if missing := missing_to_run(settings):
        raise Failed(*missing)
    asyncio.run(_run(settings, arguments))
    return 0


async def _run(settings: Settings, arguments: Namespace) -> None:
    from commands.opening import opened
    from commands.serving import log_to_stderr
    from commands.space_file import read_space_file

    catalogue = read_space_file(settings.space)
    if not arguments.no_migrate:
        await _migrate(settings.database_url)
    async with opened(settings) as core:
        broken = await _apply(core, catalogue)
        # Not before: what keeps it from starting is told once, by main.
        log_to_stderr(verbose=arguments.verbose)
        if broken:
            log.warning("the space file is not applied:\n%s", "\n".join(broken))
        await _serve(settings, core)


async def _migrate(url: str) -> None:
    from db import WrongSchema, migrate

    try:
        await migrate(url)
    except WrongSchema as wrong:
        raise Failed(str(wrong)) from wrong


async def _apply(core: Core, catalogue: Catalogue) -> Sequence[str]:
    """The catalogue that stands is kept where the new one would break bookings; those are returned."""
    from commands.space_file.applying import WouldBreakBookings, apply_space_file

    lines: Sequence[str] = ()
    try:
        await apply_space_file(core, catalogue)
    except WouldBreakBookings as broken:
        lines = broken.lines
    await core.database.places.refresh()
    return lines


async def _serve(settings: Settings, core: Core) -> None:
    from commands.serving import Service, has_started, stop_on_signals

    service = Service(settings, core)
    stopping = asyncio.Event()
    stop_on_signals(stopping)
    try:
        if await has_started(service, stopping):
            log.info("ready on %s:%s", settings.http_host, service.port)
            gc.collect()
            gc.freeze()  # what there is now stays: it need never be looked over again
            gc.enable()
            await service.serve(stopping)
    finally:
        await service.stop()
    log.info("stopped")
