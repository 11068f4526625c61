"""When a wish is for: the days and times that were said, put together against the time it is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from bot.understanding.days import (
    DAY,
    WEEK,
    Day,
    Days,
    Dotted,
    Vague,
    coming,
    in_a_row,
    of_numbered_week,
    of_week,
    on_date,
)
from bot.understanding.phrases import Link, Phrase
from bot.understanding.repeats import Repeats, Until
from bot.understanding.times import (
    HALF_DAY,
    HOUR,
    PART_HOURS,
    WHOLE_DAY,
    Clock,
    FromNow,
    Length,
    Now,
    Number,
    Part,
    Span,
    ended,
    of,
    resolved,
)

QUARTER = 15
MONTHS = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Hours:
    """Minutes from midnight; None was not said, or `doubtful`."""

    start: int | None = None
    end: int | None = None
    length: int | None = None
    all_day: bool = False
    doubtful: bool = False
    part: str = ""
    clear: bool = False

    @property
    def said(self) -> bool:
        return self.start is not None or self.end is not None or self.all_day or self.doubtful

    @property
    def is_part(self) -> bool:
        """A part of the day and no time of its own."""
        return self.part in PART_HOURS and (self.start, self.end) == PART_HOURS[self.part] and not self.clear


@dataclass(frozen=True, slots=True, kw_only=True)
class When:
    """`said_day` also where the day that was said is past, impossible or vague, and `day` None."""

    day: date | None = None
    last: date | None = None
    said_day: bool = False
    more: bool = False
    hours: Hours = Hours()

    @property
    def said(self) -> bool:
        return self.said_day or self.hours.said


def when(found: Sequence[Phrase], now: datetime) -> When:
    """Of all that a message says; `now` is the local wall clock."""
    found = _dots_read(found, now.date())
    repeats = next((p.value for p in found if isinstance(p.value, Repeats)), None)
    hours = _hours(found, repeats.part if repeats else "")
    placed = _days(_said_days(found, repeats, now.date()), hours, now)
    placed = replace(placed, hours=hours)
    from_now = next((p.value for p in found if isinstance(p.value, FromNow)), None)
    if from_now is not None:
        return _from(now + timedelta(minutes=from_now.minutes), placed)
    if (
        any(isinstance(p.value, Now) for p in found)
        and not placed.said_day
        and (hours.start is None or hours.is_part)
    ):
        return _from(now, placed)
    today_part = any(isinstance(p.value, Part) and p.value.today for p in found)
    if today_part and not placed.said_day:
        return replace(placed, day=now.date(), said_day=True)
    return placed


def rounded_up(moment: datetime) -> int:
    """To the next quarter of an hour, in minutes from that day's midnight; a quarter itself stays."""
    minutes = moment.hour * HOUR + moment.minute + (1 if moment.second or moment.microsecond else 0)
    return -(-minutes // QUARTER) * QUARTER


def not_over(placed: When, now: datetime) -> When:
    """A time today that is over is no time; a part of today that has begun starts now."""
    hours, minutes = placed.hours, now.hour * HOUR + now.minute
    if placed.day != now.date() or (hours.start is None and hours.end is None):
        return placed
    if (
        hours.is_part
        and hours.start is not None
        and hours.end is not None
        and hours.start < minutes < hours.end
    ):
        start = rounded_up(now)
        begun = replace(placed, hours=replace(hours, start=start))
        return begun if start < hours.end else replace(placed, day=None, last=None)
    over_midnight = hours.start is not None and hours.end is not None and hours.end <= hours.start
    if over_midnight:
        return placed
    over = hours.end <= minutes if hours.end is not None else (hours.start or 0) < minutes
    return replace(placed, day=None, last=None) if over else placed


def clock(minutes: int | None) -> time | None:
    return None if minutes is None else time(minutes // HOUR % 24, minutes % HOUR)


def _from(moment: datetime, placed: When) -> When:
    start = rounded_up(moment)
    day = moment.date() + start // WHOLE_DAY * DAY
    hours = placed.hours
    end = start + hours.length if hours.length else hours.end
    kept = replace(
        hours, start=start % WHOLE_DAY, end=end % WHOLE_DAY if end is not None else None, all_day=False
    )
    return replace(placed, day=day, said_day=True, hours=replace(kept, clear=True))


def _dots_read(found: Sequence[Phrase], today: date) -> list[Phrase]:
    """Each `10.12` as the day or the time it is: a day where the message has no other, or names another time."""
    read = _rows_of_dots(found, today)
    for at, phrase in enumerate(read):
        if not isinstance(phrase.value, Dotted):
            continue
        others = [other for n, other in enumerate(read) if n != at]
        other_day = any(other.symbol in {"day", "days", "vague"} for other in others)
        other_time = any(_is_time(other) for other in others)
        as_time = _dotted_time(phrase.value)
        if phrase.value.day is not None and (as_time is None or not other_day or other_time):
            read[at] = replace(phrase, symbol="day", value=phrase.value.day)
        elif as_time is not None:
            read[at] = replace(phrase, symbol="clock", value=as_time)
        else:
            read[at] = replace(phrase, symbol="day", value=Day(None))
    return read


def _rows_of_dots(found: Sequence[Phrase], today: date) -> list[Phrase]:
    """`10.12-12.12` in a message without another day is days in a row and not two times."""
    if any(p.symbol in {"day", "days", "vague", "dots", "repeat"} for p in found):
        return list(found)
    return [_as_days(phrase, today) for phrase in found]


def _as_days(phrase: Phrase, today: date) -> Phrase:
    span = phrase.value
    if not (isinstance(span, Span) and span.start and span.end and span.start.dotted and span.end.dotted):
        return phrase
    (first, month), (last, last_month) = divmod(span.start.minutes, HOUR), divmod(span.end.minutes, HOUR)
    if not (1 <= month <= MONTHS and 1 <= last_month <= MONTHS):
        return phrase
    row = in_a_row(on_date(first, month, today), on_date(last, last_month, today))
    return replace(phrase, symbol="days", value=row) if row else phrase


def _is_time(phrase: Phrase) -> bool:
    value = phrase.value
    only_time = isinstance(value, Dotted) and value.day is None
    return (
        isinstance(value, (Span, Clock, FromNow)) or only_time or (isinstance(value, Number) and value.digits)
    )


def _dotted_time(said: Dotted) -> Clock | None:
    hour, _, minute = said.text.partition(".")
    if len(minute) != 2:
        return None
    return of(int(hour), int(minute), bare=1 <= int(hour) <= 12 and hour[0] != "0")


def _said_days(found: Sequence[Phrase], repeats: Repeats | None, today: date) -> list[Day | Days | Vague]:
    """In the order of the message; the end of a repeat is no day of its own."""
    said: list[Day | Days | Vague] = []
    if repeats is not None and repeats.first is not None:
        said.append(_first_from(repeats.first, found))
        if said[0] is not repeats.first:
            return said
    for phrase in found:
        value = phrase.value
        if isinstance(value, Until) and repeats is None:
            _add_until(said, value)
        elif isinstance(value, (Day, Days, Vague)):
            said.append(value)
    return _brought_together(said, today)


def _first_from(first: Day, found: Sequence[Phrase]) -> Day:
    """`hver tirsdag fra 1. juni`: the first such weekday from that day on."""
    begins = next((p.value.on for p in found if isinstance(p.value, Day) and p.value.on), None)
    if begins is None or first.weekday is None:
        return first
    return Day(begins + (first.weekday - begins.weekday()) % 7 * DAY)


def _add_until(said: list[Day | Days | Vague], until: Until) -> None:
    """`til fredag` is the last of several days where a first was said, else the day itself."""
    first = said[-1] if said else None
    row = in_a_row(first, until.day) if isinstance(first, Day) else None
    if row is not None:
        said[-1] = row
    else:
        said.append(until.day)


def _brought_together(said: list[Day | Days | Vague], today: date) -> list[Day | Days | Vague]:
    """`onsdag kl 10 neste uke`: a weekday, and further on which week's."""
    weekday = next((d.weekday for d in said if isinstance(d, Day) and d.weekday is not None), None)
    vague = next(
        (d for d in said if isinstance(d, Vague) and (d.ahead is not None or d.week is not None)), None
    )
    weeks = next((d for d in said if isinstance(d, Day) and d.weeks is not None), None)
    if weekday is None or (vague is None and weeks is None):
        return said
    if vague is not None and vague.ahead is not None:
        meant = of_week(weekday, today, vague.ahead)
    elif vague is not None:
        meant = of_numbered_week(weekday, today, vague.week or 0)
    else:
        meant = Day(coming(weekday, today) + (weeks.weeks or 0) * WEEK if weeks else None)
    others = [
        d
        for d in said
        if d is not vague and d is not weeks and not (isinstance(d, Day) and d.weekday == weekday)
    ]
    return [meant, *others]


def _days(said: Sequence[Day | Days | Vague], hours: Hours, now: datetime) -> When:
    if not said:
        return When()
    first = said[0]
    if isinstance(first, Vague):
        real = [d for d in said if not isinstance(d, Vague)]
        return _days(real, hours, now) if real else When(said_day=True)
    day = _settled(first.first if isinstance(first, Days) else first, hours, now)
    rest = {
        _settled(d.first if isinstance(d, Days) else d, hours, now)
        for d in said[1:]
        if not isinstance(d, Vague)
    }
    more = bool(rest - {day, None}) and day is not None
    if isinstance(first, Days):
        last = first.last.on if first.last is not first.first else None
        if day is not None and last is not None and last <= day:
            last += WEEK
        return When(day=day, last=last, said_day=True, more=more or first.more)
    return When(day=day, said_day=True, more=more)


def _settled(said: Day, hours: Hours, now: datetime) -> date | None:
    """A weekday that is today's means today where no time is said, or one still to come."""
    if not said.flexible or said.on is None:
        return said.on
    minutes = now.hour * HOUR + now.minute
    nothing = hours.start is None and hours.end is None
    part_to_come = hours.is_part and hours.end is not None and hours.end > minutes
    to_come = hours.start is not None and hours.start >= minutes
    ends_to_come = hours.start is None and hours.end is not None and hours.end > minutes
    return now.date() if nothing or to_come or ends_to_come or part_to_come else said.on


def _hours(found: Sequence[Phrase], part_of_repeat: str) -> Hours:
    part = next((p.value.name for p in found if isinstance(p.value, Part)), part_of_repeat)
    half = part if part in PART_HOURS else ""
    length = next((p.value.minutes for p in found if isinstance(p.value, Length)), None)
    start, end, doubtful = _clocks(found, half)
    if start is not None and end is None and length is not None:
        end = start + length
    if end is not None and end > WHOLE_DAY:
        end %= WHOLE_DAY
    clear = start is not None or end is not None
    if not clear and not doubtful and half and length is None:
        start, end = PART_HOURS[half]
    all_day = part == "day" and not clear and not doubtful
    return Hours(
        start=start, end=end, length=length, all_day=all_day, doubtful=doubtful, part=part, clear=clear
    )


def _clocks(found: Sequence[Phrase], half: str) -> tuple[int | None, int | None, bool]:
    """Start, end, and whether a time was said that could be in either half of the day."""
    spans = [p.value for p in found if isinstance(p.value, Span)]
    whole = next((s for s in spans if s.start and s.end), None)
    if whole is not None:
        return _of_span(whole, half)
    starts = [s.start for s in spans if s.start]
    ends = [s.end for s in spans if s.end]
    for at, phrase in enumerate(found):
        if not isinstance(phrase.value, Clock):
            continue
        to = at > 0 and isinstance(found[at - 1].value, Link) and found[at - 1].value.name == "to"
        (ends if to else starts).append(phrase.value)
    if not starts and not ends:
        starts = _bare(found, ends)
    if starts and ends:
        return _of_span(Span(starts[0], ends[0]), half)
    if starts:
        start = resolved(starts[0], half)
        return start, None, start is None
    end = resolved(ends[0], half) if ends else None
    return None, end, bool(ends) and end is None


def _of_span(span: Span, half: str) -> tuple[int | None, int | None, bool]:
    if span.start is None or span.end is None:
        raise ValueError("a span has two ends")
    start = resolved(span.start, half)
    if start is None:
        return None, None, True
    end = ended(start, span.end)
    return start, None if end == start + HALF_DAY and span.start.minutes == span.end.minutes else end, False


def _bare(found: Sequence[Phrase], ends: list[Clock]) -> list[Clock]:
    """A number that stands alone is a time where nothing else is."""
    for at, phrase in enumerate(found):
        said = phrase.value
        if not isinstance(said, Number):
            continue
        link = found[at - 1].value if at and found[at - 1].last == phrase.first else None
        linked = isinstance(link, Link) and link.name in {"to", "from"}
        hour, minute = divmod(said.value, 100) if said.value >= 100 else (said.value, 0)
        time_of_day = of(hour, minute, bare=1 <= said.value <= 12)
        if time_of_day is None or not (said.digits or linked):
            continue
        if linked and isinstance(link, Link) and link.name == "to":
            ends.append(time_of_day)
            continue
        return [time_of_day]
    return []
