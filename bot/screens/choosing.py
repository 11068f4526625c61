"""Days, times and resources to choose from. Only what can be had is a button that books."""

from __future__ import annotations

from calendar import Calendar
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime, timedelta

from booking.model.interval import Interval
from booking.model.spaces import Catalogue, DayPart, Resource, ResourceId, ResourceKind
from bot import buttons
from bot.buttons import Button, Place
from bot.screen import Key, Row, Says, Screen, in_rows, key
from bot.turn import Turn
from wording import Say, dates, names, places

STARTS_SHOWN = 36
OFFERS_A_RESOURCE = 4
HANDFUL = (30, 60, 120)
"""Minutes offered first where there are several resources to choose from."""

Offer = tuple[Resource, Interval]


def days(open_days: Sequence[tuple[ResourceKind, date]], today: date, say: Say) -> Screen:
    """The first question of /bestill."""
    soon = [
        key(_kind_on(kind, day, today, say), buttons.PickDay(kind=kind, day=day)) for kind, day in open_days
    ]
    other = [
        key(
            say.plain("Meeting room, another day")
            if kind is ResourceKind.ROOM
            else say.plain("Desk, another day"),
            buttons.PickMonth(kind=kind, day=today),
        )
        for kind in ResourceKind
    ]
    text = say("What do you need? Tap, or write it, like “{example}”.", example=example(say))
    return Screen(text=text, rows=in_rows(soon, 2) + in_rows(other, 1))


def example(say: Say) -> str:
    return say.plain("Drivhuset tomorrow 10–12")


def parts(
    found: Mapping[ResourceId, Sequence[tuple[DayPart, Interval]]], day: date, today: date, say: Say
) -> Screen:
    """How much of a desk's day."""
    there = {part for offers in found.values() for part, _ in offers}
    kind = ResourceKind.DESK
    keys = [
        key(names.part(part, say), buttons.PickPart(kind=kind, day=day, part=part))
        for part in (DayPart.DAY, DayPart.MORNING, DayPart.AFTERNOON)
        if part in there
    ]
    if not keys:
        return nothing_free(kind, day, today, say)
    some = key(say.plain("Only some hours"), buttons.PickHours(kind=kind, day=day))
    text = say("A desk {day}. How long?", day=dates.day(day, today, say))
    return Screen(text=text, rows=(*in_rows([*keys, some], 2), _back(say)))


def starts(
    found: Mapping[ResourceId, Sequence[datetime]],
    kind: ResourceKind,
    day: date,
    catalogue: Catalogue,
    turn: Turn,
) -> Screen:
    """When it shall begin."""
    say, space = turn.say, catalogue.home
    only = next(iter(found)) if len(found) == 1 else ResourceId("")
    times = _sparse(sorted({start for offers in found.values() for start in offers}), space.local)
    today = space.today(turn.now)
    if not times:
        return nothing_free(kind, day, today, say)
    keys = [
        key(
            dates.clock(space.local(start).time(), say),
            buttons.PickStart(kind=kind, start=start, resource=only),
        )
        for start in times
    ]
    what = catalogue.resources[only].name if only else names.kind(kind, say)
    text = say(
        "{what} {day}. From when? You can also write it, like “10.15–11”.",
        what=what,
        day=dates.day(day, today, say),
    )
    return Screen(text=text, rows=(*in_rows(keys, 4), _back(say)))


def offers(found: Sequence[Offer], catalogue: Catalogue, turn: Turn, *, once: str) -> Screen:
    """Each button books what it says."""
    say = turn.say
    if not found:
        return Screen(text=say("Nothing is free then. Try another time."), rows=(_back(say),))
    keys = [book_key(resource, interval, catalogue, say, once=once) for resource, interval in found]
    about = "\n".join(sorted({_about(resource, say) for resource, _ in found}))
    when = dates.day(catalogue.home.today(found[0][1].start), catalogue.home.today(turn.now), say)
    text = say("Free {day}. One tap books it.", day=when) + "\n\n" + about
    width = 3 if found[0][0].kind is ResourceKind.DESK and len(found) > OFFERS_A_RESOURCE else 2
    return Screen(text=text, rows=(*in_rows(keys[:96], width), _back(say)))


def handful(found: Sequence[Offer]) -> list[Offer]:
    """Of each resource half an hour, an hour, two, and as long as it can be had."""
    kept: list[Offer] = []
    for resource in dict.fromkeys(resource for resource, _ in found):
        mine = [offer for offer in found if offer[0] is resource]
        short = [o for o in mine if o[1].length // timedelta(minutes=1) in HANDFUL]
        longest = max(mine, key=lambda offer: offer[1].end)
        kept += short if longest in short else [*short, longest]
    return kept


def free_now(
    found: Sequence[tuple[Resource, Interval, datetime]], catalogue: Catalogue, turn: Turn, *, once: str
) -> Screen:
    """/ledig: rooms one by one, desks counted, each with one tap to take it."""
    say = turn.say
    if not found:
        return Screen(text=say("Nothing is free right now."), rows=(_back(say),))
    rooms = [free for free in found if free[0].kind is ResourceKind.ROOM]
    desks = [free for free in found if free[0].kind is ResourceKind.DESK]
    lines = [_until(resource.name, until, catalogue, say) for resource, _, until in rooms]
    longest = sorted(desks, key=lambda free: free[2], reverse=True)[:1]
    if desks:
        count = say.many_plain("{n} desk", "{n} desks", len(desks))
        lines.append(_until(count, longest[0][2], catalogue, say))
    keys = [book_key(resource, i, catalogue, say, once=once) for resource, i, _ in (*rooms, *longest)]
    text = say("Free now. One tap takes it.") + "\n\n" + "\n".join(lines)
    return Screen(text=text, rows=(*in_rows(keys, 2), _back(say)))


def _until(name: str, until: datetime, catalogue: Catalogue, say: Say) -> str:
    time = dates.clock(catalogue.home.local(until).time(), say)
    return say("<b>{name}</b> until {time}", name=name, time=time)


def nothing_free(kind: ResourceKind, day: date, today: date, say: Say) -> Screen:
    text = say(
        "There is nothing free {day}. Pick another day.",
        day=dates.day(day, today, say),
    )
    other = key(say.plain("Another day"), buttons.PickMonth(kind=kind, day=day))
    return Screen(text=text, rows=((other,), _back(say)))


def days_of_month(day: date, today: date) -> list[date]:
    """The days of the month that holds `day`, from today on."""
    month = Calendar().itermonthdates(day.year, day.month)
    return [d for d in month if d.month == day.month and d >= today]


def next_days(today: date, number: int = 14) -> list[date]:
    return [today + timedelta(days=ahead) for ahead in range(number)]


def month(
    shown: date,
    today: date,
    free_days: Sequence[date],
    say: Say,
    *,
    pick: Callable[[date], Button],
    page: Callable[[date], Button],
) -> Screen:
    """A calendar page: a day with room is its number, one without is a dash."""
    weeks = Calendar().monthdatescalendar(shown.year, shown.month)
    free = set(free_days)
    head = tuple(key(words, buttons.Nothing()) for words in dates.weekday_initials(say))
    rows = tuple(tuple(_day_key(day, shown, free, pick) for day in week) for week in weeks)
    text = say(
        "<b>{month}</b>\nTap a day, or write one, like “4 December”. A dash means nothing is free.",
        month=dates.month(shown, say),
    )
    return Screen(text=text, rows=(head, *rows, _pages(shown, today, say, page), _back(say)))


def _pages(shown: date, today: date, say: Say, page: Callable[[date], Button]) -> Row:
    first = shown.replace(day=1)
    before, after = first - timedelta(days=1), first + timedelta(days=32)
    keys: list[Key] = []
    if before >= today.replace(day=1):
        keys.append(key(say.plain("← {month}", month=dates.month(before, say)), page(before.replace(day=1))))
    keys.append(key(say.plain("{month} →", month=dates.month(after, say)), page(after.replace(day=1))))
    return tuple(keys)


def _day_key(day: date, shown: date, free: set[date], pick: Callable[[date], Button]) -> Key:
    if day.month != shown.month:
        return key("·", buttons.Nothing())
    return key(str(day.day), pick(day)) if day in free else key("–", buttons.Nothing())


def book_key(resource: Resource, interval: Interval, catalogue: Catalogue, say: Say, *, once: str) -> Key:
    space = catalogue.space_of(resource)
    words = f"{resource.name} {dates.short_hours(interval, space, say)}"
    button = buttons.Book(resource=resource.id, start=interval.start, end=interval.end, once=once)
    return key(words, button, Says.YES)


def _sparse(times: Sequence[datetime], local: Callable[[datetime], datetime]) -> list[datetime]:
    """All of a short list; of a long one the first, and the whole and half hours."""
    if len(times) <= STARTS_SHOWN // 2:
        return list(times)
    kept = [t for t in times if t == times[0] or local(t).minute in {0, 30}]
    if len(kept) <= STARTS_SHOWN:
        return kept
    return [t for t in kept if t == times[0] or local(t).minute == 0][:STARTS_SHOWN]


def _about(resource: Resource, say: Say) -> str:
    if resource.kind is ResourceKind.DESK:
        return ""
    return places.in_short(resource, say)


def _kind_on(kind: ResourceKind, day: date, today: date, say: Say) -> str:
    when = dates.day(day, today, say)
    if kind is ResourceKind.ROOM:
        return say.plain("Meeting room {day}", day=when)
    return say.plain("Desk {day}", day=when)


def _back(say: Say) -> Row:
    return (
        key(say.plain("Start again"), buttons.GoTo(place=Place.BOOK)),
        key(say.plain("Close"), buttons.GoTo(place=Place.CLOSE)),
    )
