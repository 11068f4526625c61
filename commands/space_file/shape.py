"""What may stand in a space file, and what each part means."""

from __future__ import annotations

from datetime import date, timedelta
from enum import StrEnum
from typing import Annotated, Literal
from zoneinfo import ZoneInfo

from pydantic import BaseModel, ConfigDict, Field, PlainValidator, StrictInt

from booking.model.people import Role
from booking.model.spaces import CheckIn, Equipment, Hours, Portion, ResourceKind, Topic
from commands.space_file import values

YearDay = tuple[int, int]
"""Day and month of every year."""

Duration = Annotated[timedelta, PlainValidator(values.duration)]
Stretches = Annotated[tuple[Hours, ...], PlainValidator(values.stretches)]
HalfDay = Annotated[Hours, PlainValidator(values.half_day)]
Zone = Annotated[ZoneInfo, PlainValidator(values.zone)]
Day = Annotated[date | YearDay, PlainValidator(values.day)]
DayName = Annotated[dict[str, str], PlainValidator(values.day_name)]
Fact = Annotated[dict[str, str], PlainValidator(values.fact)]
Phone = Annotated[str, PlainValidator(values.phone)]
Email = Annotated[str, PlainValidator(values.email)]
CheckInWindow = Annotated[CheckIn | None, PlainValidator(values.check_in)]
Name = Annotated[str, PlainValidator(values.name)]
Slug = Annotated[str, PlainValidator(values.identifier)]


class Written(BaseModel):
    """A table of the file. A key that is not known is a mistake, never ignored."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Rules(Written):
    """Named as in `booking.model.spaces.Policy`; what is not given is inherited."""

    shortest: Duration = timedelta(0)
    longest: Duration = timedelta(0)
    granularity: Duration = timedelta(0)
    buffer: Duration = timedelta(0)
    notice: Duration = timedelta(0)
    days_ahead: StrictInt = Field(default=0, ge=1, le=3650)
    cancel_before: Duration = timedelta(0)
    may_book: frozenset[Role] = Field(default=frozenset(), min_length=1)
    check_in: CheckInWindow = None
    portions: frozenset[Portion] = Field(default=frozenset(), min_length=1)


class Listed(StrEnum):
    """The kinds of resource that the file has."""

    ROOM = ResourceKind.ROOM.value
    DESK = ResourceKind.DESK.value


class WrittenResource(Written):
    name: Name
    kind: Listed
    id: Slug = ""
    capacity: StrictInt = Field(default=1, ge=1)
    equipment: frozenset[Equipment] = frozenset()
    description: str = Field(default="", max_length=400)
    photo: str = ""
    assigned_to: str = ""
    rules: Rules = Rules()


class Opening(Written):
    monday: Stretches = ()
    tuesday: Stretches = ()
    wednesday: Stretches = ()
    thursday: Stretches = ()
    friday: Stretches = ()
    saturday: Stretches = ()
    sunday: Stretches = ()

    @property
    def by_weekday(self) -> dict[int, tuple[Hours, ...]]:
        """Monday is 0; a closed weekday is missing."""
        days = (getattr(self, name) for name in type(self).model_fields)
        return {weekday: hours for weekday, hours in enumerate(days) if hours}


class ClosedDay(Written):
    """`until` is the last day, inclusive, of several in a row."""

    date: Day
    until: Day | None = None
    name: DayName


class WrittenSpace(Written):
    name: Name
    id: Slug = ""
    address: str = Field(default="", max_length=200)
    time_zone: Zone
    opening: Opening
    closed: tuple[ClosedDay, ...] = ()
    holidays: Literal["NO"] | None = None
    morning: HalfDay | None = None
    afternoon: HalfDay | None = None
    holds_places: Duration | None = None
    phone: Phone = ""
    email: Email = ""
    facts: dict[Topic, Fact] = Field(default_factory=dict)
