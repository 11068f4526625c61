"""One message to one understanding: the parts are read, then put together against the time it is."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from bot.understanding import dates, intents, repeats, things, times
from bot.understanding.dates import Said
from bot.understanding.model import Understanding
from bot.understanding.scan import Scan, normalised
from bot.understanding.things import Catalogue, Named
from bot.understanding.times import PART_HOURS, WHOLE_DAY, Times
from bot.understanding.words import word

QUARTER = 15
JOIN_RANGE = re.compile(r"^[\s\x00]*(?:til og med|til|tell|to|through|-|t o m)[\s\x00]*$")
JOIN_AND = re.compile(r"^[\s\x00,]*(?:og|and|&|\+|,|samt)?[\s\x00]*(?:på |on )?[\s\x00]*$")
DAY_RANGE = word(r"(?P<first>[0-3]?\d)\.?\s*(?:-|til|to)\s*(?P<last>[0-3]?\d)\.\s*(?P<month>\w+)")
SHIFT_LATER = word(r"senere|seinare|later|utover|fram(?:over)?|lenger fram|frem")
SHIFT_EARLIER = word(r"tidligere|tidlegare|earlier|før tida|tilbake|bakover")
TO = re.compile(r"(?<!\w)(?:til|to|tell|→)\s+")
FROM = re.compile(r"(?<!\w)(?:fra|frå|from)\s+")


@dataclass(frozen=True, slots=True, kw_only=True)
class When:
    """A day and a time of day, put together."""

    day: date | None = None
    last: date | None = None
    start: int | None = None
    end: int | None = None
    all_day: bool = False
    said_day: bool = False
    doubtful: bool = False
    more: bool = False
    anything: bool = False


def understand(text: str, now: datetime, catalogue: Catalogue) -> Understanding:
    """What a message means at a local wall-clock time. Never raises; what is not sure is left open."""
    scan = Scan(normalised(text))
    if not scan.whole:
        return Understanding()
    found = things.named(scan, text, catalogue)
    if scan.has(intents.MOVE) and not scan.has(word(intents.EVENT)):
        return _move(scan, found, now, catalogue)
    people = things.people(scan)
    equipment = things.equipment(scan)
    repeat, first = repeats.repeat(scan, now)
    when = _when(scan, now, first)
    kind = found[0].kind if found else things.kind_of(scan)
    intent = intents.wanted(
        scan,
        has_kind=kind is not None,
        has_day=when.said_day,
        has_time=when.start is not None or when.end is not None or when.all_day,
        has_name=bool(found),
    )
    understood = Understanding(
        intent=intent,
        kind=kind,
        resource=found[0].resource.name if found and found[0].resource else None,
        repeat=repeat,
        people=people,
        equipment=equipment,
        no_such=found[0].no_such if found else None,
        more=when.more or len({f.span for f in found}) > 1,
        evidence=tuple(scan.evidence),
    )
    return _for_intent(understood, when, now)


def _for_intent(said: Understanding, when: When, now: datetime) -> Understanding:
    match said.intent:
        case "book" | "availability":
            return _placed(said, when, now)
        case "cancel" | "check_in":
            dated = replace(said, date=when.day, start=_time(when.start), end=_time(when.end))
            return replace(dated, repeat=None, equipment=(), people=None, more=False)
        case "register" | "events" | "unregister":
            return Understanding(intent=said.intent, people=said.people, evidence=said.evidence)
        case _:
            return Understanding(intent=said.intent, evidence=said.evidence)


def _placed(said: Understanding, when: When, now: datetime) -> Understanding:
    """A wish or a question with its day and time, and what it lacks."""
    when = _not_over(when, said, now)
    if said.repeat is not None:
        when = _first_of(said, when, now)
    all_day = when.all_day
    if said.kind == "desk" and when.day and when.start is None and when.end is None and not when.doubtful:
        all_day = True
    placed = replace(
        said,
        date=when.day,
        end_date=when.last if when.day else None,
        start=None if all_day else _time(when.start),
        end=None if all_day else _time(when.end),
        all_day=all_day,
    )
    if said.intent == "availability":
        return placed
    return replace(placed, missing=_missing(placed))


def _missing(said: Understanding) -> tuple[str, ...]:
    lacks = []
    if said.date is None:
        lacks.append("date")
    if not said.all_day:
        desk_without_day = said.kind == "desk" and said.start is None and said.end is None
        if said.start is None and not desk_without_day:
            lacks.append("start")
        if said.end is None and not desk_without_day:
            lacks.append("end")
    return tuple(lacks)


def _when(scan: Scan, now: datetime, first: date | None = None) -> When:
    ranged = _day_range(scan, now)
    said = dates.days(scan, now)
    is_now = any(s.is_now for s in said)
    given = next((s.part for s in said if s.part), "")
    part = {
        "kveld": "evening",
        "tonight": "evening",
        "ettermiddag": "afternoon",
        "formiddag": "morning",
        "føremiddag": "morning",
        "morges": "morning",
    }.get(given, given)
    clock = times.read(scan, part)
    when = _days(scan, [s for s in said if not s.is_now], clock, now)
    if ranged is not None:
        when = replace(when, day=ranged[0], last=ranged[1], said_day=True)
    if first is not None:
        when = replace(when, day=first, said_day=True)
    when = _with_times(when, clock)
    if clock.relative is not None:
        return _from_now(when, clock, now)
    if is_now and when.start is None:
        start = _rounded(now)
        day = now.date() + timedelta(days=start // WHOLE_DAY)
        length = clock.length
        end = start + length if length is not None else when.end
        return replace(
            when, day=day, said_day=True, start=start % WHOLE_DAY, end=end % WHOLE_DAY if end else None
        )
    return when


def _with_times(when: When, clock: Times) -> When:
    start, end = clock.start, clock.end
    if start is not None and end is None and clock.length is not None:
        end = start + clock.length
    all_day = clock.part == "day" and start is None and end is None
    if clock.part in PART_HOURS and start is None and end is None and clock.length is None:
        start, end = PART_HOURS[clock.part]
    anything = when.said_day or start is not None or end is not None or all_day
    return replace(when, start=start, end=end, all_day=all_day, doubtful=clock.doubtful, anything=anything)


def _from_now(when: When, clock: Times, now: datetime) -> When:
    at = _rounded(now + timedelta(minutes=clock.relative or 0))
    moment = now + timedelta(minutes=clock.relative or 0)
    day = moment.date() + timedelta(days=at // WHOLE_DAY)
    start = at % WHOLE_DAY
    end = start + clock.length if clock.length else None
    return replace(
        when, day=day, said_day=True, start=start, end=end % WHOLE_DAY if end is not None else None
    )


def _rounded(moment: datetime) -> int:
    minutes = moment.hour * 60 + moment.minute + (1 if moment.second or moment.microsecond else 0)
    return -(-minutes // QUARTER) * QUARTER


def _day_range(scan: Scan, now: datetime) -> tuple[date, date] | None:
    """`1.-3. desember`."""
    for found in DAY_RANGE.finditer(scan.left):
        month = dates.MONTHS.get(found["month"].rstrip("."))
        if month is None:
            continue
        first = dates.on(int(found["first"]), month, None, now.date())
        if first is None:
            continue
        last = dates.on(int(found["last"]), month, first.year, now.date())
        if last is not None and last > first:
            scan.remove(found.span(), "date", "days in a row")
            return first, last
    return None


def _days(scan: Scan, said: list[Said], clock: Times, now: datetime) -> When:
    """The days that were said: one, several in a row, or the first of several."""
    if not said:
        return When()
    first = _settled(said[0], clock, now)
    if len(said) == 1:
        return When(day=first, said_day=True)
    between = scan.left[said[0].span[1] : said[1].span[0]]
    second = _settled(said[1], clock, now)
    if first is not None and second is not None and second <= first and said[1].flexible is False:
        second = second + timedelta(days=7) if JOIN_RANGE.match(between) else second
    if first is not None and second is not None:
        if JOIN_RANGE.match(between) and second > first:
            return When(day=first, last=second, said_day=True, more=len(said) > 2)
        if JOIN_AND.match(between):
            if first == second:
                return When(day=first, said_day=True, more=len(said) > 2)
            if second == first + timedelta(days=1):
                return When(day=first, last=second, said_day=True, more=len(said) > 2)
            return When(day=first, said_day=True, more=True)
    if first is None and second is not None:
        return When(day=None, said_day=True)
    return When(day=first, said_day=True, more=first != second)


def _settled(said: Said, clock: Times, now: datetime) -> date | None:
    """A weekday that is today's means today where no time is said, or one still to come."""
    if not said.flexible or said.day is None:
        return said.day
    minutes = now.hour * 60 + now.minute
    part = PART_HOURS.get(clock.part)
    start = clock.start if clock.start is not None else part[0] if part and clock.end is None else None
    end = clock.end if clock.end is not None else part[1] if part else None
    nothing = start is None and end is None
    to_come = (start is not None and start >= minutes) or (
        start is None and end is not None and end > minutes
    )
    return now.date() if nothing or to_come else said.day


def _not_over(when: When, said: Understanding, now: datetime) -> When:
    """A time today that is over is no time; a part of today that has begun starts now."""
    if when.day != now.date() or said.repeat is not None:
        return when
    minutes = now.hour * 60 + now.minute
    is_part = (when.start, when.end) in PART_HOURS.values()
    if (
        is_part
        and when.start is not None
        and when.start < minutes
        and when.end is not None
        and minutes < when.end
    ):
        start = _rounded(now)
        return replace(when, start=start if start < when.end else when.start)
    last = when.end if when.end is not None else when.start
    past_midnight = when.start is not None and when.end is not None and when.end <= when.start
    if (
        last is not None
        and not past_midnight
        and (last <= minutes if when.end is not None else last < minutes)
    ):
        return replace(when, day=None)
    return when


def _first_of(said: Understanding, when: When, now: datetime) -> When:
    """The first day of a repeat where none was said."""
    if when.day is not None:
        return when
    if said.repeat is None or said.repeat.every not in {"day", "weekday"} or when.said_day:
        return when
    minutes = now.hour * 60 + now.minute
    start = when.start if when.start is not None else -1
    day = now.date() if start > minutes else now.date() + timedelta(days=1)
    while said.repeat.every == "weekday" and day.weekday() > 4:
        day += timedelta(days=1)
    return replace(when, day=day)


def _move(scan: Scan, found: list[Named], now: datetime, catalogue: Catalogue) -> Understanding:
    """A booking moved: what stands before `til` is where it was, what stands after is where it shall be."""
    del catalogue
    shift = _shift(scan)
    old, new = _halves(scan)
    people, equipment = things.people(new), things.equipment(new)
    before, after = _when(old, now), _when(new, now)
    after = _not_over(after, Understanding(), now)
    split = len(old.whole)
    named = [f for f in found if f.span[0] >= split] or found
    resource = named[-1] if named else None
    kind = resource.kind if resource else things.kind_of(old) or things.kind_of(new)
    new_resource = resource is not None and resource.span[0] >= split > 0
    all_day = after.all_day or (
        kind == "desk" and after.day is not None and after.start is None and after.end is None
    )
    nothing_new = not (after.anything or new_resource or shift is not None)
    missing: tuple[str, ...] = ("date", "start") if nothing_new else ()
    if after.said_day and after.day is None:
        missing = ("date",)
    return Understanding(
        intent="move",
        kind=kind,
        resource=resource.resource.name if resource and resource.resource else None,
        date=after.day,
        end_date=after.last,
        start=None if all_day else _time(after.start),
        end=None if all_day else _time(after.end),
        all_day=all_day,
        people=people,
        equipment=equipment,
        missing=missing,
        shift=shift,
        from_date=before.day,
        from_start=_time(before.start),
        from_end=_time(before.end),
        no_such=resource.no_such if resource else None,
        evidence=(*scan.evidence, *old.evidence, *new.evidence),
    )


def _shift(scan: Scan) -> int | None:
    later, earlier = scan.has(SHIFT_LATER), scan.has(SHIFT_EARLIER)
    if not (later or earlier):
        return None
    minutes = times.take_length(scan)
    if minutes is None:
        return None
    return -minutes if earlier else minutes


def _halves(scan: Scan) -> tuple[Scan, Scan]:
    """The old and the new; without a `til` all that is said of a time is the old one's."""
    start = FROM.search(scan.left)
    splits = [m for m in TO.finditer(scan.left) if start is None or m.start() > start.end()]
    old, new = Scan(scan.left), Scan("")
    for split in splits:
        new = Scan(scan.left[split.end() :])
        old = Scan(scan.left[: split.end()])
        if start is not None or _is_new(new):
            old.left = old.left[: split.start()] + " " * (split.end() - split.start())
            if start is not None:
                old.left = (
                    old.left[: start.start()] + " " * (start.end() - start.start()) + old.left[start.end() :]
                )
            return old, new
    return Scan(scan.left), Scan("")


def _is_new(new: Scan) -> bool:
    return bool(new.whole.strip("\x00 ")) or "\x00" in new.whole


def _time(minutes: int | None) -> time | None:
    if minutes is None:
        return None
    return time((minutes // 60) % 24, minutes % 60)
