"""Where events are shown to many."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import delete, select, update

from booking.model.events import EventId, Post
from booking.model.messages import Origin
from db.engine import Engine
from db.repositories.upserts import inserting
from db.tables import event_posts, events

t = event_posts.c


class SqlPosts:
    """Fulfils `booking.ports.Posts`."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    async def add(self, post: Post) -> None:
        row = {
            "id": post.id,
            "event_id": post.event_id,
            "chat_id": post.place.chat_id if post.place else None,
            "message_id": post.place.message_id if post.place else None,
            "inline_id": post.inline_id or None,
            "shown": post.shown,
        }
        await self._engine.write(
            lambda connection: connection.execute(
                inserting(connection, event_posts).on_conflict_do_nothing(), [row]
            )
        )

    async def live(self, since: datetime) -> Sequence[Post]:
        wanted = select(t.id, t.event_id, t.chat_id, t.message_id, t.inline_id, t.shown)
        coming = wanted.join_from(event_posts, events, t.event_id == events.c.id)
        rows: Sequence[Any] = await self._engine.rows(coming.where(events.c.ends_at > since).order_by(t.id))
        return [
            Post(
                id=row[0],
                event_id=EventId(row[1]),
                place=None if row[2] is None else Origin(chat_id=row[2], message_id=row[3]),
                inline_id=row[4] or "",
                shown=row[5],
            )
            for row in rows
        ]

    async def shows(self, post_id: str, shown: str) -> None:
        await self._engine.change(update(event_posts).where(t.id == post_id).values(shown=shown))

    async def forget(self, post_id: str) -> None:
        await self._engine.change(delete(event_posts).where(t.id == post_id))
