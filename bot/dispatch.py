"""Updates to handlers: what may pass is delivered again, a bug is logged, told kindly and done with."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable, Mapping
from datetime import timedelta
from typing import Any

from telegram import Update
from telegram.error import RetryAfter, TelegramError
from telegram.ext import Application

from booking.ports import Unavailable
from bot.errors import Failure, kind_of, pause_of

log = logging.getLogger(__name__)

OnBug = Callable[[Update, Exception], Awaitable[None]]

MOST_TRIES = 5
REMEMBERED = 1000
PASSING = {Failure.FLOOD, Failure.TRANSIENT, Failure.BAD_TOKEN, Failure.CONFLICT}
NOBODY_THERE = {Failure.BLOCKED, Failure.CANNOT_INITIATE}


class Unanswered(Unavailable):
    """Telegram would not take the answer. `after` is how long it wants to be left alone, if it said so."""

    def __init__(self, why: str, after: timedelta | None = None) -> None:
        super().__init__(why)
        self.after = after


class Dispatch:
    """The library hands what a handler raises to its error handlers and goes on; here it is caught there."""

    def __init__(self, application: Application[Any, Any, Any, Any, Any, Any], on_bug: OnBug) -> None:
        self._application = application
        self._on_bug = on_bug
        self._failed: dict[int, Exception] = {}
        self._tries: dict[int, int] = {}
        application.add_error_handler(self._note)

    async def process(self, raw: Mapping[str, Any]) -> None:
        """Raises Unavailable where the update must be delivered again.

        One that Telegram takes no answer to is given up at the fifth try: what it did is done.
        """
        update = self._read(raw)
        if update is None:
            return
        await self._application.process_update(update)
        error = self._failed.pop(update.update_id, None)
        if error is not None:
            await self._settle(update, error)
        self._tries.pop(update.update_id, None)

    async def _settle(self, update: Update, error: Exception) -> None:
        if isinstance(error, Unavailable):
            raise error
        kind = kind_of(error) if isinstance(error, TelegramError) else None
        if kind in PASSING:
            self._count(update, error)
            log.error("update %s: Telegram takes no answer to it: %s", update.update_id, error)
        elif kind in NOBODY_THERE:
            log.info("update %s: nobody is there to be answered", update.update_id)
        else:
            log.error("update %s failed", update.update_id, exc_info=error)
            await self._kindly(update, error)

    def _read(self, raw: Mapping[str, Any]) -> Update | None:
        try:
            return Update.de_json(dict(raw), self._application.bot)
        except Exception:
            log.exception("update %s cannot be read", raw.get("update_id"))
            return None

    def _count(self, update: Update, error: Exception) -> None:
        """Raises Unanswered unless it was the last try."""
        tries = self._tries.pop(update.update_id, 0) + 1
        self._tries[update.update_id] = tries
        while len(self._tries) > REMEMBERED:  # their next try was another process's
            del self._tries[next(iter(self._tries))]
        if tries < MOST_TRIES:
            after = pause_of(error) if isinstance(error, RetryAfter) else None
            raise Unanswered(str(error), after) from error

    async def _kindly(self, update: Update, error: Exception) -> None:
        try:
            await self._on_bug(update, error)
        except Exception:
            log.exception("update %s: not even the apology could be sent", update.update_id)

    async def _note(self, update: object, context: Any) -> None:
        if isinstance(update, Update):
            self._failed[update.update_id] = context.error
