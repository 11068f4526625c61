"""The one budget of all processes: slots for what goes to many, and how often each chat may be written to."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import datetime, timedelta

from sqlalchemy import bindparam, delete, text

from db.columns import Microseconds
from db.engine import Engine
from db.tables import paces

NAME = "telegram"
MILLION = 1_000_000
GAP = MILLION // 30 + 1
"""Microseconds. Telegram's limit for messages to many is 30 a second (core.telegram.org/bots/faq)."""

NEXT = "CASE WHEN paces.next_at > :now THEN paces.next_at ELSE :now END"
RESERVE = text(
    f"INSERT INTO paces (name, next_at) VALUES ('{NAME}', :now + :taken)"
    f" ON CONFLICT (name) DO UPDATE SET next_at = {NEXT} + :taken RETURNING next_at - :taken"
).bindparams(bindparam("now", type_=Microseconds), bindparam("taken", type_=Microseconds))

MAY = text(
    "INSERT INTO paces (name, next_at) VALUES (:name, :now + :gap)"
    f" ON CONFLICT (name) DO UPDATE SET next_at = {NEXT} + :gap"
    " WHERE paces.next_at <= :now + :ahead RETURNING next_at"
).bindparams(*(bindparam(name, type_=Microseconds) for name in ("now", "gap", "ahead")))
"""Each time moves the mark on by the gap; `ahead` is how far it may already be past now (GCRA)."""


class SqlPaces:
    """Fulfils `booking.ports.Pace`. The clocks of all machines are taken to agree within a moment."""

    def __init__(self, engine: Engine, real: Callable[[], float] = time.time) -> None:
        self._engine = engine
        self._real = real

    async def reserve(self, many: int, *, notice: float = 0.0) -> float:
        earliest = round((self._real() + notice) * MILLION)
        first = (await self._engine.change(RESERVE, {"now": earliest, "taken": many * GAP}))[0][0]
        return float(first - round(self._real() * MILLION)) / MILLION

    async def hold(self, seconds: float) -> None:
        now = round(self._real() * MILLION)
        await self._engine.change(RESERVE, {"now": now, "taken": round(seconds * MILLION)})

    async def may(self, chat: str, now: datetime, *, gap: timedelta, at_once: int = 1) -> bool:
        step = gap // timedelta(microseconds=1)
        values = {"name": chat, "now": _since_1970(now), "gap": step, "ahead": step * (at_once - 1)}
        return bool(await self._engine.change(MAY, values))

    async def forget_before(self, moment: datetime) -> None:
        """Removes the chats that were last written to earlier."""
        p = paces.c
        await self._engine.change(delete(paces).where(p.name != NAME, p.next_at < _since_1970(moment)))


def _since_1970(moment: datetime) -> int:
    return round(moment.timestamp() * MILLION)
