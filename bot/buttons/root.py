"""What every button is, and the words they share."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar


class Place(StrEnum):
    """Screens that a button can lead to by themselves."""

    BOOK = "book"
    MINE = "mine"
    FREE = "free"
    SETTINGS = "settings"
    REMINDERS = "reminders"
    QUIET = "quiet"
    HELP = "help"
    PRIVACY = "privacy"
    CLOSE = "close"


class Span(StrEnum):
    """How much of a series a change is about."""

    ONE = "1"
    FOLLOWING = "2"
    ALL = "3"


class Button:
    """The root of what buttons say."""

    __slots__ = ()
    changes: ClassVar[bool] = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Nothing(Button):
    """A label that does nothing, such as a weekday over a month."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GoTo(Button):
    place: Place
