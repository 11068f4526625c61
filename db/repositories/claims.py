"""What one process at a time does for all of them."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection, delete, or_, update

from db.engine import Engine
from db.repositories.upserts import inserting
from db.tables import claims

c = claims.c


class SqlClaims:
    """Fulfils `bot.presentation.Claims`."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    async def take(self, name: str, mark: str, now: datetime, until: datetime) -> bool:
        def take(connection: Connection) -> bool:
            new = inserting(connection, claims).values(name=name, mark=mark, until=until)
            taken = new.on_conflict_do_update(
                index_elements=[c.name],
                set_={"mark": mark, "until": until},
                where=or_(c.until <= now, c.mark != mark),
            )
            return connection.execute(taken.returning(c.name)).first() is not None

        return await self._engine.write(take)

    async def give_up(self) -> None:
        """Nothing counts as told: Telegram is a new one, as in the demo each time."""
        await self._engine.change(delete(claims))

    async def keep(self, name: str, mark: str, until: datetime) -> None:
        await self._engine.change(update(claims).where(c.name == name, c.mark == mark).values(until=until))
