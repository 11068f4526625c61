"""A rule for a series."""

from datetime import date

from booking.model.bookings import Recurrence, Repeat
from tests.builders import MONDAY

EVERY_DAY = Recurrence(every=Repeat.DAY, first=MONDAY, until=date(2026, 12, 31))
