"""What can be changed of an event, and the question for each."""

from __future__ import annotations

from collections.abc import Mapping

from booking.model.events import Event, Way
from bot import buttons
from bot.buttons import Amended, Hosting
from bot.screen import Screen, in_rows, key
from bot.turn import Turn
from wording import Say
from wording.speech import Html


def parts(event: Event, turn: Turn, *, once: str) -> Screen:
    """A button for each; time, place and link have had theirs all along."""
    say = turn.say
    shown = [what for what in Amended if what is not Amended.ONLINE or Way.DIGITAL in event.ways]
    keys = [key(_names(say)[what], buttons.Amend(event=event.id, what=what)) for what in shown]
    move = buttons.Host(event=event.id, step=Hosting.MOVE, once=f"{once}m")
    back = buttons.Host(event=event.id, step=Hosting.SHOW, once=f"{once}v")
    rows = in_rows([key(say.plain("Time or place"), move), *keys], 2)
    text = say("What is to change of {title}?", title=event.title)
    return Screen(text=text, rows=(*rows, (key(say.plain("Back"), back),)))


def ask(event: Event, what: Amended, say: Say) -> Screen:
    leave = say("/avbryt leaves it.")
    title = say("<b>{title}</b>", title=event.title)
    return Screen(text=Html(f"{title}\n{_questions(say)[what]} {leave}"), fresh=True)


def _names(say: Say) -> Mapping[Amended, str]:
    return {
        Amended.TITLE: say.plain("Title"),
        Amended.SEATS: say.plain("Places"),
        Amended.ONLINE: say.plain("Digital places"),
        Amended.GUESTS: say.plain("Guests each"),
        Amended.HOST: say.plain("Host"),
        Amended.PRICE: say.plain("Price"),
        Amended.PROGRAMME: say.plain("Programme"),
        Amended.OPENS: say.plain("Sign-up opens"),
        Amended.CLOSES: say.plain("Sign-up closes"),
        Amended.WAYS: say.plain("Here or digital"),
    }


def _questions(say: Say) -> Mapping[Amended, Html]:
    return {
        Amended.TITLE: say("Write the new title."),
        Amended.SEATS: say("How many places? Write a number, or “no limit”."),
        Amended.ONLINE: say("How many digital places? Write a number, or “no limit”."),
        Amended.GUESTS: say(
            "How many guests may each bring? Write a number, like “2”, or “2 with names”; 0 is none."
        ),
        Amended.HOST: say("Who is the host? Write “-” for nobody."),
        Amended.PRICE: say("What does it cost, like “150 kr”? Write “-” if it is free."),
        Amended.PROGRAMME: say("Write the programme, or “-” to take it away."),
        Amended.OPENS: say("From when can one sign up, like “1 December 9”? Or write “now”."),
        Amended.CLOSES: say("Until when can one sign up, like “10 December 12”?"),
        Amended.WAYS: say("Write “here”, “digital” or “both”, with the link to the meeting if it is new."),
    }
