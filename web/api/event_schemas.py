"""Events and places at them, as they travel over the API."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

from pydantic import Field, StrictBool

from booking.model.events import LONGEST_NOTE, Event, EventKind, EventState, Registration, Standing, Way
from web.api.fields import Id, Instant, NewTitle, NoTruth, Revision, Title
from web.api.schemas import Model

Seats = Annotated[int, Field(ge=1, le=100_000), NoTruth]
Guests = Annotated[int, Field(ge=0, le=50), NoTruth]
Link = Annotated[str, Field(max_length=500, pattern=r"^https://[!-~]+$")]


Programme = Annotated[str, Field(max_length=4000, pattern=r"^[^\x00-\x09\x0b-\x1f]*$")]
Note = Annotated[Title, Field(max_length=LONGEST_NOTE)]
Ways = Annotated[tuple[Way, ...], Field(min_length=1, max_length=2)]


class EventIn(Model):
    """It takes place at `resource_id` or `address`, or digitally at `link`. `person_id` is who makes it.

    One signs up from `opens`, or at once, until `closes`, or the start. `series` is the first event of it.
    """

    kind: EventKind
    title: NewTitle
    start: Instant
    end: Instant
    person_id: Id
    resource_id: Id | None = None
    address: Title = ""
    link: Link | None = None
    host: Title = ""
    programme: Programme = ""
    price: Title = ""
    seats: Seats | None = None
    online_seats: Seats | None = None
    opens: Instant | None = None
    closes: Instant | None = None
    guests: Guests = 0
    asks_names: StrictBool = False
    series: Id | None = None
    publish: StrictBool = False


class EventChange(Model):
    """What is left out stays; null takes it away, or is as if left out where an event cannot be without it.

    With an `address` alone it leaves our room, with a `resource_id` alone the address. `revision` refuses
    the change where the event is no longer at it.
    """

    kind: EventKind | None = None
    title: NewTitle | None = None
    start: Instant | None = None
    end: Instant | None = None
    ways: Ways | None = None
    resource_id: Id | None = None
    address: Title | None = None
    link: Link | None = None
    host: Title | None = None
    programme: Programme | None = None
    price: Title | None = None
    seats: Seats | None = None
    online_seats: Seats | None = None
    opens: Instant | None = None
    closes: Instant | None = None
    guests: Guests | None = None
    asks_names: StrictBool | None = None
    revision: Revision | None = None


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
    programme: str
    price: str
    seats: int | None
    online_seats: int | None
    opens: datetime | None
    closes: datetime
    guests: int
    asks_names: bool
    series: str | None
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
            programme=event.programme,
            price=event.price,
            seats=event.seats,
            online_seats=event.online_seats,
            opens=event.opens_at,
            closes=event.closes_at,
            series=event.series,
            guests=event.guests,
            asks_names=event.asks_names,
            going=going,
            waiting=waiting,
            revision=event.revision,
        )


class RegistrationIn(Model):
    """`guests` are names, empty where none is known. All empty, they are a number: known names stay.

    `note` is what the host must know, such as an allergy; left out, it stays as it was.
    """

    person_id: Id
    guests: Annotated[tuple[Title, ...], Field(max_length=50)] = ()
    way: Way | None = None
    note: Note | None = None


class RegistrationOut(Model):
    id: str
    event_id: str
    person_id: str
    standing: Standing
    party: int
    guests: list[str]
    way: Way
    offered_until: datetime | None
    note: str
    revision: int

    @classmethod
    def of(cls, registration: Registration) -> RegistrationOut:
        return cls(
            id=registration.id,
            event_id=registration.event_id,
            person_id=registration.person_id,
            standing=registration.standing,
            party=registration.party,
            guests=list(registration.guests),
            way=registration.way,
            offered_until=registration.offered_until,
            note=registration.note,
            revision=registration.revision,
        )
