"""Buttons of messages to many."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from booking.model.announcements import AnnouncementId, Topic
from booking.model.events import EventId
from bot.buttons.root import Button


class Announcing(StrEnum):
    """What is done with a message to many."""

    TENANTS = "1"
    NEWSLETTER = "2"
    EVENTS = "3"
    COURSES = "4"
    MEMBERS = "5"
    LATER = "l"
    PREVIEW = "p"
    SEND = "s"
    TOMORROW = "t"
    PAUSE = "w"
    RESUME = "r"
    STOP = "x"
    SHOW = "v"


@dataclass(frozen=True, slots=True, kw_only=True)
class WriteAnnouncement(Button):
    """The next message is one to many."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Announce(Button):
    """The announcement's own state lets each step be taken once."""

    changes = True
    announcement: AnnouncementId
    step: Announcing


@dataclass(frozen=True, slots=True, kw_only=True)
class AnnounceTo(Button):
    """It is for those signed up for an event."""

    announcement: AnnouncementId
    event: EventId


@dataclass(frozen=True, slots=True, kw_only=True)
class MoreEvents(Button):
    """The groups it may be for, with the events of a page, from 0."""

    announcement: AnnouncementId
    page: int


@dataclass(frozen=True, slots=True, kw_only=True)
class LeaveTopic(Button):
    """No more of what that announcement was about."""

    changes = True
    announcement: AnnouncementId


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowTopic(Button):
    changes = True
    topic: Topic
    wanted: bool
