"""Days and times as people here write them. Names come from CLDR (Babel), the patterns are ours."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime, time, timedelta

from babel.dates import format_date

from booking.model.interval import Interval
from booking.model.people import Language
from booking.model.spaces import DayPart, Space
from wording import names
from wording.cleaning import Plain
from wording.speech import Say

DAY = timedelta(days=1)
MINUTE = timedelta(minutes=1)
MONDAY = date(2026, 11, 23)
MIDNIGHT = time(0)
NYNORSK_WEEKDAYS = ("mån.", "tys.", "ons.", "tor.", "fre.", "lau.", "søn.")


def day(when: date, today: date, say: Say) -> str:
    """`i går`, `i dag`, `i morgen`, `fredag 27. november`; another year's with the year."""
    match (when - today).days:
        case -1:
            return say.plain("yesterday")
        case 0:
            return say.plain("today")
        case 1:
            return say.plain("tomorrow")
        case _:
            return full_day(when, today, say)


def on_day(when: date, today: date, say: Say) -> str:
    """As `day`, for the end of a sentence: English says `on Friday 27 November`."""
    said = day(when, today, say)
    return said if abs(when - today) <= DAY else say.plain("on {day}", day=said)


def lasting_day(when: date, today: date, say: Say) -> str:
    """As `day`, and the date: for what is still read when tomorrow has come."""
    if abs(when - today) > DAY:
        return full_day(when, today, say)
    return say.plain("{soon}, {day}", soon=day(when, today, say), day=full_day(when, today, say))


def full_day(when: date, today: date, say: Say) -> Plain:
    """`fredag 27. november`."""
    pattern = "EEEE d MMMM" if say.language is Language.ENGLISH else "EEEE d. MMMM"
    return _formatted(when, pattern + _year(when, today), say)


def short_day(when: date, today: date, say: Say) -> Plain:
    """`fre. 27. nov.`, for a button."""
    if say.language is Language.NYNORSK:
        return Plain(f"{short_weekday(when, say)} {_formatted(when, 'd. MMM' + _year(when, today), say)}")
    pattern = "EEE d MMM" if say.language is Language.ENGLISH else "EEE d. MMM"
    return _formatted(when, pattern + _year(when, today), say)


def short_or_soon(when: date, today: date, say: Say) -> str:
    """For a button: `i morgen`, else `fre. 27. nov.`"""
    return day(when, today, say) if abs(when - today) <= DAY else short_day(when, today, say)


def month(when: date, say: Say) -> Plain:
    """`november 2026`."""
    return _formatted(when, "LLLL y", say)


def days_in_runs(days: Sequence[date], say: Say) -> Plain:
    """`23.–27. og 30.`, of days of one month, in order."""
    runs: list[list[date]] = []
    for each in days:
        if runs and each - runs[-1][-1] == DAY:
            runs[-1].append(each)
        else:
            runs.append([each])
    mark = "" if say.language is Language.ENGLISH else "."
    numbers = [[f"{each.day}{mark}" for each in (run[0], run[-1])] for run in runs]
    return names.listed([Plain("–".join(dict.fromkeys(ends))) for ends in numbers], say)


def week(when: date, say: Say) -> str:
    """`uke 48`, the ISO week of a day."""
    return say.plain("week {n}", n=when.isocalendar().week)


def weekday(when: date, say: Say) -> Plain:
    """`tirsdag`."""
    return _formatted(when, "EEEE", say)


def short_weekday(when: date, say: Say) -> Plain:
    """`tir.`; in Nynorsk `tys.`, where CLDR has two letters, of which `on` and `to` are also other words."""
    if say.language is Language.NYNORSK:
        return Plain(NYNORSK_WEEKDAYS[when.weekday()])
    return _formatted(when, "EEE", say)


def weekday_initials(say: Say) -> list[str]:
    """From Monday: `M`, `T` …"""
    return [_formatted(MONDAY + n * DAY, "EEEEE", say) for n in range(7)]


def clock(when: time, say: Say) -> Plain:
    """`10`, `09.30`, `06`; English `10:00`. A bare `6` would be read as six in the afternoon."""
    if say.language is Language.ENGLISH:
        return Plain(f"{when:%H:%M}")
    return Plain(f"{when:%H.%M}" if when.minute else f"{when:%H}")


def time_of(instant: datetime, space: Space, say: Say) -> Plain:
    """The wall-clock time of an instant; in an hour that comes twice in a night, which of the two."""
    local = space.local(instant)
    said = clock(local.time(), say)
    if local.replace(fold=0).utcoffset() == local.replace(fold=1).utcoffset():
        return said
    if local.dst():
        return say.plain("{time} (summer time)", time=said)
    return say.plain("{time} (winter time)", time=said)


def hours(interval: Interval, space: Space, say: Say) -> str:
    """`kl. 10–12`, `kl. 10.30–12`; past midnight `kl. 22–02 (neste dag)`."""
    last = space.local(interval.end)
    start, end = time_of(interval.start, space, say), _end(interval, space, say)
    said = say.plain("{start}–{end}", start=start, end=end)
    nights = (last.date() - space.today(interval.start)).days
    if nights == 0 or (nights == 1 and last.time() == MIDNIGHT):
        return said
    return say.plain("{hours} (the next day)", hours=said)


def short_hours(interval: Interval, space: Space, say: Say) -> str:
    """`10–12`, for a button: a phone shows two beside one another."""
    return f"{time_of(interval.start, space, say)}–{_end(interval, space, say)}"


def clock_hours(start: time, end: time, say: Say) -> str:
    """`kl. 10–12`, of wall-clock times on any day."""
    last = clock(end, say) if end != MIDNIGHT else _midnight(say)
    return say.plain("{start}–{end}", start=clock(start, say), end=last)


def when(
    interval: Interval,
    space: Space,
    now: datetime,
    say: Say,
    *,
    in_parts: bool = False,
    as_day: Callable[[date, date, Say], str] = day,
) -> str:
    """`fredag 27. november kl. 10–12`; with `in_parts`, `hele dagen` and `formiddag` by their names.

    `as_day` is `lasting_day` or `full_day` where it is still read when tomorrow has come.
    """
    said = as_day(space.today(interval.start), space.today(now), say)
    part = part_of(interval, space) if in_parts else None
    if part is DayPart.DAY:
        return say.plain("{day}, all day", day=said)
    if part is not None:
        name = names.part_in_text(part, say)
        return say.plain("{day}, {part} ({hours})", day=said, part=name, hours=hours(interval, space, say))
    return say.plain("{day}, {hours}", day=said, hours=hours(interval, space, say))


def part_of(interval: Interval, space: Space) -> DayPart | None:
    """The part of the day that an interval is, if it is one."""
    on = space.today(interval.start)
    return next((part for part in reversed(DayPart) if space.part(on, part) == interval), None)


def moment(instant: datetime, space: Space, now: datetime, say: Say) -> str:
    """`i morgen kl. 10`."""
    said = day(space.today(instant), space.today(now), say)
    return say.plain("{day} at {time}", day=said, time=time_of(instant, space, say))


def length(span: timedelta, say: Say) -> str:
    """`45 minutter`, `1 time og 30 minutter`, `2 dager`; seconds are left out."""
    if span > DAY and not span % DAY:
        return say.many_plain("{n} day", "{n} days", span // DAY)
    whole, minutes = divmod(span // MINUTE, 60)
    rest = say.many_plain("{n} minute", "{n} minutes", minutes)
    if not whole:
        return rest
    hours_ = say.many_plain("{n} hour", "{n} hours", whole)
    return say.plain("{hours} and {minutes}", hours=hours_, minutes=rest) if minutes else hours_


def remaining(until: datetime, now: datetime, say: Say) -> str:
    """`om 15 minutter`: until something happens, rounded up to the minute; at once where it has."""
    minutes = -((now - until) // MINUTE)
    if minutes <= 0:
        return say.plain("now")
    return say.plain("in {length}", length=length(minutes * MINUTE, say))


def capital(text: str) -> Plain:
    """As the first words of a line."""
    return Plain(text[:1].upper() + text[1:])


def _end(interval: Interval, space: Space, say: Say) -> Plain:
    if space.local(interval.end).time() == MIDNIGHT:
        return _midnight(say)
    return time_of(interval.end, space, say)


def _midnight(say: Say) -> Plain:
    return Plain("24:00" if say.language is Language.ENGLISH else "24")


def _year(when: date, today: date) -> str:
    return "" if when.year == today.year else " y"


def _formatted(when: date, pattern: str, say: Say) -> Plain:
    locale = "en_GB" if say.language is Language.ENGLISH else say.language.value
    return Plain(format_date(when, pattern, locale=locale))
