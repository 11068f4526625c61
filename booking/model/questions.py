"""What people ask the administration or tell it, and what became of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import NewType

from booking.model.people import PersonId

QuestionId = NewType("QuestionId", str)


class QuestionKind(StrEnum):
    """`FAULT` is something broken, missing or in the way; `PERSON` wants to talk to somebody."""

    QUESTION = "question"
    FAULT = "fault"
    PERSON = "person"
    APPLY = "apply"
    LEAVE = "leave"
    GUEST = "guest"


class QuestionState(StrEnum):
    """`KEPT` waits for its writer to say that it shall be passed on. `SEEN` was in a list of what is open."""

    KEPT = "kept"
    NEW = "new"
    SEEN = "seen"
    ANSWERED = "answered"
    SETTLED = "settled"


OPEN = frozenset({QuestionState.NEW, QuestionState.SEEN})
"""What somebody of the administration still has to do something about."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """In the person's own words. `answer` is None until somebody of the administration has answered."""

    id: QuestionId
    person_id: PersonId
    text: str
    asked_at: datetime
    kind: QuestionKind = QuestionKind.QUESTION
    state: QuestionState = QuestionState.NEW
    answer: str | None = None
    answered_by: PersonId | None = None
    answered_at: datetime | None = None
    settled_by: PersonId | None = None
    settled_at: datetime | None = None

    @property
    def is_open(self) -> bool:
        return self.state in OPEN


@dataclass(frozen=True, slots=True, kw_only=True)
class Addition:
    """Somebody else says the same, in their own words: it is one fault, and it is theirs too."""

    question_id: QuestionId
    person_id: PersonId
    text: str
    at: datetime
