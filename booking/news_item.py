"""One piece of news: a promised message, with all that it is about as things stand now."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from booking.model.announcements import Announcement
from booking.model.bookings import Booking, Change, Series
from booking.model.calendars import OwnCalendar
from booking.model.deviations import Deviation
from booking.model.events import Event, Registration
from booking.model.guidance import Appointment, Case
from booking.model.intakes import Intake
from booking.model.interval import Interval
from booking.model.messages import Message, Origin
from booking.model.papers import Task
from booking.model.people import Person
from booking.model.questions import Addition, Question
from booking.refusals import Alternative


@dataclass(frozen=True, slots=True, kw_only=True)
class News:
    """`card` is the chat message that shows the booking. `about` is the person that it is about.

    Of a case that is the entrepreneur, `adviser` who has it, and `appointment` the meeting that is ahead.
    """

    message: Message
    person: Person
    now: datetime
    booking: Booking | None = None
    last: Change | None = None
    by: Person | None = None
    """Who made the last change, where that is a person we know."""
    series: Series | None = None
    bookings: Sequence[Booking] = ()
    card: Origin | None = None
    question: Question | None = None
    asker: Person | None = None
    addition: Addition | None = None
    event: Event | None = None
    registration: Registration | None = None
    registrations: Sequence[Registration] = ()
    announcement: Announcement | None = None
    about: Person | None = None
    case: Case | None = None
    appointment: Appointment | None = None
    adviser: Person | None = None
    task: Task | None = None
    own_calendar: OwnCalendar | None = None
    told_revision: int = 0
    """Of the case: what was promised at an earlier one is out of date."""
    times: Sequence[Interval] = ()
    """That the entrepreneur may choose among."""
    link: str = ""
    """Where they meet digitally."""
    intake: Intake | None = None
    """What somebody has begun to tell."""
    idea: str = ""
    """Of a case that is new to its adviser."""
    was: Event | None = None
    """The event as it stood before what is told."""
    closure: Deviation | None = None
    """What is shut."""
    instead: Sequence[Alternative] = ()
    """What could be had for what was cancelled."""
