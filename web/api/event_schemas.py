"""Events and places at them, as they travel over the API."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

from pydantic import Field, StrictBool

from booking.model.events import Event, EventKind, EventState, Registration, Standing, Way
from web.api.fields import Id, Instant, NewTitle, Title
from web.api.schemas import Model

Seats = Annotated[int, Field(ge=1, le=100_000)]
Guests = Annotated[int, Field(ge=0, le=50)]
Link = Annotated[str, Field(max_length=500, pattern=r"^https://[!-~]+$")]


class EventIn(Model):
    """It takes place at `resource_id` or `address`, or digitally at `link`. `person_id` is who makes it."""

    kind: EventKind
    title: NewTitle
    start: Instant
    end: Instant
    person_id: Id
    resource_id: Id | None = None
    address: Title = ""
    link: Link | None = None
    host: Title = ""
    seats: Seats | None = None
    guests: Guests = 0
    publish: StrictBool = False


class EventOut(Model):
    """`going` and `waiting` count people, guests included. Who is signed up sees the link; it is not here."""

    id: str
    kind: EventKind
    title: str
    start: datetime
    end: datetime
    state: EventState
    ways: list[Way]
    resource_id: str | None
    address: str
    host: str
    seats: int | None
    guests: int
    going: int
    waiting: int
    revision: int

    @classmethod
    def of(cls, event: Event, going: int, waiting: int) -> EventOut:
        return cls(
            id=event.id,
            kind=event.kind,
            title=event.title,
            start=event.interval.start,
            end=event.interval.end,
            state=event.state,
            ways=sorted(event.ways),
            resource_id=event.resource_id,
            address=event.address,
            host=event.host,
            seats=event.seats,
            guests=event.guests,
            going=going,
            waiting=waiting,
            revision=event.revision,
        )


class RegistrationIn(Model):
    """`guests` are names, empty where none is known."""

    person_id: Id
    guests: Annotated[tuple[Title, ...], Field(max_length=50)] = ()
    way: Way | None = None


class RegistrationOut(Model):
    id: str
    event_id: str
    person_id: str
    standing: Standing
    party: int
    way: Way
    offered_until: datetime | None
    revision: int

    @classmethod
    def of(cls, registration: Registration) -> RegistrationOut:
        return cls(
            id=registration.id,
            event_id=registration.event_id,
            person_id=registration.person_id,
            standing=registration.standing,
            party=registration.party,
            way=registration.way,
            offered_until=registration.offered_until,
            revision=registration.revision,
        )
