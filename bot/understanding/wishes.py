"""A wish placed in time: the first of those a message holds, its day and hours, and what it lacks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from itertools import pairwise

from bot.understanding.days import Vague, end_of_month
from bot.understanding.hours import Hours
from bot.understanding.model import Repeat, Understanding
from bot.understanding.phrases import Phrase
from bot.understanding.repeats import Repeats, Until
from bot.understanding.structure import category
from bot.understanding.things import Kind, Named
from bot.understanding.times import HOUR, Span, clock_time
from bot.understanding.when import When, not_over

FRIDAY = 5


def first_of_several(found: Sequence[Phrase]) -> tuple[list[Phrase], bool]:
    """The phrases of the first wish, and whether there is a further one.

    A day or a time that was said of the first is its own; one that comes after both places is both's.
    """
    cut = _second_place(found)
    if cut is not None:
        own = any(category(p) in {"day", "time", "repeat"} for p in found[:cut])
        kept = found[:cut] if own else [p for p in found if not _is_place(p) or p is _first_place(found)]
        return list(kept), True
    cut = _second_day(found)
    if cut is not None:
        return list(found[:cut]), True
    many = any(isinstance(p.value, Kind) and p.value.many for p in found)
    return list(found), many


def _is_place(phrase: Phrase) -> bool:
    return isinstance(phrase.value, Named)


def _first_place(found: Sequence[Phrase]) -> Phrase | None:
    return next((p for p in found if isinstance(p.value, (Named, Kind))), None)


def _second_place(found: Sequence[Phrase]) -> int | None:
    """Where another is named than before, or after `og` something of another kind."""
    first = _first_place(found)
    if first is None:
        return None
    for n, phrase in enumerate(found):
        if phrase.first <= first.first or not isinstance(phrase.value, (Named, Kind)):
            continue
        kind = phrase.value.kind if isinstance(phrase.value, Named) else phrase.value.name
        before = first.value.kind if isinstance(first.value, Named) else first.value.name
        other = (
            isinstance(phrase.value, Named) and isinstance(first.value, Named) and phrase.value != first.value
        )
        another_kind = kind != before and (isinstance(phrase.value, Named) or _joined(found, n))
        if other or another_kind:
            return n
    return None


def _joined(found: Sequence[Phrase], at: int) -> bool:
    """Whether `og` or a comma stands close before."""
    before = found[at - 1] if at else None
    return before is not None and before.symbol == "link" and before.value.name == "and"


def _second_day(found: Sequence[Phrase]) -> int | None:
    """`mandag 10-12 og onsdag 14-16`."""
    spans = [n for n, p in enumerate(found) if isinstance(p.value, Span) and p.value.start and p.value.end]
    days = [n for n, p in enumerate(found) if category(p) == "day"]
    for first, second in pairwise(spans):
        between = [n for n in days if first < n < second]
        if between and any(n < first for n in days):
            return between[0]
    return None


def placed(asked: Understanding, said: When, repeats: Repeats | None, now: datetime) -> Understanding:
    """With its day and time, and what it lacks."""
    at = _first_time(repeats, said, now) if repeats else not_over(said, now)
    hours = _asked_within(at.hours) if asked.intent == "availability" else at.hours
    nothing = hours.start is None and hours.end is None and not hours.doubtful
    all_day = hours.all_day or (asked.kind == "desk" and at.day is not None and nothing)
    whole = replace(
        asked,
        date=at.day,
        end_date=at.last if at.day else None,
        dates=at.dates if at.day else (),
        no_day=at.why if at.day is None else None,
        start=None if all_day else clock_time(hours.start),
        end=None if all_day else clock_time(hours.end),
        within=_between(hours.within),
        length=hours.length,
        all_day=all_day,
    )
    return whole if asked.intent == "availability" else replace(whole, missing=missing(whole))


def _asked_within(hours: Hours) -> Hours:
    """Whether anything is free in a stretch is asked of all of it."""
    return replace(hours, start=hours.within[0], end=hours.within[1]) if hours.within else hours


def _between(within: tuple[int, int] | None) -> tuple[time, time] | None:
    start, end = (clock_time(within[0]), clock_time(within[1])) if within else (None, None)
    return (start, end) if start is not None and end is not None else None


def missing(said: Understanding) -> tuple[str, ...]:
    """What a booking still needs."""
    lacks = [] if said.date else ["date"]
    desk_without_time = (
        said.kind == "desk" and said.start is None and said.end is None and said.within is None
    )
    if not said.all_day and not desk_without_time:
        lacks += [name for name, at in (("start", said.start), ("end", said.end)) if at is None]
    return tuple(lacks)


def repeat_of(found: Sequence[Phrase], now: datetime) -> Repeat | None:
    """How often, and until when where that is said: `alle fredager i desember` ends with the month."""
    repeats = next((p.value for p in found if isinstance(p.value, Repeats)), None)
    if repeats is None:
        return None
    until = next((p.value.day.on for p in found if isinstance(p.value, Until)), None)
    return Repeat(every=repeats.every, until=until or _end_of_month(found, now))


def _end_of_month(found: Sequence[Phrase], now: datetime) -> date | None:
    month = next((p.value.month for p in found if isinstance(p.value, Vague) and p.value.month), None)
    return end_of_month(month, now.date()) if month else None


def _first_time(repeats: Repeats, said: When, now: datetime) -> When:
    """The first day of a repeat: what is over today begins the next time."""
    start = said.hours.start
    if said.day is None and not said.said_day and repeats.every in {"day", "weekday"}:
        today = start is not None and start > now.hour * HOUR + now.minute
        day = now.date() if today else now.date() + timedelta(days=1)
        return replace(said, day=_workday(day) if repeats.every == "weekday" else day)
    if said.day is not None and repeats.every == "weekday":
        return replace(said, day=_workday(said.day))
    over = not_over(said, now).day is None
    return replace(said, day=repeats.after.on) if over and repeats.after is not None else said


def _workday(day: date) -> date:
    """That day, or the Monday after it."""
    while day.isoweekday() > FRIDAY:
        day += timedelta(days=1)
    return day
