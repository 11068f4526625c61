"""One turn of a conversation: who wrote or tapped what, when, and in which language they are answered."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from booking.model.announcements import Attachment
from booking.model.bookings import BookingId
from booking.model.messages import Origin, Request
from booking.model.people import Person
from bot.buttons import Button, Span
from wording import Say


@dataclass(frozen=True, slots=True, kw_only=True)
class Visitor:
    """A Telegram account, known or not. `language_code` is a hint of the app's language."""

    telegram_id: int
    name: str
    language_code: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """What was asked about a message and answered by a tap: whom it is for, which booking, how much of it."""

    person: Person | None = None
    booking: BookingId | None = None
    span: Span | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """`person` is None for a stranger. `tapped` is the message whose button was tapped."""

    visitor: Visitor
    person: Person | None
    say: Say
    now: datetime
    update_id: int
    text: str = ""
    button: Button | None = None
    tapped: Origin | None = None
    file: Attachment | None = None
    chosen: Chosen = Chosen()
    sent_at: datetime | None = None
    """Of a message that was changed since."""

    def choosing(
        self, *, person: Person | None = None, booking: BookingId | None = None, span: Span | None = None
    ) -> Turn:
        """With that known besides."""
        known = self.chosen
        chosen = Chosen(
            person=person or known.person, booking=booking or known.booking, span=span or known.span
        )
        return replace(self, chosen=chosen)

    @property
    def holder(self) -> Person:
        """Whom a deed is for: the one who was named, else whoever wrote."""
        return self.chosen.person or self.member

    @property
    def request(self) -> Request:
        """The key comes from the button where it has one, else from the update."""
        once = getattr(self.button, "once", "")
        key = f"tap:{self.visitor.telegram_id}:{once}" if once else f"update:{self.update_id}"
        return Request(key=key, origin=self.tapped)

    @property
    def member(self) -> Person:
        """The person known; handlers for members are only called with one."""
        if self.person is None:
            raise LookupError("a stranger came to a members' handler")
        return self.person
