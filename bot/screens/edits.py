"""What a changed message had made, and what it can become."""

from __future__ import annotations

from booking.model.bookings import Booking
from booking.model.events import Event, Registration
from booking.model.spaces import Catalogue
from booking.reserving import Wish
from bot import buttons
from bot.buttons import Place
from bot.screen import Screen, key
from bot.turn import Turn
from wording import Say, bookings, dates


def of_booking(
    booking: Booking, asked: Wish | None, catalogue: Catalogue, turn: Turn, *, once: str
) -> Screen:
    say = turn.say
    stands = bookings.one_line(booking, catalogue, turn.now, say)
    cancel = key(say.plain("Cancel it"), buttons.Cancel(booking=booking.id, once=once))
    if asked is None:
        text = say("You changed your message. This still stands:\n{booking}", booking=stands)
        show = key(say.plain("Show it"), buttons.Show(booking=booking.id))
        return Screen(text=text, rows=((show, cancel),))
    name = catalogue.resources[asked.resource_id].name
    when = dates.when(asked.interval, catalogue.home, turn.now, say)
    text = say(
        "You changed your message. This still stands:\n{booking}\nShall it be {name} {when} instead?",
        booking=stands,
        name=name,
        when=when,
    )
    keep = key(say.plain("No, keep it"), buttons.GoTo(place=Place.CLOSE))
    yes = key(say.plain("Yes, change it"), buttons.AsEdited(booking=booking.id, once=once))
    return Screen(text=text, rows=((yes,), (keep, cancel)))


def of_place(event: Event, own: Registration, party: int | None, say: Say, *, once: str) -> Screen:
    """A place at an event: another number, or none."""
    text = say.many(
        "You changed your message. You are still signed up for {title}.",
        "You changed your message. You are still signed up for {title}, {n} in all.",
        own.party,
        title=event.title,
    )
    rows = [(key(say.plain("I cannot come"), buttons.LeaveEvent(event=event.id, once=once)),)]
    if party is not None and party != own.party:
        again = buttons.SignUp(event=event.id, party=party, way=own.way, once=f"{once}{party}")
        rows.insert(0, (key(say.plain("We are {n}", n=party), again),))
    return Screen(text=text, rows=tuple(rows))


def stays(say: Say) -> Screen:
    return Screen(text=say("Then it stays as it is."))
