"""Several bookings at once: what would become of them, and what did."""

from __future__ import annotations

from collections.abc import Sequence

from booking.model.bookings import Action, Booking
from booking.model.spaces import Catalogue
from booking.together import Part
from bot import buttons
from bot.buttons import Place
from bot.screen import Key, Says, Screen, in_rows, key
from bot.turn import Turn
from wording import Html, Say, bookings, dates, names, refusals

SHOWN = 12


def shown(
    intent: str, parts: Sequence[Part], button: buttons.DoAll, catalogue: Catalogue, turn: Turn
) -> Screen:
    """Each of them, then one tap for all that can be done."""
    say = turn.say
    can = sum(part.refusal is None for part in parts)
    lines = [
        _heading(intent, can or len(parts), say),
        *_some([_line(p, catalogue, turn) for p in parts], say),
    ]
    keys: list[Key] = []
    if can:
        keys.append(key(_yes(intent, can, say), button, Says.YES))
    if intent == "cancel":
        in_use = [p.of for p in parts if p.refusal and p.of and p.of.interval.start <= turn.now]
        keys += [
            _end(booking, catalogue, turn, once=f"{button.once[:20]}{n}") for n, booking in enumerate(in_use)
        ]
    keys.append(key(say.plain("Never mind"), buttons.GoTo(place=Place.CLOSE)))
    return Screen(text="\n".join(lines), rows=in_rows(keys, 1))


def _end(booking: Booking, catalogue: Catalogue, turn: Turn, *, once: str) -> Key:
    """What is in use is too late to cancel, and can be ended."""
    name = catalogue.resources[booking.resource_id].name
    button = buttons.EndEarly(booking=booking.id, once=once)
    return key(turn.say.plain("End {name} now", name=name), button)


def done(
    action: Action, found: Sequence[Booking], catalogue: Catalogue, turn: Turn, undo: buttons.UndoAll
) -> Screen:
    """What was done, with one tap that takes all of it back."""
    say = turn.say
    who = turn.chosen.person
    head = bookings.done(action, say) if who is None else _for(who.name, say)
    lines = [head, *_some([_plain(each, catalogue, turn) for each in found], say)]
    mine = key(say.plain("My bookings"), buttons.GoTo(place=Place.MINE))
    rows = ((key(say.plain("Undo all of it"), undo),), (mine,))
    return Screen(text="\n".join(lines), rows=rows)


def back(found: Sequence[Booking], catalogue: Catalogue, turn: Turn) -> Screen:
    say = turn.say
    lines = [say("Undone."), *_some([_plain(each, catalogue, turn) for each in found], say)]
    mine = key(say.plain("My bookings"), buttons.GoTo(place=Place.MINE))
    return Screen(text="\n".join(lines), rows=((mine,),))


def _heading(intent: str, n: int, say: Say) -> Html:
    if intent == "cancel":
        return say.many("Cancel this one?", "Cancel these {n}?", n)
    return say.many("Move this one?", "Move these {n}?", n)


def _yes(intent: str, n: int, say: Say) -> str:
    if intent == "cancel":
        return say.many_plain("Cancel {n} booking", "Cancel {n} bookings", n)
    return say.many_plain("Move {n} booking", "Move {n} bookings", n)


def _for(name: str, say: Say) -> Html:
    return say("Done for {name}:", name=name)


def _some(lines: Sequence[str], say: Say) -> list[str]:
    kept = list(lines[:SHOWN])
    if len(lines) > SHOWN:
        kept.append(say.many("and {n} more", "and {n} more", len(lines) - SHOWN))
    return kept


def _plain(booking: Booking, catalogue: Catalogue, turn: Turn) -> Html:
    return turn.say("• {booking}", booking=bookings.one_line(booking, catalogue, turn.now, turn.say))


def _line(part: Part, catalogue: Catalogue, turn: Turn) -> Html:
    say = turn.say
    if part.of is None:
        raise ValueError("a part of several bookings that stand is of one of them")
    line = bookings.one_line(part.of, catalogue, turn.now, say)
    if part.refusal is not None:
        why = refusals.explain(part.refusal, catalogue, turn.now, say)
        return say("• {booking}: not this one. {why}", booking=line, why=why)
    if part.wish.interval == part.of.interval and part.wish.resource_id == part.of.resource_id:
        return say("• {booking}", booking=line)
    resource = catalogue.resources[part.wish.resource_id]
    when = dates.when(part.wish.interval, catalogue.space_of(resource), turn.now, say)
    where = [] if part.wish.resource_id == part.of.resource_id else [resource.name]
    return say("• {booking} → {when}", booking=line, when=names.with_commas([*where, when]))
