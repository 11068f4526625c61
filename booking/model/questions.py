"""What people ask the administration, and what they are answered."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import NewType

from booking.model.people import PersonId

QuestionId = NewType("QuestionId", str)


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """In the person's own words. `answer` is None until somebody of the administration has answered."""

    id: QuestionId
    person_id: PersonId
    text: str
    asked_at: datetime
    answer: str | None = None
    answered_by: PersonId | None = None
    answered_at: datetime | None = None
