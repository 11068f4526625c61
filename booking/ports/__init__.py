"""What the core needs from outside. One port an aggregate; each writing method is atomic by itself.

The way of a change: read, decide with pure rules, then `Ledger.record` one Deed, whose guards refuse it
where the world moved meanwhile. See docs/decisions/0002.
"""

from booking.ports.announcements import Announcements, Follows
from booking.ports.bookings import Bookings, Page, Places, Waits
from booking.ports.calendars import (
    CalendarReader,
    Calendars,
    CalendarSource,
    CalendarTrouble,
    CalendarUnreachable,
    Fetched,
    NotACalendar,
    Unchanged,
)
from booking.ports.deviations import Deviations, Occupied
from booking.ports.events import Events, Posts
from booking.ports.guidance import (
    BusyElsewhere,
    Cases,
    Intakes,
    Papers,
    Plans,
    Seal,
    Tasks,
    Unreadable,
)
from booking.ports.ledger import AlreadyRecorded, Deed, Ledger, Unavailable, WaitChange
from booking.ports.messages import Cards, Draft, Drafts, Outbox, Pace, Questions
from booking.ports.people import ApiTokens, Invitations, People
from booking.ports.sessions import Sessions
from booking.ports.sources import Clock, Tokens

__all__ = [
    "AlreadyRecorded",
    "Announcements",
    "ApiTokens",
    "Bookings",
    "BusyElsewhere",
    "CalendarReader",
    "CalendarSource",
    "CalendarTrouble",
    "CalendarUnreachable",
    "Calendars",
    "Cards",
    "Cases",
    "Clock",
    "Deed",
    "Deviations",
    "Draft",
    "Drafts",
    "Events",
    "Fetched",
    "Follows",
    "Intakes",
    "Invitations",
    "Ledger",
    "NotACalendar",
    "Occupied",
    "Outbox",
    "Pace",
    "Page",
    "Papers",
    "People",
    "Places",
    "Plans",
    "Posts",
    "Questions",
    "Seal",
    "Sessions",
    "Tasks",
    "Tokens",
    "Unavailable",
    "Unchanged",
    "Unreadable",
    "WaitChange",
    "Waits",
]
