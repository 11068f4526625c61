"""The stretches of time that a message names: its days, whole or for some hours, in the space's own time."""

from __future__ import annotations

from datetime import date, time, timedelta
from itertools import islice, takewhile

from booking.model.bookings import Recurrence, Repeat
from booking.model.interval import Interval
from booking.model.spaces import Space
from booking.rules import recurrence
from booking.rules.intervals import joined
from bot import wish
from bot.repeats import SERIES_LASTS
from bot.understanding import Understanding

DAY = timedelta(days=1)


def days(said: Understanding) -> list[date]:
    """In order; none where no day was said."""
    if said.dates:
        return list(said.dates)
    if said.date is None:
        return []
    if said.repeat is not None:
        return _repeated(said, said.date)
    last = said.end_date or said.date
    return [said.date + n * DAY for n in range((last - said.date).days + 1)]


def _repeated(said: Understanding, first: date) -> list[date]:
    """Until the day that was said, else for a quarter of a year."""
    if said.repeat is None:
        return [first]
    until = said.repeat.until or first + SERIES_LASTS
    rule = Recurrence(every=Repeat(said.repeat.every), first=first, until=until)
    return list(islice(takewhile(lambda day: day <= until, recurrence.days(rule)), recurrence.MOST))


def stretches(said: Understanding, space: Space) -> tuple[Interval, ...]:
    """Days in a row are one; hours without an end last until midnight. Raises NoSuchTime."""
    return joined(_on(day, said, space) for day in days(said))


def whole(day: date, space: Space) -> Interval:
    """From midnight to midnight."""
    return Interval(space.at(day, time(0)), space.at(day + DAY, time(0)))


def _on(day: date, said: Understanding, space: Space) -> Interval:
    if said.all_day or (said.start is None and said.end is None):
        return whole(day, space)
    return wish.between(day, said.start or time(0), said.end or time(0), space)
