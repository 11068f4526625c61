"""The one budget of all processes for messages to many: slots in time, a thirtieth of a second apart."""

from __future__ import annotations

import time
from collections.abc import Callable

from sqlalchemy import bindparam, text

from db.columns import Microseconds
from db.engine import Engine

NAME = "telegram"
MILLION = 1_000_000
GAP = MILLION // 30 + 1
"""Microseconds. Telegram's limit for messages to many is 30 a second (core.telegram.org/bots/faq)."""

NEXT = "CASE WHEN paces.next_at > :now THEN paces.next_at ELSE :now END"
RESERVE = text(
    f"INSERT INTO paces (name, next_at) VALUES ('{NAME}', :now + :taken)"
    f" ON CONFLICT (name) DO UPDATE SET next_at = {NEXT} + :taken RETURNING next_at - :taken"
).bindparams(bindparam("now", type_=Microseconds), bindparam("taken", type_=Microseconds))


class SqlPaces:
    """Fulfils `booking.ports.Pace`. The clocks of all machines are taken to agree within a moment."""

    def __init__(self, engine: Engine, real: Callable[[], float] = time.time) -> None:
        self._engine = engine
        self._real = real

    async def reserve(self, many: int) -> float:
        now = round(self._real() * MILLION)
        first = (await self._engine.change(RESERVE, {"now": now, "taken": many * GAP}))[0][0]
        return float(first - round(self._real() * MILLION)) / MILLION

    async def hold(self, seconds: float) -> None:
        now = round(self._real() * MILLION)
        await self._engine.change(RESERVE, {"now": now, "taken": round(seconds * MILLION)})
