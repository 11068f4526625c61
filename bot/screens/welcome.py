"""The first words, /hjelp, and what is said when something cannot be read."""

from __future__ import annotations

from booking.model.people import Person
from bot import buttons
from bot.buttons import Place
from bot.screen import Row, Screen, in_rows, key
from bot.screens import choosing
from wording import Say, helping
from wording import welcome as wording


def stranger(say: Say) -> Screen:
    return Screen(text=wording.stranger(say))


def welcome(person: Person | None, say: Say) -> Screen:
    if person is None:
        return stranger(say)
    return Screen(text=wording.back(person, say), rows=_ways(person, say))


def joined(person: Person, say: Say) -> Screen:
    return Screen(text=wording.joined(person, say), rows=_ways(person, say))


def help_for(person: Person | None, say: Say) -> Screen:
    return Screen(text=helping.help_text(person, say), rows=_ways(person, say))


def stopped(person: Person | None, say: Say) -> Screen:
    text = say("Stopped. Nothing was changed.")
    if person is None:
        return Screen(text=text)
    more = say("Write what you need, like “{example}”.", example=choosing.example(say))
    return Screen(text=text + " " + more)


def only_words(person: Person | None, say: Say) -> Screen:
    """For a photo, a voice message or an unknown command."""
    if person is None:
        return Screen(text=say("I only read text.") + "\n\n" + wording.stranger(say))
    text = say("I only read text. Write it, like “{example}”, or /hjelp.", example=choosing.example(say))
    return Screen(text=text, rows=_ways(person, say))


def edited(say: Say) -> Screen:
    """For a message that was changed after it was sent."""
    return Screen(text=say("I do not read changes to a message. Write it anew, please."))


def _ways(person: Person | None, say: Say) -> tuple[Row, ...]:
    """For those who can book; others have their words."""
    if person is None or person.roles.isdisjoint(helping.BOOKING):
        return ()
    keys = [
        key(say.plain("Book"), buttons.GoTo(place=Place.BOOK)),
        key(say.plain("Free now"), buttons.GoTo(place=Place.FREE)),
        key(say.plain("My bookings"), buttons.GoTo(place=Place.MINE)),
        key(say.plain("Help"), buttons.GoTo(place=Place.HELP)),
    ]
    return in_rows(keys, 2)
