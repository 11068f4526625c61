"""Days, times and resources to choose from. Only what can be had is a button that books."""

from __future__ import annotations

from calendar import Calendar
from collections.abc import Mapping, Sequence
from datetime import date, datetime, time, timedelta

from booking.model.interval import Interval
from booking.model.spaces import PLACES, Catalogue, DayPart, Resource, ResourceId, ResourceKind
from booking.rules import opening
from bot import buttons
from bot.buttons import Place
from bot.screen import Key, Row, Says, Screen, in_rows, key
from bot.screens import day_parts
from bot.turn import Turn
from wording import Html, Say, dates, names, openings, places

FEW = 4
"""More have no room for what they have in common."""
HANDFUL = (60, 120)
"""Minutes offered where there are several rooms to choose from: the card makes it longer or shorter."""

Offer = tuple[Resource, Interval]
Free = Mapping[ResourceId, Sequence[Interval]]


def days(open_days: Sequence[tuple[ResourceKind, date]], catalogue: Catalogue, turn: Turn) -> Screen:
    """The first question of /bestill."""
    say, space = turn.say, catalogue.home
    today = space.today(turn.now)
    soon = [
        key(kind_on(kind, day, today, say), buttons.PickDay(kind=kind, day=day)) for kind, day in open_days
    ]
    other = [
        key(
            say.plain("Meeting room, another day")
            if kind is ResourceKind.ROOM
            else say.plain("Desk, another day"),
            buttons.PickMonth(kind=kind, day=today),
        )
        for kind in PLACES
    ]
    text = say("What do you need? Tap, or write it, like “{example}”.", example=example(say))
    if not space.open_on(today):
        text = Html(f"{openings.closed_on(today, space, turn.now, say)}\n\n{text}")
    return Screen(text=text, rows=in_rows(soon, 2) + in_rows(other, 1))


def example(say: Say) -> str:
    return say.plain("Drivhuset tomorrow 10–12")


def parts(
    found: Mapping[ResourceId, Sequence[tuple[DayPart, Interval]]],
    day: date,
    catalogue: Catalogue,
    turn: Turn,
) -> Screen:
    """How much of a desk's day."""
    say = turn.say
    there = {part for offers in found.values() for part, _ in offers}
    kind = ResourceKind.DESK
    keys = [
        key(names.part(part, say), buttons.PickPart(kind=kind, day=day, part=part))
        for part in (DayPart.DAY, DayPart.MORNING, DayPart.AFTERNOON)
        if part in there
    ]
    if not keys:
        return nothing_free(kind, day, catalogue, turn)
    some = key(say.plain("Only some hours"), buttons.PickHours(kind=kind, day=day))
    when = dates.on_day(day, catalogue.home.today(turn.now), say)
    return Screen(text=say("A desk {day}. How long?", day=when), rows=(*in_rows([*keys, some], 2), back(say)))


def starts(
    found: day_parts.Starts,
    kind: ResourceKind,
    day: date,
    catalogue: Catalogue,
    turn: Turn,
    *,
    free: Free | None = None,
) -> Screen:
    """When it shall begin: all the times where they are few, else working hours and the parts of the day."""
    say, space = turn.say, catalogue.home
    only, times = day_parts.only(found), day_parts.times(found)
    if not times:
        return nothing_free(kind, day, catalogue, turn)
    if len(times) <= day_parts.STARTS_SHOWN:
        rows = day_parts.start_rows(times, kind, only, space, say)
    else:
        few = day_parts.handful(times, day, space)
        rows = day_parts.start_rows(few, kind, only, space, say)
        rows += in_rows(day_parts.part_keys(times, day, space, say, day_parts.picker(kind, only)), 3)
    text = say(
        "{what} {day}. From when? You can also write it, like “10.15–11”.",
        what=catalogue.resources[only].name if only else names.kind(kind, say),
        day=dates.on_day(day, space.today(turn.now), say),
    )
    said = openings.free(free or {}, catalogue, say)
    return Screen(text="\n\n".join(filter(None, (text, said))), rows=(*rows, back(say)))


def offers(
    found: Sequence[Offer], catalogue: Catalogue, turn: Turn, *, once: str, then: Interval | None = None
) -> Screen:
    """Each button books what it says. `then` is what was asked about, where nothing may be found."""
    say = turn.say
    if not found:
        closed = openings.closed_then(then, catalogue.home, turn.now, say) if then else None
        return Screen(text=closed or say("Nothing is free then. Try another time."), rows=(back(say),))
    many, space = len(found) > FEW, catalogue.home
    names_ = {resource.name for resource, _ in found} if many else set()
    at_once = many and len({interval for _, interval in found}) == 1
    keys = [
        key(
            _words(offer, catalogue, say, named=len(names_) != 1, timed=not at_once),
            _book(offer, once),
            Says.YES,
        )
        for offer in found
    ]
    first = found[0][1]
    day = dates.on_day(space.today(first.start), space.today(turn.now), say)
    when = dates.when(first, space, turn.now, say) if at_once else day
    text = (
        say("{name} is free {day}. One tap books it.", name=found[0][0].name, day=when)
        if len(names_) == 1
        else say("Free {day}. One tap books it.", day=when)
    )
    about = "\n".join(sorted(filter(None, {_about(resource, say) for resource, _ in found})))
    width = 4 if many else 2
    return Screen(text="\n\n".join(filter(None, (text, about))), rows=(*in_rows(keys[:96], width), back(say)))


def handful(found: Sequence[Offer]) -> list[Offer]:
    """Of each room an hour and two, or as long as it can be had; of desks, which are alike, one a length."""
    kept: list[Offer] = []
    lengths: set[Interval] = set()
    for resource in dict.fromkeys(resource for resource, _ in found):
        mine = [offer for offer in found if offer[0] is resource]
        if resource.kind is ResourceKind.DESK:
            new = [offer for offer in mine if offer[1] not in lengths]
            lengths |= {interval for _, interval in new}
            kept += new
        else:
            usual = [offer for offer in mine if offer[1].length // timedelta(minutes=1) in HANDFUL]
            kept += usual or [max(mine, key=lambda offer: offer[1].end)]
    return kept


def free_now(
    found: Sequence[tuple[Resource, Interval, datetime]], catalogue: Catalogue, turn: Turn, *, once: str
) -> Screen:
    """/ledig: rooms one by one, desks counted, each with one tap to take it."""
    say, space = turn.say, catalogue.home
    if not found:
        is_open = any(each.start <= turn.now < each.end for each in space.open_on(space.today(turn.now)))
        nothing = say("Nothing is free right now.")
        return Screen(
            text=nothing if is_open else openings.closed_now(space, turn.now, say), rows=(back(say),)
        )
    rooms = [free for free in found if free[0].kind is ResourceKind.ROOM]
    desks = [free for free in found if free[0].kind is ResourceKind.DESK]
    lines = [_until(resource.name, until, catalogue, say) for resource, _, until in rooms]
    longest = sorted(desks, key=lambda free: free[2], reverse=True)[:1]
    if desks:
        count = say.many_plain("{n} desk", "{n} desks", len(desks))
        lines.append(_until(count, longest[0][2], catalogue, say))
    keys = [book_key(resource, i, catalogue, say, once=once) for resource, i, _ in (*rooms, *longest)]
    text = say("Free now. One tap takes it.") + "\n\n" + "\n".join(lines)
    return Screen(text=text, rows=(*in_rows(keys, 2), back(say)))


def _until(name: str, until: datetime, catalogue: Catalogue, say: Say) -> str:
    time_ = dates.clock(catalogue.home.local(until).time(), say)
    return say("<b>{name}</b> until {time}", name=name, time=time_)


def nothing_free(kind: ResourceKind, day: date, catalogue: Catalogue, turn: Turn) -> Screen:
    """Closed is told as closed, with the next day that is open one tap away."""
    say, space = turn.say, catalogue.home
    keys = [key(say.plain("Another day"), buttons.PickMonth(kind=kind, day=day))]
    if space.open_on(day):
        text = say(
            "There is nothing free {day}. Pick another day.",
            day=dates.on_day(day, space.today(turn.now), say),
        )
        return Screen(text=text, rows=(*in_rows(keys, 2), back(say)))
    following = opening.next_open(space, max(turn.now, space.at(day + dates.DAY, time(0))))
    if following is not None:
        when = space.today(following.start)
        words = dates.capital(dates.day(when, space.today(turn.now), say))
        keys.insert(0, key(words, buttons.PickDay(kind=kind, day=when)))
    text = openings.closed_on(day, space, turn.now, say)
    return Screen(text=text, rows=(*in_rows(keys, 2), back(say)))


def days_of_month(day: date, today: date) -> list[date]:
    """The days of the month that holds `day`, from today on."""
    month = Calendar().itermonthdates(day.year, day.month)
    return [d for d in month if d.month == day.month and d >= today]


def next_days(today: date, number: int = 14) -> list[date]:
    return [today + timedelta(days=ahead) for ahead in range(number)]


def book_key(resource: Resource, interval: Interval, catalogue: Catalogue, say: Say, *, once: str) -> Key:
    offer = (resource, interval)
    return key(_words(offer, catalogue, say), _book(offer, once), Says.YES)


def _book(offer: Offer, once: str) -> buttons.Book:
    resource, interval = offer
    return buttons.Book(resource=resource.id, start=interval.start, end=interval.end, once=once)


def _words(offer: Offer, catalogue: Catalogue, say: Say, *, named: bool = True, timed: bool = True) -> str:
    """`Drivhuset 10–12`; what the text above says of all of them is left out."""
    resource, interval = offer
    hours = dates.short_hours(interval, catalogue.space_of(resource), say) if timed else ""
    return " ".join(filter(None, (resource.name if named or not timed else "", hours)))


def _about(resource: Resource, say: Say) -> str:
    if resource.kind is ResourceKind.DESK:
        return ""
    return places.in_short(resource, say)


def kind_on(kind: ResourceKind, day: date, today: date, say: Say) -> str:
    when = dates.day(day, today, say)
    if kind is ResourceKind.ROOM:
        return say.plain("Meeting room {day}", day=when)
    return say.plain("Desk {day}", day=when)


def back(say: Say) -> Row:
    """From any of these to the first question, or away."""
    return (
        key(say.plain("Start again"), buttons.GoTo(place=Place.BOOK)),
        key(say.plain("Close"), buttons.GoTo(place=Place.CLOSE)),
    )
