"""Messages promised to people. Saved with the change that promised them, worded when they are sent."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from booking.model.people import PersonId


class Purpose(StrEnum):
    """Why a person hears from us. The subject is a booking, where nothing else is said."""

    CARD = "card"
    """The booking's live card shall show how the booking stands."""
    NEWS = "news"
    """Somebody else changed the booking: a new message that is noticed."""
    REMINDER = "reminder"
    """It starts soon."""
    OFFER = "offer"
    """A range they waited for is held for them."""
    QUESTION = "question"
    """Somebody asks the administration; the subject is the question's id."""
    ANSWER = "answer"
    """What they were answered; the subject is the question's id."""
    SERIES = "series"
    """One summary of a series that was made, changed or cancelled; the subject is its id."""
    PLACE = "place"
    """How a person stands with an event; the subject is the registration."""
    PLACE_OFFER = "place_offer"
    """A place they waited for is held for them; the subject is the registration."""
    EVENT_NEWS = "event_news"
    """The event was moved, changed its way or was cancelled; the subject is the event."""
    EVENT_REMINDER = "event_reminder"
    """It is soon; the subject is the event, the revision its `schedule`."""
    THANKS = "thanks"
    """It was held; the subject is the event."""
    ANNOUNCEMENT = "announcement"
    """The subject is the announcement."""
    UNREACHABLE = "unreachable"
    """To the administration: somebody can no longer be told; the subject is that person."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """The message whose button was tapped: the answer edits it in place."""

    chat_id: int
    message_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What a use case is asked under: the same key again changes nothing and answers the same.

    The key comes from the button, else from the update, else from the API's Idempotency-Key.
    """

    key: str
    origin: Origin | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """`subject` at `revision` is to be told to `person_id`, from `due_at` on and once.

    `offset` is in minutes: how long before the subject it is due, where there are several.
    """

    purpose: Purpose
    subject: str
    revision: int
    person_id: PersonId
    due_at: datetime
    origin: Origin | None = None
    offset: int = 0

    @property
    def key(self) -> str:
        """Unique in the database: (purpose, object, revision, person, offset)."""
        key = f"{self.purpose}:{self.subject}:{self.revision}:{self.person_id}"
        return f"{key}:{self.offset}" if self.offset else key


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """A message that this process has claimed for a while, to send it."""

    id: int
    message: Message
    attempts: int
