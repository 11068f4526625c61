"""Bookings and events as iCalendar files (RFC 5545): stable UID, a SEQUENCE that rises, CANCEL when off."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING

from booking.model import events
from booking.model.bookings import Booking, Status
from booking.model.events import Registration, Standing, Way
from booking.model.guidance import Appointment, AppointmentState, Meeting
from booking.model.spaces import Catalogue
from wording import guidance
from wording.cleaning import clean, clean_letter
from wording.speech import Say, as_plain

if TYPE_CHECKING:  # to import it takes a tenth of the start, and few ask for a file
    from icalendar import Event

LONGEST_LINK = 2000
GONE = frozenset({Status.CANCELLED, Status.NO_SHOW})
GOING = frozenset({Standing.GOING, Standing.ATTENDED})
OUT = frozenset({Standing.LAPSED, Standing.DECLINED, Standing.CANCELLED})


def calendar(booking: Booking, catalogue: Catalogue, now: datetime, say: Say) -> bytes:
    """One event in UTC; a calendar that knows its UID moves or removes it."""
    off = booking.status in GONE
    return _file([_of_booking(booking, catalogue, now, say, off=off)], off=off)


def calendar_of_series(bookings: Iterable[Booking], catalogue: Catalogue, now: datetime, say: Say) -> bytes:
    """All of them in one file, each as by itself."""
    return _file([_of_booking(each, catalogue, now, say, off=False) for each in bookings], off=False)


def event_calendar(
    event: events.Event, registration: Registration | None, catalogue: Catalogue, now: datetime, say: Say
) -> bytes:
    """Cancelled for one who is no longer in. Only those going digitally get the link."""
    off = is_off(event, registration)
    return _file([_of_event(event, registration, catalogue, now, say, off=off)], off=off)


def is_off(event: events.Event, registration: Registration | None) -> bool:
    """Whether it shall leave the person's calendar."""
    left = registration is not None and registration.standing in OUT
    return left or event.state is events.EventState.CANCELLED


def file_name(booking: Booking, catalogue: Catalogue, say: Say) -> str:
    name = catalogue.resources[booking.resource_id].name
    return say.plain("booking {name}.ics", name=name)


def event_file_name(event: events.Event, say: Say) -> str:
    return say.plain("event {title}.ics", title=event.title.replace("/", "-"))


def meeting_calendar(meeting: Appointment, link: str, catalogue: Catalogue, now: datetime, say: Say) -> bytes:
    """A neutral title: others may see the calendar."""
    from icalendar import Event

    off = meeting.state is AppointmentState.CANCELLED
    entry = Event()
    entry.add("uid", f"meeting-{meeting.id}@gartneriet")
    entry.add("sequence", meeting.revision)
    entry.add("dtstamp", now)
    entry.add("dtstart", meeting.interval.start)
    entry.add("dtend", meeting.interval.end)
    entry.add("summary", say.plain("Meeting with Modum Næringsråd"))
    entry.add("location", as_plain(guidance.where(meeting, catalogue, say)))
    if link and meeting.meeting is Meeting.DIGITAL and not off:
        entry.add("url", clean(link, LONGEST_LINK))
    entry.add("status", "CANCELLED" if off else "CONFIRMED")
    entry.add("transp", "OPAQUE")
    return _file([entry], off=off)


def meeting_file_name(say: Say) -> str:
    return say.plain("meeting.ics")


def _file(entries: Iterable[Event], *, off: bool) -> bytes:
    from icalendar import Calendar

    calendar = Calendar()
    calendar.add("prodid", "-//Gartneriet//NO")
    calendar.add("version", "2.0")
    calendar.add("method", "CANCEL" if off else "PUBLISH")
    for entry in entries:
        calendar.add_component(entry)
    return bytes(calendar.to_ical())


def _of_booking(booking: Booking, catalogue: Catalogue, now: datetime, say: Say, *, off: bool) -> Event:
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


def _of_event(
    event: events.Event,
    registration: Registration | None,
    catalogue: Catalogue,
    now: datetime,
    say: Say,
    *,
    off: bool,
) -> Event:
    from icalendar import Event

    is_going = registration is not None and registration.standing in GOING
    entry = Event()
    entry.add("uid", f"event-{event.id}@gartneriet")
    entry.add("sequence", event.revision)
    entry.add("dtstamp", now)
    entry.add("dtstart", event.interval.start)
    entry.add("dtend", event.interval.end)
    entry.add("summary", clean(event.title))
    entry.add("location", _where(event, registration, catalogue, say))
    if event.programme:
        entry.add("description", clean_letter(event.programme))
    if is_going and registration is not None and registration.way is Way.DIGITAL and event.link and not off:
        entry.add("url", clean(event.link, LONGEST_LINK))
    entry.add("status", "CANCELLED" if off else "CONFIRMED" if is_going else "TENTATIVE")
    entry.add("transp", "OPAQUE")
    return entry


def _where(event: events.Event, registration: Registration | None, catalogue: Catalogue, say: Say) -> str:
    """Where one takes part; for one who has not signed up, where it is."""
    is_digital = Way.PHYSICAL not in event.ways
    if is_digital or (registration is not None and registration.way is Way.DIGITAL):
        return say.plain("Digital")
    resource = catalogue.resources.get(event.resource_id) if event.resource_id else None
    if resource is None:
        return clean(event.address)
    space = catalogue.space_of(resource)
    return ", ".join(part for part in (resource.name, space.name, space.address) if part)
