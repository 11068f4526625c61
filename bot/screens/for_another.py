"""A deed for somebody else: who is meant, who is not, and what was done."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from booking.acting_for import Found, Named
from booking.model.bookings import Action, Booking
from booking.model.people import Person
from booking.model.spaces import Catalogue
from bot import buttons
from bot.buttons import Place
from bot.screen import Key, Row, Screen, in_rows, key
from bot.screens import cards
from bot.turn import Turn
from wording import Say, bookings

OWN = (
    buttons.Queue,
    buttons.PickDay,
    buttons.PickMonth,
    buttons.PickHours,
    buttons.PickPart,
    buttons.PickStart,
    buttons.PickResource,
)
"""What leads to a booking of whoever taps."""


def who(named: Named, name: str, say: Say, *, revision: int, once: str) -> Screen:
    """For a deed of which it is kept what was said."""

    def chosen(person: Person) -> buttons.DoItFor:
        return buttons.DoItFor(revision=revision, person=person.id, once=once)

    return whom(named, name, say, chosen)


def whom(named: Named, name: str, say: Say, chosen: Callable[[Person], buttons.Button]) -> Screen:
    """One question where several can be meant; else why nothing was done."""
    match named.found:
        case Found.NOT_ALLOWED:
            return only_for_oneself(say)
        case Found.SEVERAL:
            text = say("Whom do you mean by “{name}”?", name=name)
        case Found.PERHAPS:
            text = say("I know nobody called “{name}”. Do you mean one of these?", name=name)
        case _:
            return Screen(
                text=say(
                    "I know nobody called “{name}” whom you can do that for, so I have done nothing.",
                    name=name,
                )
            )
    keys = [key(person.name, chosen(person)) for person in named.people]
    nobody = key(say.plain("None of them"), buttons.GoTo(place=Place.CLOSE))
    return Screen(text=text, rows=in_rows([*keys, nobody], 1))


def only_for_oneself(say: Say) -> Screen:
    return Screen(text=say("You can only do that for yourself here, so I have done nothing."))


def done(
    action: Action, booking: Booking, holder: Person, catalogue: Catalogue, turn: Turn, *, once: str
) -> Screen:
    """To whoever did it; the holder is told by themselves."""
    line = bookings.one_line(booking, catalogue, turn.now, turn.say)
    undo = buttons.Undo(booking=booking.id, revision=booking.revision, once=once)
    rows: tuple[Row, ...] = ()
    if booking.interval.end > turn.now:
        rows = ((key(turn.say.plain("Undo"), undo),),)
    actions = cards.actions(booking, catalogue, turn.now, turn.say, once=once)
    text = bookings.done_for(holder.name, action, line, turn.say)
    return Screen(text=text, rows=rows + (actions if booking.is_active_at(turn.now) else ()))


def instead_of_own(screen: Screen, revision: int) -> Screen:
    """The same for the person who was named: no button books for whoever taps it."""
    rows = (tuple(kept for each in row if (kept := _for_them(each, revision))) for row in screen.rows)
    return replace(screen, rows=tuple(row for row in rows if row))


def _for_them(each: Key, revision: int) -> Key | None:
    button = each.button
    if isinstance(button, buttons.Book):
        at = buttons.DoItAt(
            revision=revision,
            resource=button.resource,
            start=button.start,
            end=button.end,
            once=button.once,
        )
        return replace(each, button=at)
    leads_to_own = isinstance(button, OWN) or (
        isinstance(button, buttons.GoTo) and button.place is Place.BOOK
    )
    return None if leads_to_own else each
