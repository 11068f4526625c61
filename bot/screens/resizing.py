"""Longer, shorter and done: which booking, how much of a series, and why nothing ended."""

from __future__ import annotations

from datetime import datetime

from booking.model.bookings import Booking
from booking.model.spaces import Catalogue
from bot import buttons
from bot.buttons import Place, Span
from bot.screen import Screen, in_rows, key
from bot.screens import cards
from bot.turn import Turn
from wording import Say, bookings, dates


def which(say: Say) -> str:
    return say("Which one shall be longer or shorter?")


def end_which(say: Say) -> str:
    return say("End which one?")


def how_much(
    booking: Booking, end: datetime, catalogue: Catalogue, turn: Turn, *, revision: int, once: str
) -> Screen:
    """Of a series."""
    say = turn.say
    words = [say.plain("Only this one"), say.plain("This and the following"), say.plain("All of them")]
    keys = [
        key(
            word,
            buttons.DoItToSeries(revision=revision, booking=booking.id, span=span, once=once),
        )
        for word, span in zip(words, Span, strict=True)
    ]
    text = say(
        "{booking}\nUntil {time}: which?",
        booking=bookings.one_line(booking, catalogue, turn.now, say),
        time=dates.clock(catalogue.home.local(end).time(), say),
    )
    back = key(say.plain("Back"), buttons.Show(booking=booking.id))
    return Screen(text=text, rows=(*in_rows(keys, 1), (back,)))


def not_begun(coming: Booking | None, catalogue: Catalogue, turn: Turn, *, once: str) -> Screen:
    """Nothing is in use; what is to come can be cancelled instead."""
    say = turn.say
    if coming is None:
        mine = key(say.plain("My bookings"), buttons.GoTo(place=Place.MINE))
        return Screen(text=say("You have nothing in use now, so there is nothing to end."), rows=((mine,),))
    text = say(
        "It has not begun, so I have not ended it. You can cancel it:\n{booking}",
        booking=bookings.one_line(coming, catalogue, turn.now, say),
    )
    return Screen(text=text, rows=cards.actions(coming, catalogue, turn.now, say, once=once))
