"""Events and registrations with good defaults, for the ledger."""

from datetime import timedelta
from typing import Any

from booking.model.events import (
    Event,
    EventAction,
    EventChange,
    EventId,
    EventKind,
    EventState,
    Registration,
    RegistrationAction,
    RegistrationChange,
    RegistrationId,
    Standing,
)
from booking.model.people import PersonId
from tests.builders import NOW, a_person, span

KARI = a_person().actor


def an_event(**fields: Any) -> Event:
    """A breakfast tomorrow for two, published."""
    interval = fields.pop("interval", span("08:00", "09:30").shifted(timedelta(days=1)))
    defaults = {
        "id": EventId("frokost"),
        "kind": EventKind.BREAKFAST,
        "title": "Frokost hos Eksempel AS",
        "interval": interval,
        "state": EventState.PUBLISHED,
        "address": "Eksempelveien 1",
        "seats": 2,
        "closes_at": interval.start,
        "guests": 3,
        "made_at": NOW,
    }
    return Event(**{**defaults, **fields})


def a_registration(number: int = 1, **fields: Any) -> Registration:
    defaults = {
        "id": RegistrationId(f"r{number}"),
        "event_id": EventId("frokost"),
        "person_id": PersonId(f"p{number}"),
        "standing": Standing.GOING,
        "asked_at": NOW + timedelta(minutes=number),
        "ticket": f"ticket{number}",
    }
    return Registration(**{**defaults, **fields})


def drafting(event: Event) -> EventChange:
    return EventChange(action=EventAction.DRAFTED, before=None, after=event, actor=KARI, at=NOW)


def altering(before: Event, **fields: Any) -> EventChange:
    after = before.changed(**fields)
    return EventChange(action=EventAction.CHANGED, before=before, after=after, actor=KARI, at=NOW)


def signing_up(registration: Registration) -> RegistrationChange:
    action = RegistrationAction.SIGNED_UP
    return RegistrationChange(action=action, before=None, after=registration, actor=KARI, at=NOW)


def restanding(before: Registration, standing: Standing, **fields: Any) -> RegistrationChange:
    after = before.changed(standing=standing, **fields)
    action = RegistrationAction.CHANGED
    return RegistrationChange(action=action, before=before, after=after, actor=KARI, at=NOW)
