"""Buttons of events: signing up, and what the administration does with them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from booking.model.bookings import Repeat
from booking.model.events import EventId, RegistrationId, Way
from booking.model.people import PersonId
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
    KEEP = "k"
    """As it is: what was about to be changed is left."""


class Amended(StrEnum):
    """What is asked for in words to change of an event; one letter each."""

    TITLE = "t"
    SEATS = "s"
    ONLINE = "d"
    GUESTS = "g"
    HOST = "h"
    PRICE = "p"
    PROGRAMME = "r"
    OPENS = "o"
    CLOSES = "c"
    WAYS = "w"


@dataclass(frozen=True, slots=True, kw_only=True)
class AmendEvent(Button):
    """What can be changed of it."""

    event: EventId


@dataclass(frozen=True, slots=True, kw_only=True)
class Amend(Button):
    event: EventId
    what: Amended


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
class JoinHere(Button):
    """On a card that many see: whoever taps it signs up, or says that they cannot come."""

    changes = True
    event: EventId
    going: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ShowMyName(Button):
    """On the cards that many see."""

    changes = True
    event: EventId
    wanted: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class NameGuests(Button):
    event: EventId


@dataclass(frozen=True, slots=True, kw_only=True)
class LeaveEvent(Button):
    """Gives up the place or the wait, or says no."""

    changes = True
    event: EventId
    once: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SignUpFor(Button):
    """Somebody else, so many in all."""

    changes = True
    event: EventId
    person: PersonId
    party: int
    once: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LeaveFor(Button):
    """Somebody else does not come."""

    changes = True
    event: EventId
    person: PersonId
    once: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeEvent(Button):
    """Does to the event what was shown: it is kept with the chat."""

    changes = True
    event: EventId
    once: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ThisEvent(Button):
    """The one that was meant: what was said of it is kept with the chat."""

    event: EventId


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
class Rate(Button):
    """How it was, from 1 to 5."""

    changes = True
    event: EventId
    stars: int


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
class MakeSeries(Button):
    """The draft again and again until that day: each published at once."""

    changes = True
    event: EventId
    every: Repeat
    until: date
    once: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Tick(Button):
    """Somebody has come, or has not."""

    changes = True
    registration: RegistrationId
    came: bool
    once: str
