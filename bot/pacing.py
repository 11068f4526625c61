"""Calls to Telegram: held back where it says so, and made again where that may yet succeed."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Coroutine
from datetime import timedelta
from typing import Any

from telegram.error import RetryAfter, TelegramError
from telegram.ext import BaseRateLimiter

from bot.errors import Failure, kind_of, pause_of

PATIENCE = 10.0
FIRST_PAUSE = 0.5
GREETING = "getMe"
"""Asked when the service starts, by somebody who wants to know at once and asks again."""

Hold = Callable[[float], Awaitable[None]]
"""Nothing goes to many for so many seconds."""
Answer = bool | dict[str, Any] | list[dict[str, Any]]


class Pacing(BaseRateLimiter[None]):
    """A flood halts the chat that it was told of, and what goes to many by every process: `hold` tells them.

    A call is tried for ten seconds; then the error is the caller's. A call that was carried out and whose
    answer was lost is made twice: better said twice than not at all.
    """

    def __init__(self, hold: Hold | None = None, *, patience: float = PATIENCE) -> None:
        self._hold = hold
        self._patience = patience
        self._free_at: dict[object, float] = {}

    async def initialize(self) -> None:
        """Nothing to make ready."""

    async def shutdown(self) -> None:
        """Nothing to put away."""

    async def process_request(
        self,
        callback: Callable[..., Coroutine[Any, Any, Answer]],
        args: Any,
        kwargs: dict[str, Any],
        endpoint: str,
        data: dict[str, Any],
        rate_limit_args: None,  # noqa: ARG002 -- none are used
    ) -> Answer:
        """Raises TelegramError."""
        now, chat, pause = asyncio.get_running_loop().time, data.get("chat_id"), FIRST_PAUSE
        deadline = now() + (0 if endpoint == GREETING else self._patience)
        while True:
            await self._wait_for(chat, deadline)
            try:
                return await callback(*args, **kwargs)
            except RetryAfter as flood:
                pause_asked = pause_of(flood).total_seconds()
                self._free_at[chat] = now() + pause_asked
                if self._hold is not None:
                    await self._hold(pause_asked)
            except TelegramError as error:
                if kind_of(error) is not Failure.TRANSIENT or now() + pause > deadline:
                    raise
                await asyncio.sleep(pause)
                pause *= 2

    async def _wait_for(self, chat: object, deadline: float) -> None:
        """Raises RetryAfter where that would take too long; Telegram is not asked then."""
        now = asyncio.get_running_loop().time
        while (free_at := self._free_at.get(chat, 0.0)) > now():
            if free_at > deadline:
                raise RetryAfter(timedelta(seconds=free_at - now()))
            await asyncio.sleep(free_at - now())
        self._free_at.pop(chat, None)
