"""When a calendar is busy. Runs as long as the calendar makes it: call it in a process apart.

Tentative is busy: offering less harms nobody. Free, working elsewhere and cancelled are not.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from typing import Any
from zoneinfo import ZoneInfo

from icalendar import Calendar
from recurring_ical_events import of

from booking.model.calendars import Trouble
from booking.model.interval import Interval
from booking.ports import NotACalendar
from booking.rules.intervals import joined

MOST = 20_000
"""Occurrences; nobody has as many in four months."""
MARGIN = timedelta(days=2)
"""What names no time zone may lie so far off, however it is compared."""
FREE = {"FREE", "WORKINGELSEWHERE"}
EXACT = "X-GARTNERIET-EXACT"
BAD = (ValueError, TypeError, KeyError, IndexError, AttributeError, ArithmeticError)
"""What the libraries raise on what they do not understand."""


def busy(text: str, within: Interval, zone: ZoneInfo) -> Sequence[Interval]:
    """By start and none touching another, cut to `within`. Raises NotACalendar."""
    try:
        calendars = _calendars(text)
        found = [interval for each in calendars for interval in _of_one(each, within, zone)]
    except BAD:
        raise NotACalendar(Trouble.CONTENT) from None
    return list(joined(found))


def _calendars(text: str) -> Sequence[Any]:
    if not text.lstrip("\ufeff \r\n\t")[:15].upper() == "BEGIN:VCALENDAR":
        raise NotACalendar(Trouble.CONTENT)
    found = Calendar.from_ical(text.lstrip("\ufeff \r\n\t"), multiple=True)
    if not found or any(each.name != "VCALENDAR" for each in found):
        raise NotACalendar(Trouble.CONTENT)
    return found


def _of_one(calendar: Any, within: Interval, zone: ZoneInfo) -> Iterator[Interval]:
    whole_days = _own_zone(calendar) or zone
    for event in calendar.walk("VEVENT"):
        length = event.get("DURATION")
        if length is not None and length.dt.seconds:
            event.add(EXACT, "1")
    # One that is beyond understanding hides the others no more than it must.
    query = of(calendar, components=["VEVENT"], skip_bad_series=True)
    found = query.between(within.start - MARGIN, within.end + MARGIN)
    if len(found) > MOST:
        raise NotACalendar(Trouble.ENDLESS)
    for event in found:
        interval = None if _is_free(event) else _understood(event, zone, whole_days)
        common = interval.common(within) if interval else None
        if common is not None:
            yield common


def _understood(event: Any, zone: tzinfo, whole_days: tzinfo) -> Interval | None:
    """None for one that nobody understands: the others count all the same."""
    try:
        return _interval(event, zone, whole_days)
    except BAD:
        return None


def _own_zone(calendar: Any) -> ZoneInfo | None:
    name = str(calendar.get("X-WR-TIMEZONE", ""))
    try:
        return ZoneInfo(name) if name else None
    except (ValueError, OSError, LookupError):
        return None


def _is_free(event: Any) -> bool:
    return (
        _word(event, "STATUS") == "CANCELLED"
        or _word(event, "TRANSP") == "TRANSPARENT"
        or _word(event, "X-MICROSOFT-CDO-BUSYSTATUS") in FREE
    )


def _word(event: Any, name: str) -> str:
    return str(event.get(name, "")).strip().upper()


def _interval(event: Any, zone: tzinfo, whole_days: tzinfo) -> Interval | None:
    starts, ends = event["DTSTART"].dt, event["DTEND"].dt
    if not isinstance(starts, datetime):
        # Some write a single day as one that ends on the day it begins.
        last = ends if ends > starts else starts + timedelta(days=1)
        return Interval(_midnight(starts, whole_days), _midnight(last, whole_days))
    start, end = _instant(starts, zone), _instant(ends, zone)
    if EXACT in event:
        # An hour is an hour also in the night when clocks change; only days are by the calendar.
        end = start + (ends.replace(tzinfo=None) - starts.replace(tzinfo=None))
    return Interval(start, end) if start < end else None


def _midnight(day: date, zone: tzinfo) -> datetime:
    return datetime.combine(day, time(), zone).astimezone(UTC)


def _instant(moment: datetime, zone: tzinfo) -> datetime:
    aware = moment if moment.tzinfo is not None else moment.replace(tzinfo=zone)
    return aware.astimezone(UTC).replace(microsecond=0)
