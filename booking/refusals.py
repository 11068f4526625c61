"""Lawful noes. They carry facts, never sentences or status codes: each outer layer words them itself.

Refusal
├── RuleBroken           the wish breaks a rule of the place
│   ├── InThePast · OutsideOpeningHours · ClosedDay · OutOfOrder (in `shut`)
│   ├── TooShort · TooLong · OffGrid · TooSoon · TooFarAhead
│   └── NotOpenToYou · AssignedToOthers
├── SlotTaken            somebody else holds it
├── SeriesConflicts      some days of a series cannot be had
├── NotFound             there is no such thing, or it is not yours to see
├── NotActive            it is cancelled or over
├── TooLateToCancel · CheckInClosed · NothingToUndo
├── Stale                it was changed meanwhile
│   └── CatalogueChanged it was decided by a catalogue that is no longer so (in `shut`)
├── NothingToWaitFor · AlreadyWaiting · OfferOver
├── EventFull · SignUpClosed · TooManyGuests · NotThatWay
├── EventOver · NotReady · NotAllowed
├── CalendarNotRead      their own calendar cannot be read
├── TooManyCases · TooManyAsk · TimeGone · CaseOver · NotAnOrganisation · NoConsent
└── InvitationInvalid
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from booking.model.bookings import Booking, Status
from booking.model.calendars import Trouble
from booking.model.events import EventId, EventState, Way
from booking.model.guidance import CaseId
from booking.model.interval import Interval
from booking.model.spaces import ResourceId


@dataclass(frozen=True, slots=True, kw_only=True)
class Alternative:
    """A wish that would have been accepted when it was offered."""

    resource_id: ResourceId
    interval: Interval


@dataclass(eq=False, kw_only=True)
class Refusal(Exception):
    """The root. `alternatives`, at most three, passed every rule: for the booking it is `about`, if any."""

    alternatives: tuple[Alternative, ...] = field(default=())
    about: Booking | None = None


@dataclass(eq=False, kw_only=True)
class RuleBroken(Refusal):
    resource_id: ResourceId


@dataclass(eq=False, kw_only=True)
class InThePast(RuleBroken):
    start: datetime


@dataclass(eq=False, kw_only=True)
class OutsideOpeningHours(RuleBroken):
    day: date
    opening: tuple[Interval, ...]


@dataclass(eq=False, kw_only=True)
class ClosedDay(RuleBroken):
    """`reason` is the name of the day by language, empty for an ordinary closed weekday."""

    day: date
    reason: dict[str, str]


@dataclass(eq=False, kw_only=True)
class TooShort(RuleBroken):
    shortest: timedelta


@dataclass(eq=False, kw_only=True)
class TooLong(RuleBroken):
    longest: timedelta


@dataclass(eq=False, kw_only=True)
class OffGrid(RuleBroken):
    """Start and end must fall on multiples of `granularity` from local midnight, or on the half-days."""

    granularity: timedelta


@dataclass(eq=False, kw_only=True)
class TooSoon(RuleBroken):
    notice: timedelta


@dataclass(eq=False, kw_only=True)
class TooFarAhead(RuleBroken):
    last_day: date


@dataclass(eq=False, kw_only=True)
class NotOpenToYou(RuleBroken):
    """The holder has none of the roles that may book this."""


@dataclass(eq=False, kw_only=True)
class AssignedToOthers(RuleBroken):
    """A desk that belongs to a tenant the holder is not of."""


@dataclass(eq=False, kw_only=True)
class SlotTaken(Refusal):
    """The person, or the other one named `of`, holds it by `own`, where nobody else is in the way."""

    resource_id: ResourceId
    interval: Interval
    own: Booking | None = None
    of: str = ""


@dataclass(eq=False, kw_only=True)
class SeriesConflicts(Refusal):
    """`conflicts` pairs each occurrence that cannot be had with why."""

    conflicts: tuple[tuple[Interval, Refusal], ...]


@dataclass(eq=False, kw_only=True)
class NotFound(Refusal):
    """`of` is the name of somebody else whose it would be."""

    what: str
    of: str = ""


@dataclass(eq=False, kw_only=True)
class NotActive(Refusal):
    status: Status


@dataclass(eq=False, kw_only=True)
class TooLateToCancel(Refusal):
    """It had to be cancelled, moved or shortened before `until`."""

    until: datetime


@dataclass(eq=False, kw_only=True)
class CheckInClosed(Refusal):
    """None where the resource asks for no check-in."""

    opens_at: datetime | None = None
    closes_at: datetime | None = None


@dataclass(eq=False, kw_only=True)
class NothingToUndo(Refusal):
    pass


@dataclass(eq=False, kw_only=True)
class Stale(Refusal):
    """It was changed meanwhile, here or on another screen; look again."""


@dataclass(eq=False, kw_only=True)
class NothingToWaitFor(Refusal):
    """It is free: book it. The only alternative is the wish itself."""


@dataclass(eq=False, kw_only=True)
class AlreadyWaiting(Refusal):
    resource_id: ResourceId
    interval: Interval


@dataclass(eq=False, kw_only=True)
class OfferOver(Refusal):
    """The deadline has passed, or it was answered already."""


@dataclass(eq=False, kw_only=True)
class InvitationInvalid(Refusal):
    """Unknown, expired or used: the three are not told apart to a stranger."""


@dataclass(eq=False, kw_only=True)
class TooManyQuestions(Refusal):
    """So many wait for an answer already."""

    most: int


@dataclass(eq=False, kw_only=True)
class AlreadyAnswered(Refusal):
    """A colleague was quicker."""


@dataclass(eq=False, kw_only=True)
class EventFull(Refusal):
    """More than the event seats. `way` is None where a limit would sink below those who hold a place.

    `going` is how many do, where that is known.
    """

    event_id: EventId
    way: Way | None
    going: int | None = None


@dataclass(eq=False, kw_only=True)
class SignUpClosed(Refusal):
    """Before `opens_at`, after `closes_at`, or the event is not on."""

    event_id: EventId
    opens_at: datetime | None
    closes_at: datetime


@dataclass(eq=False, kw_only=True)
class TooManyGuests(Refusal):
    event_id: EventId
    most: int


@dataclass(eq=False, kw_only=True)
class NotThatWay(Refusal):
    """The event is not physical, or not digital."""

    event_id: EventId
    way: Way


@dataclass(eq=False, kw_only=True)
class NotAllowed(Refusal):
    """It is the administration's to do."""


@dataclass(eq=False, kw_only=True)
class EventOver(Refusal):
    """It was cancelled or has been held; or it has not begun, where that is what is lacking."""

    event_id: EventId
    state: EventState


@dataclass(eq=False, kw_only=True)
class NotReady(Refusal):
    """The event cannot be so: `missing` is what it lacks, `place`, `link`, `time`, `window` or `person`."""

    missing: str


@dataclass(eq=False, kw_only=True)
class TooManyCases(Refusal):
    """So many of the person's are open already; the last of them is `case_id`."""

    case_id: CaseId
    most: int


@dataclass(eq=False, kw_only=True)
class TooManyAsk(Refusal):
    """More than can be answered have asked today."""


@dataclass(eq=False, kw_only=True)
class TimeGone(Refusal):
    """The adviser, or every room, is taken then, or it is no longer to be had."""

    case_id: CaseId


@dataclass(eq=False, kw_only=True)
class CaseOver(Refusal):
    """It is closed, or the meeting is over."""

    case_id: CaseId


@dataclass(eq=False, kw_only=True)
class NotAnOrganisation(Refusal):
    """The organisation number has not nine digits, or its check digit is wrong."""


@dataclass(eq=False, kw_only=True)
class NoConsent(Refusal):
    """The person has not agreed that the case is handed over."""

    case_id: CaseId


@dataclass(eq=False, kw_only=True)
class CalendarNotRead(Refusal):
    """`host` is where it is said to be; the rest of the address is a secret."""

    trouble: Trouble
    host: str
