"""The simulator itself: a Bot API server and the chat page on one address of this machine."""

from __future__ import annotations

import asyncio
import itertools
import json
from collections.abc import Awaitable, Callable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any, Self

from aiohttp import web

from simulator.delivery import Delivery
from simulator.driver import PersonDriver
from simulator.faults import Faults
from simulator.methods import Methods
from simulator.model import ApiError, Button, Call, Chat, File, Message, Query, SimulatedPerson
from simulator.page import Page

BOT_ID = 1
LARGEST_UPLOAD = 60 * 1024 * 1024

Now = Callable[[], datetime]
Advance = Callable[[timedelta], Awaitable[None]]


class Simulator:
    """Made with the bot's token and the people there are; `now` is the time that its messages bear.

    With `advance` the page can move the clock forward. `suggestions` are shown to a person to begin with.
    """

    def __init__(
        self,
        token: str,
        bot_username: str = "gartneriet_bot",
        people: Sequence[SimulatedPerson] = (),
        *,
        now: Now,
        advance: Advance | None = None,
        suggestions: Mapping[int, Sequence[str]] | None = None,
    ) -> None:
        self.token = token
        self.bot_username = bot_username
        self.now = now
        self.chats = {person.telegram_id: Chat(person=person) for person in people}
        self.queries: dict[str, Query] = {}
        self.delivery = Delivery()
        self.faults = Faults()
        self.calls: list[Call] = []
        self.under_way = 0
        self.methods = Methods(self)
        self.page = Page(self, advance=advance, suggestions=suggestions or {})
        self._message_ids = itertools.count(1)
        self._query_ids = itertools.count(5_000_000_000)
        self._runner: web.AppRunner | None = None
        self._address = ""

    async def __aenter__(self) -> Self:
        await self.start()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.stop()

    async def start(self, host: str = "127.0.0.1", port: int = 0) -> None:
        """Listens; port 0 takes any that is free."""
        application = web.Application(client_max_size=LARGEST_UPLOAD)
        application.router.add_route("*", "/bot{token}/{method}", self._api)
        application.add_routes(self.page.routes())
        self._runner = web.AppRunner(application, access_log=None, shutdown_timeout=1)
        await self._runner.setup()
        site = web.TCPSite(self._runner, host, port)
        await site.start()
        self._address = f"http://{host}:{self._runner.addresses[0][1]}"

    async def stop(self) -> None:
        await self.page.close()
        await self.delivery.close()
        if self._runner is not None:
            await self._runner.cleanup()

    @property
    def url(self) -> str:
        """The chat page."""
        return f"{self._address}/"

    @property
    def api_url(self) -> str:
        """The base of the Bot API, without `/bot<token>`."""
        return self._address

    def person(self, telegram_id: int) -> PersonDriver:
        """Acts and looks as a person. Raises KeyError."""
        return PersonDriver(self, self.chats[telegram_id])

    def bot_user(self) -> dict[str, Any]:
        name = self.bot_username
        return {"id": BOT_ID, "is_bot": True, "first_name": "Gartneriet", "username": name}

    def next_message_id(self) -> int:
        return next(self._message_ids)

    def changed(self, chat: Chat) -> None:
        """A chat looks otherwise: whoever watches it sees so."""
        self.page.changed(chat)

    def as_message(self, chat: Chat, message: Message) -> dict[str, Any]:
        """A message in the Bot API's form."""
        sender = self.bot_user() if message.from_bot else chat.person.as_user()
        body: dict[str, Any] = {
            "message_id": message.id,
            "date": int(message.date.timestamp()),
            "chat": chat.person.as_chat(),
            "from": sender,
        }
        if message.document is not None:
            document = message.document
            body["document"] = {
                "file_id": f"file{message.id}",
                "file_unique_id": f"unique{message.id}",
                "file_name": document.name,
                "mime_type": document.kind,
            }
            body["caption"] = message.text
        else:
            body["text"] = message.text
        if message.text.startswith("/"):
            length = len(message.text.split()[0])
            body["entities"] = [{"type": "bot_command", "offset": 0, "length": length}]
        if message.rows:
            body["reply_markup"] = {"inline_keyboard": [[_as_button(b) for b in row] for row in message.rows]}
        return body

    async def say(self, chat: Chat, text: str, extra: dict[str, Any] | None = None) -> int:
        """A person writes, or sends what `extra` says; the update's id."""
        chat.started = True
        message = Message(id=self.next_message_id(), from_bot=False, text=text, html=text, date=self.now())
        chat.messages.append(message)
        self.changed(chat)
        body = self.as_message(chat, message)
        if extra is not None:
            del body["text"]
            body |= extra
        return await self.delivery.add("message", body)

    async def edit(self, chat: Chat, message: Message, text: str) -> int:
        """A person edits what they wrote."""
        message.text = message.html = text
        message.edited = True
        self.changed(chat)
        body = {**self.as_message(chat, message), "edit_date": int(self.now().timestamp())}
        return await self.delivery.add("edited_message", body)

    async def tap(self, chat: Chat, message: Message, data: str) -> str:
        """A person taps a button, or a client says so; the query's id."""
        query_id = str(next(self._query_ids))
        self.queries[query_id] = Query(id=query_id, telegram_id=chat.person.telegram_id, asked_at=self.now())
        self.changed(chat)
        body = {
            "id": query_id,
            "from": chat.person.as_user(),
            "message": self.as_message(chat, message),
            "chat_instance": str(chat.person.telegram_id),
            "data": data,
        }
        await self.delivery.add("callback_query", body)
        return query_id

    async def _api(self, request: web.Request) -> web.StreamResponse:
        name = request.match_info["method"]
        polling = name.lower() == "getupdates"
        if request.match_info["token"] != self.token:
            return _failed(ApiError(401, "Unauthorized"))
        parameters = await _parameters(request)
        if not polling:
            self.under_way += 1
            self.calls.append(Call(method=name, parameters=parameters, at=self.now()))
        try:
            return await self._answer(request, name, parameters, polling=polling)
        finally:
            if not polling:
                self.under_way -= 1
                await self.delivery.notify()

    async def _answer(
        self, request: web.Request, name: str, parameters: dict[str, Any], *, polling: bool
    ) -> web.StreamResponse:
        try:
            if polling and self.faults.takes("drop_polls"):
                return _cut(request)
            if not polling and self.faults.concerns(name):
                await self._fail_before(request)
            result = await self.methods.call(name, parameters)
        except ApiError as error:
            return _failed(error)
        except ConnectionAbortedError:
            return _cut(request)
        if not polling and self.faults.concerns(name) and self.faults.takes("drop_after"):
            return _cut(request)
        return web.json_response({"ok": True, "result": result})

    async def _fail_before(self, _request: web.Request) -> None:
        """Raises ApiError, or ConnectionAbortedError where the connection shall be cut."""
        if self.faults.delay:
            await asyncio.sleep(self.faults.delay)
        if self.faults.takes("drop_before"):
            raise ConnectionAbortedError
        if self.faults.takes("server_errors"):
            raise ApiError(502, "Bad Gateway")
        if self.faults.takes("floods"):
            after = self.faults.retry_after
            raise ApiError(429, f"Too Many Requests: retry after {after}", retry_after=after)


async def _parameters(request: web.Request) -> dict[str, Any]:
    """Query, form, multipart or JSON, as Telegram takes them all."""
    found: dict[str, Any] = dict(request.query)
    if request.content_type == "application/json":
        body = await request.read()
        return found | (json.loads(body) if body else {})
    for name, value in (await request.post()).items():
        if isinstance(value, web.FileField):
            found[name] = File(name=value.filename, kind=value.content_type, content=value.file.read())
        else:
            found[name] = value
    return found


def _failed(error: ApiError) -> web.Response:
    body: dict[str, Any] = {"ok": False, "error_code": error.code, "description": error.description}
    if error.parameters:
        body["parameters"] = error.parameters
    return web.json_response(body, status=error.code)


def _cut(request: web.Request) -> web.Response:
    if request.transport is not None:
        request.transport.abort()
    return web.Response()


def _as_button(button: Button) -> dict[str, str]:
    if button.url is not None:
        return {"text": button.text, "url": button.url}
    return {"text": button.text, "callback_data": button.data or ""}
