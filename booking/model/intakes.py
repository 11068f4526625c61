"""What an entrepreneur tells before an adviser is found."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from booking.model.guidance import HowFar, Sector
from booking.model.people import PersonId


@dataclass(frozen=True, slots=True, kw_only=True)
class Answers:
    """What an entrepreneur tells before anybody is asked. All of it may be empty but the consent."""

    idea: str = ""
    how_far: HowFar | None = None
    sector: Sector | None = None
    hope: str = ""
    where: str = ""
    reach: str = ""
    wanted: PersonId | None = None
    name: str = ""
    """Where they say that they are called something else than their Telegram account."""


class Step(StrEnum):
    """The questions, in their order."""

    CONSENT = "consent"
    IDEA = "idea"
    HOW_FAR = "how_far"
    SECTOR = "sector"
    HOPE = "hope"
    WHERE = "where"
    REACH = "reach"
    REVIEW = "review"


@dataclass(frozen=True, slots=True, kw_only=True)
class Intake:
    """A conversation that is not done. `sealed` is the answers so far. `revision` 0 was never saved.

    `reminded_at` is when they were asked, once, whether they want to go on.
    """

    telegram_id: int
    step: Step
    sealed: str
    revision: int = 0
    at: datetime
    reminded_at: datetime | None = None

    @property
    def moment(self) -> int:
        """In seconds: tells how it stands from every other stand, also of a request that was begun anew."""
        return int(self.at.timestamp())
