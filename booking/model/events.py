"""Breakfasts and other events, people's places at them, and the changes that both go through."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import NewType

from booking.model.bookings import BookingId
from booking.model.interval import Interval
from booking.model.messages import Origin
from booking.model.people import Actor, PersonId
from booking.model.spaces import ResourceId

EventId = NewType("EventId", str)
RegistrationId = NewType("RegistrationId", str)

LONGEST_NOTE = 200
"""Letters of what somebody lets the host know."""


class EventKind(StrEnum):
    BREAKFAST = "breakfast"
    CONFERENCE = "conference"
    LAB = "lab"
    DIALOGUE = "dialogue"
    OPEN_DAY = "open_day"
    COURSE = "course"


class Way(StrEnum):
    """How one takes part."""

    PHYSICAL = "physical"
    DIGITAL = "digital"


class EventState(StrEnum):
    """`MOVED` is published, and then another time or place: people still sign up."""

    DRAFT = "draft"
    PUBLISHED = "published"
    MOVED = "moved"
    CANCELLED = "cancelled"
    HELD = "held"


ON = frozenset({EventState.PUBLISHED, EventState.MOVED})
"""It will take place, as far as anybody knows."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """What people are invited to.

    It takes place at one of our resources, which `booking_id` holds for it, or at `address`; and digitally at
    `link`, which only those signed up for that see. `seats` and `online_seats` limit the two ways, None
    being no limit. `schedule` rises by one with each new time, place or way, and when it is cancelled: who
    was told of the old one is told of the new one. `revision` rises with each change; it is the calendar
    SEQUENCE.
    """

    id: EventId
    kind: EventKind
    title: str
    interval: Interval
    ways: frozenset[Way] = frozenset({Way.PHYSICAL})
    state: EventState = EventState.DRAFT
    host: str = ""
    programme: str = ""
    resource_id: ResourceId | None = None
    booking_id: BookingId | None = None
    address: str = ""
    link: str = ""
    seats: int | None = None
    online_seats: int | None = None
    opens_at: datetime | None = None
    closes_at: datetime
    guests: int = 0
    asks_names: bool = False
    """Whether guests' names are asked for as soon as somebody brings any."""
    price: str = ""
    series: str | None = None
    schedule: int = 1
    revision: int = 1
    made_by: PersonId | None = None
    made_at: datetime

    @property
    def is_on(self) -> bool:
        return self.state in ON

    def takes_names_at(self, now: datetime) -> bool:
        """Whether one can sign up, by its state and its window."""
        return self.is_on and (self.opens_at is None or self.opens_at <= now) and now < self.closes_at

    def limit(self, way: Way) -> int | None:
        return self.seats if way is Way.PHYSICAL else self.online_seats

    def changed(self, **fields: object) -> Event:
        """The next revision."""
        return replace(self, revision=self.revision + 1, **fields)  # type: ignore[arg-type]


class Standing(StrEnum):
    """How a person stands with an event."""

    GOING = "going"
    WAITING = "waiting"
    OFFERED = "offered"
    LAPSED = "lapsed"
    DECLINED = "declined"
    CANCELLED = "cancelled"
    ATTENDED = "attended"


HOLDS = frozenset({Standing.GOING, Standing.OFFERED, Standing.ATTENDED})
"""What counts against the seats: nobody is promised a place that another holds."""
IN = HOLDS | {Standing.WAITING}
"""Those who hear of what becomes of the event."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Registration:
    """One for each person and event, through all its changes. `guests` are those who come along, a name each.

    A guest without a name is an empty text. `asked_at` is the place in the queue. `skipped` says why an
    earlier one in the queue was passed over. `ticket` is what the QR code at the door says. `note` is what
    the host must know, such as an allergy: at most LONGEST_NOTE letters, for the host's lists alone.
    """

    id: RegistrationId
    event_id: EventId
    person_id: PersonId
    way: Way = Way.PHYSICAL
    guests: tuple[str, ...] = ()
    standing: Standing
    asked_at: datetime
    offered_until: datetime | None = None
    shows_name: bool = False
    skipped: str = ""
    rating: int | None = None
    ticket: str
    revision: int = 1
    note: str = ""

    def __post_init__(self) -> None:
        if len(self.note) > LONGEST_NOTE:
            raise ValueError("a note is too long")

    @property
    def party(self) -> int:
        """Places: the person's own and one for each guest."""
        return 1 + len(self.guests)

    def changed(self, **fields: object) -> Registration:
        """The next revision."""
        return replace(self, revision=self.revision + 1, **fields)  # type: ignore[arg-type]


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """How many places of an event are held, and how many entries wait, in each way."""

    held: Mapping[Way, int]
    waiting: Mapping[Way, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Post:
    """A card of an event that many see: a message in a group, or one sent by an inline question.

    `shown` is a digest of what stands there.
    """

    id: str
    event_id: EventId
    place: Origin | None = None
    inline_id: str = ""
    shown: str = ""


class EventAction(StrEnum):
    DRAFTED = "drafted"
    PUBLISHED = "published"
    CHANGED = "changed"
    MOVED = "moved"
    CANCELLED = "cancelled"
    HELD = "held"


@dataclass(frozen=True, slots=True, kw_only=True)
class EventChange:
    """One line of the audit log. `before` is None for a new event."""

    action: EventAction
    before: Event | None
    after: Event
    actor: Actor
    at: datetime


class RegistrationAction(StrEnum):
    SIGNED_UP = "signed_up"
    QUEUED = "queued"
    CHANGED = "changed"
    OFFERED = "offered"
    TAKEN = "taken"
    DECLINED = "declined"
    LAPSED = "lapsed"
    LEFT = "left"
    SKIPPED = "skipped"
    ATTENDED = "attended"
    RATED = "rated"


@dataclass(frozen=True, slots=True, kw_only=True)
class RegistrationChange:
    """One line of the audit log. `before` is None for somebody who was never signed up before."""

    action: RegistrationAction
    before: Registration | None
    after: Registration
    actor: Actor
    at: datetime
