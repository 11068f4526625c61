"""What is stored about one person, gathered for that person."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass
from datetime import UTC, datetime

from booking.model.announcements import Topic
from booking.model.bookings import Booking, Wait
from booking.model.deviations import Deviation
from booking.model.events import Event, Registration
from booking.model.guidance import Plan
from booking.model.people import Person, Tenant
from booking.model.questions import Addition, Question
from booking.ports import Bookings, Calendars, Deviations, Events, Follows, Plans, Questions, Sessions, Waits
from booking.withdrawing import Told

BEGINNING = datetime(2010, 1, 27, tzinfo=UTC)
"""The association was founded then; nothing here is older."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedInSince:
    """A session of the administration's pages, without what would open it."""

    made_at: datetime
    used_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """Everything that is stored about a person.

    `additions` are to questions of others; `deviations` are closures and loans that they made or ended.
    `hours` are an adviser's own, if they ever set them. Of their own calendar there is the host: the address
    would open it.
    """

    person: Person
    tenant: Tenant | None
    bookings: Sequence[Booking]
    waits: Sequence[Wait]
    questions: Sequence[Question]
    additions: Sequence[Addition]
    deviations: Sequence[Deviation]
    registrations: Sequence[tuple[Event, Registration]]
    guidance: Sequence[Told]
    topics: Sequence[Topic]
    sessions: Sequence[SignedInSince]
    hours: Plan | None
    own_calendar: str

    def as_json(self) -> Mapping[str, object]:
        """Times, days and the like are still to be written as text."""
        return {field.name: _plain(getattr(self, field.name)) for field in fields(self)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """Where what is stored about people is found."""

    bookings: Bookings
    waits: Waits
    questions: Questions
    events: Events
    follows: Follows
    sessions: Sessions
    plans: Plans
    calendars: Calendars
    deviations: Deviations


async def gather(kept: Kept, person: Person, tenant: Tenant | None, guidance: Sequence[Told]) -> Record:
    """The years that are over included."""
    hours = await kept.plans.of(person.id)
    calendar = await kept.calendars.of_person(person.id)
    return Record(
        person=person,
        tenant=tenant,
        bookings=await kept.bookings.all_of(person.id),
        waits=await kept.waits.of_person(person.id, BEGINNING),
        questions=await kept.questions.of_person(person.id),
        additions=await kept.questions.additions_of(person.id),
        deviations=await kept.deviations.of_person(person.id),
        registrations=await kept.events.all_of(person.id),
        guidance=guidance,
        topics=sorted(await kept.follows.of(person.id)),
        sessions=[
            SignedInSince(made_at=session.made_at, used_at=session.used_at)
            for session in await kept.sessions.of(person.id)
        ],
        hours=hours if hours.revision else None,
        own_calendar=calendar.host if calendar else "",
    )


def _plain(value: object) -> object:
    """As JSON has it: objects, which have texts as names, and lists."""
    if is_dataclass(value):
        return {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, Mapping):
        return {str(name): _plain(each) for name, each in value.items()}
    if isinstance(value, frozenset):
        return sorted(map(str, value))
    if isinstance(value, Collection) and not isinstance(value, str | bytes):
        return [_plain(each) for each in value]
    return value
