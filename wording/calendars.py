"""A booking as an iCalendar file (RFC 5545): stable UID, SEQUENCE from the revision, CANCEL when off."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from booking.model.bookings import Booking, Status
from booking.model.spaces import Catalogue
from wording.speech import Say

if TYPE_CHECKING:  # to import it takes a tenth of the start, and few ask for a file
    from icalendar import Event

GONE = frozenset({Status.CANCELLED, Status.NO_SHOW})


def calendar(booking: Booking, catalogue: Catalogue, now: datetime, say: Say) -> bytes:
    """One event in UTC; a calendar that knows its UID moves or removes it."""
    from icalendar import Calendar

    off = booking.status in GONE
    calendar = Calendar()
    calendar.add("prodid", "-//Gartneriet//NO")
    calendar.add("version", "2.0")
    calendar.add("method", "CANCEL" if off else "PUBLISH")
    calendar.add_component(_event(booking, catalogue, now, say, off=off))
    return bytes(calendar.to_ical())


def file_name(booking: Booking, catalogue: Catalogue, say: Say) -> str:
    name = catalogue.resources[booking.resource_id].name
    return say.plain("booking {name}.ics", name=name)


def _event(booking: Booking, catalogue: Catalogue, now: datetime, say: Say, *, off: bool) -> Event:
    from icalendar import Event

    resource = catalogue.resources[booking.resource_id]
    space = catalogue.space_of(resource)
    event = Event()
    event.add("uid", f"{booking.id}@gartneriet")
    event.add("sequence", booking.revision - 1)
    event.add("dtstamp", now)
    event.add("dtstart", booking.interval.start)
    event.add("dtend", booking.interval.end)
    event.add("summary", booking.title or say.plain("{name}, {space}", name=resource.name, space=space.name))
    event.add("location", ", ".join(part for part in (resource.name, space.name, space.address) if part))
    event.add("status", "CANCELLED" if off else "CONFIRMED")
    event.add("transp", "OPAQUE")
    return event
