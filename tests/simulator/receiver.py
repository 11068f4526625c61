"""The bot's end of a webhook: it notes what is pushed and answers as it was told to."""

import asyncio
from collections import deque
from types import TracebackType
from typing import Any, Self

from aiohttp import web

SECRET = "X-Telegram-Bot-Api-Secret-Token"


class Receiver:
    """`answers` are given in turn, then 200. A chat in `stuck` gets its answer only when it is taken out."""

    def __init__(self) -> None:
        self.pushed: list[dict[str, Any]] = []
        self.secrets: list[str | None] = []
        self.answers: deque[web.Response] = deque()
        self.stuck: dict[int, asyncio.Event] = {}
        self.url = ""

    @property
    def texts(self) -> list[str]:
        return [body["message"]["text"] for body in self.pushed]

    async def __aenter__(self) -> Self:
        app = web.Application()
        app.router.add_post("/hook", self._take)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", 0).start()
        self.url = f"http://127.0.0.1:{self._runner.addresses[0][1]}/hook"
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._runner.cleanup()

    async def _take(self, request: web.Request) -> web.StreamResponse:
        body = await request.json()
        self.pushed.append(body)
        self.secrets.append(request.headers.get(SECRET))
        chat = body.get("message", {}).get("chat", {}).get("id", 0)
        if chat in self.stuck:
            await self.stuck[chat].wait()
        return self.answers.popleft() if self.answers else web.Response()
