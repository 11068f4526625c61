"""The chat page: what it shows, as JSON and server-sent events, and what a person does on it."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable, Mapping, Sequence
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from aiohttp import web

from simulator.model import Button, Chat, Message

if TYPE_CHECKING:
    from simulator.server import Simulator

FILES = Path(__file__).parent / "static"
FURTHEST = timedelta(days=370)

Advance = Callable[[timedelta], Awaitable[None]]


class Page:
    def __init__(
        self,
        simulator: Simulator,
        *,
        advance: Advance | None,
        suggestions: Mapping[int, Sequence[str]],
    ) -> None:
        self._simulator = simulator
        self._advance = advance
        self._suggestions = suggestions
        self._watching: set[asyncio.Queue[str | None]] = set()

    def routes(self) -> list[web.AbstractRouteDef]:
        return [
            web.get("/", self._index),
            web.static("/static", FILES),
            web.get("/page/state", self._state),
            web.get("/page/events", self._events),
            web.post("/page/say", self._say),
            web.post("/page/tap", self._tap),
            web.post("/page/clock", self._clock),
            web.get("/page/file/{person}/{message}", self._file),
        ]

    def changed(self, chat: Chat) -> None:
        event = json.dumps({"chat": self._chat(chat), "now": self._now()})
        for queue in self._watching:
            queue.put_nowait(event)

    async def close(self) -> None:
        for queue in self._watching:
            queue.put_nowait(None)

    async def _index(self, _request: web.Request) -> web.FileResponse:
        return web.FileResponse(FILES / "index.html")

    async def _state(self, _request: web.Request) -> web.Response:
        chats = [self._chat(chat) for chat in self._simulator.chats.values()]
        return web.json_response(
            {
                "bot": self._simulator.bot_user(),
                "now": self._now(),
                "can_advance": self._advance is not None,
                "chats": chats,
            }
        )

    async def _events(self, request: web.Request) -> web.StreamResponse:
        response = web.StreamResponse(
            headers={"Content-Type": "text/event-stream", "Cache-Control": "no-store"}
        )
        await response.prepare(request)
        queue: asyncio.Queue[str | None] = asyncio.Queue()
        self._watching.add(queue)
        try:
            await response.write(b"retry: 1000\n\n")
            while (event := await queue.get()) is not None:
                await response.write(f"data: {event}\n\n".encode())
        except ConnectionError:
            pass
        finally:
            self._watching.discard(queue)
        return response

    async def _say(self, request: web.Request) -> web.Response:
        body = await request.json()
        chat = self._simulator.chats[int(body["person"])]
        text = str(body["text"]).strip()[:4096]
        if text:
            await self._simulator.say(chat, text)
        return web.json_response({})

    async def _tap(self, request: web.Request) -> web.Response:
        body = await request.json()
        chat = self._simulator.chats[int(body["person"])]
        message = chat.find(int(body["message"]))
        if message is None:
            raise web.HTTPNotFound
        query = await self._simulator.tap(chat, message, str(body["data"]))
        return web.json_response({"query": query})

    async def _clock(self, request: web.Request) -> web.Response:
        """Moves the clock forward by minutes, and never back."""
        body = await request.json()
        by = timedelta(minutes=float(body["minutes"]))
        if self._advance is not None and timedelta(0) < by <= FURTHEST:
            await self._advance(by)
        for chat in self._simulator.chats.values():
            self.changed(chat)
        return web.json_response({"now": self._now()})

    async def _file(self, request: web.Request) -> web.Response:
        chat = self._simulator.chats.get(int(request.match_info["person"]))
        message = chat.find(int(request.match_info["message"])) if chat else None
        if message is None or message.document is None:
            raise web.HTTPNotFound
        document = message.document
        response = web.Response(body=document.content, content_type="application/octet-stream")
        response.headers["Content-Disposition"] = "attachment"
        return response

    def _now(self) -> str:
        return self._simulator.now().isoformat()

    def _chat(self, chat: Chat) -> dict[str, Any]:
        person = chat.person
        mine = [q.id for q in self._simulator.queries.values() if q.telegram_id == person.telegram_id]
        return {
            "id": person.telegram_id,
            "name": person.name,
            "role": person.role,
            "started": chat.started,
            "messages": [_message(message) for message in chat.messages],
            "alerts": chat.alerts,
            "spinning": mine,
            "commands": self._simulator.methods.commands(person.language_code),
            "suggestions": list(self._suggestions.get(person.telegram_id, ())),
        }


def _message(message: Message) -> dict[str, Any]:
    return {
        "id": message.id,
        "from_bot": message.from_bot,
        "html": message.html if message.from_bot else None,
        "text": message.text,
        "date": message.date.isoformat(),
        "edited": message.edited,
        "rows": [[_button(button) for button in row] for row in message.rows],
        "document": message.document.name if message.document else None,
    }


def _button(button: Button) -> dict[str, Any]:
    return {"text": button.text, "data": button.data, "url": button.url}
