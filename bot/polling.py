"""getUpdates, asked by ourselves: the library's own loop confirms updates that it has not processed yet.

A batch is confirmed when all of it is done. An update that cannot be done now holds the others of its
batch back, not what they did: they are refused as redeliveries when they come again.
"""

from __future__ import annotations

import asyncio
import json
import logging
from typing import Any

import aiohttp

from booking.ports import Unavailable
from bot.intake import Intake
from bot.transport import Connections

log = logging.getLogger(__name__)

POLL_SECONDS = 50
BATCH = 100
LEAST_PAUSE, LONGEST_PAUSE = 0.5, 30.0
FINISH_SECONDS = 10.0
KINDS = ("message", "edited_message", "callback_query", "my_chat_member")


class Refused(Exception):
    """Telegram's own no."""

    def __init__(self, code: int, description: str, retry_after: float | None) -> None:
        super().__init__(f"{code} {description}")
        self.retry_after = retry_after


class Polling:
    def __init__(self, connections: Connections, token: str, api_url: str, intake: Intake) -> None:
        self._connections = connections
        self._base = f"{api_url}/bot{token}"
        self._intake = intake
        self._offset = 0

    async def run(self) -> None:
        """Until cancelled; then what is under way is finished and confirmed, for ten seconds at most."""
        pause = LEAST_PAUSE
        while True:
            try:
                await self._round()
                pause = LEAST_PAUSE
            except (Refused, Unavailable, aiohttp.ClientError, TimeoutError, OSError) as error:
                after = getattr(error, "retry_after", None) or pause
                log.warning("no updates for %.1f s: %s", after, _said(error))
                await asyncio.sleep(after)
                pause = min(2 * pause, LONGEST_PAUSE)

    async def _round(self) -> None:
        parameters = {
            "offset": self._offset,
            "timeout": POLL_SECONDS,
            "limit": BATCH,
            "allowed_updates": json.dumps(KINDS),
        }
        updates = await self._ask("getUpdates", parameters, POLL_SECONDS + 15)
        if updates:
            await self._take(updates)

    async def _take(self, updates: list[dict[str, Any]]) -> None:
        """Raises Unavailable where one of them must come again; those before it are confirmed."""
        work = asyncio.gather(*(self._intake.accept(raw) for raw in updates), return_exceptions=True)
        try:
            outcomes = await asyncio.shield(work)
        except asyncio.CancelledError:
            await self._confirm(updates, await asyncio.wait_for(work, FINISH_SECONDS))
            raise
        self._move(updates, outcomes)

    async def _confirm(self, updates: list[dict[str, Any]], outcomes: list[Any]) -> None:
        try:
            self._move(updates, outcomes)
        finally:
            parameters = {"offset": self._offset, "timeout": 0, "limit": 1}
            await self._ask("getUpdates", parameters, 5)

    def _move(self, updates: list[dict[str, Any]], outcomes: list[Any]) -> None:
        for raw, outcome in zip(updates, outcomes, strict=True):
            if isinstance(outcome, Unavailable):
                raise outcome
            if isinstance(outcome, BaseException):
                log.error("update %s is given up", raw["update_id"], exc_info=outcome)
            self._offset = raw["update_id"] + 1

    async def _ask(self, method: str, parameters: dict[str, Any], seconds: float) -> Any:
        timeout = aiohttp.ClientTimeout(total=seconds, sock_connect=5)
        url = f"{self._base}/{method}"
        async with self._connections.session().post(url, data=parameters, timeout=timeout) as response:
            answer = await response.json(content_type=None)
        if not answer.get("ok"):
            after = answer.get("parameters", {}).get("retry_after")
            raise Refused(answer.get("error_code", response.status), answer.get("description", ""), after)
        return answer["result"]


def _said(error: BaseException) -> str:
    """Never the address: it holds the token."""
    return str(error) if isinstance(error, (Refused, Unavailable)) else type(error).__name__
