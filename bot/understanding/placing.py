"""Days and times said anew, put into what was wished for before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta

from bot.understanding.days import WEEK, Vague
from bot.understanding.model import Repeat, Understanding
from bot.understanding.phrases import Phrase
from bot.understanding.times import HOUR, WHOLE_DAY, clock_time
from bot.understanding.when import When

MONTH = timedelta(days=28)
FRIDAY = 5


def placed(before: Understanding, said: When, found: Sequence[Phrase]) -> Understanding:
    """With the day and times that are said now; a new start keeps the length."""
    hours, week_ahead = said.hours, _week_ahead(found)
    day, last = (said.day, said.last) if said.said_day else (before.date, before.end_date)
    if week_ahead and said.day is None and before.date is not None:
        day, last = before.date + week_ahead * WEEK, None
    if hours.all_day:
        return replace(before, date=day, end_date=last, all_day=True, start=None, end=None)
    if not hours.said and hours.length is None:
        return replace(before, date=day, end_date=last)
    start, end = _times(before, said)
    return replace(before, date=day, end_date=last, all_day=False, start=start, end=end)


def _times(before: Understanding, said: When) -> tuple[time | None, time | None]:
    start, end, length = said.hours.start, said.hours.end, said.hours.length
    if start is not None and end is None and before.missing == ("end",) and length is None:
        return before.start, clock_time(start)
    if start is None:
        ended = _after(before.start, length) if length else None
        return before.start, clock_time(end) if end is not None else ended or before.end
    if end is None:
        return clock_time(start), _after(clock_time(start), _length(before))
    return clock_time(start), clock_time(end)


def _length(before: Understanding) -> int | None:
    """In minutes; None where it was open."""
    if before.start is None or before.end is None:
        return None
    minutes = [at.hour * HOUR + at.minute for at in (before.start, before.end)]
    return (minutes[1] - minutes[0]) % WHOLE_DAY


def _after(start: time | None, length: int | None) -> time | None:
    if start is None or length is None:
        return None
    return (datetime.combine(date.min, start) + timedelta(minutes=length)).time()


def _week_ahead(found: Sequence[Phrase]) -> int:
    """`neste uke` said of a wish that has a day is that day a week later."""
    return next((p.value.ahead for p in found if isinstance(p.value, Vague) and p.value.ahead), 0)


def following(day: date, repeat: Repeat) -> date:
    """The next time of a repeat after that day."""
    match repeat.every:
        case "week":
            return day + WEEK
        case "2 weeks":
            return day + 2 * WEEK
        case "month":
            later = day + MONTH
            return later if (later.day - 1) // 7 == (day.day - 1) // 7 else later + WEEK
        case _:
            day += timedelta(days=1)
            while repeat.every == "weekday" and day.isoweekday() > FRIDAY:
                day += timedelta(days=1)
            return day
