"""What travels over the API. Times are RFC 3339 with an offset, in whole seconds; ids are opaque."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any, Generic, TypeVar

from pydantic import BaseModel, ConfigDict, Field, StrictBool

from booking.model.bookings import Booking, Repeat, Status, Wait, WaitState
from booking.model.people import Person, Role, Tenant
from booking.model.spaces import Equipment, Policy, Portion, Resource, ResourceKind
from booking.series import Which
from web.api.fields import Day, Email, Id, Instant, Minutes, Name, NewTitle, Revision, Title, WallClock


class Model(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)  # half of the start of web


ItemT = TypeVar("ItemT", bound=Model)


class Listing(Model, Generic[ItemT]):
    items: list[ItemT]
    next: str | None = Field(description="Pass it as `after` for the next page; null on the last.")


class Rules(Model):
    """Lengths and notices in minutes."""

    shortest: int
    longest: int
    granularity: int
    buffer: int
    notice: int
    days_ahead: int
    cancel_before: int
    may_book: list[Role]
    check_in: bool
    portions: list[Portion]

    @classmethod
    def of(cls, policy: Policy) -> Rules:
        return cls(
            shortest=_minutes(policy.shortest),
            longest=_minutes(policy.longest),
            granularity=_minutes(policy.granularity),
            buffer=_minutes(policy.buffer),
            notice=_minutes(policy.notice),
            days_ahead=policy.days_ahead,
            cancel_before=_minutes(policy.cancel_before),
            may_book=sorted(policy.may_book),
            check_in=policy.check_in is not None,
            portions=sorted(policy.portions),
        )


class ResourceOut(Model):
    id: str
    name: str
    kind: ResourceKind
    capacity: int
    equipment: list[Equipment]
    description: str
    space_id: str
    rules: Rules

    @classmethod
    def of(cls, resource: Resource) -> ResourceOut:
        return cls(
            id=resource.id,
            name=resource.name,
            kind=resource.kind,
            capacity=resource.capacity,
            equipment=sorted(resource.equipment),
            description=resource.description,
            space_id=resource.space_id,
            rules=Rules.of(resource.policy),
        )


class SlotOut(Model):
    start: datetime
    end: datetime


class BookingIn(Model):
    resource_id: Id
    person_id: Id
    start: Instant
    end: Instant
    title: Title = ""


class BookingChange(Model):
    """What is left out stays. `revision` refuses the change where the booking is no longer at it."""

    resource_id: Id | None = None
    start: Instant | None = None
    end: Instant | None = None
    title: NewTitle | None = None
    revision: Revision | None = None


class Undoing(Model):
    """`revision` is the one that the change to be taken back led to."""

    revision: Revision


class BookingOut(Model):
    id: str
    resource_id: str
    person_id: str
    start: datetime
    end: datetime
    status: Status
    title: str
    revision: int

    @classmethod
    def of(cls, booking: Booking, now: datetime) -> BookingOut:
        return cls(
            id=booking.id,
            resource_id=booking.resource_id,
            person_id=booking.person_id,
            start=booking.interval.start,
            end=booking.interval.end,
            status=booking.status_at(now),
            title=booking.title,
            revision=booking.revision,
        )


class HoursIn(Model):
    """On the clock of the place, whatever the date; an end that is not later is the next day's."""

    start: WallClock
    end: WallClock


class SeriesIn(Model):
    """`until` is the last day that may be one of the series. Without hours the whole open day is meant."""

    resource_id: Id
    person_id: Id
    every: Repeat
    first: Day
    until: Day
    hours: HoursIn | None = None
    title: Title = ""


class SkippingSeriesIn(SeriesIn):
    skip: StrictBool = False


class BriefRefusal(BaseModel):
    """The rule, and its facts."""

    model_config = ConfigDict(extra="allow")

    type: str


class OccurrenceOut(Model):
    """`refusal` is null where it can be had."""

    start: datetime
    end: datetime
    refusal: BriefRefusal | None


class WaitIn(Model):
    resource_id: Id
    person_id: Id
    start: Instant
    end: Instant


class WaitOut(Model):
    """`offer` is the held booking that was offered."""

    id: str
    resource_id: str
    person_id: str
    start: datetime
    end: datetime
    state: WaitState
    offer: str | None

    @classmethod
    def of(cls, wait: Wait) -> WaitOut:
        return cls(
            id=wait.id,
            resource_id=wait.resource_id,
            person_id=wait.person_id,
            start=wait.interval.start,
            end=wait.interval.end,
            state=wait.state,
            offer=wait.offer,
        )


class PersonIn(Model):
    """Without roles a tenant's: who may book."""

    name: Name
    roles: Annotated[list[Role], Field(max_length=len(Role))] = [Role.TENANT]
    tenant_id: Id | None = None
    email: Email | None = None


class PersonChange(Model):
    """What is left out stays. With a null address they get no more e-mail."""

    email: Email | None = None
    member: StrictBool | None = None


class PersonOut(Model):
    id: str
    name: str
    roles: list[Role]
    tenant_id: str | None
    email: str | None

    @classmethod
    def of(cls, person: Person) -> PersonOut:
        return cls(
            id=person.id,
            name=person.name,
            roles=sorted(person.roles),
            tenant_id=person.tenant_id,
            email=person.email or None,
        )


class TenantIn(Model):
    name: Name


class TenantOut(Model):
    id: str
    name: str

    @classmethod
    def of(cls, tenant: Tenant) -> TenantOut:
        return cls(id=tenant.id, name=tenant.name)


class ResourceQuery(Model):
    kind: ResourceKind | None = None


class AvailabilityQuery(Model):
    start: Instant
    end: Instant
    kind: ResourceKind | None = None


class SlotQuery(Model):
    from_: Instant = Field(alias="from")
    to: Instant
    minutes: Minutes = 60


class PageQuery(Model):
    limit: Annotated[int, Field(ge=1, le=200)] = 100
    after: Annotated[str, Field(min_length=1, max_length=200)] | None = None


class BookingQuery(PageQuery):
    from_: Instant = Field(alias="from")
    to: Instant
    resource_id: Id | None = None
    person_id: Id | None = None


class PersonQuery(PageQuery):
    role: Role | None = None


class WhichQuery(Model):
    which: Which = Which.FOLLOWING


class ProblemOut(BaseModel):
    """RFC 9457. `type` names the rule; a refusal adds its facts and at most three alternatives."""

    model_config = ConfigDict(extra="allow")

    type: str
    title: str
    status: int


def _minutes(length: Any) -> int:
    return int(length.total_seconds()) // 60
