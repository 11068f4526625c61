"""Answers to free text: what is missing, what cannot be had, what was not understood."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from booking.model.interval import Interval
from booking.model.spaces import Catalogue, Resource, ResourceKind, Space
from bot import buttons
from bot.buttons import Place
from bot.screen import Key, Screen, in_rows, key
from bot.screens import choosing
from bot.turn import Turn
from bot.understanding import Understanding
from bot.wish import Wanted, resource_named
from wording import Say, dates, names, places
from wording import welcome as wording


def which_kind(catalogue: Catalogue, turn: Turn) -> Screen:
    say = turn.say
    today = catalogue.home.today(turn.now)
    keys = [key(names.kind(kind, say), buttons.PickMonth(kind=kind, day=today)) for kind in ResourceKind]
    return Screen(text=say("A meeting room or a desk?"), rows=in_rows(keys, 2))


def which_day(wanted: Wanted, free: Sequence[date], catalogue: Catalogue, turn: Turn) -> Screen:
    say, today = turn.say, catalogue.home.today(turn.now)
    keys = [key(dates.short_day(day, today, say), _day_button(wanted, day)) for day in free[:9]]
    month = buttons.PickMonth(kind=wanted.kind, day=today)
    what = wanted.resource.name if wanted.resource else names.kind(wanted.kind, say)
    text = say("{what}: which day?", what=what)
    return Screen(text=text, rows=(*in_rows(keys, 3), (key(say.plain("Another day"), month),)))


def _day_button(wanted: Wanted, day: date) -> buttons.Button:
    if wanted.resource is not None and wanted.kind is ResourceKind.ROOM:
        return buttons.PickResource(resource=wanted.resource.id, day=day)
    return buttons.PickDay(kind=wanted.kind, day=day)


def no_such(
    said: Understanding, offers: Sequence[choosing.Offer], catalogue: Catalogue, turn: Turn, *, once: str
) -> Screen:
    """What was named is not there; what is, is named."""
    kind = ResourceKind(said.kind) if said.kind else None
    there = [r for r in catalogue.in_use if kind is None or r.kind is kind]
    text = turn.say(
        "There is no “{name}” here. We have: {there}.",
        name=said.no_such,
        there=names.listed(names.in_runs([r.name for r in there]), turn.say),
    )
    keys = [choosing.book_key(r, i, catalogue, turn.say, once=once) for r, i in offers]
    keys.append(key(turn.say.plain("Another time"), buttons.GoTo(place=Place.BOOK)))
    return Screen(text=text, rows=in_rows(keys, 1))


def nothing_suits(catalogue: Catalogue, turn: Turn) -> Screen:
    rooms = [r for r in catalogue.in_use if r.kind is ResourceKind.ROOM]
    largest = max(rooms, key=lambda room: room.capacity, default=None)
    if largest is None:
        return Screen(text=turn.say("Nothing here suits that."))
    text = turn.say(
        "Nothing here suits that. The largest is {name}, for {n} people.",
        name=largest.name,
        n=largest.capacity,
    )
    return Screen(text=text, rows=((key(turn.say.plain("Book"), buttons.GoTo(place=Place.BOOK)),),))


def too_small(
    wanted: Wanted,
    offers: Sequence[choosing.Offer],
    catalogue: Catalogue,
    turn: Turn,
    interval: Interval | None,
    *,
    once: str,
) -> Screen:
    say, resource = turn.say, wanted.resource
    if resource is None:
        return nothing_suits(catalogue, turn)
    text = say(
        "{name} has {seats} seats, and you are {people}.",
        name=resource.name,
        seats=resource.capacity,
        people=wanted.people,
    )
    chosen = [*offers[:2], *([(resource, interval)] if interval else [])]
    keys = [choosing.book_key(r, i, catalogue, say, once=once) for r, i in chosen]
    again = key(say.plain("Another time"), buttons.GoTo(place=Place.BOOK))
    return Screen(text=text, rows=in_rows([*keys, again], 1))


def too_small_for_days(
    wanted: Wanted, larger: Sequence[Resource], turn: Turn, *, revision: int, once: str
) -> Screen:
    """As `too_small`, where one time alone would be less than what was wished."""
    say, resource = turn.say, wanted.resource
    text = say(
        "{name} has {seats} seats, and you are {people}.",
        name=resource.name if resource else "",
        seats=resource.capacity if resource else 0,
        people=wanted.people,
    )
    keys = [key(each.name, buttons.DoItIn(revision=revision, resource=each.id, once=once)) for each in larger]
    again = key(say.plain("Another time"), buttons.GoTo(place=Place.BOOK))
    return Screen(text=text, rows=in_rows([*keys, again], 1))


def which_day_then(
    wanted: Wanted,
    said: Understanding,
    free: Sequence[date],
    catalogue: Catalogue,
    turn: Turn,
    *,
    revision: int,
    once: str,
) -> Screen:
    """The hours were said: a tap on a day takes them on that day."""
    say, today = turn.say, catalogue.home.today(turn.now)
    keys = [
        key(dates.short_day(day, today, say), buttons.DoItOn(revision=revision, day=day, once=once))
        for day in free
    ]
    what = wanted.resource.name if wanted.resource else names.kind(wanted.kind, say)
    hours: str = say.plain("all day")
    if said.start is not None and said.end is not None:
        hours = dates.clock_hours(said.start, said.end, say)
    text = say("{what} {hours}: which day? One tap books it.", what=what, hours=hours)
    return Screen(text=text, rows=in_rows(keys, 3))


def why_no_day(said: Understanding, say: Say) -> str:
    """Why the day that was said is none; empty where none was said."""
    match said.no_day:
        case "past":
            return say("That day is over.")
        case "over":
            return say("That time is over today.")
        case "no_such_date":
            return say("There is no such date.")
        case "contradicted":
            return say("That date is another day of the week than you wrote.")
        case _:
            return ""


def because(why: str, screen: Screen) -> Screen:
    return replace(screen, text=f"{why}\n{screen.text}") if why else screen


def forgotten(say: Say) -> Screen:
    return Screen(text=say("That was a while ago. Write it once more, please."))


def cancel_which(say: Say) -> str:
    return say("Cancel which one?")


def move_which(say: Say) -> str:
    return say("Move which one?")


def from_which(say: Say) -> str:
    return say("From which one on?")


def check_in_which(say: Say) -> str:
    return say("Check in to which one?")


def nothing_to_check_in(say: Say) -> str:
    return say("There is nothing to check in to now. Check-in opens a little before the booking starts.")


def other(said: Understanding, catalogue: Catalogue, turn: Turn) -> Screen:
    """Questions about the place, wishes for what is not done here, and what was not understood."""
    say, space = turn.say, catalogue.home
    match said.intent:
        case "info":
            return _about(said, catalogue, turn)
        case "events":
            return Screen(text=places.ask_people(space, say))
        case _:
            return Screen(text=not_understood(say))


def _about(said: Understanding, catalogue: Catalogue, turn: Turn) -> Screen:
    """The resource that was named, else the place itself."""
    resource = resource_named(said.resource, catalogue)
    if resource is None:
        return Screen(text=places.about(catalogue.home, turn.say))
    today = catalogue.home.today(turn.now)
    keys = [key(turn.say.plain("Free times"), buttons.PickResource(resource=resource.id, day=today))]
    if resource.photo:
        keys.append(Key(words=turn.say.plain("Picture"), url=resource.photo))
    return Screen(text=places.resource(resource, turn.say), rows=(tuple(keys),))


def not_understood(say: Say) -> str:
    return say(
        "I did not understand that. Try “{first}” or “{second}”.",
        first=choosing.example(say),
        second=say.plain("what is free now?"),
    )


def to_stranger(said: Understanding, space: Space, say: Say) -> Screen:
    if said.intent == "info":
        return Screen(text=places.about(space, say))
    if said.intent in {"apply", "human"}:
        return Screen(text=wording.whom_to_ask(say))
    return Screen(text=wording.stranger(say))
