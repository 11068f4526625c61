"""Use cases of announcements: written, looked at, sent now or later, paused, stopped; followed and left."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from booking.model.announcements import (
    FOLLOWED,
    Announcement,
    AnnouncementId,
    Attachment,
    Audience,
    Progress,
    Sending,
    Topic,
)
from booking.model.messages import Message, Purpose
from booking.model.people import Actor, Person, PersonId
from booking.ports import Announcements, Clock, Follows, Tokens
from booking.refusals import NotAllowed, NotFound, Stale

SHOWN_FOR = timedelta(days=366)


class Announcing:
    """Each but the last two raises NotAllowed to others than the administration."""

    def __init__(self, announcements: Announcements, follows: Follows, now: Clock, new_id: Tokens) -> None:
        self._announcements = announcements
        self._follows = follows
        self._now = now
        self._new_id = new_id

    async def draft(
        self, actor: Actor, audience: Audience, text: str, file: Attachment | None = None, *, key: str = ""
    ) -> Announcement:
        """With a key, one announcement however often it is asked for."""
        _require(actor)
        draft = Announcement(
            id=AnnouncementId(key or self._new_id()),
            audience=audience,
            text=text,
            file=file,
            made_by=actor.person_id,
            made_at=self._now(),
        )
        await self._announcements.add(draft)
        return await self._get(draft.id)

    async def direct(self, actor: Actor, announcement_id: AnnouncementId, audience: Audience) -> Announcement:
        """Whom a draft is for. Raises NotFound, or Stale where it is a draft no more."""
        _require(actor)
        before = await self._get(announcement_id)
        if before.audience == audience:
            return before
        if before.state is not Sending.DRAFT:
            raise Stale
        after = before.changed(audience=audience)
        await self._announcements.change(after)
        return after

    async def get(self, actor: Actor, announcement_id: AnnouncementId) -> Announcement:
        """Raises NotFound."""
        _require(actor)
        return await self._get(announcement_id)

    async def latest(self, actor: Actor) -> Sequence[Announcement]:
        """Those of a year, the latest first."""
        _require(actor)
        return await self._announcements.since(self._now() - SHOWN_FOR)

    async def size(self, actor: Actor, announcement: Announcement) -> int:
        """How many it would go to now."""
        _require(actor)
        return await self._announcements.count(announcement.audience)

    async def preview(self, actor: Actor, announcement_id: AnnouncementId) -> None:
        """To oneself alone, as the others will see it. Raises NotFound."""
        _require(actor)
        announcement = await self._get(announcement_id)
        if actor.person_id is None:
            raise NotFound(what="person")
        now = self._now()
        await self._announcements.preview(_message(announcement, actor.person_id, now))

    async def send(
        self, actor: Actor, announcement_id: AnnouncementId, at: datetime | None = None
    ) -> Announcement:
        """Now, or at a time to come; a time that is set can be set anew until it has come.

        Raises NotFound, or Stale where it is being sent already.
        """
        _require(actor)
        before = await self._get(announcement_id)
        if before.state not in {Sending.DRAFT, Sending.SCHEDULED}:
            raise Stale
        now = self._now()
        scheduled = before.changed(state=Sending.SCHEDULED, send_at=at or now)
        await self._announcements.change(scheduled)
        return await self._begin(scheduled) if scheduled.send_at == now else scheduled

    async def pause(self, actor: Actor, announcement_id: AnnouncementId) -> Announcement:
        """What is under way waits. Raises NotFound or Stale."""
        after = await self._next(actor, announcement_id, Sending.SENDING, Sending.PAUSED)
        await self._announcements.pause(after)
        return after

    async def resume(self, actor: Actor, announcement_id: AnnouncementId) -> Announcement:
        """Raises NotFound or Stale."""
        after = await self._next(actor, announcement_id, Sending.PAUSED, Sending.SENDING)
        await self._announcements.resume(after, self._now())
        return after

    async def stop(self, actor: Actor, announcement_id: AnnouncementId) -> Announcement:
        """What has not been sent is not sent; also takes back what was to be sent later.

        Raises NotFound, or Stale once it is sent.
        """
        _require(actor)
        before = await self._get(announcement_id)
        if before.state in {Sending.SENT, Sending.STOPPED}:
            raise Stale
        progress = await self._announcements.progress(before.id)
        after = before.changed(
            state=Sending.STOPPED, delivered=progress.delivered, failed=progress.failed, sent_at=self._now()
        )
        await self._announcements.stop(after, self._now())
        return after

    async def progress(self, actor: Actor, announcement_id: AnnouncementId) -> Progress:
        _require(actor)
        return await self._announcements.progress(announcement_id)

    async def go_on(self) -> int:
        """What is due begins, what everybody has got is done. How many moved on."""
        moved = 0
        for due in await self._announcements.due(self._now()):
            moved += await self._quietly(due)
        for under_way in await self._announcements.under_way():
            progress = await self._announcements.progress(under_way.id)
            if not progress.waiting:
                moved += await self._done(under_way, progress)
        return moved

    async def followed(self, person: Person) -> frozenset[Topic]:
        return await self._follows.of(person.id)

    async def follow(
        self, person: Person, topic: Topic, *, wanted: bool, because: AnnouncementId | None = None
    ) -> None:
        """Who leaves because of an announcement is counted there, while it is kept."""
        if topic in FOLLOWED and wanted:
            await self._follows.follow(person.id, topic, self._now())
        elif topic in FOLLOWED:
            await self._follows.leave(person.id, topic, because)

    async def leave(self, person: Person, announcement_id: AnnouncementId) -> Topic:
        """No more of that topic, because of this announcement. Raises NotFound."""
        announcement = await self._get(announcement_id)
        await self._follows.leave(person.id, announcement.audience.topic, announcement.id)
        return announcement.audience.topic

    async def _begin(self, scheduled: Announcement) -> Announcement:
        after = scheduled.changed(state=Sending.SENDING)
        await self._announcements.begin(after, self._now())
        return after

    async def _quietly(self, due: Announcement) -> bool:
        """Another process may have begun it a moment ago."""
        try:
            await self._begin(due)
        except Stale:
            return False
        return True

    async def _done(self, under_way: Announcement, progress: Progress) -> bool:
        totals = {"delivered": progress.delivered, "failed": progress.failed}
        try:
            after = under_way.changed(state=Sending.SENT, sent_at=self._now(), **totals)
            await self._announcements.change(after)
        except Stale:
            return False
        return True

    async def _next(
        self, actor: Actor, announcement_id: AnnouncementId, stands: Sending, becomes: Sending
    ) -> Announcement:
        _require(actor)
        before = await self._get(announcement_id)
        if before.state is not stands:
            raise Stale
        return before.changed(state=becomes)

    async def _get(self, announcement_id: AnnouncementId) -> Announcement:
        found = await self._announcements.get(announcement_id)
        if found is None:
            raise NotFound(what="announcement")
        return found


def _require(actor: Actor) -> None:
    if not actor.is_staff:
        raise NotAllowed


def _message(announcement: Announcement, person_id: PersonId, now: datetime) -> Message:
    """A preview differs from what is sent, and from the one before, in its offset."""
    return Message(
        purpose=Purpose.ANNOUNCEMENT,
        subject=announcement.id,
        revision=0,
        person_id=person_id,
        due_at=now,
        offset=int(now.timestamp()) % 2_000_000_000 + 1,
    )
