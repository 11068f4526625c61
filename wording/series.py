"""Bookings that repeat, in words."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from booking.model.bookings import Booking, Recurrence, Repeat, Series
from booking.model.spaces import Catalogue, ResourceId
from wording import bookings, dates
from wording.cleaning import Plain
from wording.speech import Html, Say

DAYS_OF_WEEK = 7
LAST = 4


def head(resource_id: ResourceId, rule: Recurrence, catalogue: Catalogue, now: datetime, say: Say) -> Html:
    """`Drivhuset hver tirsdag kl. 11–12, fra tirsdag 1. desember til og med tirsdag 30. mars`."""
    resource = catalogue.resources[resource_id]
    today = catalogue.space_of(resource).today(now)
    return say("<b>{name}</b> {rule}", name=resource.name, rule=in_words(rule, today, say))


def summary(series: Series, left: Sequence[Booking], catalogue: Catalogue, now: datetime, say: Say) -> Html:
    """The rule, how many bookings of it are left, and the next of them."""
    first = head(series.resource_id, series.recurrence, catalogue, now, say)
    if not left:
        return say("{series}\nNothing of it is booked any more.", series=first)
    return say.many(
        "{series}\n{n} booking: {next}",
        "{series}\n{n} bookings. The next: {next}",
        len(left),
        series=first,
        next=bookings.one_line(left[0], catalogue, now, say),
    )


def in_words(rule: Recurrence, today: date, say: Say) -> Plain:
    """`hver tirsdag kl. 11–12, fra … til og med …`."""
    hours: str = say.plain("all day")
    if rule.start is not None and rule.end is not None:
        hours = dates.clock_hours(rule.start, rule.end, say)
    return say.plain(
        "{every}, {hours}, from {first} until {last}",
        every=every(rule, say),
        hours=hours,
        first=dates.full_day(rule.first, today, say),
        last=dates.full_day(rule.until, today, say),
    )


def every(rule: Recurrence, say: Say) -> Plain:
    """`hver tirsdag`, `annenhver tirsdag`, `den andre tirsdagen i måneden`."""
    weekday = dates.weekday(rule.first, say)
    match rule.every:
        case Repeat.DAY:
            return say.plain("every day")
        case Repeat.WEEKDAY:
            return say.plain("Monday to Friday")
        case Repeat.WEEK:
            return say.plain("every {weekday}", weekday=weekday)
        case Repeat.TWO_WEEKS:
            return say.plain("every second {weekday}", weekday=weekday)
        case Repeat.MONTH:
            return _every_month(rule.first, weekday, say)


def _every_month(first: date, weekday: str, say: Say) -> Plain:
    return (
        say.plain("the first {weekday} of every month", weekday=weekday),
        say.plain("the second {weekday} of every month", weekday=weekday),
        say.plain("the third {weekday} of every month", weekday=weekday),
        say.plain("the fourth {weekday} of every month", weekday=weekday),
        say.plain("the last {weekday} of every month", weekday=weekday),
    )[min((first.day - 1) // DAYS_OF_WEEK, LAST)]
