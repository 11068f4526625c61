"""/personvern: what is stored, take it along, have it erased."""

from __future__ import annotations

from booking.model.people import Person
from bot import buttons
from bot.buttons import Place
from bot.screen import Screen, in_rows, key
from wording import Say
from wording import privacy as wording


def policy(person: Person | None, say: Say, *, once: str) -> Screen:
    if person is None:
        return Screen(text=wording.policy(say))
    keys = [
        key(say.plain("Send me what you have"), buttons.TakeAlong()),
        key(say.plain("Erase me"), buttons.EraseMe(sure=False, once=once)),
    ]
    return Screen(text=wording.policy(say), rows=in_rows(keys, 1))


def taken_along(say: Say) -> str:
    return say("Here is everything that is stored about you.")


def sure(say: Say, *, once: str) -> Screen:
    text = say(
        "Shall I erase you? What you have booked from now on is cancelled, and you need a new invitation to "
        "come back. It cannot be undone."
    )
    keys = [
        key(say.plain("Yes, erase me"), buttons.EraseMe(sure=True, once=once)),
        key(say.plain("No, keep me"), buttons.GoTo(place=Place.CLOSE)),
    ]
    return Screen(text=text, rows=in_rows(keys, 1))


def erased(say: Say) -> Screen:
    return Screen(text=say("You are erased. Delete this chat too, if you like: Telegram keeps its own copy."))
