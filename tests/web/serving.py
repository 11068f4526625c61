"""A real server on loopback for the time of a test."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from aiohttp import web
from prometheus_client import CollectorRegistry

from commands.composition import Core
from web.application import Parts, build


@asynccontextmanager
async def served(parts: Parts) -> AsyncIterator[str]:
    """Its address, at a port that was free."""
    runner = web.AppRunner(build(parts), access_log=None)
    await runner.setup()
    try:
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        host, port = runner.addresses[0][:2]
        yield f"http://{host}:{port}"
    finally:
        await runner.cleanup()


def parts_of(core: Core, **more: Any) -> Parts:
    return Parts(
        looking=core.looking,
        reserving=core.reserving,
        recording=core.recording,
        repeating=core.repeating,
        waiting=core.waiting,
        announcing=core.announcing,
        membership=core.membership,
        events=core.database.events,
        hosting=core.hosting,
        registering=core.registering,
        cases=core.guidance,
        access=core.access,
        new_token=core.tokens,
        **{"checks": {}, "registry": CollectorRegistry(), **more},
    )
