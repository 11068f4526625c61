"""Time and chance."""

from __future__ import annotations

from datetime import datetime
from typing import Protocol


class Clock(Protocol):
    """The time, aware, in UTC, in whole seconds."""

    def __call__(self) -> datetime: ...


class Tokens(Protocol):
    """A fresh unguessable string of lower-case letters and digits (base 32), `bits` strong."""

    def __call__(self, bits: int = 60) -> str: ...
