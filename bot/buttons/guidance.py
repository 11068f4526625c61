"""Buttons of guidance: the questions, the entrepreneur's choices, and what an adviser does."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum

from booking.model.guidance import AppointmentId, CaseId, CheckUp, HowFar, Meeting, Outcome, Sector
from booking.model.papers import TaskId
from booking.model.people import PersonId
from bot.buttons.root import Button

NO_TIME = datetime.fromtimestamp(0, UTC)
"""Where fewer times are chosen than there is room for."""


class Move(StrEnum):
    """Ways through the questions."""

    AGREE = "a"
    BACK = "b"
    SKIP = "k"
    GO_ON = "g"
    LEAVE = "x"
    SEND = "s"
    PICK_ADVISER = "p"


@dataclass(frozen=True, slots=True, kw_only=True)
class Asking(Button):
    changes = True
    move: Move
    once: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SayHowFar(Button):
    how_far: HowFar


@dataclass(frozen=True, slots=True, kw_only=True)
class SaySector(Button):
    sector: Sector


@dataclass(frozen=True, slots=True, kw_only=True)
class AskFor(Button):
    """A certain adviser; an empty id: whoever's turn it is."""

    adviser: PersonId


class OfCase(StrEnum):
    """What an entrepreneur does with their case."""

    SHOW = "v"
    NONE_FITS = "n"
    MOVE = "m"
    CANCEL = "c"
    CANCEL_SURE = "y"
    WITHDRAW = "w"
    WITHDRAW_SURE = "z"
    CONSENT = "a"
    TAKE_BACK = "t"
    FILE = "f"


@dataclass(frozen=True, slots=True, kw_only=True)
class MyCase(Button):
    changes = True
    case: CaseId
    what: OfCase
    once: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MoreTimes(Button):
    """The next ones after so many."""

    case: CaseId
    skip: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PickTime(Button):
    """Of the times that can be had; the meeting that is booked moves there, if there is one."""

    changes = True
    case: CaseId
    start: datetime
    once: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HowItWent(Button):
    changes = True
    case: CaseId
    months: int
    answer: CheckUp
    once: str


class Advice(StrEnum):
    """What an adviser does with a case."""

    SHOW = "v"
    WHERE = "w"
    GIVE_AWAY = "p"
    OUTCOMES = "o"


@dataclass(frozen=True, slots=True, kw_only=True)
class Advise(Button):
    case: CaseId
    what: Advice


@dataclass(frozen=True, slots=True, kw_only=True)
class ChooseTimes(Button):
    """The times that are ticked so far; `send` offers them."""

    changes = True
    case: CaseId
    meeting: Meeting
    first: datetime
    second: datetime
    third: datetime
    send: bool
    once: str

    @property
    def ticked(self) -> tuple[datetime, ...]:
        return tuple(each for each in (self.first, self.second, self.third) if each != NO_TIME)


@dataclass(frozen=True, slots=True, kw_only=True)
class LetChoose(Button):
    changes = True
    case: CaseId
    meeting: Meeting
    once: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PassOn(Button):
    """To that adviser; an empty id: to whose turn it is."""

    changes = True
    case: CaseId
    to: PersonId
    once: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TookPlace(Button):
    changes = True
    appointment: AppointmentId
    came: bool
    once: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EndCase(Button):
    changes = True
    case: CaseId
    outcome: Outcome
    once: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FinishTask(Button):
    changes = True
    task: TaskId
