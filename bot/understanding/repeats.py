"""Repeats in a message: how often, and until when."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, datetime

from bot.understanding import dates
from bot.understanding.model import Repeat
from bot.understanding.scan import Scan
from bot.understanding.words import MONTH, MONTHS, WEEKDAY, word

EVERY = r"(?:hver|kvar|kvart|hvert|every|each|alle)"
UNTIL = re.compile(
    r"(?<!\w)(?:til og med|fram til(?: og med)?|frem til(?: og med)?|until|till|through|ut|og ut|to the end of|til utgangen av|til)\s+"
)
WAYS: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        "2 weeks",
        word(
            rf"annenhver\s+(?:uke|veke|week)(?:\s+(?:på|on))?|annenhver(?=\s+{WEEKDAY})|{EVERY}\s+(?:14|fjortende)\.?\s*(?:dag|day)|(?:hver|kvar) andre uke"
        ),
    ),
    (
        "month",
        word(
            rf"{EVERY}\s+(?:måned|månad|month)|månedlig|månadleg|monthly|i måneden|i månaden|(?:of|in) (?:the|every|each) month|{EVERY} måned"
        ),
    ),
    (
        "weekday",
        word(
            rf"{EVERY}\s+(?:ukedag|ukedager|vekedag|hverdag|kvardag|yrkedag|virkedag|arbeidsdag|weekday|weekdays|workday|working day)|(?:alle )?(?:hverdager|kvardagar|ukedager|vekedagar|weekdays|arbeidsdager|yrkedager)"
        ),
    ),
    ("day", word(rf"{EVERY}\s+(?:dag|day|dagen|dagar|dager)|daglig|dagleg|daily")),
    (
        "week",
        word(
            rf"{EVERY}\s+(?:uke|veke|week)(?:\s+(?:på|on))?|{EVERY}(?=\s+{WEEKDAY})|ukentlig|vekentleg|weekly|(?<=\w)dager(?=\s)"
        ),
    ),
)
PLURAL = word(
    r"(?P<weekday>mandager|tirsdager|onsdager|torsdager|fredager|mondays|tuesdays|wednesdays|thursdays|fridays|måndagar|tysdagar|onsdagar|torsdagar|fredagar)"
)
ORDINAL = word(
    rf"(?:den\s+)?(?P<ordinal>første|fyrste|andre|tredje|fjerde|siste|first|second|third|fourth|last|1\.|2\.|3\.|4\.)\s+(?P<weekday>{WEEKDAY})(?=\s+(?:i|in|of|hver|kvar|every|each))"
)
ORDINALS = {
    "første": 0,
    "fyrste": 0,
    "first": 0,
    "1.": 0,
    "andre": 1,
    "second": 1,
    "2.": 1,
    "tredje": 2,
    "third": 2,
    "3.": 2,
    "fjerde": 3,
    "fourth": 3,
    "4.": 3,
}
END_OF_MONTH = word(rf"(?P<month>{MONTH})(?!\s*\d)")


def repeat(scan: Scan, now: datetime) -> tuple[Repeat | None, date | None]:
    """The rule, and its first day where only the rule says it (`første mandag i måneden`)."""
    first = None
    ordinal = scan.take(ORDINAL, "date", "ordinal weekday")
    every = _every(scan)
    if ordinal is not None and every is None:
        every = "month"
    if ordinal is not None:
        first = _nth(ordinal, now)
    if every is None:
        return None, None
    return Repeat(every=every, until=_until(scan, now)), first


def _every(scan: Scan) -> str | None:
    for name, pattern in WAYS:
        if scan.take(pattern, "repeat", name) is not None:
            return name
    return None


def _until(scan: Scan, now: datetime) -> date | None:
    for lead in UNTIL.finditer(scan.left):
        rest = scan.left[lead.end() :]
        for _, pattern, way in dates.WAYS:
            found = pattern.match(rest)
            if found is not None and (day := way(found, now)) is not None:
                scan.remove((lead.start(), lead.end() + found.end()), "repeat", "until")
                return day
        month = END_OF_MONTH.match(rest)
        if month is not None:
            scan.remove((lead.start(), lead.end() + month.end()), "repeat", "until")
            number = MONTHS[month["month"].rstrip(".")]
            year = now.year if number >= now.month else now.year + 1
            return date(year, number, monthrange(year, number)[1])
    return None


def _nth(match: re.Match[str], now: datetime) -> date | None:
    ordinal, weekday = ORDINALS.get(match["ordinal"]), dates._weekday(match)  # noqa: SLF001
    for ahead in range(3):
        year, month = divmod(now.year * 12 + now.month - 1 + ahead, 12)
        first = date(year, month + 1, 1)
        days = [d for n in range(31) if (d := dates._date(year, month + 1, n + 1)) and d.weekday() == weekday]  # noqa: SLF001
        day = days[-1] if ordinal is None else days[ordinal]
        if day >= now.date() and first:
            return day
    return None
