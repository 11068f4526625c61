"""Places, what can be booked in them, and by which rules."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from functools import cached_property
from types import MappingProxyType
from typing import NewType
from zoneinfo import ZoneInfo

from booking.model.interval import Interval
from booking.model.people import Role, TenantId

SpaceId = NewType("SpaceId", str)
ResourceId = NewType("ResourceId", str)

LONGEST_BOOKING = timedelta(hours=25)
"""No booking is longer than the longest local day; days in a row are one booking a day."""
LONGEST_BUFFER = timedelta(hours=11)
REACH = LONGEST_BOOKING + LONGEST_BUFFER
"""How far before an instant a booking that touches it can have started. Bounds every search."""


class ResourceKind(StrEnum):
    """`ADVISER` is somebody's time: given by the adviser, not by the space file, and booked as guidance."""

    ROOM = "room"
    DESK = "desk"
    ADVISER = "adviser"


PLACES = (ResourceKind.ROOM, ResourceKind.DESK)
"""What the space file lists, and people book by themselves, in the order in which they are offered."""


class Equipment(StrEnum):
    SCREEN = "screen"
    VIDEO = "video"
    WHITEBOARD = "whiteboard"


class Portion(StrEnum):
    """How a resource may be divided."""

    DAY = "day"
    HALF_DAY = "half_day"
    HOURS = "hours"


class DayPart(StrEnum):
    MORNING = "morning"
    AFTERNOON = "afternoon"
    DAY = "day"


@dataclass(frozen=True, slots=True, kw_only=True)
class Hours:
    """Local wall-clock hours; `end` may be 00:00, which is the end of the day."""

    start: time
    end: time


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckIn:
    """From `opens` before the start until `closes` after it; then it is released as a no-show."""

    opens: timedelta = timedelta(minutes=15)
    closes: timedelta = timedelta(minutes=15)


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """The rules of one resource."""

    shortest: timedelta = timedelta(minutes=15)
    longest: timedelta = timedelta(hours=12)
    granularity: timedelta = timedelta(minutes=15)
    buffer: timedelta = timedelta(0)
    notice: timedelta = timedelta(0)
    days_ahead: int = 365
    cancel_before: timedelta = timedelta(0)
    may_book: frozenset[Role] = frozenset({Role.TENANT, Role.CONTACT, Role.ADMINISTRATION, Role.OWNER})
    check_in: CheckIn | None = None
    portions: frozenset[Portion] = frozenset(Portion)


@dataclass(frozen=True, slots=True, kw_only=True)
class Closure:
    """Shut for a stretch, beside what the space file says; `reason` is as the administration wrote it."""

    interval: Interval
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Resource:
    """What one party can hold at a time.

    `closures` and `lent`, when others than those it is assigned to may have it, are not of the space file:
    two that differ in them alone are equal.
    """

    id: ResourceId
    space_id: SpaceId
    name: str
    kind: ResourceKind
    capacity: int = 1
    equipment: frozenset[Equipment] = frozenset()
    description: str = ""
    photo: str = ""
    policy: Policy = Policy()
    assigned_to: TenantId | None = None
    retired: bool = False
    closures: tuple[Closure, ...] = field(default=(), compare=False)
    lent: tuple[Interval, ...] = field(default=(), compare=False)


class Topic(StrEnum):
    """What people ask about a place that the space file may answer."""

    PRICES = "prices"
    WIFI = "wifi"
    PARKING = "parking"
    KEYS = "keys"
    LOST = "lost"


@dataclass(frozen=True, kw_only=True)
class Space:
    """A place with an address, opening hours and a time zone.

    `opening` maps a weekday (Monday is 0) to its hours; a weekday that is missing is closed.
    `closed` maps closed days, holidays included, to their names by language ("nb", "nn", "en").
    `holds_places` is how long a place at an event that is freed is held for the first in line.
    `phone` and `email` are the administration's; `facts` are answers by language.
    `closures` are not of the space file: two that differ in them alone are equal.
    """

    id: SpaceId
    name: str
    address: str = ""
    time_zone: ZoneInfo
    opening: Mapping[int, tuple[Hours, ...]]
    closed: Mapping[date, Mapping[str, str]] = field(default_factory=lambda: MappingProxyType({}))
    morning: Hours = Hours(start=time(8), end=time(12))
    afternoon: Hours = Hours(start=time(12), end=time(16))
    holds_places: timedelta = timedelta(hours=3)
    phone: str = ""
    email: str = ""
    facts: Mapping[Topic, Mapping[str, str]] = field(default_factory=lambda: MappingProxyType({}))
    closures: tuple[Closure, ...] = field(default=(), compare=False)

    def local(self, instant: datetime) -> datetime:
        return instant.astimezone(self.time_zone)

    def today(self, now: datetime) -> date:
        return self.local(now).date()

    def at(self, day: date, clock: time) -> datetime:
        """The UTC instant of a local wall-clock time.

        A time that the clock skips in spring means the same distance after midnight; one that comes
        twice in autumn means the first.
        """
        return datetime.combine(day, clock, self.time_zone).astimezone(UTC)

    def span(self, day: date, hours: Hours) -> Interval:
        """The hours of a local day, into the next one where they end at or before their start."""
        last = day + timedelta(days=1) if hours.end <= hours.start else day
        start, end = self.at(day, hours.start), self.at(last, hours.end)
        if start >= end:  # The clock skips the hour that they end in: they keep their length.
            end = start + (datetime.combine(last, hours.end) - datetime.combine(day, hours.start))
        return Interval(start, end)

    def open_on(self, day: date) -> tuple[Interval, ...]:
        """The stretches in which the place is open on a local day; empty on a closed day."""
        if day in self.closed:
            return ()
        found = tuple(self.span(day, hours) for hours in self.opening.get(day.weekday(), ()))
        for closure in self.closures:
            found = tuple(left for each in found for left in each.without(closure.interval))
        return found

    def part(self, day: date, part: DayPart) -> Interval | None:
        """A half-day, or the whole open day from the first opening to the last closing."""
        if part is DayPart.MORNING:
            return self.span(day, self.morning)
        if part is DayPart.AFTERNOON:
            return self.span(day, self.afternoon)
        stretches = self.open_on(day)
        return Interval(stretches[0].start, stretches[-1].end) if stretches else None


@dataclass(frozen=True, kw_only=True)
class Catalogue:
    """All that can be booked, as it stood at a revision of the space file."""

    revision: int
    spaces: Mapping[SpaceId, Space]
    resources: Mapping[ResourceId, Resource]

    def space_of(self, resource: Resource) -> Space:
        return self.spaces[resource.space_id]

    @cached_property
    def in_use(self) -> tuple[Resource, ...]:
        """What people can book and is not retired, in the order of the space file."""
        return tuple(r for r in self.resources.values() if not r.retired and r.kind in PLACES)

    @property
    def home(self) -> Space:
        """The first space of the file: its zone is meant where a person names no place."""
        return next(iter(self.spaces.values()))
