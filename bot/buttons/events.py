"""Buttons of events: signing up, and what the administration does with them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from booking.model.events import EventId, RegistrationId, Way
from bot.buttons.root import Button


class Hosting(StrEnum):
    """What the administration does with an event."""

    SHOW = "v"
    PUBLISH = "p"
    MOVE = "m"
    DIGITAL = "d"
    CANCEL = "c"
    CANCEL_SURE = "y"
    DOOR = "l"
    HELD = "h"
    THANK = "t"


@dataclass(frozen=True, slots=True, kw_only=True)
class ShowEvent(Button):
    event: EventId


@dataclass(frozen=True, slots=True, kw_only=True)
class SignUp(Button):
    """So many in all, the person included; again, with another number."""

    changes = True
    event: EventId
    party: int
    way: Way
    once: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LeaveEvent(Button):
    """Gives up the place or the wait, or says no."""

    changes = True
    event: EventId
    once: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TakePlace(Button):
    changes = True
    event: EventId
    once: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DeclinePlace(Button):
    changes = True
    event: EventId
    once: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EventFile(Button):
    """The event for one's own calendar."""

    event: EventId


@dataclass(frozen=True, slots=True, kw_only=True)
class Host(Button):
    changes = True
    event: EventId
    step: Hosting
    once: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Tick(Button):
    """Somebody has come, or has not."""

    changes = True
    registration: RegistrationId
    came: bool
    once: str
