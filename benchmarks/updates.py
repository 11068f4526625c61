"""An update from bytes to answer, beside python-telegram-bot's own Application with a trivial handler.

Neither reaches a network: the answer of Telegram is there at once.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from itertools import count
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from pydantic import SecretStr
from telegram import Update
from telegram.ext import Application, CallbackQueryHandler, CommandHandler
from telegram.request import BaseRequest, RequestData

from benchmarks.figures import Figure, Goal, at_most, paired
from benchmarks.measuring import Contestant, Scale, a_folder, median, microseconds, rates
from benchmarks.place import a_place, core_on, in_file
from booking.model.people import Language, Role
from bot import buttons, callbacks
from bot.intake import Intake
from commands.serving import Service
from commands.settings import Settings
from db import Database, migrate

TOKEN = "1:example"  # noqa: S105 -- it opens nothing
KARI = {"id": 101, "is_bot": False, "first_name": "Kari", "last_name": "Gartner", "language_code": "nb"}
CHAT = {"id": 101, "first_name": "Kari", "last_name": "Gartner", "type": "private"}
BOT = {"id": 1, "is_bot": True, "first_name": "Gartneriet", "username": "gartneriet_bot"}
SENT = {"message_id": 7, "date": 1893456000, "chat": CHAT, "from": BOT, "text": "Hei"}
ME, MESSAGE, YES = (json.dumps({"ok": True, "result": it}).encode() for it in (BOT, SENT, True))

NUMBER = 1234567890
"""Stands where each update has its own."""
TAP, HELP, AGAIN = "tap", "help", "again"
LIBRARY = "python-telegram-bot's own, "


def figures(scale: Scale) -> list[Figure]:
    with a_folder() as folder:
        return asyncio.run(_measured(folder, scale))


async def _measured(folder: Path, scale: Scale) -> list[Figure]:
    async with _service(folder) as ours, _application() as theirs:
        accept = Intake(ours.bot.process).accept_bytes
        again = a_tap()
        await accept(again)

        async def redelivered(_worker: int) -> None:
            await accept(again)

        seen = await rates(
            {
                LIBRARY + TAP: _contestant(a_tap(), _by_the_library(theirs)),
                TAP: _contestant(a_tap(), accept),
                LIBRARY + HELP: _contestant(a_call_for_help(), _by_the_library(theirs)),
                HELP: _contestant(a_call_for_help(), accept),
                AGAIN: Contestant(redelivered),
            },
            scale,
        )
    took = {name: microseconds(found) for name, found in seen.items()}
    return [
        _figure("an update that needs no database (a tap)", took[TAP], took[LIBRARY + TAP], at_most(1.25)),
        _figure("a duplicate refused", took[AGAIN], took[LIBRARY + TAP], at_most(0.15)),
        _figure("/hjelp: its person and messages due looked up", took[HELP], took[LIBRARY + HELP], None),
    ]


def _figure(what: str, ours: list[float], floor: list[float], goal: Goal | None) -> Figure:
    return Figure(
        what=what,
        measured=median(ours),
        unit="µs",
        floor=median(floor),
        ratio=paired(ours, floor),
        goal=goal,
        detail="the floor is python-telegram-bot's own Application with a trivial handler of the same kind",
    )


def a_tap() -> bytes:
    """On a label that does nothing, such as a weekday over a month."""
    data = callbacks.pack(buttons.Nothing())
    row = [{"text": day, "callback_data": data} for day in ("ma", "ti", "on", "to", "fr", "lø", "sø")]
    message = {**SENT, "reply_markup": {"inline_keyboard": [row]}}
    query = {"id": f"{NUMBER}", "from": KARI, "chat_instance": "-7", "data": data, "message": message}
    return json.dumps({"update_id": NUMBER, "callback_query": query}).encode()


def a_call_for_help() -> bytes:
    entity = {"offset": 0, "length": 6, "type": "bot_command"}
    message = {"message_id": NUMBER, "from": KARI, "chat": CHAT, "date": 1893456000, "text": "/hjelp"}
    return json.dumps({"update_id": NUMBER, "message": {**message, "entities": [entity]}}).encode()


NUMBERS = count(1)


def _contestant(update: bytes, take: Callable[[bytes], Any]) -> Contestant:
    before = b"%d" % NUMBER

    async def step(_worker: int) -> None:
        await take(update.replace(before, b"%d" % next(NUMBERS)))

    return Contestant(step)


def _by_the_library(application: Application[Any, Any, Any, Any, Any, Any]) -> Callable[[bytes], Any]:
    async def take(body: bytes) -> None:
        await application.process_update(Update.de_json(json.loads(body), application.bot))

    return take


@asynccontextmanager
async def _application() -> AsyncIterator[Application[Any, Any, Any, Any, Any, Any]]:
    async def on_command(update: Update, context: Any) -> None:
        await context.bot.send_message(update.effective_chat.id, "Hei")  # type: ignore[union-attr]

    async def on_tap(update: Update, _context: Any) -> None:
        await update.callback_query.answer()  # type: ignore[union-attr]

    request = Answering()
    application = Application.builder().token(TOKEN).request(request).get_updates_request(request).build()
    application.add_handler(CommandHandler("hjelp", on_command))
    application.add_handler(CallbackQueryHandler(on_tap))
    async with application:
        yield application


@asynccontextmanager
async def _service(folder: Path) -> AsyncIterator[Service]:
    """Kari is a tenant."""
    url = in_file(folder)
    await migrate(url)
    database = await Database.open(url)
    await database.places.apply(a_place())
    core = core_on(database)
    invitation = await core.membership.invite(Role.TENANT, tenant="Spire", name="Kari Gartner")
    await core.membership.join(invitation, 101, "Kari Gartner", Language.BOKMAL)
    settings = Settings(_env_file=None).replaced(bot_token=SecretStr(TOKEN))
    service = Service(settings, core)
    service.connections.session = Session  # type: ignore[assignment,method-assign]
    await service.bot.start()
    yield service
    await service.bot.stop()
    await database.close()


def _answer_to(url: str) -> bytes:
    if url.endswith("getMe"):
        return ME
    return YES if url.endswith("answerCallbackQuery") else MESSAGE


class Answering(BaseRequest):
    """The library's transport."""

    @property
    def read_timeout(self) -> float:
        return 1

    async def initialize(self) -> None: ...

    async def shutdown(self) -> None: ...

    async def do_request(
        self, url: str, method: str, request_data: RequestData | None = None, *_: Any, **__: Any
    ) -> tuple[int, bytes]:
        del method
        assert request_data is None or request_data.json_parameters is not None  # written as for a network
        return 200, _answer_to(url)


class Session:
    """What our transport asks of aiohttp's."""

    @asynccontextmanager
    async def request(self, _method: str, url: str, **_: Any) -> AsyncIterator[Any]:
        body = _answer_to(url)

        async def read() -> bytes:
            return body

        yield SimpleNamespace(status=200, ok=True, read=read, content_type="application/json")
