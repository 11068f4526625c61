"""A month to pick a day from: no week that has nothing, and in words which days there are."""

from __future__ import annotations

from calendar import Calendar
from collections.abc import Callable, Sequence
from datetime import date, timedelta

from bot import buttons
from bot.buttons import Button
from bot.screen import Key, Row, Screen, key
from wording import Say, dates


def month(
    shown: date,
    today: date,
    free_days: Sequence[date],
    say: Say,
    *,
    pick: Callable[[date], Button],
    page: Callable[[date], Button],
) -> Screen:
    """The page without what leads away from it. Weeks that are over, or have nothing, are left out."""
    free = {day for day in free_days if day.month == shown.month}
    weeks = [
        week for week in Calendar().monthdatescalendar(shown.year, shown.month) if not free.isdisjoint(week)
    ]
    name = dates.capital(dates.month(shown, say))
    pages = _pages(shown, today, say, page)
    if not weeks:
        return Screen(text=say("<b>{month}</b>\nNothing is free this month.", month=name), rows=(pages,))
    head = tuple(key(words, buttons.Nothing()) for words in dates.weekday_initials(say))
    rows = tuple(tuple(_day_key(day, free, pick) for day in week) for week in weeks)
    text = say(
        "<b>{month}</b>\nFree: {days}\nTap a day, or write one, like “{example}”.",
        month=name,
        days=dates.days_in_runs(sorted(free), say),
        example=say.plain("4 December"),
    )
    return Screen(text=text, rows=(head, *rows, pages))


def _pages(shown: date, today: date, say: Say, page: Callable[[date], Button]) -> Row:
    first = shown.replace(day=1)
    before, after = first - timedelta(days=1), first + timedelta(days=32)
    keys: list[Key] = []
    if before >= today.replace(day=1):
        keys.append(
            key(
                say.plain("← {month}", month=dates.capital(dates.month(before, say))),
                page(before.replace(day=1)),
            )
        )
    keys.append(
        key(say.plain("{month} →", month=dates.capital(dates.month(after, say))), page(after.replace(day=1)))
    )
    return tuple(keys)


def _day_key(day: date, free: set[date], pick: Callable[[date], Button]) -> Key:
    """One with room is its number; any other is a label, so that the columns stay."""
    return key(str(day.day), pick(day)) if day in free else key("·", buttons.Nothing())
