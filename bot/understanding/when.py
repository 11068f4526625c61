"""When a wish is for: the days and times that were said, put together against the time it is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from bot.understanding import dots
from bot.understanding.days import (
    DAY,
    WEEK,
    Day,
    Days,
    Vague,
    in_a_row,
    of_numbered_week,
    of_week,
    weeks_after,
)
from bot.understanding.hours import Hours, hours
from bot.understanding.phrases import Phrase
from bot.understanding.repeats import Repeats, Until
from bot.understanding.times import HOUR, QUARTER, WHOLE_DAY, FromNow, Now, Part

Said = Day | Days | Vague
NOT_SAID = Hours()


@dataclass(frozen=True, slots=True, kw_only=True)
class When:
    """`said_day` also where the day that was said is past, impossible or vague, and `day` None."""

    day: date | None = None
    last: date | None = None
    said_day: bool = False
    more: bool = False
    hours: Hours = NOT_SAID

    @property
    def said(self) -> bool:
        return self.said_day or self.hours.said


def when(found: Sequence[Phrase], now: datetime) -> When:
    """Of all that a message says; `now` is the local wall clock."""
    found = dots.settled(found, now.date())
    repeats = next((p.value for p in found if isinstance(p.value, Repeats)), None)
    times = hours(found, repeats.part if repeats else "")
    placed = replace(_placed(_days(found, repeats, now.date()), times, now), hours=times)
    from_now = next((p.value for p in found if isinstance(p.value, FromNow)), None)
    if from_now is not None:
        return _from(now + timedelta(minutes=from_now.minutes), placed)
    asks_now = any(isinstance(p.value, Now) for p in found)
    if asks_now and not placed.said_day and (times.start is None or times.is_part):
        return _from(now, placed)
    if not placed.said_day and any(isinstance(p.value, Part) and p.value.of_today for p in found):
        return replace(placed, day=now.date(), said_day=True)
    return placed


def not_over(placed: When, now: datetime) -> When:
    """A time today that is over is no time; a part of today that has begun starts now."""
    times, minutes = placed.hours, now.hour * HOUR + now.minute
    if placed.day != now.date() or (times.start is None and times.end is None):
        return placed
    if times.start is not None and times.end is not None and times.end <= times.start:
        return placed
    start = _rounded_up(now)
    if (
        times.is_part
        and times.start is not None
        and times.end is not None
        and times.start < minutes
        and start < times.end
    ):
        return replace(placed, hours=replace(times, start=start))
    last = start if times.is_part else minutes
    over = times.end <= last if times.end is not None else (times.start or 0) < minutes
    return replace(placed, day=None, last=None) if over else placed


def _rounded_up(moment: datetime) -> int:
    """To the next quarter of an hour, in minutes from that day's midnight; a quarter itself stays."""
    minutes = moment.hour * HOUR + moment.minute + (1 if moment.second or moment.microsecond else 0)
    return -(-minutes // QUARTER) * QUARTER


def _from(moment: datetime, placed: When) -> When:
    """From that moment on, for as long as was said."""
    start = _rounded_up(moment)
    times = placed.hours
    end = start + times.length if times.length else times.end
    kept = replace(
        times,
        start=start % WHOLE_DAY,
        end=None if end is None else end % WHOLE_DAY,
        all_day=False,
        clear=True,
    )
    return replace(placed, day=moment.date() + start // WHOLE_DAY * DAY, said_day=True, hours=kept)


def _days(found: Sequence[Phrase], repeats: Repeats | None, today: date) -> list[Said]:
    """In the order of the message; the end of a repeat is no day of its own."""
    if repeats is not None and repeats.first is not None:
        begins = next((p.value.on for p in found if isinstance(p.value, Day) and p.value.on), None)
        if begins is None or repeats.first.weekday is None:
            return [repeats.first]
        return [Day(begins + (repeats.first.weekday - begins.weekday()) % 7 * DAY)]
    said: list[Said] = []
    for phrase in found:
        if isinstance(phrase.value, Until) and repeats is None:
            _add_until(said, phrase.value)
        elif isinstance(phrase.value, (Day, Days, Vague)):
            said.append(phrase.value)
    return _brought_together(said, today)


def _add_until(said: list[Said], until: Until) -> None:
    """`til fredag` is the last of several days where a first was said, else the day itself."""
    first = said[-1] if said else None
    row = in_a_row(first, until.day) if isinstance(first, Day) else None
    if row is not None:
        said[-1] = row
    else:
        said.append(until.day)


def _brought_together(said: list[Said], today: date) -> list[Said]:
    """`onsdag kl 10 neste uke`: a weekday, and further on which week's."""
    weekday = next((d.weekday for d in said if isinstance(d, Day) and d.weekday is not None), None)
    week = next((d for d in said if _says_which_week(d)), None)
    if weekday is None or week is None:
        return said
    others = [d for d in said if d is not week and not (isinstance(d, Day) and d.weekday == weekday)]
    return [_of_that_week(weekday, week, today), *others]


def _says_which_week(said: Said) -> bool:
    if isinstance(said, Vague):
        return said.ahead is not None or said.week is not None
    return isinstance(said, Day) and said.weeks is not None


def _of_that_week(weekday: int, week: Said, today: date) -> Day:
    if isinstance(week, Vague) and week.ahead is not None:
        return of_week(weekday, week.ahead, today)
    if isinstance(week, Vague):
        return of_numbered_week(weekday, week.week or 0, today)
    return weeks_after(weekday, week.weeks or 0 if isinstance(week, Day) else 0, today)


def _placed(said: Sequence[Said], times: Hours, now: datetime) -> When:
    exact = [d for d in said if not isinstance(d, Vague)]
    if not exact:
        return When(said_day=bool(said))
    first = exact[0]
    day = _settled(_first(first), times, now)
    others = {_settled(_first(other), times, now) for other in exact[1:]} - {day, None}
    more = day is not None and bool(others)
    if isinstance(first, Day):
        return When(day=day, said_day=True, more=more)
    last = first.last.on if first.last is not first.first else None
    if day is not None and last is not None and last <= day:
        last += WEEK
    return When(day=day, last=last, said_day=True, more=more or first.more)


def _first(said: Day | Days) -> Day:
    return said.first if isinstance(said, Days) else said


def _settled(said: Day, times: Hours, now: datetime) -> date | None:
    """A weekday that is today's means today where no time is said, or one still to come."""
    if not said.flexible or said.on is None:
        return said.on
    minutes = now.hour * HOUR + now.minute
    if times.start is None and times.end is None:
        return now.date()
    if times.is_part or times.start is None:
        return now.date() if times.end is not None and times.end > minutes else said.on
    return now.date() if times.start >= minutes else said.on
