"""Raw updates, from polling and webhook alike: each once, those of one chat in order, others side by side."""

from __future__ import annotations

import asyncio
import json
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from booking.ports import Unavailable

Raw = Mapping[str, Any]
Process = Callable[[Raw], Awaitable[None]]

REMEMBERED = 2048
WAITING = 512


class Overloaded(Unavailable):
    """Too many updates wait already; Telegram shall keep this one for a while."""


class Intake:
    """`process` returns when the work has committed, and raises Unavailable where it must come again."""

    def __init__(self, process: Process, *, remembered: int = REMEMBERED, waiting: int = WAITING) -> None:
        self._process = process
        self._remembered = remembered
        self._most_waiting = waiting
        self._known: OrderedDict[int, asyncio.Future[None]] = OrderedDict()
        self._last_of: dict[int, asyncio.Future[None]] = {}
        self._under_way = 0

    async def accept_bytes(self, body: bytes) -> None:
        """Raises ValueError where it is no update."""
        try:
            raw = json.loads(body)
        except RecursionError:
            raise ValueError("no update") from None
        if not isinstance(raw, dict) or not isinstance(raw.get("update_id"), int):
            raise ValueError("no update")  # noqa: TRY004 -- the text is wrong, not the caller
        await self.accept(raw)

    async def accept(self, raw: Raw) -> None:
        """Returns when the update's work has committed, a redelivery at once or with the first one.

        Raises Unavailable where it must be delivered again.
        """
        update_id: int = raw["update_id"]
        known = self._known.get(update_id)
        if known is not None:
            await asyncio.shield(known)
            return
        if self._under_way >= self._most_waiting:
            raise Overloaded("too many updates wait")
        done = asyncio.get_running_loop().create_future()
        self._remember(update_id, done)
        await self._in_turn(raw, update_id, done)

    async def _in_turn(self, raw: Raw, update_id: int, done: asyncio.Future[None]) -> None:
        chat = chat_of(raw)
        before = self._last_of.get(chat)
        self._last_of[chat] = done
        self._under_way += 1
        try:
            if before is not None:
                await asyncio.wait([before])
            await self._process(raw)
        except BaseException as error:
            self._known.pop(update_id, None)
            lost = error if isinstance(error, Exception) else Unavailable("stopped")
            done.set_exception(lost)
            done.exception()  # nobody else may be waiting for it
            raise
        else:
            done.set_result(None)
        finally:
            self._under_way -= 1
            if self._last_of.get(chat) is done:
                del self._last_of[chat]

    def _remember(self, update_id: int, done: asyncio.Future[None]) -> None:
        self._known[update_id] = done
        while len(self._known) > self._remembered:
            oldest = next(iter(self._known))
            if not self._known[oldest].done():
                return
            del self._known[oldest]


def chat_of(raw: Raw) -> int:
    """Whose turn it is: the chat, else the person, else the update itself."""
    for value in raw.values():
        if isinstance(value, dict):
            message = value.get("message", value)
            chat = message.get("chat") if isinstance(message, dict) else None
            who = chat or value.get("from")
            if isinstance(who, dict) and isinstance(who.get("id"), int):
                return int(who["id"])
    return int(raw["update_id"])
