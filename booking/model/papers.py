"""What is written about a case of guidance, sealed; what is to be done; and who has looked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import NewType

from booking.model.guidance import CaseId
from booking.model.people import PersonId

PaperId = NewType("PaperId", str)
TaskId = NewType("TaskId", str)


class PaperKind(StrEnum):
    REQUEST = "request"
    """What the entrepreneur wrote: the answers as JSON."""
    NOTE = "note"
    GOAL = "goal"
    FILE = "file"
    CHECK_UP = "check_up"


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """Words or a file about a case, with its name. `sealed` is all of it: only with the key can it be read.

    `author_id` is None where the entrepreneur wrote it. `size` is a file's, in bytes.
    """

    id: PaperId
    case_id: CaseId
    kind: PaperKind
    author_id: PersonId | None
    at: datetime
    sealed: str
    size: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """Something the adviser has to do by the end of `due_on`. `sealed` is what."""

    id: TaskId
    case_id: CaseId
    adviser_id: PersonId
    due_on: date
    sealed: str
    made_at: datetime
    done_at: datetime | None = None


class Looked(StrEnum):
    """What somebody looked at."""

    CASE = "case"
    FILE = "file"
    EXPORT = "export"


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """Somebody has looked at what is written about a case."""

    case_id: CaseId
    person_id: PersonId
    what: Looked
    at: datetime
