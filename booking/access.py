"""Secrets that let somebody in: they are shown once, and only their hash is kept."""

from __future__ import annotations

from hashlib import sha256

from booking.model.people import ApiToken, Scope
from booking.ports import ApiTokens, Clock, Tokens

SECRET_BITS = 160


def hashed(secret: str) -> str:
    """What is kept of a token. The tokens are random, so a plain SHA-256 gives nothing away."""
    return sha256(secret.encode()).hexdigest()


class Access:
    """Programs that may use the API."""

    def __init__(self, *, api_tokens: ApiTokens, now: Clock, new_token: Tokens) -> None:
        self._api_tokens = api_tokens
        self._now = now
        self._new_token = new_token

    async def grant(self, scope: Scope, name: str) -> str:
        """A new token, to be shown once."""
        token = self._new_token(SECRET_BITS)
        await self._api_tokens.add(
            ApiToken(
                id=self._new_token(), name=name, scope=scope, token_hash=hashed(token), made_at=self._now()
            )
        )
        return token

    async def take_back(self, name: str) -> int:
        """From now on the tokens of that name open nothing. How many there were."""
        return await self._api_tokens.remove(name)

    async def holder(self, token: str) -> ApiToken | None:
        """Who the token was granted to; None for one that was never granted, or taken back."""
        return await self._api_tokens.by_hash(hashed(token))
