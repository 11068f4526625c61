"""Advisers' own calendars: kept here, fetched from elsewhere, worked out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol
from zoneinfo import ZoneInfo

from booking.model.calendars import CalendarId, OwnCalendar, Trouble
from booking.model.interval import Interval
from booking.model.messages import Message
from booking.model.people import PersonId


class Calendars(Protocol):
    """One a person at most."""

    async def get(self, calendar_id: CalendarId) -> OwnCalendar | None: ...

    async def of_person(self, person_id: PersonId) -> OwnCalendar | None: ...

    async def connect(self, calendar: OwnCalendar, busy: Sequence[Interval]) -> None:
        """In place of the one before, if any; nothing for whom was erased."""
        ...

    async def disconnect(self, person_id: PersonId) -> None:
        """With all that was read from it."""
        ...

    async def due(self, now: datetime, lease_until: datetime, limit: int) -> Sequence[OwnCalendar]:
        """Those due that nobody else has claimed, the longest due first, claimed until then."""
        ...

    async def record(
        self, after: OwnCalendar, busy: Sequence[Interval] | None, messages: Sequence[Message]
    ) -> bool:
        """To the next revision, with what was read in place of what was (None leaves it) and what is told,
        in one transaction. False, and nothing is changed, where it is not at the revision before."""
        ...

    async def busy(self, person_id: PersonId, within: Interval) -> Sequence[Interval]:
        """By start."""
        ...


@dataclass(frozen=True, slots=True)
class Unchanged:
    """It is still what it was named by."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    text: str
    etag: str = ""
    last_modified: str = ""


class CalendarTrouble(Exception):
    """The root of the next two."""

    def __init__(self, trouble: Trouble) -> None:
        super().__init__(trouble.value)
        self.trouble = trouble


class CalendarUnreachable(CalendarTrouble):
    """It could not be fetched."""


class NotACalendar(CalendarTrouble):
    """What was fetched cannot be worked out."""


class CalendarSource(Protocol):
    async def fetch(self, address: str, etag: str = "", last_modified: str = "") -> Unchanged | Fetched:
        """Bounded in time and size. Raises CalendarUnreachable."""
        ...


class CalendarReader(Protocol):
    async def busy(self, text: str, within: Interval, zone: ZoneInfo) -> Sequence[Interval]:
        """When it is busy, by start and none touching another; `zone` is for what names none.

        Bounded in time, whatever the text. Raises NotACalendar.
        """
        ...
