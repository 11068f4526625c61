"""Ways into the administration's pages."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, delete, insert, or_, select, update

from booking.model.people import PersonId
from booking.model.sessions import Session, SignInLink
from db.engine import Engine
from db.tables import people, sessions, sign_in_links

s = sessions.c
k = sign_in_links.c


class SqlSessions:
    """Fulfils `booking.ports.Sessions`."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    async def promise(self, link: SignInLink) -> None:
        row = {"token_hash": link.token_hash, "person_id": link.person_id, "expires_at": link.expires_at}
        await self._engine.change(insert(sign_in_links).values(row))

    async def link(self, token_hash: str) -> SignInLink | None:
        rows = await self._engine.rows(select(sign_in_links).where(k.token_hash == token_hash))
        for row in rows:
            return SignInLink(
                token_hash=row.token_hash, person_id=PersonId(row.person_id), expires_at=row.expires_at
            )
        return None

    async def redeem(self, link_hash: str, session_hash: str, now: datetime) -> PersonId | None:
        return await self._engine.write(lambda c: _redeem(c, link_hash, session_hash, now))

    async def get(self, token_hash: str) -> Session | None:
        rows = await self._engine.rows(select(sessions).where(s.token_hash == token_hash))
        return _session(rows[0]) if rows else None

    async def of(self, person_id: PersonId) -> Sequence[Session]:
        theirs = select(sessions).where(s.person_id == person_id).order_by(s.made_at, s.token_hash)
        return [_session(row) for row in await self._engine.rows(theirs)]

    async def use(self, token_hash: str, at: datetime) -> None:
        await self._engine.change(update(sessions).where(s.token_hash == token_hash).values(used_at=at))

    async def end(self, token_hash: str) -> None:
        await self._engine.change(delete(sessions).where(s.token_hash == token_hash))

    async def end_all(self, person_id: PersonId) -> None:
        await self._engine.write(lambda c: end_all(c, person_id))

    async def forget_before(self, moment: datetime) -> None:
        """Fulfils `booking.forgetting.Ageing`: links that lapsed, and sessions begun or last used earlier."""
        await self._engine.change(delete(sign_in_links).where(k.expires_at < moment))
        await self._engine.change(delete(sessions).where(or_(s.made_at < moment, s.used_at < moment)))


def end_all(connection: Connection, person_id: PersonId) -> None:
    # The links first, so that none opens a session behind our back.
    for table in (sign_in_links, sessions):
        connection.execute(delete(table).where(table.c.person_id == person_id))


def _session(row: Row[Any]) -> Session:
    return Session(
        token_hash=row.token_hash,
        person_id=PersonId(row.person_id),
        made_at=row.made_at,
        used_at=row.used_at,
    )


def _redeem(connection: Connection, link_hash: str, session_hash: str, now: datetime) -> PersonId | None:
    # Whoever removes the row has it: another who comes at the same time finds nothing.
    used = delete(sign_in_links).where(k.token_hash == link_hash, k.expires_at > now)
    person_id = connection.execute(used.returning(k.person_id)).scalar_one_or_none()
    if person_id is None:
        return None
    # Held while we write, so that an erasing goes before or after, and leaves no session behind.
    held = update(people).where(people.c.id == person_id, people.c.erased_at.is_(None))
    if not connection.execute(held.values(reachable=people.c.reachable)).rowcount:
        return None
    row = {"token_hash": session_hash, "person_id": person_id, "made_at": now, "used_at": now}
    connection.execute(insert(sessions).values(row))
    return PersonId(person_id)
