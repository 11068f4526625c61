"""Updates on their way to the bot: kept until confirmed by getUpdates' offset, or pushed to a webhook."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from typing import Any

import aiohttp

from simulator.model import ApiError

FIRST_UPDATE = 700_000_000
LONGEST_POLL = 50
MOST = 100
PUSH_SECONDS = 30
FIRST_PAUSE, LONGEST_PAUSE = 0.05, 2.0


class Delivery:
    """One update at a time per chat goes to a webhook, others side by side; the same again until a 2xx."""

    def __init__(self) -> None:
        self.pending: dict[int, dict[str, Any]] = {}
        self.delivered: list[tuple[int, str]] = []
        """Every delivery there was: the update and by which way."""
        self._next_id = FIRST_UPDATE
        self._changed = asyncio.Condition()
        self._polls = 0
        self._poll_number = 0
        self.webhook: str = ""
        self._secret = ""
        self._pushing: dict[int, asyncio.Task[None]] = {}
        self._session: aiohttp.ClientSession | None = None

    async def add(self, kind: str, body: dict[str, Any]) -> int:
        """A new update; its id."""
        self._next_id += 1
        update = {"update_id": self._next_id, kind: body}
        self.pending[self._next_id] = update
        if self.webhook:
            self._push()
        await self.notify()
        return self._next_id

    async def again(self, update_id: int, update: dict[str, Any]) -> None:
        """Delivers an update once more, as Telegram does where it saw no confirmation."""
        self.pending[update_id] = update
        if self.webhook:
            self._push()
        await self.notify()

    async def notify(self) -> None:
        async with self._changed:
            self._changed.notify_all()

    async def settled(self, *, seconds: float, also: Callable[[], bool]) -> None:
        """Until every update is confirmed and `also` holds. Raises TimeoutError."""
        async with asyncio.timeout(seconds), self._changed:
            await self._changed.wait_for(lambda: not self.pending and also())

    async def poll(self, offset: int, limit: int, seconds: float) -> list[dict[str, Any]]:
        """What getUpdates gives. Raises ApiError 409 for a second poller, or where a webhook is set."""
        if self.webhook:
            raise ApiError(
                409,
                "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete"
                " the webhook first",
            )
        self._poll_number += 1
        mine = self._poll_number
        await self._confirm(offset)
        async with self._changed:
            self._changed.notify_all()
            try:
                async with asyncio.timeout(min(seconds, LONGEST_POLL)):
                    await self._changed.wait_for(lambda: bool(self.pending) or mine != self._poll_number)
            except TimeoutError:
                return []
        if mine != self._poll_number:
            raise ApiError(
                409,
                "Conflict: terminated by other getUpdates request; make sure that only one bot instance is"
                " running",
            )
        found = [self.pending[i] for i in sorted(self.pending) if i >= offset][: min(limit, MOST)]
        self.delivered += [(update["update_id"], "poll") for update in found]
        return found

    async def set_webhook(self, url: str, secret: str) -> None:
        self.webhook, self._secret = url, secret
        self._poll_number += 1
        await self.notify()
        if url:
            self._push()

    async def close(self) -> None:
        for task in self._pushing.values():
            task.cancel()
        await asyncio.gather(*self._pushing.values(), return_exceptions=True)
        if self._session is not None:
            await self._session.close()
        self._poll_number += 1
        await self.notify()

    async def _confirm(self, offset: int) -> None:
        for update_id in [i for i in self.pending if i < offset]:
            del self.pending[update_id]

    def _push(self) -> None:
        for update_id in sorted(self.pending):
            chat = chat_of(self.pending[update_id])
            task = self._pushing.get(chat)
            if task is None or task.done():
                self._pushing[chat] = asyncio.create_task(self._push_chat(chat))  # noqa: TID251 -- owned, see close

    async def _push_chat(self, chat: int) -> None:
        pause = FIRST_PAUSE
        while self.webhook:
            mine = [i for i in sorted(self.pending) if chat_of(self.pending[i]) == chat]
            if not mine:
                return
            if await self._push_one(mine[0]):
                self.pending.pop(mine[0], None)
                pause = FIRST_PAUSE
                await self.notify()
            else:
                await asyncio.sleep(pause)
                pause = min(2 * pause, LONGEST_PAUSE)

    async def _push_one(self, update_id: int) -> bool:
        if self._session is None:
            self._session = aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=PUSH_SECONDS))
        headers = {"Content-Type": "application/json", "X-Telegram-Bot-Api-Secret-Token": self._secret}
        self.delivered.append((update_id, "push"))
        try:
            body = json.dumps(self.pending[update_id])
            async with self._session.post(self.webhook, data=body, headers=headers) as answer:
                return answer.ok
        except (aiohttp.ClientError, TimeoutError, OSError):
            return False


def chat_of(update: dict[str, Any]) -> int:
    for kind in ("message", "edited_message", "callback_query", "my_chat_member"):
        if kind in update:
            return int(update[kind]["from"]["id"])
    return 0
