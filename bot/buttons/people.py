"""Buttons of questions, settings and privacy."""

from __future__ import annotations

from dataclasses import dataclass

from booking.model.people import Language
from booking.model.questions import QuestionId
from bot.buttons.root import Button


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer(Button):
    """The next message is the answer to a question."""

    question: QuestionId


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
