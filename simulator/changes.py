"""Waiting for something to have changed, without asking again and again."""

from __future__ import annotations

import asyncio
from collections.abc import Callable


class Changes:
    def __init__(self) -> None:
        self._waiting: set[asyncio.Future[None]] = set()

    def tell(self) -> None:
        """Wakes whoever waits, so that they look again."""
        for future in self._waiting:
            if not future.done():
                future.set_result(None)
        self._waiting.clear()

    async def until(self, holds: Callable[[], bool], seconds: float | None = None) -> bool:
        """Whether it came to hold within so many seconds; without a limit it waits for good."""
        try:
            async with asyncio.timeout(seconds):
                while not holds():
                    await self._next()
        except TimeoutError:
            return holds()
        return True

    async def _next(self) -> None:
        future = asyncio.get_running_loop().create_future()
        self._waiting.add(future)
        try:
            await future
        finally:
            self._waiting.discard(future)
