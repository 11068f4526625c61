"""Days in a message. Each way to say a day is one line of WAYS."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from bot.understanding.scan import Scan
from bot.understanding.words import MONTH, MONTHS, NUMBER, NUMBERS, WEEKDAY, WEEKDAYS, word

DAY = timedelta(days=1)
WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A day that was said. `day` is None for one that is past, impossible or vague.

    `flexible` is a weekday that is today's: whether today is meant is up to the time. `is_now` asks for now.
    """

    span: tuple[int, int]
    day: date | None
    flexible: bool = False
    is_now: bool = False
    part: str = ""


Way = Callable[[re.Match[str], datetime], "date | None"]


def number(text: str) -> int:
    return int(text) if text.isdigit() else NUMBERS[text]


def _weekday(match: re.Match[str]) -> int:
    return WEEKDAYS[match["weekday"].rstrip(".")]


def coming(weekday: int, today: date) -> date:
    """The next one after today."""
    return today + ((weekday - today.weekday() - 1) % 7 + 1) * DAY


def of_week(weekday: int, today: date, ahead: int) -> date:
    """That day of the ISO week so many weeks ahead."""
    monday = today - today.weekday() * DAY
    return monday + ahead * WEEK + weekday * DAY


def _in_week(match: re.Match[str], now: datetime) -> date | None:
    week, weekday = int(match["week"]), _weekday(match)
    for year in (now.isocalendar().year, now.isocalendar().year + 1):
        try:
            day = date.fromisocalendar(year, week, weekday + 1)
        except ValueError:
            continue
        if day >= now.date():
            return day
    return None


def on(day: int, month: int, year: int | None, today: date) -> date | None:
    """That date, next time it comes where no year is said; None where it is past or is none."""
    if year is not None:
        year += 2000 if year < 100 else 0
        found = _date(year, month, day)
        return found if found and found >= today else None
    this_year = _date(today.year, month, day)
    if this_year is not None and this_year >= today:
        return this_year
    last_of_month = date(today.year, month, monthrange(today.year, month)[1]) if 1 <= month <= 12 else None
    if last_of_month is None or (this_year is None and last_of_month >= today):
        return None
    return _date(today.year + 1, month, day)


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _numeric(match: re.Match[str], now: datetime) -> date | None:
    year = match["year"]
    return on(int(match["day"]), int(match["month"]), int(year) if year else None, now.date())


def _named(match: re.Match[str], now: datetime) -> date | None:
    year = match["year"]
    month = MONTHS[match["month"].rstrip(".")]
    return on(int(match["day"]), month, int(year) if year else None, now.date())


def _iso(match: re.Match[str], now: datetime) -> date | None:
    found = _date(int(match["year"]), int(match["month"]), int(match["day"]))
    return found if found and found >= now.date() else None


def _of_month(match: re.Match[str], now: datetime) -> date | None:
    """`den 5.`: the next fifth from today on."""
    wanted, today = int(match["day"]), now.date()
    for ahead in range(3):
        year, month = divmod(today.year * 12 + today.month - 1 + ahead, 12)
        found = _date(year, month + 1, wanted)
        if found is not None and found >= today:
            return found
    return None


def _agrees(day: date | None, match: re.Match[str]) -> date | None:
    return day if day is not None and day.weekday() == _weekday(match) else None


def _none(_match: re.Match[str], _now: datetime) -> None:
    return None


PRE = r"(?:(?:på|til|nå på|no på|førstkommende|kommende|denne|on|this|coming|the|nå|for|fra|frå|from|komande|førstkomande)\s+)*"
YEAR = r"(?:[\s.,/]+(?P<year>20\d\d)|(?<=[./])(?P<unused>\d\d(?!\d|[:.]\d)))?"
D = r"(?P<day>[0-3]?\d)"
NUMERIC = rf"{D}(?:\.\s?|/)(?P<month>1[0-2]|0?[1-9])(?:[./](?P<year>20\d\d|\d\d)|\.)?(?![\d:]|\.\d)"
NAMED = rf"{D}(?:\.|st|nd|rd|th)?\s*(?:of\s+)?(?P<month>{MONTH})(?:\s+(?P<year>20\d\d))?"
NAMED_ENGLISH = (
    rf"(?P<month>{MONTH})\s+(?:the\s+)?{D}(?:st|nd|rd|th)?(?:,?\s+(?P<year>20\d\d))?(?![\d:.]\d|-\d)"
)
WD = rf"(?P<weekday>{WEEKDAY})"
NEXT = r"(?:neste|next|nest|førstkommende neste)"
IN_WEEK = r"(?:i\s+|in\s+|of\s+)?(?:uke|uka|veke|week|uke nr)\s*(?P<week>\d{1,2})"
NEXT_WEEK = r"(?:i\s+|in\s+|of\s+)?(?:neste|next|komande|kommende)\s+(?:uke|uka|veke|veka|week)"
WEEKS = r"(?:uke|uker|veke|veker|week|weeks)"

WAYS: tuple[tuple[str, re.Pattern[str], Way], ...] = (
    ("iso date", word(r"(?P<year>20\d\d)-(?P<month>\d\d)-(?P<day>\d\d)"), _iso),
    (
        "weekday and date",
        word(rf"{PRE}{WD},?\s+(?:den\s+|the\s+)?{NAMED}"),
        lambda m, n: _agrees(_named(m, n), m),
    ),
    ("weekday and date", word(rf"{PRE}{WD},?\s+{NAMED_ENGLISH}"), lambda m, n: _agrees(_named(m, n), m)),
    (
        "weekday and date",
        word(rf"{PRE}{WD},?\s+(?:den\s+)?{NUMERIC}"),
        lambda m, n: _agrees(_numeric(m, n), m),
    ),
    (
        "weekday and day",
        word(rf"{PRE}{WD},?\s+(?:den|the)\s+{D}(?:\.|st|nd|rd|th)?"),
        lambda m, n: _agrees(_of_month(m, n), m),
    ),
    ("date", word(rf"(?:den\s+|the\s+|på\s+|on\s+)?{NAMED}"), _named),
    ("date", word(rf"(?:on\s+)?{NAMED_ENGLISH}"), _named),
    ("weekday of week", word(rf"{PRE}{WD}\s+{IN_WEEK}"), _in_week),
    ("weekday of week", word(rf"{IN_WEEK}\s+(?:på\s+|on\s+)?{WD}"), _in_week),
    ("weekday next week", word(rf"{PRE}{WD}\s+{NEXT_WEEK}"), lambda m, n: of_week(_weekday(m), n.date(), 1)),
    (
        "weekday next week",
        word(rf"{NEXT_WEEK}\s+(?:på\s+|on\s+)?{WD}"),
        lambda m, n: of_week(_weekday(m), n.date(), 1),
    ),
    (
        "weekday in weeks",
        word(rf"{PRE}{WD}\s+(?:om|in)\s+(?P<number>{NUMBER})\s+{WEEKS}"),
        lambda m, n: coming(_weekday(m), n.date()) + number(m["number"]) * WEEK,
    ),
    (
        "weeks from weekday",
        word(rf"(?P<number>{NUMBER})\s+{WEEKS}\s+(?:from|fra|frå|on)\s+{WD}"),
        lambda m, n: coming(_weekday(m), n.date()) + number(m["number"]) * WEEK,
    ),
    ("next weekday", word(rf"(?:på\s+|on\s+)?{NEXT}\s+{WD}"), lambda m, n: of_week(_weekday(m), n.date(), 1)),
    (
        "day after tomorrow",
        word(r"i overmorgen|(?:the )?day after tomorrow"),
        lambda _m, n: n.date() + 2 * DAY,
    ),
    ("tomorrow", word(r"(?:til )?i morgen|tomorrow"), lambda _m, n: n.date() + DAY),
    ("yesterday", word(r"i går|yesterday|i forgårs|last \w+day|sist \w+dag|forrige \w+"), _none),
    (
        "in days",
        word(rf"(?:om|in)\s+(?P<number>{NUMBER})\s+(?:dager|dagar|dag|days|day)"),
        lambda m, n: n.date() + number(m["number"]) * DAY,
    ),
    (
        "in weeks",
        word(rf"(?:om|in)\s+(?P<number>{NUMBER})\s+{WEEKS}"),
        lambda m, n: n.date() + number(m["number"]) * WEEK,
    ),
    (
        "numeric date",
        word(
            rf"(?:den\s+|the\s+|på\s+|on\s+)?{D}/(?P<month>1[0-2]|0?[1-9])(?:[/.](?P<year>20\d\d|\d\d))?(?![\d:])"
        ),
        _numeric,
    ),
    (
        "numeric date",
        word(rf"(?:den\s+)?{D}\.(?P<month>1[0-2]|0?[1-9])\.(?P<year>20\d\d|\d\d)?(?![\d:])"),
        _numeric,
    ),
    ("day of the month", word(rf"(?:den|the)\s+{D}(?:\.(?!\d)|st|nd|rd|th)?(?![\d:.]\d)"), _of_month),
    (
        "vague",
        word(
            rf"{NEXT_WEEK}|denne uka|this week|(?:i\s+)?(?:neste\s+|next\s+)?helga|helgen|(?:the |next |this )?weekend|neste helg|til helga|(?:neste|next) (?:måned|månad|month)|{IN_WEEK}|(?:i|in) {MONTH}"
        ),
        _none,
    ),
)
TODAY = word(r"(?:nå )?i dag|today|denne dagen")
TODAY_PART = word(
    r"i (?P<part>kveld|ettermiddag|formiddag|føremiddag|morges)|this (?P<english>morning|afternoon|evening)|(?P<tonight>tonight)"
)
NOW = word(r"nå|now|right now|med en gang|med det same|straks|akkurat nå|nå med en gang|no|asap")
PLAIN_WEEKDAY = word(rf"{PRE}{WD}")


def days(scan: Scan, now: datetime) -> list[Said]:
    """All that were said, in the order of the message."""
    found: list[Said] = []
    for rule, pattern, way in WAYS:
        for match in scan.every(pattern, "date", rule):
            found.append(Said(span=match.span(), day=way(match, now)))
    for match in scan.every(TODAY_PART, "date", "today"):
        part = match["part"] or match["english"] or "tonight"
        found.append(Said(span=match.span(), day=now.date(), part=part))
    for match in scan.every(TODAY, "date", "today"):
        found.append(Said(span=match.span(), day=now.date()))
    for match in scan.every(PLAIN_WEEKDAY, "date", "weekday"):
        day = coming(_weekday(match), now.date())
        found.append(Said(span=match.span(), day=day, flexible=_weekday(match) == now.weekday()))
    for match in scan.every(NOW, "date", "now"):
        found.append(Said(span=match.span(), day=now.date(), is_now=True))
    return sorted(found, key=lambda said: said.span)
