"""Requests for guidance that are being told, step by step; what was said is sealed."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection, delete, select, update

from booking.model.intakes import Intake, Step
from booking.refusals import Stale
from db.engine import Engine
from db.repositories.upserts import inserting
from db.tables import intakes

i = intakes.c


class SqlIntakes:
    """Fulfils `booking.ports.Intakes`."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    async def of(self, telegram_id: int) -> Intake | None:
        for row in await self._engine.rows(select(intakes).where(i.telegram_id == telegram_id)):
            return Intake(
                telegram_id=row.telegram_id,
                step=Step(row.step),
                sealed=row.sealed,
                revision=row.revision,
                at=row.at,
            )
        return None

    async def save(self, intake: Intake) -> None:
        await self._engine.write(lambda connection: _save(connection, intake))

    async def clear(self, telegram_id: int) -> None:
        await self._engine.change(delete(intakes).where(i.telegram_id == telegram_id))

    async def forget_before(self, moment: datetime) -> None:
        """Fulfils `booking.forgetting.Ageing`."""
        await self._engine.change(delete(intakes).where(i.at < moment))


def _save(connection: Connection, intake: Intake) -> None:
    values = {
        "step": intake.step.value,
        "sealed": intake.sealed,
        "revision": intake.revision + 1,
        "at": intake.at,
    }
    if intake.revision == 0:
        new = inserting(connection, intakes).values(telegram_id=intake.telegram_id, **values)
        saved = connection.execute(new.on_conflict_do_nothing().returning(i.revision))
    else:
        same = (i.telegram_id == intake.telegram_id) & (i.revision == intake.revision)
        saved = connection.execute(update(intakes).where(same).values(**values).returning(i.revision))
    if saved.first() is None:
        raise Stale
