"""getUpdates, asked by ourselves: the library's own loop confirms updates that it has not processed yet.

Telegram is told of an update when it and all before it are done. What is slow or waits for the database
holds nobody else up: the others' updates are fetched meanwhile, again and again with the old offset.
"""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import Mapping
from contextlib import suppress
from typing import Any

import aiohttp

from booking.ports import Unavailable
from bot.intake import Intake, Process, Raw
from bot.transport import Connections

log = logging.getLogger(__name__)

POLL_SECONDS = 50
ANSWER_SECONDS = 15
BATCH = 100
LAG = 1.0
"""So long others wait at the most for what is slow; Telegram may make it three seconds."""
LEAST_PAUSE, LONGEST_PAUSE = 0.5, 10.0
LONGEST_RETRY = 5.0
FINISH_SECONDS = 5.0
KINDS = ("message", "edited_message", "callback_query", "inline_query", "my_chat_member")


class Refused(Exception):
    """Telegram's own no."""

    def __init__(self, code: int, description: str, retry_after: float | None = None) -> None:
        super().__init__(f"{code} {description}")
        self.retry_after = retry_after


TROUBLE = (Refused, aiohttp.ClientError, TimeoutError, OSError)


class Polling:
    """`process` is done with an update when it returns; where it raises Unavailable, it is called again."""

    def __init__(
        self, connections: Connections, token: str, api_url: str, process: Process, *, lag: float = LAG
    ) -> None:
        self._connections = connections
        self._base = f"{api_url}/bot{token}"
        self._intake = Intake(persistently(process))
        self._lag = lag
        self._offset = 0
        self._window: dict[int, asyncio.Task[None]] = {}

    async def run(self) -> None:
        """Until cancelled; then what is under way is finished and confirmed, for five seconds at most."""
        async with asyncio.TaskGroup() as nursery:
            try:
                await self._keep_asking(nursery)
            except asyncio.CancelledError:
                await self._finish()
                raise

    async def _keep_asking(self, nursery: asyncio.TaskGroup) -> None:
        pause, may_poll = LEAST_PAUSE, False
        while True:
            try:
                if not may_poll:
                    # Whoever polls beside a webhook is refused for good; what waits there is kept.
                    may_poll = await self._ask("deleteWebhook", {}, ANSWER_SECONDS)
                await self._round(nursery)
                pause = LEAST_PAUSE
            except TROUBLE as error:
                after = getattr(error, "retry_after", None) or pause
                log.warning("no updates for %.1f s: %s", after, _said(error))
                await asyncio.sleep(after)
                pause = min(2 * pause, LONGEST_PAUSE)

    async def _round(self, nursery: asyncio.TaskGroup) -> None:
        if self._window:
            await asyncio.wait(self._window.values(), timeout=self._lag)
            self._move()
        seconds = 0 if self._window else POLL_SECONDS
        parameters = {
            "offset": self._offset,
            "timeout": seconds,
            "limit": BATCH,
            "allowed_updates": json.dumps(KINDS),
        }
        for raw in await self._ask("getUpdates", parameters, seconds + ANSWER_SECONDS):
            if raw["update_id"] not in self._window:
                self._window[raw["update_id"]] = nursery.create_task(self._do(raw))

    async def _do(self, raw: Raw) -> None:
        try:
            await self._intake.accept(raw)
        except Exception:
            log.exception("update %s is given up", raw["update_id"])

    def _move(self) -> None:
        """Past all that is done, up to the first that is not."""
        for update_id, work in list(self._window.items()):
            if not work.done():
                return
            del self._window[update_id]
            self._offset = max(self._offset, update_id + 1)

    async def _finish(self) -> None:
        if self._window:
            await asyncio.wait(self._window.values(), timeout=FINISH_SECONDS)
        self._move()
        with suppress(*TROUBLE):
            await self._ask("getUpdates", {"offset": self._offset, "timeout": 0, "limit": 1}, FINISH_SECONDS)

    async def _ask(self, method: str, parameters: Mapping[str, Any], seconds: float) -> Any:
        """Raises what TROUBLE names."""
        timeout = aiohttp.ClientTimeout(total=seconds, sock_connect=5)
        url = f"{self._base}/{method}"
        async with self._connections.session().post(url, data=parameters, timeout=timeout) as response:
            status, body = response.status, await response.read()
        try:
            answer = json.loads(body)
            if answer["ok"]:
                return answer["result"]
        except (ValueError, TypeError, KeyError):
            raise Refused(status, "which is no answer of Telegram") from None
        after = answer.get("parameters", {}).get("retry_after")
        raise Refused(answer.get("error_code", status), answer.get("description", ""), after)


def persistently(process: Process) -> Process:
    """Tries again what cannot be done now, in the chat's turn: nothing that was said later overtakes it."""

    async def until_done(raw: Raw) -> None:
        pause = LEAST_PAUSE
        while True:
            try:
                return await process(raw)
            except Unavailable as error:
                wanted = getattr(error, "after", None)
                after = wanted.total_seconds() if wanted else pause
                log.warning("update %s is tried again in %.1f s: %s", raw["update_id"], after, error)
                await asyncio.sleep(after)
                pause = min(2 * pause, LONGEST_RETRY)

    return until_done


def _said(error: BaseException) -> str:
    """Never the address: it holds the token."""
    return str(error) if isinstance(error, Refused) else type(error).__name__
