"""Requests for guidance that are being told, step by step; what was said is sealed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, delete, select, update

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
            return _intake(row)
        return None

    async def quiet_since(self, begun: datetime, until: datetime) -> Sequence[Intake]:
        found = select(intakes).where(i.at >= begun, i.at < until, i.reminded_at.is_(None)).order_by(i.at)
        return [_intake(row) for row in await self._engine.rows(found)]

    async def reminded(self, intake: Intake, at: datetime) -> None:
        same = (i.telegram_id == intake.telegram_id) & (i.revision == intake.revision)
        await self._engine.change(update(intakes).where(same).values(reminded_at=at))

    async def save(self, intake: Intake) -> None:
        await self._engine.write(lambda connection: _save(connection, intake))

    async def clear(self, telegram_id: int) -> None:
        await self._engine.change(delete(intakes).where(i.telegram_id == telegram_id))

    async def forget_before(self, moment: datetime) -> None:
        """Fulfils `booking.forgetting.Ageing`."""
        await self._engine.change(delete(intakes).where(i.at < moment))


def _intake(row: Row[Any]) -> Intake:
    return Intake(
        telegram_id=row.telegram_id,
        step=Step(row.step),
        sealed=row.sealed,
        revision=row.revision,
        at=row.at,
        reminded_at=row.reminded_at,
    )


def _save(connection: Connection, intake: Intake) -> None:
    values = {
        "step": intake.step.value,
        "sealed": intake.sealed,
        "revision": intake.revision + 1,
        "at": intake.at,
        "reminded_at": intake.reminded_at,
    }
    if intake.revision == 0:
        new = inserting(connection, intakes).values(telegram_id=intake.telegram_id, **values)
        saved = connection.execute(new.on_conflict_do_nothing().returning(i.revision))
    else:
        same = (i.telegram_id == intake.telegram_id) & (i.revision == intake.revision)
        saved = connection.execute(update(intakes).where(same).values(**values).returning(i.revision))
    if saved.first() is None:
        raise Stale
