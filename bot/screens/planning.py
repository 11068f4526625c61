"""The questions until an event is a draft."""

from __future__ import annotations

from enum import StrEnum

from bot.screen import Screen
from wording import Say


class Question(StrEnum):
    """One letter each."""

    KIND = "k"
    WHEN = "t"
    WHERE = "p"
    SEATS = "s"


def ask(question: Question, say: Say) -> Screen:
    example = say.plain("12 January 8–9:30")
    texts = {
        Question.KIND: say("What is it? A breakfast, a course, a conference, a lab, an open day?"),
        Question.WHEN: say(
            "When is it? Write the day and from when to when, like “{example}”.", example=example
        ),
        Question.WHERE: say("Where is it? Write one of our rooms, a host, or the link if it is digital."),
        Question.SEATS: say("How many places? Write a number, or “no limit”."),
    }
    leave = say("/avbryt leaves it.")
    return Screen(text=type(leave)(f"{texts[question]} {leave}"), fresh=True)
