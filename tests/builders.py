"""Values with good defaults, every field of which can be set.

The place is Gründergartneriet, its time Europe/Oslo, and the day Monday 23 November 2026.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from booking.model.bookings import Booking, BookingId
from booking.model.interval import Interval
from booking.model.people import Person, PersonId, Role, TenantId
from booking.model.spaces import (
    Catalogue,
    CheckIn,
    Equipment,
    Hours,
    Policy,
    Resource,
    ResourceId,
    ResourceKind,
    Space,
    SpaceId,
)

OSLO = ZoneInfo("Europe/Oslo")
MONDAY = date(2026, 11, 23)
NOW = datetime(2026, 11, 23, 9, tzinfo=OSLO).astimezone(UTC)
WEEKDAY = (Hours(start=time(6), end=time(23)),)
WEEKEND = (Hours(start=time(8), end=time(20)),)
ROOM_RULES = Policy(longest=timedelta(hours=8), check_in=CheckIn())
DESK_RULES = Policy(shortest=timedelta(hours=1), longest=timedelta(hours=17))
ROOMS = {
    "Drivhuset": (8, {Equipment.SCREEN, Equipment.VIDEO}),
    "Potteskuret": (4, {Equipment.WHITEBOARD}),
    "Orangeriet": (20, {Equipment.SCREEN, Equipment.VIDEO, Equipment.WHITEBOARD}),
}


def at(clock: str, day: date = MONDAY, zone: ZoneInfo = OSLO) -> datetime:
    """The UTC instant of a local wall-clock time, as `at("10:30")`; of two, the first."""
    return datetime.combine(day, time.fromisoformat(clock), zone).astimezone(UTC)


def span(start: str, end: str, day: date = MONDAY, zone: ZoneInfo = OSLO) -> Interval:
    """A stretch of a local day, as `span("10:00", "12:00")`; an end that is not later is past midnight."""
    last = day + timedelta(days=1) if end <= start else day
    return Interval(at(start, day, zone), at(end, last, zone))


def a_space(**fields: Any) -> Space:
    opening = dict.fromkeys(range(5), WEEKDAY) | dict.fromkeys((5, 6), WEEKEND)
    defaults = {"id": SpaceId("grundergartneriet"), "name": "Gründergartneriet", "time_zone": OSLO}
    return Space(**{**defaults, "opening": opening, **fields})


def a_resource(**fields: Any) -> Resource:
    """Drivhuset, the room for eight."""
    capacity, equipment = ROOMS["Drivhuset"]
    return Resource(
        **{
            "id": ResourceId("drivhuset"),
            "space_id": SpaceId("grundergartneriet"),
            "name": "Drivhuset",
            "kind": ResourceKind.ROOM,
            "capacity": capacity,
            "equipment": frozenset(equipment),
            "policy": ROOM_RULES,
            **fields,
        }
    )


def a_desk(number: int = 1, **fields: Any) -> Resource:
    """Pult 1 of twelve: for the day, half of it or by the hour."""
    return a_resource(
        **{
            "id": ResourceId(f"pult-{number}"),
            "name": f"Pult {number}",
            "kind": ResourceKind.DESK,
            "capacity": 1,
            "equipment": frozenset(),
            "policy": DESK_RULES,
            **fields,
        }
    )


def a_person(**fields: Any) -> Person:
    """A tenant who may book."""
    return Person(
        **{
            "id": PersonId("kari"),
            "name": "Kari Gartner",
            "roles": frozenset({Role.TENANT}),
            "tenant_id": TenantId("spire"),
            "telegram_id": 1001,
            **fields,
        }
    )


def a_booking(**fields: Any) -> Booking:
    """Drivhuset today from 10 to 12; clear at its end where nothing else is said."""
    interval = fields.get("interval", span("10:00", "12:00"))
    return Booking(
        **{
            "id": BookingId("b1"),
            "resource_id": ResourceId("drivhuset"),
            "person_id": PersonId("kari"),
            "interval": interval,
            "clear_at": interval.end,
            "made_at": at("08:00", interval.start.date() - timedelta(days=1)),
            **fields,
        }
    )


def a_catalogue(
    space: Space | None = None, change: Callable[[Resource], Resource] | None = None, **fields: Any
) -> Catalogue:
    """The demo's: three rooms and twelve desks; `change` makes each of them another."""
    place = space or a_space()
    rooms = [
        a_resource(
            id=ResourceId(name.lower()),
            name=name,
            capacity=capacity,
            equipment=frozenset(equipment),
            space_id=place.id,
        )
        for name, (capacity, equipment) in ROOMS.items()
    ]
    desks = [a_desk(number, space_id=place.id) for number in range(1, 13)]
    changed = [change(resource) if change else resource for resource in (*rooms, *desks)]
    resources = {resource.id: resource for resource in changed}
    return Catalogue(**{"revision": 1, "spaces": {place.id: place}, "resources": resources, **fields})
