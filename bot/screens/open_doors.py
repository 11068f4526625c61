"""What is said to those who cannot book here."""

from __future__ import annotations

from booking.model.people import Role
from bot.screen import Screen
from bot.turn import Turn
from wording import welcome as words


def for_tenants(turn: Turn) -> Screen:
    """Kindly: whom it is for, how one becomes one, and what is open to all."""
    return Screen(text=words.for_tenants(turn.say))


def whom_to_ask(turn: Turn) -> Screen:
    return Screen(text=words.whom_to_ask(turn.say))


def nothing(turn: Turn) -> Screen:
    return Screen(text=turn.say("You have nothing booked. /events shows what is coming."))


def not_understood(turn: Turn) -> Screen:
    say = turn.say
    if turn.person is not None and Role.ADVISER in turn.person.roles:
        return Screen(
            text=say(
                "I did not understand that. /saker shows your cases, /mine your meetings, /hjelp the rest."
            )
        )
    return Screen(
        text=say(
            "I did not understand that. Try “{first}” or “{second}”.",
            first=say.plain("when is the next breakfast?"),
            second=say.plain("I have an idea and need guidance"),
        )
    )
