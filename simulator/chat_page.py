"""The chat page: its files, what it is told as it happens, and what a person does on it."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable, Mapping
from datetime import datetime, time, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import quote
from zoneinfo import ZoneInfo

from aiohttp import web

from simulator.chats import Chat
from simulator.driver import Person
from simulator.telegram import Telegram
from simulator.views import Showing, message_view

FILES = Path(__file__).parent / "page"
FURTHEST = timedelta(days=366)
BREATH = 15.0
POLICY = "default-src 'self'; img-src 'self' data:; base-uri 'none'; form-action 'none'"

Advance = Callable[[timedelta], Awaitable[None]]
Event = Mapping[str, Any]


class ChatPage:
    """`advance` is None where the clock cannot be moved."""

    def __init__(
        self, telegram: Telegram, people: Mapping[int, Person], showing: Showing, advance: Advance | None
    ) -> None:
        self._telegram = telegram
        self._people = people
        self._showing = showing
        self._advance = advance
        self._watching: set[asyncio.Queue[Event | None]] = set()
        telegram.watchers.add(self._happened)

    def routes(self) -> list[web.AbstractRouteDef]:
        person = r"/people/{person:\d+}"
        return [
            web.get("/", self._index),
            web.static("/page", FILES),
            web.get("/events", self._events),
            web.post("/clock", self._move_clock),
            web.post(f"{person}/says", self._says),
            web.post(f"{person}/taps", self._taps),
            web.post(f"{person}/sends", self._sends),
            web.post(f"{person}/edits", self._edits),
            web.post(f"{person}/blocks", self._blocks),
            web.get(rf"{person}/files/{{message:\d+}}/{{name}}", self._file),
        ]

    def close(self) -> None:
        """Ends what is being told."""
        self._telegram.watchers.discard(self._happened)
        for queue in self._watching:
            queue.put_nowait(None)

    async def _index(self, request: web.Request) -> web.StreamResponse:
        del request
        return web.FileResponse(FILES / "index.html", headers={"Content-Security-Policy": POLICY})

    async def _events(self, request: web.Request) -> web.StreamResponse:
        """Server-sent events: the whole state first, then each change as it happens."""
        response = web.StreamResponse(
            headers={"Content-Type": "text/event-stream", "Cache-Control": "no-store"}
        )
        queue: asyncio.Queue[Event | None] = asyncio.Queue()
        queue.put_nowait({"event": "state", **self._showing.state(list(self._telegram.chats))})
        self._watching.add(queue)
        try:
            await response.prepare(request)
            while (event := await _next(queue)) is not None:
                words = json.dumps(event, ensure_ascii=False) if event else ""
                await response.write(f"data: {words}\n\n".encode() if words else b": alive\n\n")
        except ConnectionError:
            pass  # the page was closed
        finally:
            self._watching.discard(queue)
        return response

    def _happened(self, event: str, facts: dict[str, Any]) -> None:
        if not self._watching:
            return
        told = {"event": event, **facts}
        if event == "message":
            chat = self._telegram.chats.of(facts["person"])
            told["message"] = message_view(chat, facts["message"])
        elif event == "presented":
            chats = self._telegram.chats
            told["people"] = [{"id": chat.id, **self._showing.presented(chat)} for chat in chats]
        for queue in self._watching:
            queue.put_nowait(told)

    async def _says(self, request: web.Request) -> web.Response:
        asked = await _asked(request)
        return await _done(self._writer(request).says(str(asked["text"]), settle=False))

    async def _taps(self, request: web.Request) -> web.Response:
        asked = await _asked(request)
        message = self._chat(request).messages.get(int(asked["message_id"]))
        if message is None:
            raise web.HTTPConflict(text="Meldingen er borte.")
        return await _done(self._writer(request).sends_data(str(asked["data"]), message, settle=False))

    async def _sends(self, request: web.Request) -> web.Response:
        asked, person = await _asked(request), self._writer(request)
        send = person.sends_voice if asked["kind"] == "voice" else person.sends_photo
        return await _done(send(settle=False))

    async def _edits(self, request: web.Request) -> web.Response:
        asked = await _asked(request)
        message = self._chat(request).messages.get(int(asked["message_id"]))
        if message is None:
            raise web.HTTPConflict(text="Meldingen er borte.")
        return await _done(self._person(request).edits(message, str(asked["text"]), settle=False))

    async def _blocks(self, request: web.Request) -> web.Response:
        asked, person = await _asked(request), self._person(request)
        act = person.blocks_bot if asked["blocked"] else person.unblocks_bot
        return await _done(act(settle=False))

    async def _move_clock(self, request: web.Request) -> web.Response:
        """Forward by minutes, or until an hour of tomorrow by the clock of the place."""
        asked = await _asked(request)
        if self._advance is None:
            raise web.HTTPConflict(text="Klokka kan ikke flyttes.")
        by = timedelta(minutes=int(asked["minutes"])) if "minutes" in asked else self._until(asked)
        if not timedelta(0) < by <= FURTHEST:
            raise web.HTTPBadRequest(text="Klokka kan bare flyttes fram, og ikke mer enn et år.")
        await self._advance(by)
        self._telegram.tell("clock", **self._showing.clock())
        return web.json_response({})

    def _until(self, asked: Mapping[str, Any]) -> timedelta:
        zone = ZoneInfo(self._showing.time_zone)
        now = self._telegram.now()
        tomorrow = now.astimezone(zone).date() + timedelta(days=1)
        return datetime.combine(tomorrow, time(int(asked["tomorrow_at"])), zone) - now

    async def _file(self, request: web.Request) -> web.Response:
        message = self._chat(request).messages.get(int(request.match_info["message"]))
        if message is None or message.document is None:
            raise web.HTTPNotFound
        document = message.document
        as_what = "attachment" if document.kind == "document" else "inline"
        name = f"{as_what}; filename*=UTF-8''{quote(document.name, safe='')}"
        headers = {"Content-Disposition": name, "X-Content-Type-Options": "nosniff"}
        return web.Response(body=document.content, content_type=document.mime_type, headers=headers)

    def _person(self, request: web.Request) -> Person:
        return self._people[self._chat(request).id]

    def _writer(self, request: web.Request) -> Person:
        person = self._person(request)
        if person.has_blocked:
            raise web.HTTPConflict(text="Du har blokkert boten.")
        return person

    def _chat(self, request: web.Request) -> Chat:
        telegram_id = int(request.match_info["person"])
        if telegram_id not in self._people:
            raise web.HTTPNotFound
        return self._telegram.chats.of(telegram_id)


async def _next(queue: asyncio.Queue[Event | None]) -> Event | None:
    """An empty one now and then, so that a page that is gone is noticed."""
    try:
        async with asyncio.timeout(BREATH):
            return await queue.get()
    except TimeoutError:
        return {}


async def _asked(request: web.Request) -> dict[str, Any]:
    """Only JSON, which no other site can send unasked."""
    if request.content_type != "application/json":
        raise web.HTTPUnsupportedMediaType
    asked: dict[str, Any] = await request.json()
    return asked


async def _done(act: Awaitable[object]) -> web.Response:
    try:
        await act
    except LookupError as problem:
        raise web.HTTPConflict(text=str(problem)) from problem
    return web.json_response({})
