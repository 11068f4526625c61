"""When a wish is for: the days and times that were said, put together against the time it is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from bot.understanding import dots
from bot.understanding.days import (
    DAY,
    WEEK,
    Day,
    DayList,
    Days,
    Vague,
    in_a_row,
    of_numbered_week,
    of_week,
    weeks_after,
    workdays_of,
)
from bot.understanding.hours import Hours, hours
from bot.understanding.model import NoDay
from bot.understanding.phrases import Phrase
from bot.understanding.repeats import Repeats, Until
from bot.understanding.times import HOUR, QUARTER, WHOLE_DAY, FromNow, Now, Part

Said = Day | Days | DayList | Vague
MOST_DAYS = 400
"""Of one stretch."""
NOT_SAID = Hours()


@dataclass(frozen=True, slots=True, kw_only=True)
class When:
    """`said_day` also where the day that was said is past, impossible or vague: `day` is None, `why` says so.

    `last` is the last of a stretch; `dates` are all of several that are none.
    """

    day: date | None = None
    last: date | None = None
    dates: tuple[date, ...] = ()
    said_day: bool = False
    why: NoDay | None = None
    hours: Hours = NOT_SAID

    @property
    def said(self) -> bool:
        return self.said_day or self.hours.said


def when(
    found: Sequence[Phrase], now: datetime, excepted: Sequence[Phrase] = (), *, whole_weeks: bool = False
) -> When:
    """Of all that a message says, without the days that are `excepted`; `now` is the local wall clock.

    With `whole_weeks` a week without a day is its days from Monday to Friday.
    """
    found = dots.settled(found, now.date())
    repeats = next((p.value for p in found if isinstance(p.value, Repeats)), None)
    times = hours(found, repeats.part if repeats else "")
    said = _days(found, repeats, now.date())
    placed = replace(
        _Placing(times, now, tuple(_exceptions(excepted)), whole_weeks).placed(said), hours=times
    )
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
    return replace(placed, day=None, last=None, dates=(), why="over") if over else placed


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
        return _days_of(repeats, found, today)
    said: list[Said] = []
    for phrase in found:
        if isinstance(phrase.value, Until) and repeats is None:
            _add_until(said, phrase.value)
        elif isinstance(phrase.value, Said):
            said.append(phrase.value)
    return _of_one_week(_brought_together(said, today), today)


def _days_of(repeats: Repeats, found: Sequence[Phrase], today: date) -> list[Said]:
    """The first day of each weekday of a repeat, from where it begins."""
    begins = next((p.value.on for p in found if isinstance(p.value, Day) and p.value.on), None)
    month = next((p.value.month for p in found if isinstance(p.value, Vague) and p.value.month), None)
    if begins is None and month is not None:
        begins = max(today, date(today.year + (month < today.month), month, 1))
    firsts = [each for each in (repeats.first, *repeats.others) if each is not None]
    if begins is None or any(each.weekday is None for each in firsts):
        return list(firsts)
    return [Day(begins + ((each.weekday or 0) - begins.weekday()) % 7 * DAY) for each in firsts]


def _add_until(said: list[Said], until: Until) -> None:
    """`til fredag` is the last of several days where a first was said, else the day itself."""
    first = said[-1] if said else None
    row = in_a_row(first, until.day) if isinstance(first, Day) else None
    if row is not None:
        said[-1] = row
    elif not until.ends:
        said.append(until.day)


def _brought_together(said: list[Said], today: date) -> list[Said]:
    """`onsdag kl 10 neste uke`: weekdays, and further on which week's."""
    week = next((d for d in said if _says_which_week(d)), None)
    if week is None or not any(isinstance(d, Day) and d.weekday is not None for d in said):
        return said
    return [_of_that_week(d, week, today) for d in said if d is not week]


def _of_one_week(said: list[Said], today: date) -> list[Said]:
    """`mandag, onsdag og fredag neste uke`: the week is that of all."""
    last = said[-1] if said else None
    week = last.last.week if isinstance(last, Days) else last.week if isinstance(last, Day) else None
    if week is None:
        return said
    return [_of_that_week(d, week, today) for d in said]


def _says_which_week(said: Said) -> bool:
    if isinstance(said, Vague):
        return not said.workdays and (said.ahead is not None or said.week is not None)
    return isinstance(said, Day) and said.weeks is not None


def _of_that_week(said: Said, week: Said, today: date) -> Said:
    if not isinstance(said, Day) or said.weekday is None:
        return said
    if isinstance(week, Vague):
        if week.ahead is not None:
            return of_week(said.weekday, week.ahead, today)
        return of_numbered_week(said.weekday, week.week or 0, today)
    return weeks_after(said.weekday, week.weeks or 0 if isinstance(week, Day) else 0, today)


def _exceptions(excepted: Sequence[Phrase]) -> Iterator[int | date]:
    """Days that are taken out: a weekday by its number."""
    for phrase in excepted:
        said = phrase.value
        each = said.days if isinstance(said, DayList) else (said,)
        for day in each:
            if isinstance(day, Day) and day.on is not None:
                yield day.weekday if day.weekday is not None else day.on


@dataclass(frozen=True, slots=True)
class _Placing:
    times: Hours
    now: datetime
    without: tuple[int | date, ...]
    whole_weeks: bool

    def placed(self, said: Sequence[Said]) -> When:
        as_days = bool(self.without) or self.whole_weeks
        known = [d for d in said if not isinstance(d, Vague) or d.workdays or (as_days and _is_week(d))]
        if not known:
            return When(said_day=bool(said), why="vague" if said else None)
        first = known[0]
        if len(known) == 1 and isinstance(first, Day):
            return When(day=self.settled(first), said_day=True, why=first.why)
        rows = [self.row(each) for each in known]
        if not all(rows):
            return When(said_day=True, why=next((why for each in known if (why := _why(each))), "past"))
        every = sorted({day for row in rows for day in row} - {*self.without})
        return _together([day for day in every if day.weekday() not in self.without])

    def row(self, said: Said) -> list[date]:
        """All of its days; none where one is past or impossible."""
        if isinstance(said, DayList):
            days = [self.settled(day) for day in said.days]
            return [] if None in days else [day for day in days if day is not None]
        if isinstance(said, Day):
            day = self.settled(said)
            return [] if day is None else [day]
        ends = workdays_of(said, self.now.date()) if isinstance(said, Vague) else self.ends(said)
        return [ends[0] + n * DAY for n in range((ends[1] - ends[0]).days + 1)] if ends else []

    def ends(self, said: Days) -> tuple[date, date] | None:
        first, last = self.settled(said.first), said.last.on
        if first is None or last is None:
            return None
        last += WEEK if last <= first else 0 * DAY
        return first, min(last, first + MOST_DAYS * DAY)

    def settled(self, said: Day) -> date | None:
        """A weekday that is today's means today where no time is said, or one still to come."""
        if not said.flexible or said.on is None:
            return said.on
        minutes, times = self.now.hour * HOUR + self.now.minute, self.times
        if times.start is None and times.end is None:
            return self.now.date()
        if times.is_part or times.start is None:
            return self.now.date() if times.end is not None and times.end > minutes else said.on
        return self.now.date() if times.start >= minutes else said.on


def _is_week(said: Vague) -> bool:
    return said.ahead is not None or said.week is not None


def _why(said: Said) -> NoDay | None:
    if isinstance(said, DayList):
        return next((day.why for day in said.days if day.why), None)
    return said.why if isinstance(said, (Day, Days)) else None


def _together(days: Sequence[date]) -> When:
    if not days:
        return When(said_day=True, why="vague")
    in_row = days[-1] - days[0] == (len(days) - 1) * DAY
    if in_row:
        return When(day=days[0], last=days[-1] if len(days) > 1 else None, said_day=True)
    return When(day=days[0], dates=tuple(days), said_day=True)
