"""What a chat was last about. A revision keeps two replicas from writing over one another."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection, delete, select, update

from booking.ports import Draft
from booking.refusals import Stale
from db.engine import Engine
from db.repositories.upserts import inserting
from db.tables import drafts

d = drafts.c


class SqlDrafts:
    """Fulfils `booking.ports.Drafts`."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    async def of(self, telegram_id: int) -> Draft | None:
        rows = await self._engine.rows(select(drafts).where(d.telegram_id == telegram_id))
        for row in rows:
            return Draft(telegram_id=row.telegram_id, data=row.data, revision=row.revision, at=row.at)
        return None

    async def save(self, draft: Draft) -> None:
        await self._engine.write(lambda connection: _save(connection, draft))

    async def clear(self, telegram_id: int) -> None:
        await self._engine.change(delete(drafts).where(d.telegram_id == telegram_id))

    async def forget_before(self, moment: datetime) -> None:
        """Fulfils `booking.forgetting.Ageing`."""
        await self._engine.change(delete(drafts).where(d.at < moment))


def _save(connection: Connection, draft: Draft) -> None:
    values = {"data": draft.data, "revision": draft.revision + 1, "at": draft.at}
    if draft.revision == 0:
        new = inserting(connection, drafts).values(telegram_id=draft.telegram_id, **values)
        saved = connection.execute(new.on_conflict_do_nothing().returning(d.revision))
    else:
        same = (d.telegram_id == draft.telegram_id) & (d.revision == draft.revision)
        saved = connection.execute(update(drafts).where(same).values(**values).returning(d.revision))
    if saved.first() is None:
        raise Stale
