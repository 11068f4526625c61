"""The updates that wait for the bot: kept until they are confirmed, dropped when they are too old."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from simulator.faults import Faults

LIVES = {"callback_query": timedelta(seconds=150), "inline_query": timedelta(seconds=30)}
LIFE = timedelta(hours=24)
ON_REQUEST_ONLY = {"chat_member", "message_reaction", "message_reaction_count"}
"""Kinds that come only to a bot that has named them."""


@dataclass(slots=True, eq=False)
class Update:
    """`lane` is the order it belongs to: one at a time by webhook. `again` marks a redelivery."""

    id: int
    kind: str
    payload: dict[str, Any] = field(repr=False)
    lane: str
    expires: datetime
    held: bool = False
    again: bool = False
    served: bool = False

    def body(self) -> dict[str, Any]:
        return {"update_id": self.id, self.kind: self.payload}


class Updates:
    """`first_id` must differ from start to start: a bot remembers what it has seen."""

    def __init__(
        self, faults: Faults, now: Callable[[], datetime], first_id: int, changed: Callable[[], None]
    ) -> None:
        self._faults = faults
        self._now = now
        self._next_id = first_id
        self._changed = changed
        self._waiting: list[Update] = []
        self.allowed: frozenset[str] = frozenset()

    def put(self, kind: str, payload: dict[str, Any], lane: str) -> None:
        """Kinds that the bot has not asked for are not kept."""
        if kind not in self.allowed if self.allowed else kind in ON_REQUEST_ONLY:
            return
        expires = self._now() + LIVES.get(kind, LIFE)
        update = Update(self._next_id, kind, payload, lane, expires, held=self._faults.takes_hold())
        self._next_id += 1
        self._waiting.append(update)
        self._changed()

    def allow(self, kinds: Collection[str]) -> None:
        self.allowed = frozenset(kinds)

    def release(self) -> None:
        """What was held back is delivered after all."""
        for update in self._waiting:
            update.held = False
        self._changed()

    @property
    def unconfirmed(self) -> list[Update]:
        """What the bot has or could have been given; what is held back does not count."""
        self._forget_old()
        return [update for update in self._waiting if not update.held]

    @property
    def count(self) -> int:
        self._forget_old()
        return len(self._waiting)

    def serve(self, offset: int, limit: int) -> list[Update]:
        """For getUpdates: what stands before the offset is thereby confirmed."""
        waiting = self.unconfirmed
        if offset < 0:
            offset = waiting[offset].id if len(waiting) >= -offset else 0
        self.confirm(update for update in waiting if (update.served if update.again else update.id < offset))
        served = [update for update in self.unconfirmed if update.again or update.id >= offset][:limit]
        for update in served:
            update.served = True
        return served

    def confirm(self, updates: Iterable[Update]) -> None:
        confirmed = [update for update in updates if update in self._waiting]
        for update in confirmed:
            if self._faults.takes_redelivery():
                update.again, update.served = True, False
            else:
                self._waiting.remove(update)
        if confirmed:
            self._changed()

    def drop_all(self) -> None:
        self._waiting.clear()
        self._changed()

    def _forget_old(self) -> None:
        now = self._now()
        self._waiting = [update for update in self._waiting if update.expires > now]
