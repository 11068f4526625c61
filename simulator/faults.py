"""Trouble on purpose: each kind a bounded number of times, then the simulated Telegram behaves again."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from enum import Enum


class Kind(Enum):
    SLOW = "slow"
    DROP_BEFORE = "dropped before"
    DROP_AFTER = "dropped after"
    FLOOD = "flood"
    FAIL = "fail"


@dataclass(slots=True)
class Fault:
    """`amount` is seconds of delay, seconds to wait after a flood, or an HTTP status."""

    kind: Kind
    times: int
    methods: frozenset[str]
    amount: float = 0

    def befalls(self, method: str) -> bool:
        if self.times <= 0:
            return False
        return method in self.methods if self.methods else method != "getupdates"


class Faults:
    """For calls: `methods` names them, none means every method but getUpdates.

    For updates: `redeliver`, `double_taps` and `hold` count updates.
    """

    def __init__(self, released: Callable[[], None]) -> None:
        self._released = released
        self._of_calls: list[Fault] = []
        self._redeliveries = 0
        self._double_taps = 0
        self._holding = 0

    def slow(self, seconds: float, *, times: int = 1, methods: Collection[str] = ()) -> None:
        """The call is carried out so much later."""
        self._add(Kind.SLOW, times, methods, seconds)

    def drop_before(self, *, times: int = 1, methods: Collection[str] = ()) -> None:
        """The connection breaks and nothing has happened."""
        self._add(Kind.DROP_BEFORE, times, methods)

    def drop_after(self, *, times: int = 1, methods: Collection[str] = ()) -> None:
        """The call is carried out; the connection breaks before its answer."""
        self._add(Kind.DROP_AFTER, times, methods)

    def flood(self, retry_after: int = 1, *, times: int = 1, methods: Collection[str] = ()) -> None:
        """429; nothing has happened."""
        self._add(Kind.FLOOD, times, methods, retry_after)

    def fail(self, status: int = 502, *, times: int = 1, methods: Collection[str] = ()) -> None:
        """An error of the server, with a body that is no JSON; nothing has happened."""
        self._add(Kind.FAIL, times, methods, status)

    def redeliver(self, *, times: int = 1) -> None:
        """So many confirmed updates come once more, with the same update id."""
        self._redeliveries += times

    def double_taps(self, *, times: int = 1) -> None:
        """So many taps come twice, the second under a new update id, as when a client sends again."""
        self._double_taps += times

    def hold(self, *, times: int = 1) -> None:
        """So many new updates wait until `release`."""
        self._holding += times

    def release(self) -> None:
        self._holding = 0
        self._released()

    def clear(self) -> None:
        self._of_calls.clear()
        self._redeliveries = self._double_taps = 0
        self.release()

    def take(self, method: str) -> Fault | None:
        """The trouble that this call meets, which is thereby used up once."""
        for fault in self._of_calls:
            if fault.befalls(method):
                fault.times -= 1
                return fault
        return None

    def takes_redelivery(self) -> bool:
        self._redeliveries, taken = max(self._redeliveries - 1, 0), self._redeliveries > 0
        return taken

    def takes_double_tap(self) -> bool:
        self._double_taps, taken = max(self._double_taps - 1, 0), self._double_taps > 0
        return taken

    def takes_hold(self) -> bool:
        self._holding, taken = max(self._holding - 1, 0), self._holding > 0
        return taken

    def _add(self, kind: Kind, times: int, methods: Collection[str], amount: float = 0) -> None:
        names = frozenset(name.lower() for name in methods)
        self._of_calls.append(Fault(kind, times, names, amount))
