"""Days of the year that have names, by the calendar that people in Norway go by."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

from bot.understanding.days import DAY, Day, last_before, nth_of_month

SUNDAY = 6


def easter(year: int) -> date:
    """Easter Sunday, by the rule of the Gregorian calendar (Oudin's form of it)."""
    golden, century = year % 19, year // 100
    epact = (century - century // 4 - (8 * century + 13) // 25 + 19 * golden + 15) % 30
    epact -= (epact // 28) * (1 - (29 // (epact + 1)) * ((21 - golden) // 11))
    weekday = (year + year // 4 + epact + 2 - century + century // 4) % 7
    offset = epact - weekday
    month = 3 + (offset + 40) // 44
    return date(year, month, offset + 28 - 31 * (month // 4))


def _from_easter(days: int) -> Callable[[int], date]:
    return lambda year: easter(year) + days * DAY


def _fixed(month: int, day: int) -> Callable[[int], date]:
    return lambda year: date(year, month, day)


def _second_sunday(month: int) -> Callable[[int], date]:
    return lambda year: nth_of_month(2, SUNDAY, year, month) or date(year, month, 8)


def _advent(number: int) -> Callable[[int], date]:
    """The fourth is the last Sunday before Christmas Day."""
    return lambda year: last_before(SUNDAY, date(year, 12, 25)) - (4 - number) * 7 * DAY


NAMED: Mapping[str, Callable[[int], date]] = {
    "new_year": _fixed(1, 1),
    "valentine": _fixed(2, 14),
    "mothers_day": _second_sunday(2),
    "womens_day": _fixed(3, 8),
    "palm_sunday": _from_easter(-7),
    "maundy_thursday": _from_easter(-3),
    "good_friday": _from_easter(-2),
    "easter_eve": _from_easter(-1),
    "easter_sunday": _from_easter(0),
    "easter_monday": _from_easter(1),
    "labour_day": _fixed(5, 1),
    "constitution_day": _fixed(5, 17),
    "ascension": _from_easter(39),
    "whit_eve": _from_easter(48),
    "whit_sunday": _from_easter(49),
    "whit_monday": _from_easter(50),
    "midsummer_eve": _fixed(6, 23),
    "halloween": _fixed(10, 31),
    "fathers_day": _second_sunday(11),
    "advent_1": _advent(1),
    "advent_2": _advent(2),
    "advent_3": _advent(3),
    "advent_4": _advent(4),
    "lucia": _fixed(12, 13),
    "little_christmas_eve": _fixed(12, 23),
    "christmas_eve": _fixed(12, 24),
    "christmas_day": _fixed(12, 25),
    "boxing_day": _fixed(12, 26),
    "third_christmas_day": _fixed(12, 27),
    "new_years_eve": _fixed(12, 31),
}
"""The names that [holidays] of lexicon.toml gives words to."""

BEGINS: Mapping[str, Callable[[int], date]] = {
    "christmas": _fixed(12, 24),
    "easter": _from_easter(-3),
    "whitsun": _from_easter(49),
    "new_year": _fixed(1, 1),
}
ENDS: Mapping[str, Callable[[int], date]] = {
    "christmas": _fixed(12, 26),
    "easter": _from_easter(1),
    "whitsun": _from_easter(50),
    "new_year": _fixed(1, 1),
}
"""A feast of several days: `fredag før jul` is before the first, `dagen etter påske` after the last."""


def coming(rule: Callable[[int], date], today: date) -> Day:
    """The next such day from today on."""
    return Day(coming_date(rule, today))


def coming_date(rule: Callable[[int], date], today: date) -> date:
    this_year = rule(today.year)
    return this_year if this_year >= today else rule(today.year + 1)
