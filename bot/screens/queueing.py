"""The waiting list, as it is shown."""

from __future__ import annotations

from booking.model.bookings import Booking, Wait
from booking.model.spaces import Catalogue
from bot import buttons
from bot.buttons import Place
from bot.screen import Screen, key
from bot.turn import Turn
from wording import bookings


def waiting(wait: Wait, catalogue: Catalogue, turn: Turn) -> Screen:
    say = turn.say
    what = bookings.waited_for(wait, catalogue, turn.now, say)
    text = say(
        "You are on the waiting list for {what}. If it becomes free, I hold it for you and write.", what=what
    )
    return Screen(text=text, rows=((key(say.plain("My bookings"), buttons.GoTo(place=Place.MINE)),),))


def left(wait: Wait, catalogue: Catalogue, turn: Turn) -> Screen:
    what = bookings.waited_for(wait, catalogue, turn.now, turn.say)
    return Screen(text=turn.say("You no longer wait for {what}.", what=what))


def declined(booking: Booking, catalogue: Catalogue, turn: Turn) -> Screen:
    what = bookings.one_line(booking, catalogue, turn.now, turn.say)
    return Screen(text=turn.say("Then it goes on to the next in line: {what}", what=what))
