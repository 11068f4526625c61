"""Announcements, and which topics people follow."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from booking.model.announcements import Announcement, AnnouncementId, Audience, Progress, Topic
from booking.model.messages import Message
from booking.model.people import PersonId


class Announcements(Protocol):
    async def get(self, announcement_id: AnnouncementId) -> Announcement | None: ...

    async def since(self, moment: datetime) -> Sequence[Announcement]:
        """Those made after it, the latest first."""
        ...

    async def due(self, now: datetime) -> Sequence[Announcement]:
        """Scheduled, and the time has come."""
        ...

    async def under_way(self) -> Sequence[Announcement]: ...

    async def add(self, announcement: Announcement) -> None:
        """One that is known already stays as it is."""
        ...

    async def preview(self, message: Message) -> None:
        """To one person, as often as it is asked for under another offset."""
        ...

    async def change(self, after: Announcement) -> None:
        """To the next revision. Raises Stale where it is no longer at the one before."""
        ...

    async def begin(self, after: Announcement, now: datetime) -> int:
        """The same, and promises it to everybody it is for, in one transaction; to how many."""
        ...

    async def pause(self, after: Announcement) -> None:
        """The same, and what is not yet sent waits."""
        ...

    async def resume(self, after: Announcement, now: datetime) -> None: ...

    async def stop(self, after: Announcement, now: datetime) -> None:
        """The same, and what is not yet sent never will be."""
        ...

    async def progress(self, announcement_id: AnnouncementId) -> Progress: ...

    async def count(self, audience: Audience) -> int:
        """How many it would go to."""
        ...


class Follows(Protocol):
    async def of(self, person_id: PersonId) -> frozenset[Topic]: ...

    async def follow(self, person_id: PersonId, topic: Topic, at: datetime) -> None: ...

    async def leave(
        self, person_id: PersonId, topic: Topic, because_of: AnnouncementId | None = None
    ) -> None:
        """Once; the announcement that they left because of counts it."""
        ...
