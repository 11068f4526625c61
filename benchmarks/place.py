"""What the benchmarks share: a place that is always open, wishes without end, and the core on it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path
from zoneinfo import ZoneInfo

from benchmarks.measuring import a_folder
from booking.model.bookings import Action, Booking, BookingId, Change
from booking.model.interval import Interval
from booking.model.messages import Message, Purpose, Request
from booking.model.people import Person, PersonId, Role
from booking.model.spaces import (
    Catalogue,
    Hours,
    Policy,
    Resource,
    ResourceId,
    ResourceKind,
    Space,
    SpaceId,
)
from booking.ports import Deed
from booking.reserving import Wish
from commands.composition import Core, compose
from db import Database
from tests.postgres import DURABLE, start, stop

NOW = datetime(2026, 11, 23, 8, tzinfo=UTC)
ROOMS = 200
HOUR = timedelta(hours=1)
KARI = Person(id=PersonId("kari"), name="Kari Gartner", roles=frozenset({Role.TENANT}), telegram_id=1001)
NUMBERS = count(1)


def a_place(rooms: int = ROOMS) -> Catalogue:
    """Rooms that are open day and night, for years ahead."""
    always = (Hours(start=datetime.min.time(), end=datetime.min.time()),)
    space = Space(
        id=SpaceId("place"),
        name="Place",
        time_zone=ZoneInfo("Europe/Oslo"),
        opening=dict.fromkeys(range(7), always),
    )
    resources = [a_room(number, space) for number in range(rooms)]
    return Catalogue(revision=1, spaces={space.id: space}, resources={r.id: r for r in resources})


def a_room(number: int, space: Space) -> Resource:
    return Resource(
        id=ResourceId(f"room-{number}"),
        space_id=space.id,
        name=f"Room {number}",
        kind=ResourceKind.ROOM,
        policy=Policy(days_ahead=10_000),
    )


def wishes(rooms: int = ROOMS, now: datetime = NOW) -> Iterator[Wish]:
    """One free hour after the other, room by room, from the day after tomorrow on."""
    first = now.replace(hour=0, minute=0, second=0, microsecond=0) + timedelta(days=2)
    for number in count():
        start = first + (number // rooms) * HOUR
        room = ResourceId(f"room-{number % rooms}")
        yield Wish(resource_id=room, interval=Interval(start, start + HOUR), title="Møte")


def a_booking(wish: Wish) -> Booking:
    return Booking(
        id=BookingId(new_id()),
        resource_id=wish.resource_id,
        person_id=KARI.id,
        interval=wish.interval,
        clear_at=wish.interval.end,
        title=wish.title,
        made_at=NOW,
    )


def a_deed(booking: Booking) -> Deed:
    """A booking with what is promised with it: its card and its reminder."""
    change = Change(action=Action.MADE, before=None, after=booking, actor=KARI.actor, at=NOW)
    return Deed(
        key=f"tap:{booking.id}",
        actor=KARI.actor,
        at=NOW,
        changes=(change,),
        messages=(
            _message(booking, Purpose.CARD, NOW),
            _message(booking, Purpose.REMINDER, booking.interval.start),
        ),
    )


def _message(booking: Booking, purpose: Purpose, due_at: datetime) -> Message:
    return Message(purpose=purpose, subject=booking.id, revision=1, person_id=KARI.id, due_at=due_at)


def a_request() -> Request:
    return Request(key=f"tap:{new_id()}")


def new_id(bits: int = 60) -> str:
    del bits
    return f"n{next(NUMBERS):011}"


def clock() -> datetime:
    return NOW


def core_on(database: Database) -> Core:
    """The use cases with all their rules, as the service has them."""
    return compose(database, clock, new_id)


def in_file(folder: Path) -> str:
    """The address of a SQLite file there."""
    return f"sqlite+aiosqlite:///{(folder / 'gartneriet.db').as_posix()}"


@contextmanager
def a_server() -> Iterator[str]:
    """The address of a PostgreSQL of its own, durable as in the service."""
    with a_folder() as folder:
        url = start(folder, DURABLE)
        try:
            yield url
        finally:
            stop(folder)
