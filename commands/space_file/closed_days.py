"""The days on which a place is closed: those that the file names, and public holidays."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from commands.space_file.mistakes import Wrong
from commands.space_file.shape import ClosedDay, YearDay

YEARS_BACK = 2
YEARS_AHEAD = 10
LONGEST = timedelta(days=366)
HOLIDAY_LANGUAGES = {"nb": "no", "nn": "no", "en": "en_US"}
NYNORSK = {"Arbeidernes dag": "Arbeidardagen"}
"""The other names are the same in both."""

Closed = dict[date, dict[str, str]]


def years_around(year: int) -> range:
    return range(year - YEARS_BACK, year + YEARS_AHEAD + 1)


def norwegian_holidays(years: range) -> Closed:
    """Public holidays, Sundays apart, with their names by language."""
    from holidays import country_holidays

    found: Closed = {}
    for language, theirs in HOLIDAY_LANGUAGES.items():
        for day, names in country_holidays("NO", years=years, language=theirs).items():
            each = [NYNORSK.get(name, name) if language == "nn" else name for name in names.split("; ")]
            found.setdefault(day, {})[language] = ", ".join(each)
    return found


def days_of(closed: ClosedDay, years: range) -> Closed:
    """Each day that the entry closes. Raises Wrong where its last day does not fit its first."""
    return {day: dict(closed.name) for first, last in _spans(closed, years) for day in _days(first, last)}


def _spans(closed: ClosedDay, years: range) -> Iterator[tuple[date, date]]:
    first, last = closed.date, closed.until if closed.until is not None else closed.date
    if isinstance(first, date) and isinstance(last, date):
        if not first <= last <= first + LONGEST:
            raise Wrong(
                f"until {last} does not follow {first}", "write the last closed day, at most a year later"
            )
        yield first, last
    elif isinstance(first, tuple) and isinstance(last, tuple):
        for year in years:
            start, end = _in_year(first, year), _in_year(last, year)
            yield start, end if end >= start else _in_year(last, year + 1)
    else:
        raise Wrong("date and until are not of one kind", 'write both as 2026-12-24, or both as "24.12"')


def _in_year(day: YearDay, year: int) -> date:
    """29 February is the 28th where the year has none."""
    number, month = day
    try:
        return date(year, month, number)
    except ValueError:
        return date(year, month, number - 1)


def _days(first: date, last: date) -> Iterator[date]:
    for offset in range((last - first).days + 1):
        yield first + timedelta(days=offset)
