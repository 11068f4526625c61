"""Events, registrations and their changes ↔ what is stored of them, as `snapshots` does for bookings."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from booking.model.bookings import BookingId
from booking.model.events import (
    Event,
    EventChange,
    EventId,
    EventKind,
    EventState,
    Registration,
    RegistrationAction,
    RegistrationChange,
    RegistrationId,
    Standing,
    Way,
)
from booking.model.interval import Interval
from booking.model.people import PersonId
from booking.model.spaces import ResourceId
from booking.ports import Deed
from db.snapshots import IN_JSON, Fields, Form, actor_then, instant, what_changed

EVENT = (
    "id",
    "kind",
    "title",
    "starts_at",
    "ends_at",
    "ways",
    "state",
    "host",
    "programme",
    "resource_id",
    "booking_id",
    "address",
    "link",
    "seats",
    "online_seats",
    "opens_at",
    "closes_at",
    "guests",
    "price",
    "series",
    "schedule",
    "revision",
    "made_by",
    "made_at",
    "asks_names",
)
REGISTRATION = (
    "id",
    "event_id",
    "person_id",
    "way",
    "guests",
    "party",
    "standing",
    "asked_at",
    "offered_until",
    "shows_name",
    "skipped",
    "rating",
    "ticket",
    "revision",
    "note",
)
CHANGE = (
    "request_key",
    "position",
    "event_id",
    "registration_id",
    "revision",
    "action",
    "at",
    "actor",
    "before",
    "after",
)


def event_fields(event: Event, form: Form) -> Fields:
    """In the order of EVENT."""
    return (
        event.id,
        event.kind.value,
        event.title,
        form.stamp(event.interval.start),
        form.stamp(event.interval.end),
        " ".join(sorted(event.ways)),
        event.state.value,
        event.host,
        event.programme,
        event.resource_id,
        event.booking_id,
        event.address,
        event.link,
        event.seats,
        event.online_seats,
        None if event.opens_at is None else form.stamp(event.opens_at),
        form.stamp(event.closes_at),
        event.guests,
        event.price,
        event.series,
        event.schedule,
        event.revision,
        event.made_by,
        form.stamp(event.made_at),
        event.asks_names,
    )


def event_of(fields: Sequence[Any]) -> Event:
    """From a row's fields in the order of EVENT."""
    said = dict(zip(EVENT, fields, strict=True))
    start, end = said.pop("starts_at"), said.pop("ends_at")
    return Event(
        **{
            **said,
            "id": EventId(said["id"]),
            "kind": EventKind(said["kind"]),
            "state": EventState(said["state"]),
            "ways": frozenset(map(Way, said["ways"].split())),
            "interval": Interval(start, end),
            "resource_id": _maybe(ResourceId, said["resource_id"]),
            "booking_id": _maybe(BookingId, said["booking_id"]),
            "made_by": _maybe(PersonId, said["made_by"]),
            "asks_names": bool(said["asks_names"]),
        }
    )


def registration_fields(registration: Registration, form: Form) -> Fields:
    """In the order of REGISTRATION."""
    until = registration.offered_until
    return (
        registration.id,
        registration.event_id,
        registration.person_id,
        registration.way.value,
        form.document(list(registration.guests)),
        registration.party,
        registration.standing.value,
        form.stamp(registration.asked_at),
        None if until is None else form.stamp(until),
        registration.shows_name,
        registration.skipped,
        registration.rating,
        registration.ticket,
        registration.revision,
        registration.note,
    )


def registration_of(fields: Sequence[Any]) -> Registration:
    """From a row's fields in the order of REGISTRATION."""
    said = dict(zip(REGISTRATION, fields, strict=True))
    del said["party"]
    return Registration(
        **{
            **said,
            "id": RegistrationId(said["id"]),
            "event_id": EventId(said["event_id"]),
            "person_id": PersonId(said["person_id"]),
            "way": Way(said["way"]),
            "guests": tuple(said["guests"]),
            "standing": Standing(said["standing"]),
            "shows_name": bool(said["shows_name"]),
        }
    )


def event_snapshot(event: Event) -> dict[str, Any]:
    return dict(zip(EVENT, event_fields(event, IN_JSON), strict=True))


def registration_snapshot(registration: Registration) -> dict[str, Any]:
    return dict(zip(REGISTRATION, registration_fields(registration, IN_JSON), strict=True))


def event_then(snapshot: Mapping[str, Any]) -> Event:
    """As it stood when the snapshot was taken; what the oldest do not know of is as it is by default."""
    times = {name: instant(snapshot[name]) for name in EVENT if name.endswith("_at")}
    return event_of([{"asks_names": False, **snapshot, **times}[name] for name in EVENT])


def registration_then(snapshot: Mapping[str, Any]) -> Registration:
    """As it stood when the snapshot was taken; the oldest know of no note."""
    times = {name: instant(snapshot[name]) for name in ("asked_at", "offered_until")}
    return registration_of([{"note": "", **snapshot, **times}[name] for name in REGISTRATION])


def change_of(row: Sequence[Any]) -> RegistrationChange:
    """From a row of (action, before, after, actor, at)."""
    action, before, after, actor, at = row
    return RegistrationChange(
        action=RegistrationAction(action),
        before=None if before is None else registration_then(before),
        after=registration_then(after),
        actor=actor_then(actor),
        at=at,
    )


def log_lines(deed: Deed, form: Form) -> Iterator[Fields]:
    """The audit log's rows of events and registrations, in the order of CHANGE."""
    changes: list[EventChange | RegistrationChange] = [*deed.events, *deed.registrations]
    for position, change in enumerate(changes):
        yield (deed.key, position, *_subject(change), *_what(change, form))


def _subject(change: EventChange | RegistrationChange) -> Fields:
    after = change.after
    if isinstance(after, Event):
        return after.id, None, after.revision
    return after.event_id, after.id, after.revision


def _what(change: EventChange | RegistrationChange, form: Form) -> Fields:
    before = None if change.before is None else _snapshot(change.before)
    return what_changed(change.action.value, change.at, change.actor, before, _snapshot(change.after), form)


def _snapshot(stands: Event | Registration) -> dict[str, Any]:
    return event_snapshot(stands) if isinstance(stands, Event) else registration_snapshot(stands)


def _maybe(kind: Callable[[str], Any], value: str | None) -> Any:
    return None if value is None else kind(value)
