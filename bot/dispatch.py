"""Updates to handlers: what may pass is delivered again, a bug is logged, told kindly and done with."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from telegram import Update
from telegram.ext import Application

from booking.ports import Unavailable

log = logging.getLogger(__name__)

OnBug = Callable[[Update, Exception], Awaitable[None]]


class Dispatch:
    """The library hands what a handler raises to its error handlers and goes on; here it is caught there."""

    def __init__(self, application: Application[Any, Any, Any, Any, Any, Any], on_bug: OnBug) -> None:
        self._application = application
        self._on_bug = on_bug
        self._failed: dict[int, Exception] = {}
        application.add_error_handler(self._note)

    async def process(self, raw: Mapping[str, Any]) -> None:
        """Raises Unavailable where the update must be delivered again."""
        update = Update.de_json(dict(raw), self._application.bot)
        if update is None:
            return
        await self._application.process_update(update)
        error = self._failed.pop(update.update_id, None)
        if isinstance(error, Unavailable):
            raise error
        if error is not None:
            log.error("update %s failed", update.update_id, exc_info=error)
            await self._kindly(update, error)

    async def _kindly(self, update: Update, error: Exception) -> None:
        try:
            await self._on_bug(update, error)
        except Exception:
            log.exception("update %s: not even the apology could be sent", update.update_id)

    async def _note(self, update: object, context: Any) -> None:
        if isinstance(update, Update):
            self._failed[update.update_id] = context.error
