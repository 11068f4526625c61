"""One message to many, and what people have said yes to."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import NewType

from booking.model.events import EventId
from booking.model.people import PersonId

AnnouncementId = NewType("AnnouncementId", str)


class Topic(StrEnum):
    """What one can follow. A notice is about what one has or has signed up for: nobody follows it."""

    NOTICE = "notice"
    NEWSLETTER = "newsletter"
    EVENTS = "events"
    COURSES = "courses"


FOLLOWED = tuple(topic for topic in Topic if topic is not Topic.NOTICE)


class Group(StrEnum):
    """Whom it is for: everybody, our tenants, members, or those signed up for an event."""

    EVERYBODY = "everybody"
    TENANTS = "tenants"
    MEMBERS = "members"
    EVENT = "event"


@dataclass(frozen=True, slots=True, kw_only=True)
class Audience:
    """A group's people who follow the topic; all of them for a notice, which is never for everybody."""

    group: Group
    topic: Topic
    event_id: EventId | None = None

    def __post_init__(self) -> None:
        if (self.group is Group.EVENT) is (self.event_id is None):
            raise ValueError("an event is named for those signed up for it, and for nobody else")
        if self.group is Group.EVERYBODY and self.topic is Topic.NOTICE:
            raise ValueError("everybody hears only of what they follow")


class Sending(StrEnum):
    DRAFT = "draft"
    SCHEDULED = "scheduled"
    SENDING = "sending"
    PAUSED = "paused"
    STOPPED = "stopped"
    SENT = "sent"


@dataclass(frozen=True, slots=True, kw_only=True)
class Attachment:
    """A picture or a file, by the id that Telegram gave the one that was uploaded."""

    file_id: str
    is_picture: bool
    name: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Announcement:
    """`delivered`, `failed` and `left` (who clicked off because of it) are kept for the year's figures."""

    id: AnnouncementId
    audience: Audience
    text: str
    file: Attachment | None = None
    state: Sending = Sending.DRAFT
    send_at: datetime | None = None
    sent_at: datetime | None = None
    delivered: int = 0
    failed: int = 0
    left: int = 0
    revision: int = 1
    made_by: PersonId | None = None
    made_at: datetime

    def changed(self, **fields: object) -> Announcement:
        """The next revision."""
        return replace(self, revision=self.revision + 1, **fields)  # type: ignore[arg-type]


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    waiting: int = 0
    delivered: int = 0
    failed: int = 0

    @property
    def all(self) -> int:
        return self.waiting + self.delivered + self.failed
