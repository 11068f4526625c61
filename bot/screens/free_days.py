"""What of a day is free, in words, and its parts as the way on."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from booking.model.spaces import PLACES, Catalogue, DayPart, ResourceKind
from bot import buttons
from bot.screen import Screen, in_rows, key
from bot.screens import choosing, day_parts
from bot.turn import Turn
from wording import Html, dates, names, openings


def free_on_day(
    found: day_parts.Starts,
    free: choosing.Free,
    kind: ResourceKind,
    day: date,
    catalogue: Catalogue,
    turn: Turn,
) -> Screen:
    """Answers when something is free that day, in words; the parts of the day lead on."""
    say, space = turn.say, catalogue.home
    only, times = day_parts.only(found), day_parts.times(found)
    if not times:
        return choosing.nothing_free(kind, day, catalogue, turn)
    if only:
        name = catalogue.resources[only].name
        text = openings.is_free(name, free.get(only, ()), day, space, turn.now, say)
    else:
        head = say("Free {day}:", day=dates.on_day(day, space.today(turn.now), say))
        text = Html(f"{head}\n{openings.free(free, catalogue, say)}")
    leading_on = day_parts.part_keys(times, day, space, say, day_parts.picker(kind, only))
    return Screen(text=text, rows=(*in_rows(leading_on, 3), choosing.back(say)))


def free_of_both(free: choosing.Free, day: date, catalogue: Catalogue, turn: Turn) -> Screen:
    """As `free_on_day`, where neither a room nor a desk was said."""
    say, today = turn.say, catalogue.home.today(turn.now)
    there = {catalogue.resources[found].kind for found, stretches in free.items() if stretches}
    keys = [
        key(choosing.kind_on(kind, day, today, say), buttons.PickDay(kind=kind, day=day))
        for kind in PLACES
        if kind in there
    ]
    if not keys:
        return choosing.nothing_free(PLACES[0], day, catalogue, turn)
    head = say("Free {day}:", day=dates.on_day(day, today, say))
    text = Html(f"{head}\n{openings.free(free, catalogue, say)}")
    return Screen(text=text, rows=(*in_rows(keys, 2), choosing.back(say)))


def between(
    found: day_parts.Starts,
    whole: tuple[DayPart, Sequence[choosing.Offer]] | None,
    button: buttons.PickBetween,
    catalogue: Catalogue,
    turn: Turn,
    *,
    once: str,
) -> Screen:
    """The starts in a part of a day, and the part as a whole."""
    say, space = turn.say, catalogue.home
    day, times = space.today(button.start), day_parts.times(found)
    if not times:
        return choosing.nothing_free(button.kind, day, catalogue, turn)
    few = day_parts.few(times, space) or times[: day_parts.STARTS_SHOWN]
    rows = day_parts.start_rows(few, button.kind, button.resource, space, say)
    part, offers = whole or (DayPart.MORNING, ())
    if offers and button.resource:
        rows += ((choosing.book_key(*offers[0], catalogue, say, once=once),),)
    elif offers:
        said = say.plain("All morning") if part is DayPart.MORNING else say.plain("All afternoon")
        rows += ((key(said, buttons.PickPart(kind=button.kind, day=day, part=part)),),)
    text = say(
        "{what} {day}. From when? You can also write it, like “10.15–11”.",
        what=catalogue.resources[button.resource].name if button.resource else names.kind(button.kind, say),
        day=dates.on_day(day, space.today(turn.now), say),
    )
    return Screen(text=text, rows=(*rows, choosing.back(say)))
