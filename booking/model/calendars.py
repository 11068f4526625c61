"""An adviser's own calendar elsewhere: read, never written, and only for when it is busy."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import NewType

from booking.model.people import PersonId

CalendarId = NewType("CalendarId", str)


class Trouble(StrEnum):
    """Why a calendar cannot be read."""

    ADDRESS = "address"
    """It is no web address, or leads to none."""
    PRIVATE = "private"
    """It leads into a private network."""
    SILENT = "silent"
    """No answer in time, or none at all."""
    REFUSED = "refused"
    """The other side answers that it will not."""
    SIZE = "size"
    """There is more of it than we read."""
    CONTENT = "content"
    """What is there is no calendar."""
    ENDLESS = "endless"
    """It holds more occurrences than can be worked out."""
    KEY = "key"
    """The address was sealed with another key."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnCalendar:
    """`address` is sealed; only `host` may be shown or logged.

    `etag` and `last_modified` are what the other side named the copy that serves, which was worked out at
    `expanded_at`. `failing` counts the tries in a row that failed, since `failing_since`. `tellings` is how
    often the adviser was told how it stands, the last time about a failure where `is_told`.
    """

    id: CalendarId
    person_id: PersonId
    address: str = field(repr=False)
    host: str
    due_at: datetime
    etag: str = ""
    last_modified: str = ""
    fetched_at: datetime | None = None
    good_at: datetime | None = None
    expanded_at: datetime | None = None
    failing: int = 0
    failing_since: datetime | None = None
    failure: Trouble | None = None
    is_told: bool = False
    tellings: int = 0
    revision: int = 1
