"""What words about times of day mean. Times are minutes from midnight of the local wall clock."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import time

HOUR = 60
NOON = 12
HALF_DAY = 12 * HOUR
WHOLE_DAY = 24 * HOUR
LAST_HOUR = 24
FIRST_MORNING_HOUR = 7
"""A bare hour from 1 to 6 is in the afternoon, 7 to 11 in the morning."""
QUARTER = 15
PART_HOURS = {
    "morning": (8 * HOUR, 12 * HOUR),
    "afternoon": (12 * HOUR, 16 * HOUR),
    "evening": (17 * HOUR, 21 * HOUR),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Clock:
    """A time as it was said. `bare` may lie in either half of the day, `doubtful` even by the rule of hours.

    `half` is am or pm where it was said; `dotted` could be a date.
    """

    minutes: int
    bare: bool = False
    doubtful: bool = False
    half: str = ""
    dotted: bool = False


@dataclass(frozen=True, slots=True)
class Span:
    """A range; None where that side was left open."""

    start: Clock | None
    end: Clock | None


@dataclass(frozen=True, slots=True)
class Length:
    minutes: int


@dataclass(frozen=True, slots=True)
class Stretch:
    """Days or weeks, in minutes, by which something is moved."""

    minutes: int


@dataclass(frozen=True, slots=True)
class FromNow:
    minutes: int


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the day; `day` is the whole of it. `of_today` where the words also said which day."""

    name: str
    of_today: bool = False


@dataclass(frozen=True, slots=True)
class Now:
    pass


@dataclass(frozen=True, slots=True)
class Number:
    """A number that stands alone; in a message with no other time it may be one."""

    value: int
    digits: bool = False


def at(hour: int, minute: int = 0, *, bare: bool = False) -> Clock | None:
    """None where there is no such time."""
    if hour > LAST_HOUR or minute >= HOUR or (hour == LAST_HOUR and minute):
        return None
    return Clock(minutes=hour * HOUR + minute, bare=bare)


def of_digits(digits: str) -> Clock | None:
    """`13`, `08`, `930`, `1330`; a leading zero is literal, and so is a time in four digits."""
    hour, minute = (digits[:-2], digits[-2:]) if len(digits) > len("24") else (digits, "0")
    if len(hour) > len("24"):
        return None
    bare = 1 <= int(hour) <= NOON and digits[0] != "0" and len(digits) < len("1330")
    return at(int(hour), int(minute), bare=bare)


def with_minutes(text: str, by: str) -> Clock | None:
    """`13:30`, `2.30`; without a leading zero the rule of bare hours holds."""
    hour, _, minute = text.partition(by)
    if len(minute) != len("30"):
        return None
    clock = at(int(hour), int(minute), bare=1 <= int(hour) <= NOON and hour[0] != "0")
    return replace(clock, dotted=by == ".") if clock else None


def in_half(said: Clock, half: str) -> Clock | None:
    """`9am`, `12pm`."""
    if said.minutes >= HALF_DAY + HOUR:
        return said if half == "pm" else None
    minutes = said.minutes % HALF_DAY + (HALF_DAY if half == "pm" else 0)
    return replace(said, minutes=minutes, bare=False, half=half)


def beside(hour: int, minutes: int) -> Clock | None:
    """So many minutes after the hour; before it, where they are negative."""
    if hour > NOON or hour == 0:
        return Clock(minutes=(hour * HOUR + minutes) % WHOLE_DAY) if hour <= LAST_HOUR else None
    doubtful = minutes < 0 and hour == FIRST_MORNING_HOUR
    return Clock(minutes=(hour * HOUR + minutes) % HALF_DAY or HALF_DAY, bare=True, doubtful=doubtful)


def spanning(start: Clock, end: Clock) -> Span:
    """`2-4pm` is two to four in the afternoon, `10-12pm` begins in the morning."""
    if end.half and start.bare:
        same, morning = in_half(start, end.half), in_half(start, "am")
        start = (same if same and same.minutes < end.minutes else morning) or start
    return Span(start, end)


def overnight(start: Clock, end: Clock) -> Span:
    """`kl. 19–10 (neste dag)`: the end as it stands."""
    return Span(start, replace(end, bare=False))


def resolved(said: Clock, half: str) -> int | None:
    """By the rule of bare hours and what is said of the half of the day; None where it is in doubt."""
    if not said.bare or half in {"am", "morning"}:
        return said.minutes
    if half in {"pm", "evening", "afternoon"}:
        return said.minutes % HALF_DAY + HALF_DAY
    if said.doubtful:
        return None
    return said.minutes + (HALF_DAY if said.minutes < FIRST_MORNING_HOUR * HOUR else 0)


def ended(start: int, said: Clock) -> int:
    """The end that follows the start."""
    if not said.bare:
        return said.minutes
    if said.minutes >= HALF_DAY:
        return said.minutes if said.minutes > start else said.minutes + HALF_DAY
    early = said.minutes
    return next((each for each in (early, early + HALF_DAY) if each > start), early + WHOLE_DAY)


def clock_time(minutes: int | None) -> time | None:
    return None if minutes is None else time(minutes // HOUR % LAST_HOUR, minutes % HOUR)
