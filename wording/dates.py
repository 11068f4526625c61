"""Days and times as people here write them. Names come from CLDR (Babel), the patterns are ours."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from babel.dates import format_date

from booking.model.interval import Interval
from booking.model.people import Language
from booking.model.spaces import DayPart, Space
from wording.speech import Say


def day(when: date, today: date, say: Say) -> str:
    """`i dag`, `i morgen`, `fredag 27. november`; another year's with the year."""
    if when == today:
        return say.plain("today")
    if when == today + timedelta(days=1):
        return say.plain("tomorrow")
    return full_day(when, today, say)


def full_day(when: date, today: date, say: Say) -> str:
    """`fredag 27. november`."""
    pattern = "EEEE d MMMM" if say.language is Language.ENGLISH else "EEEE d. MMMM"
    return _formatted(when, pattern + _year(when, today), say)


def short_day(when: date, today: date, say: Say) -> str:
    """`fre. 27. nov.`, for a button."""
    pattern = "EEE d MMM" if say.language is Language.ENGLISH else "EEE d. MMM"
    return _formatted(when, pattern + _year(when, today), say)


def month(when: date, say: Say) -> str:
    """`november 2026`."""
    return _formatted(when, "MMMM y", say)


def weekday_initials(say: Say) -> list[str]:
    """From Monday: `ma`, `ti` …"""
    monday = date(2026, 11, 23)
    return [_formatted(monday + timedelta(days=n), "EEEEEE", say).rstrip(".")[:2] for n in range(7)]


def clock(when: time, say: Say) -> str:
    """`10`, `10.30`; English `10:00`."""
    if say.language is Language.ENGLISH:
        return f"{when:%H:%M}"
    return f"{when.hour}.{when.minute:02}" if when.minute else str(when.hour)


def hours(interval: Interval, space: Space, say: Say) -> str:
    """`kl. 10–12`, `kl. 10.30–12`; an hour that comes twice in a night says which of the two it is."""
    start, end = _moment(interval.start, space, say), _moment(interval.end, space, say, is_end=True)
    return say.plain("{start}–{end}", start=start, end=end)


def when(interval: Interval, space: Space, now: datetime, say: Say) -> str:
    """`fredag 27. november kl. 10–12`; a part of the day by its name."""
    today, on = space.today(now), space.today(interval.start)
    part = part_of(interval, space)
    if part is DayPart.DAY:
        return say.plain("{day}, all day", day=day(on, today, say))
    if part is not None:
        name = say.plain("morning") if part is DayPart.MORNING else say.plain("afternoon")
        return say.plain(
            "{day}, {part} ({hours})", day=day(on, today, say), part=name, hours=hours(interval, space, say)
        )
    return say.plain("{day} {hours}", day=day(on, today, say), hours=hours(interval, space, say))


def part_of(interval: Interval, space: Space) -> DayPart | None:
    """The part of the day that an interval is, if it is one."""
    on = space.today(interval.start)
    return next((p for p in reversed(DayPart) if space.part(on, p) == interval), None)


def length(span: timedelta, say: Say) -> str:
    """`2 timer`, `45 minutter`, `1 time og 30 minutter`."""
    whole, minutes = divmod(int(span.total_seconds()) // 60, 60)
    hours_ = say.many_plain("{n} hour", "{n} hours", whole)
    rest = say.many_plain("{n} minute", "{n} minutes", minutes)
    if not whole:
        return rest
    return say.plain("{hours} and {minutes}", hours=hours_, minutes=rest) if minutes else hours_


def _moment(instant: datetime, space: Space, say: Say, *, is_end: bool = False) -> str:
    local = space.local(instant)
    if is_end and local.time() == time(0):
        return "24" if say.language is not Language.ENGLISH else "24:00"
    said = clock(local.time(), say)
    twice = local.replace(fold=1).utcoffset() != local.replace(fold=0).utcoffset()
    return f"{said} ({local.tzname()})" if twice else said


def _year(when: date, today: date) -> str:
    return "" if when.year == today.year else " y"


def _formatted(when: date, pattern: str, say: Say) -> str:
    locale = "en_GB" if say.language is Language.ENGLISH else say.language.value
    return format_date(when, pattern, locale=locale)


def weekday(when: date, say: Say) -> str:
    """`man.`"""
    return _formatted(when, "EEE", say)


def short_or_soon(when: date, today: date, say: Say) -> str:
    """For a button: `i morgen`, else `fre. 27. nov.`"""
    return day(when, today, say) if when <= today + timedelta(days=1) else short_day(when, today, say)


def moment(instant: datetime, space: Space, now: datetime, say: Say) -> str:
    """`i morgen kl. 10`."""
    return say.plain(
        "{day} at {time}",
        day=day(space.today(instant), space.today(now), say),
        time=_moment(instant, space, say),
    )


def weekday_name(when: date, say: Say) -> str:
    """`tirsdag`."""
    return _formatted(when, "EEEE", say)


def clock_hours(start: time, end: time, say: Say) -> str:
    """`kl. 10–12`, of wall-clock times on any day."""
    last = clock(end, say) if end != time(0) else "24"
    return say.plain("{start}–{end}", start=clock(start, say), end=last)
