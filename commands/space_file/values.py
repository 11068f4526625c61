"""The values of a space file as people write them: durations, opening hours, days, names."""

from __future__ import annotations

import re
from datetime import date, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

from booking.model.people import Language
from booking.model.spaces import CheckIn, Hours
from booking.rules.addressing import is_address
from commands.failures import did_you_mean
from commands.space_file.mistakes import Wrong

DURATION = re.compile(
    r"(?:(?P<days>\d+)\s*(?:d|dag|dager|dagar|days?))?\s*"
    r"(?:(?P<hours>\d+)\s*(?:t|h|time|timer|timar|hours?))?\s*"
    r"(?:(?P<minutes>\d+)\s*(?:m|min|minutt|minutter|minutes?)\.?)?"
)
STRETCH = re.compile(r"(\d{1,2})(?:[:.](\d\d))?\s*[-–]\s*(\d{1,2})(?:[:.](\d\d))?")
YEARLY = re.compile(r"(\d{1,2})\.(\d{1,2})\.?")
NORWEGIAN_LETTERS = str.maketrans({"æ": "ae", "ø": "o", "å": "a", "ä": "a", "ö": "o", "ü": "u", "é": "e"})
SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
PHONE = re.compile(r"\+?\d[\d ]{4,18}\d")
LONGEST_NAME = 40
LONGEST_ID = 30
"""Ids travel in buttons: so much is left of the largest one's 64 bytes."""
LAST_HOUR = 24
MINUTES = 60
LEAP_YEAR = 2024
"""A yearly day is checked in a year that has all of them."""


def duration(value: object) -> timedelta:
    """`15 min`, `2 t`, `1 h 30 min`, `2 dager`. Raises Wrong."""
    found = DURATION.fullmatch(value.strip().casefold()) if isinstance(value, str) and value.strip() else None
    if found is None:
        raise Wrong(
            f'"{value}" is no length of time', 'write such as "15 min", "2 t", "1 t 30 min" or "2 dager"'
        )
    return timedelta(**{unit: int(count) for unit, count in found.groupdict().items() if count})


def stretches(value: object) -> tuple[Hours, ...]:
    """`06-23` or `08-11, 12-16:30`, in order and apart; `stengt` is none. Raises Wrong."""
    if isinstance(value, str) and value.strip().casefold() in {"stengt", "closed"}:
        return ()
    if not isinstance(value, str):
        raise Wrong(f'"{value}" are no hours', 'write such as "08-16" or "stengt"')
    found = [_stretch(part.strip()) for part in value.split(",")]
    for earlier, later in pairwise(found):
        if later.start < earlier.end or earlier.end == time(0):
            raise Wrong(f'"{value}" has hours that overlap', 'write them in order, such as "08-11, 12-16"')
    return tuple(found)


def half_day(value: object) -> Hours:
    """One stretch. Raises Wrong."""
    found = stretches(value)
    if len(found) != 1:
        raise Wrong(f'"{value}" is not one stretch of time', 'write such as "08-12"')
    return found[0]


def _stretch(text: str) -> Hours:
    found = STRETCH.fullmatch(text)
    times = (_clock(found[1], found[2]), _clock(found[3], found[4])) if found else (None, None)
    start, end = times
    if start is None or end is None:
        raise Wrong(f'"{text}" are no hours', 'write such as "08-16", "08:30-16" or "00-24"')
    if start >= end:
        raise Wrong(
            f'"{text}" ends before it starts',
            "write hours within one day; what is after midnight belongs to the next",
        )
    return Hours(start=time(*start), end=time(end[0] % LAST_HOUR, end[1]))


def _clock(hour: str, minute: str | None) -> tuple[int, int] | None:
    """Hours and minutes up to 24:00, which is the end of the day."""
    clock = int(hour), int(minute or 0)
    return clock if clock <= (LAST_HOUR, 0) and clock[1] < MINUTES else None


def day(value: object) -> date | tuple[int, int]:
    """A date, or the day and month of every year: `"24.12"`. Raises Wrong."""
    if isinstance(value, date):
        return date(value.year, value.month, value.day)
    try:
        if isinstance(value, str) and (found := YEARLY.fullmatch(value.strip())):
            yearly = date(LEAP_YEAR, int(found[2]), int(found[1]))
            return yearly.day, yearly.month
        if isinstance(value, str):
            return date.fromisoformat(value)
    except ValueError:
        pass
    raise Wrong(f'"{value}" is no day', 'write such as 2026-12-24, or "24.12" for every year')


def zone(value: object) -> ZoneInfo:
    """Raises Wrong."""
    try:
        return ZoneInfo(str(value))
    except (KeyError, ValueError, OSError):
        raise Wrong(f'"{value}" is no time zone', 'write such as "Europe/Oslo"') from None


def name(value: object) -> str:
    """What people call a thing. Raises Wrong."""
    if not isinstance(value, str) or not value.strip():
        raise Wrong(f'"{value}" is no name', 'write text in "quotation marks"')
    if len(value) > LONGEST_NAME or not value.isprintable():
        raise Wrong(
            f'"{value}" does not fit on a button', f"write at most {LONGEST_NAME} letters on one line"
        )
    return " ".join(value.split())


def identifier(value: object) -> str:
    """What programs call a thing. Raises Wrong."""
    if isinstance(value, str) and SLUG.fullmatch(value) and len(value) <= LONGEST_ID:
        return value
    raise Wrong(
        f'"{value}" cannot be an id',
        f'write at most {LONGEST_ID} small letters, digits and "-", such as "pult-3"',
    )


def day_name(value: object) -> dict[str, str]:
    """The same name in every language, or a table with one for each; Bokmål stands in. Raises Wrong."""
    by_language = {Language.BOKMAL.value: value} if isinstance(value, str) else value
    known = [language.value for language in Language]
    if not isinstance(by_language, dict) or not isinstance(by_language.get(Language.BOKMAL), str):
        raise Wrong(
            f'"{value}" is no name of a day', 'write such as "Julaften" or { nb = "…", nn = "…", en = "…" }'
        )
    if strangers := [key for key in by_language if key not in known]:
        raise Wrong(f'"{strangers[0]}" is no language here', f"known are {', '.join(known)}")
    return {language: str(by_language.get(language, by_language["nb"])) for language in known}


def fact(value: object) -> dict[str, str]:
    """One text, or one for each language, as the name of a day has it. Raises Wrong."""
    said = value if isinstance(value, dict) else {Language.BOKMAL.value: value}
    if not all(isinstance(each, str) and each.strip() for each in said.values()):
        raise Wrong(f'"{value}" is no answer', 'write text in "quotation marks"')
    return day_name(value)


def phone(value: object) -> str:
    """As people would dial it. Raises Wrong."""
    if isinstance(value, str) and PHONE.fullmatch(value.strip()):
        return value.strip()
    raise Wrong(f'"{value}" is no telephone number', 'write such as "12 34 56 78" or "+47 12 34 56 78"')


def email(value: object) -> str:
    """Raises Wrong."""
    if isinstance(value, str) and is_address(value.strip()):
        return value.strip()
    raise Wrong(f'"{value}" is no e-mail address', 'write such as "post@eksempel.no"')


def check_in(value: object) -> CheckIn | None:
    """`false`, `"15 min"` after the start, or a table with `opens` and `closes`. Raises Wrong."""
    if isinstance(value, bool):
        return CheckIn() if value else None
    if not isinstance(value, dict):
        return _positive(CheckIn(closes=duration(value)))
    known = ["opens", "closes"]
    if strangers := [key for key in value if key not in known]:
        raise Wrong(
            f'"{strangers[0]}" is not known here{did_you_mean(strangers[0], known)}',
            "known are opens and closes",
        )
    return _positive(CheckIn(**{key: duration(written) for key, written in value.items()}))


def _positive(window: CheckIn) -> CheckIn:
    if not window.closes:
        raise Wrong("nobody could check in", 'write such as "15 min", or false for no check-in')
    return window


def slug(name: str) -> str:
    """`Pult 3` is `pult-3`: what a thing is called where only plain letters will do."""
    plain = name.casefold().translate(NORWEGIAN_LETTERS)
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:LONGEST_ID].rstrip("-")
