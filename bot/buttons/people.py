"""Buttons of questions, settings and privacy."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from booking.model.people import Language, Reminding
from booking.model.questions import QuestionId
from bot.buttons.root import Button


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer(Button):
    """The next message is the answer to a question."""

    question: QuestionId


@dataclass(frozen=True, slots=True, kw_only=True)
class SettleQuestion(Button):
    """Nothing more is to be done about it."""

    changes = True
    question: QuestionId


@dataclass(frozen=True, slots=True, kw_only=True)
class PassOnQuestion(Button):
    """What one wrote goes to the administration."""

    changes = True
    question: QuestionId


@dataclass(frozen=True, slots=True, kw_only=True)
class ShowMeHere(Button):
    """Whether others may see that one is here."""

    changes = True
    wanted: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class SetLanguage(Button):
    changes = True
    language: Language


@dataclass(frozen=True, slots=True, kw_only=True)
class TakeAlong(Button):
    """Sends the person everything that is stored about them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EraseMe(Button):
    """Asks once more, until `sure`."""

    changes = True
    sure: bool
    once: str


class Asleep(StrEnum):
    """Quiet hours to choose from."""

    USUAL = "21"
    LATE = "23"
    NEVER = "0"


@dataclass(frozen=True, slots=True, kw_only=True)
class RemindMe(Button):
    """Whether one wants reminders of that."""

    changes = True
    what: Reminding
    wanted: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class RemindBefore(Button):
    """So long before a room."""

    changes = True
    minutes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SleepAt(Button):
    changes = True
    when: Asleep


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenPages(Button):
    """A one-time link to the administration's pages. It grants nothing: who taps is asked for again."""
