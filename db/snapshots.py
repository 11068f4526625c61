"""Bookings, changes and waits ↔ what is stored of them: the fields of a row, and JSON in the audit log.

A `Stamp` says how an instant is kept: as seconds on SQLite, as itself on PostgreSQL, as text in JSON.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import Any

from booking.model.bookings import (
    Action,
    Booking,
    BookingId,
    Change,
    Recurrence,
    Repeat,
    Series,
    SeriesId,
    Status,
    Wait,
    WaitId,
    WaitState,
)
from booking.model.interval import Interval, in_utc
from booking.model.messages import Message
from booking.model.people import Actor, PersonId, Role, TenantId
from booking.model.spaces import ResourceId
from db.columns import whole

Stamp = Callable[[datetime], Any]
Fields = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Form:
    """How instants and JSON documents are handed over."""

    stamp: Stamp
    document: Callable[[Any], Any]


BOOKING = (
    "id",
    "resource_id",
    "person_id",
    "starts_at",
    "ends_at",
    "clear_at",
    "status",
    "title",
    "revision",
    "series_id",
    "made_at",
    "held_until",
)
INSTANTS = ("starts_at", "ends_at", "clear_at", "made_at", "held_until")
SERIES = ("id", "resource_id", "person_id", "title", "made_at", "recurrence")
WAIT = ("id", "resource_id", "person_id", "starts_at", "ends_at", "asked_at", "state", "offer")
MESSAGE = (
    "key",
    "purpose",
    "subject",
    "revision",
    "person_id",
    "due_at",
    "chat_id",
    "message_id",
    "offset_minutes",
    "lane",
)


def text(instant: datetime) -> str:
    """As JSON has it."""
    if instant.tzinfo is UTC and not instant.microsecond:  # as almost all are
        return instant.isoformat()
    return whole(in_utc(instant)).isoformat()


def itself(document: Any) -> Any:
    return document


IN_JSON = Form(stamp=text, document=itself)
"""For rows that are handed over in JSON themselves."""


def booking_fields(booking: Booking, stamp: Stamp) -> Fields:
    """In the order of BOOKING."""
    held = booking.held_until
    return (
        booking.id,
        booking.resource_id,
        booking.person_id,
        stamp(booking.interval.start),
        stamp(booking.interval.end),
        stamp(booking.clear_at),
        booking.status.value,
        booking.title,
        booking.revision,
        booking.series_id,
        stamp(booking.made_at),
        None if held is None else stamp(held),
    )


def booking_of(fields: Sequence[Any]) -> Booking:
    """From a row's fields in the order of BOOKING."""
    (number, resource, person, start, end, clear, status, title, revision, series, made, held) = fields
    return Booking(
        id=BookingId(number),
        resource_id=ResourceId(resource),
        person_id=PersonId(person),
        interval=Interval(start, end),
        clear_at=clear,
        status=Status(status),
        title=title,
        revision=revision,
        series_id=None if series is None else SeriesId(series),
        made_at=made,
        held_until=held,
    )


def booking_snapshot(booking: Booking) -> dict[str, Any]:
    return dict(zip(BOOKING, booking_fields(booking, text), strict=True))


def booking_then(snapshot: Mapping[str, Any]) -> Booking:
    """The booking as it stood."""
    stood = {**snapshot, **{name: instant(snapshot[name]) for name in INSTANTS}}
    return booking_of([stood[name] for name in BOOKING])


def actor_snapshot(actor: Actor) -> dict[str, Any]:
    return {
        "person_id": actor.person_id,
        "roles": sorted(actor.roles),
        "tenant_id": actor.tenant_id,
        "name": actor.name,
    }


def what_changed(
    action: str,
    at: datetime,
    actor: Actor,
    before: Mapping[str, Any] | None,
    after: Mapping[str, Any],
    form: Form,
) -> Fields:
    """How a row of any log ends: action, at, actor, and the snapshots before and after."""
    return (
        action,
        form.stamp(at),
        form.document(actor_snapshot(actor)),
        None if before is None else form.document(before),
        form.document(after),
    )


def actor_then(snapshot: Mapping[str, Any]) -> Actor:
    person, tenant = snapshot["person_id"], snapshot["tenant_id"]
    return Actor(
        person_id=None if person is None else PersonId(person),
        roles=frozenset(map(Role, snapshot["roles"])),
        tenant_id=None if tenant is None else TenantId(tenant),
        name=snapshot["name"],
    )


def change_of(fields: Sequence[Any]) -> Change:
    """From action, before, after, actor and at."""
    action, before, after, actor, at = fields
    return Change(
        action=Action(action),
        before=None if before is None else booking_then(before),
        after=booking_then(after),
        actor=actor_then(actor),
        at=at,
    )


def wait_fields(wait: Wait, stamp: Stamp) -> Fields:
    """In the order of WAIT."""
    return (
        wait.id,
        wait.resource_id,
        wait.person_id,
        stamp(wait.interval.start),
        stamp(wait.interval.end),
        stamp(wait.asked_at),
        wait.state.value,
        wait.offer,
    )


def wait_of(fields: Sequence[Any]) -> Wait:
    """From a row's fields in the order of WAIT."""
    number, resource, person, start, end, asked, state, offer = fields
    return Wait(
        id=WaitId(number),
        resource_id=ResourceId(resource),
        person_id=PersonId(person),
        interval=Interval(start, end),
        asked_at=asked,
        state=WaitState(state),
        offer=None if offer is None else BookingId(offer),
    )


def wait_snapshot(wait: Wait) -> dict[str, Any]:
    return dict(zip(WAIT, wait_fields(wait, text), strict=True))


def message_fields(message: Message, stamp: Stamp) -> Fields:
    """In the order of MESSAGE."""
    origin = message.origin
    return (
        message.key,
        message.purpose.value,
        message.subject,
        message.revision,
        message.person_id,
        stamp(message.due_at),
        None if origin is None else origin.chat_id,
        None if origin is None else origin.message_id,
        message.offset,
        message.lane.value,
    )


def series_fields(series: Series, form: Form) -> Fields:
    """In the order of SERIES."""
    return (
        series.id,
        series.resource_id,
        series.person_id,
        series.title,
        form.stamp(series.made_at),
        form.document(recurrence_snapshot(series.recurrence)),
    )


def series_of(fields: Sequence[Any]) -> Series:
    """From a row's fields in the order of SERIES."""
    number, resource, person, title, made, recurrence = fields
    return Series(
        id=SeriesId(number),
        resource_id=ResourceId(resource),
        person_id=PersonId(person),
        recurrence=recurrence_then(recurrence),
        title=title,
        made_at=made,
    )


def recurrence_snapshot(recurrence: Recurrence) -> dict[str, Any]:
    start, end = recurrence.start, recurrence.end
    return {
        "every": recurrence.every.value,
        "first": recurrence.first.isoformat(),
        "until": recurrence.until.isoformat(),
        "start": None if start is None else start.isoformat(),
        "end": None if end is None else end.isoformat(),
    }


def recurrence_then(snapshot: Mapping[str, Any]) -> Recurrence:
    start, end = snapshot["start"], snapshot["end"]
    return Recurrence(
        every=Repeat(snapshot["every"]),
        first=date.fromisoformat(snapshot["first"]),
        until=date.fromisoformat(snapshot["until"]),
        start=None if start is None else time.fromisoformat(start),
        end=None if end is None else time.fromisoformat(end),
    )


def instant(value: str | None) -> datetime | None:
    return None if value is None else in_utc(datetime.fromisoformat(value))
