"""Announcements, to whom they go, and which topics people follow."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Select,
    Text,
    and_,
    case,
    delete,
    exists,
    func,
    insert,
    literal,
    or_,
    select,
    type_coerce,
    update,
)

from booking.model.announcements import (
    Announcement,
    AnnouncementId,
    Attachment,
    Audience,
    Group,
    Progress,
    Sending,
    Topic,
)
from booking.model.events import IN, EventId
from booking.model.messages import Lane, Message, Purpose
from booking.model.people import PersonId, Role
from booking.refusals import Stale
from db.engine import Engine
from db.repositories.promising import promise
from db.repositories.upserts import inserting
from db.tables import announcements, follows, outbox, people, registrations

a, f, o, p, r = announcements.c, follows.c, outbox.c, people.c, registrations.c
NEVER = datetime(9999, 1, 1, tzinfo=UTC)
"""When what is paused is due."""
WITH_ROLES = {Group.TENANTS: (Role.TENANT, Role.CONTACT), Group.MEMBERS: (Role.MEMBER,)}


class SqlAnnouncements:
    """Fulfils `booking.ports.Announcements`."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    async def get(self, announcement_id: AnnouncementId) -> Announcement | None:
        found = await self._found(a.id == announcement_id)
        return found[0] if found else None

    async def since(self, moment: datetime) -> Sequence[Announcement]:
        return await self._found(a.made_at > moment)

    async def due(self, now: datetime) -> Sequence[Announcement]:
        return await self._found(and_(a.state == Sending.SCHEDULED, a.send_at <= now))

    async def under_way(self) -> Sequence[Announcement]:
        return await self._found(a.state == Sending.SENDING)

    async def add(self, announcement: Announcement) -> None:
        def added(connection: Connection) -> None:
            row = _row(announcement)
            connection.execute(inserting(connection, announcements).values(row).on_conflict_do_nothing())

        await self._engine.write(added)

    async def preview(self, message: Message) -> None:
        await self._engine.write(lambda connection: promise(connection, [message]))

    async def change(self, after: Announcement) -> None:
        await self._changed(after)

    async def begin(self, after: Announcement, now: datetime) -> int:
        """One statement for everybody: ten thousand of them take a tenth of a second."""
        told = _receivers(after.audience).with_only_columns(
            (literal(f"{Purpose.ANNOUNCEMENT}:{after.id}:1:") + p.id).label("key"),
            literal(Purpose.ANNOUNCEMENT.value),
            literal(after.id),
            literal(1),
            p.id,
            literal(now, o.due_at.type),
            literal(Lane.BULK.value),
        )
        columns = ["key", "purpose", "subject", "revision", "person_id", "due_at", "lane"]

        def promised(connection: Connection) -> int:
            return connection.execute(insert(outbox).from_select(columns, told)).rowcount

        return await self._changed(after, promised)

    async def pause(self, after: Announcement) -> None:
        await self._changed(after, _settled(after, due_at=NEVER))

    async def resume(self, after: Announcement, now: datetime) -> None:
        await self._changed(after, _settled(after, due_at=now))

    async def stop(self, after: Announcement, now: datetime) -> None:
        await self._changed(after, _settled(after, state="dropped", why="stopped", sent_at=now))

    async def progress(self, announcement_id: AnnouncementId) -> Progress:
        def how_many(state: str) -> ColumnElement[int]:
            return func.coalesce(func.sum(case((o.state == state, 1), else_=0)), 0)

        counted = select(*map(how_many, ("waiting", "sent", "dropped"))).where(*_rows_of(announcement_id))
        found: Sequence[Any] = (await self._engine.rows(counted))[0]
        return Progress(waiting=found[0], delivered=found[1], failed=found[2])

    async def count(self, audience: Audience) -> int:
        counted = _receivers(audience).with_only_columns(func.count())
        return int((await self._engine.rows(counted))[0][0])

    async def _found(self, which: ColumnElement[bool]) -> Sequence[Announcement]:
        wanted = select(announcements).where(which).order_by(a.made_at.desc(), a.id)
        return [_announcement(row) for row in await self._engine.rows(wanted)]

    async def _changed(self, after: Announcement, also: Callable[[Connection], int] | None = None) -> int:
        row = _row(after)
        del row["id"], row["left"]  # who leaves meanwhile is counted by themselves

        def changed(connection: Connection) -> int:
            before = and_(a.id == after.id, a.revision == after.revision - 1)
            if not connection.execute(update(announcements).where(before).values(row)).rowcount:
                raise Stale
            return also(connection) if also else 0

        return await self._engine.write(changed)


class SqlFollows:
    """Fulfils `booking.ports.Follows`."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    async def of(self, person_id: PersonId) -> frozenset[Topic]:
        rows = await self._engine.rows(select(f.topic).where(f.person_id == person_id))
        return frozenset(Topic(row[0]) for row in rows)

    async def follow(self, person_id: PersonId, topic: Topic, at: datetime) -> None:
        row = {"person_id": person_id, "topic": topic.value, "since": at}

        def followed(connection: Connection) -> None:
            connection.execute(inserting(connection, follows).values(row).on_conflict_do_nothing())

        await self._engine.write(followed)

    async def leave(
        self, person_id: PersonId, topic: Topic, because_of: AnnouncementId | None = None
    ) -> None:
        def left(connection: Connection) -> None:
            theirs = delete(follows).where(f.person_id == person_id, f.topic == topic.value)
            if connection.execute(theirs).rowcount and because_of is not None:
                counted = update(announcements).where(a.id == because_of).values(left=a.left + 1)
                connection.execute(counted)

        await self._engine.write(left)


def _receivers(audience: Audience) -> Select[Any]:
    """People who can be told, of the group, who follow the topic."""
    wanted = select(p.id).where(p.erased_at.is_(None), or_(p.telegram_id.is_not(None), p.email.is_not(None)))
    if audience.topic is not Topic.NOTICE:
        wanted = wanted.where(exists().where(f.person_id == p.id, f.topic == audience.topic.value))
    if audience.group in WITH_ROLES:
        roles = type_coerce(p.roles, Text)
        return wanted.where(or_(*(roles.contains(f" {role} ") for role in WITH_ROLES[audience.group])))
    if audience.group is Group.EVENT:
        signed_up = exists().where(
            r.person_id == p.id, r.event_id == audience.event_id, r.standing.in_(sorted(IN))
        )
        return wanted.where(signed_up)
    return wanted


def _rows_of(announcement_id: AnnouncementId) -> tuple[ColumnElement[bool], ...]:
    """What was promised to its audience; a preview has another revision."""
    return o.purpose == Purpose.ANNOUNCEMENT, o.subject == announcement_id, o.revision == 1


def _settled(after: Announcement, **values: Any) -> Callable[[Connection], int]:
    def settled(connection: Connection) -> int:
        waiting = update(outbox).where(*_rows_of(after.id), o.state == "waiting")
        return connection.execute(waiting.values(**values)).rowcount

    return settled


def _row(announcement: Announcement) -> dict[str, Any]:
    audience, file = announcement.audience, announcement.file
    return {
        "id": announcement.id,
        "audience": asdict(audience),
        "text": announcement.text,
        "file": None if file is None else asdict(file),
        "state": announcement.state.value,
        "send_at": announcement.send_at,
        "sent_at": announcement.sent_at,
        "delivered": announcement.delivered,
        "failed": announcement.failed,
        "left": announcement.left,
        "revision": announcement.revision,
        "made_by": announcement.made_by,
        "made_at": announcement.made_at,
    }


def _announcement(row: Any) -> Announcement:
    event = row.audience["event_id"]
    return Announcement(
        id=AnnouncementId(row.id),
        audience=Audience(
            group=Group(row.audience["group"]),
            topic=Topic(row.audience["topic"]),
            event_id=None if event is None else EventId(event),
        ),
        text=row.text,
        file=None if row.file is None else Attachment(**row.file),
        state=Sending(row.state),
        send_at=row.send_at,
        sent_at=row.sent_at,
        delivered=row.delivered,
        failed=row.failed,
        left=row.left,
        revision=row.revision,
        made_by=None if row.made_by is None else PersonId(row.made_by),
        made_at=row.made_at,
    )
