"""Keys to the API."""

from __future__ import annotations

from sqlalchemy import bindparam, delete, insert, select

from booking.model.people import ApiToken, Scope
from db.engine import Engine
from db.tables import api_tokens

t = api_tokens.c
BY_HASH = select(api_tokens).where(t.token_hash == bindparam("token_hash"))


class SqlApiTokens:
    """Fulfils `booking.ports.ApiTokens`."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    async def add(self, token: ApiToken) -> None:
        row = {
            "id": token.id,
            "name": token.name,
            "scope": token.scope.value,
            "token_hash": token.token_hash,
            "made_at": token.made_at,
        }
        await self._engine.change(insert(api_tokens).values(row))

    async def by_hash(self, token_hash: str) -> ApiToken | None:
        rows = await self._engine.rows(BY_HASH, {"token_hash": token_hash})
        for row in rows:
            return ApiToken(
                id=row.id,
                name=row.name,
                scope=Scope(row.scope),
                token_hash=row.token_hash,
                made_at=row.made_at,
            )
        return None

    async def remove(self, name: str) -> int:
        return len(await self._engine.change(delete(api_tokens).where(t.name == name).returning(t.id)))
