"""Guidance as a case: who asked, who advises, when they meet, and what came of it.

A case holds facts that can be counted. What was said in words is a `Paper`, sealed.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from types import MappingProxyType
from typing import NewType

from booking.model.bookings import BookingId
from booking.model.interval import Interval
from booking.model.people import Actor, PersonId
from booking.model.spaces import Hours, ResourceId

CaseId = NewType("CaseId", str)
AppointmentId = NewType("AppointmentId", str)


class Stage(StrEnum):
    """How far a case has come, in this order."""

    NEW = "new"
    """Nobody has it: there was no adviser to give it to."""
    ASSIGNED = "assigned"
    SCHEDULED = "scheduled"
    """A meeting is ahead."""
    IN_PROGRESS = "in_progress"
    """They have met, and no meeting is ahead."""
    FOLLOW_UP = "follow_up"
    """It goes on in the follow-up programme."""
    CLOSED = "closed"


OPEN = frozenset(Stage) - {Stage.CLOSED, Stage.FOLLOW_UP}
"""An adviser still has something to do."""


class HowFar(StrEnum):
    """How far along the idea is, as the entrepreneur says it."""

    IDEA = "idea"
    PLAN = "plan"
    TRIED = "tried"
    STARTED = "started"


class Sector(StrEnum):
    FARMING = "farming"
    INDUSTRY = "industry"
    BUILDING = "building"
    TRADE = "trade"
    TRAVEL = "travel"
    HEALTH = "health"
    CULTURE = "culture"
    TECHNOLOGY = "technology"
    SERVICES = "services"
    OTHER = "other"


class Outcome(StrEnum):
    PROGRAMME = "programme"
    """Taken into the follow-up programme."""
    STARTED = "started"
    """Started a firm."""
    REFERRED = "referred"
    """Sent on to somebody who can help better."""
    NOT_CARRIED_ON = "not_carried_on"


class Meeting(StrEnum):
    """Where adviser and entrepreneur meet."""

    ROOM = "r"
    DIGITAL = "d"
    FIRM = "f"
    """Where the entrepreneur is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """When and where an adviser can be met, in the wall-clock time of the first space.

    `weekly` maps a weekday (Monday is 0) to hours; `exceptions` a day to the hours it has instead, none
    for a day off. From `away_from` to `away_until`, both included, requests go to `stand_in`. `weight` is
    the adviser's share of new requests beside the others'; 0 takes none but those that ask for them.
    `revision` 0: never saved, these are the usual hours.
    """

    person_id: PersonId
    weekly: Mapping[int, tuple[Hours, ...]] = field(
        default_factory=lambda: MappingProxyType(
            dict.fromkeys(range(5), (Hours(start=time(9), end=time(15)),))
        )
    )
    exceptions: Mapping[date, tuple[Hours, ...]] = field(default_factory=lambda: MappingProxyType({}))
    length: timedelta = timedelta(hours=1)
    buffer: timedelta = timedelta(minutes=15)
    notice: timedelta = timedelta(days=1)
    days_ahead: int = 60
    most_a_day: int = 3
    places: tuple[Meeting, ...] = (Meeting.ROOM, Meeting.DIGITAL)
    link: str = ""
    weight: int = 1
    away_from: date | None = None
    away_until: date | None = None
    stand_in: PersonId | None = None
    revision: int = 0

    @property
    def resource_id(self) -> ResourceId:
        """The adviser's time, as something that one party can hold at a time."""
        return ResourceId(f"adviser-{self.person_id}")

    def is_away(self, day: date) -> bool:
        if self.away_from is None or day < self.away_from:
            return False
        return self.away_until is None or day <= self.away_until


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """`wanted` is the adviser who was asked for. Times in `offered` are the adviser's proposal; empty while
    `chooses_freely`, when any free time of the adviser may be taken. `consented_at`: to hand the case over.

    """

    id: CaseId
    person_id: PersonId
    asked_at: datetime
    stage: Stage = Stage.NEW
    how_far: HowFar | None = None
    sector: Sector | None = None
    wanted: PersonId | None = None
    adviser_id: PersonId | None = None
    assigned_at: datetime | None = None
    escalated_at: datetime | None = None
    meeting: Meeting = Meeting.ROOM
    offered: tuple[Interval, ...] = ()
    chooses_freely: bool = False
    outcome: Outcome | None = None
    outcome_at: datetime | None = None
    organisation: str = ""
    consented_at: datetime | None = None
    tenant_at: datetime | None = None
    member_at: datetime | None = None
    revision: int = 1

    @property
    def is_open(self) -> bool:
        return self.stage in OPEN

    @property
    def is_answered(self) -> bool:
        """Whether the entrepreneur has times to choose among, or has had them."""
        return bool(self.offered) or self.chooses_freely or self.stage not in {Stage.NEW, Stage.ASSIGNED}

    def changed(self, **fields: object) -> Case:
        """The next revision of this case."""
        return replace(self, revision=self.revision + 1, **fields)  # type: ignore[arg-type]


@dataclass(frozen=True, slots=True)
class Turns:
    """How many new cases an adviser was given, and when the last."""

    many: int
    last: datetime | None


class AppointmentState(StrEnum):
    BOOKED = "booked"
    HELD = "held"
    MISSED = "missed"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True, kw_only=True)
class Appointment:
    """A meeting of an adviser and an entrepreneur: `booking_id` holds the adviser's time since `made_at`.

    `room_id` and `room_booking_id` are the room that is held with it, where they meet in one.
    """

    id: AppointmentId
    case_id: CaseId
    adviser_id: PersonId
    person_id: PersonId
    interval: Interval
    meeting: Meeting
    booking_id: BookingId
    room_id: ResourceId | None = None
    room_booking_id: BookingId | None = None
    state: AppointmentState = AppointmentState.BOOKED
    made_at: datetime
    revision: int = 1

    def is_ahead(self, now: datetime) -> bool:
        return self.state is AppointmentState.BOOKED and self.interval.end > now

    def changed(self, **fields: object) -> Appointment:
        """The next revision; it is the calendar SEQUENCE."""
        return replace(self, revision=self.revision + 1, **fields)  # type: ignore[arg-type]


class CaseAction(StrEnum):
    ASKED = "asked"
    ASSIGNED = "assigned"
    ESCALATED = "escalated"
    OFFERED = "offered"
    TURNED_DOWN = "turned_down"
    """None of the times that were offered suits."""
    BOOKED = "booked"
    MOVED = "moved"
    CANCELLED = "cancelled"
    HELD = "held"
    MISSED = "missed"
    OUTCOME = "outcome"
    DESCRIBED = "described"
    CONSENTED = "consented"
    CHECKED = "checked"
    WITHDRAWN = "withdrawn"
    BECAME = "became"


UNTOLD = frozenset(
    {
        CaseAction.DESCRIBED,
        CaseAction.CONSENTED,
        CaseAction.CHECKED,
        CaseAction.BECAME,
        CaseAction.ESCALATED,
    }
)
"""These make no earlier message to anybody out of date."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseChange:
    """One line of the case's log. `note` is a fact of the action that the case does not hold."""

    action: CaseAction
    before: Case | None
    after: Case
    actor: Actor
    at: datetime
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AppointmentChange:
    before: Appointment | None
    after: Appointment


CHECK_UPS = (3, 6, 12)
"""Months after the outcome at which the entrepreneur is asked how it went."""


class CheckUp(StrEnum):
    """How it went, with one tap."""

    GOING = "g"
    WAITING = "w"
    STOPPED = "s"
    WANTS_HELP = "h"
