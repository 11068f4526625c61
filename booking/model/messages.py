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
    ADDITION = "addition"
    """Somebody says what another has said; the subject is the question's id, a plus, and theirs."""
    UNDELIVERED = "undelivered"
    """To whoever asked: nobody could be told of it after all; the subject is the question's id."""
    ANSWER = "answer"
    """What they were answered; the subject is the question's id."""
    CLOSED = "closed"
    """The booking was cancelled, or cut short, because the place or the resource is shut."""
    SERIES = "series"
    """One summary of a series that was made, changed or cancelled; the subject is its id."""
    PLACE = "place"
    """How a person stands with an event; the subject is the registration."""
    PLACE_OFFER = "place_offer"
    """A place they waited for is held for them; the subject is the registration."""
    EVENT_NEWS = "event_news"
    """The event was moved, changed its way or was cancelled.

    The subject is the event, as in the next two, and the revision its `schedule`."""
    EVENT_REMINDER = "event_reminder"
    """It is soon."""
    THANKS = "thanks"
    """It was held."""
    ANNOUNCEMENT = "announcement"
    """The subject is the announcement."""
    UNREACHABLE = "unreachable"
    """To the administration: somebody can no longer be told; the subject is that person."""
    GUIDANCE = "guidance"
    """To the adviser or the administration: a request for guidance is theirs; the subject is the case.

    The same in the next two."""
    GUIDANCE_NEWS = "guidance_news"
    """To the entrepreneur: who has it, and times to choose among."""
    INTAKE = "intake"
    """To whoever has begun a request for guidance and not sent it; the subject is that person.

    The revision is the moment of their last answer, in seconds."""
    CHECK_UP = "check_up"
    """To the entrepreneur, so many months (the offset) after the outcome: how did it go?"""
    APPOINTMENT = "appointment"
    """To both: a meeting was booked, moved or cancelled; the subject is it, as in the next two."""
    APPOINTMENT_REMINDER = "appointment_reminder"
    """To both: it is soon."""
    APPOINTMENT_OVER = "appointment_over"
    """To the adviser: did you meet?"""
    MEETING_CLOSED = "meeting_closed"
    """To the adviser: where a meeting was to be is shut; the subject is the meeting."""
    TASK = "task"
    """To the adviser: it is due today; the subject is the task."""
    OWN_CALENDAR = "own_calendar"
    """To the adviser: their own calendar cannot be read, or can again; the subject is that calendar."""


class Lane(StrEnum):
    """`PROMPT` answers a person; `BULK` may be many at once, and keeps the pace that Telegram allows."""

    PROMPT = "prompt"
    BULK = "bulk"


_BULK = frozenset(
    {Purpose.REMINDER, Purpose.EVENT_NEWS, Purpose.EVENT_REMINDER, Purpose.THANKS, Purpose.ANNOUNCEMENT}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """The message whose button was tapped: the answer edits it in place."""

    chat_id: int
    message_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What a use case is asked under: the same key again changes nothing and answers the same.

    The key comes from the button, else from the update; on pages from the form, else from the API's
    Idempotency-Key.
    """

    key: str
    origin: Origin | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """`subject` at `revision` is to be told to `person_id`, from `due_at` on and once.

    `offset` is in minutes: how long before the subject it is due, where there are several. A card with
    one is the last: the booking is over, and the message that shows it says so.
    """

    purpose: Purpose
    subject: str
    revision: int
    person_id: PersonId
    due_at: datetime
    origin: Origin | None = None
    offset: int = 0

    @property
    def lane(self) -> Lane:
        return Lane.BULK if self.purpose in _BULK or self.closes_card else Lane.PROMPT

    @property
    def closes_card(self) -> bool:
        return self.purpose is Purpose.CARD and self.offset != 0

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


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivered:
    """A line of the delivery ledger: sent by `channel`, or dropped and `why`."""

    message: Message
    state: str
    at: datetime
    channel: str
    why: str
