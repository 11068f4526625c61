"""Buttons of the house: being away, closing, and taking either back."""

from __future__ import annotations

from dataclasses import dataclass

from booking.model.deviations import DeviationId
from bot.buttons.root import Button


@dataclass(frozen=True, slots=True, kw_only=True)
class CloseIt(Button):
    """What was shown is shut. `revision` is that of the draft which says what."""

    changes = True
    revision: int
    once: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FreeIt(Button):
    """What was shown is freed; with `lends` the firm's own desks are lent besides."""

    changes = True
    revision: int
    lends: bool
    once: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ComeBack(Button):
    """Takes back what was freed under that one-time key."""

    changes = True
    freed: str
    once: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LiftClosure(Button):
    """Open again; with `undo` all of the deed is taken back, and bookings with it."""

    changes = True
    closure: DeviationId
    undo: bool
    once: str
