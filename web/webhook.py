"""`POST /telegram/webhook`: answered with 200 only when the update's work has been committed."""

from __future__ import annotations

import hmac
from collections.abc import Awaitable, Callable

from aiohttp import web

from booking.ports import Unavailable
from web.problems import Problem, unavailable

SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 -- the header's name
LARGEST_UPDATE = 1024 * 1024

Accept = Callable[[bytes], Awaitable[None]]


class Webhook:
    """`accept` raises Unavailable where Telegram shall deliver the update again."""

    def __init__(self, accept: Accept, secret: str) -> None:
        self._accept = accept
        self._secret = secret.encode()

    def routes(self) -> list[web.RouteDef]:
        return [web.post("/telegram/webhook", self.receive)]

    async def receive(self, request: web.Request) -> web.Response:
        given = request.headers.get(SECRET_HEADER, "").encode(errors="surrogateescape")
        # Compared as bytes: a text that is not ASCII would raise.
        if not hmac.compare_digest(given, self._secret):
            raise Problem(403, "secret", "The secret token is missing or wrong.")
        try:
            await self._accept(await request.read())
        except ValueError as error:
            raise Problem(400, "malformed", "This is no update.") from error
        except Unavailable:
            raise unavailable() from None
        return web.Response()
