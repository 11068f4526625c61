"""A Telegram on this machine: started, driven and stopped as one thing."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from datetime import datetime
from types import TracebackType
from typing import Self

from aiohttp import web

from simulator.bot_api import LARGEST_BODY, BotApi, Call
from simulator.chat_page import Advance, ChatPage
from simulator.driver import Person
from simulator.faults import Faults
from simulator.limits import Limits
from simulator.people import SimulatedGroup, SimulatedPerson
from simulator.pushing import Pushing
from simulator.telegram import Telegram
from simulator.views import Showing

BOT_USERNAME = "gartneriet_bot"
TIME_ZONE = "Europe/Oslo"
PATIENCE_AT_THE_END = 2.0


class Simulator:
    """`now` is aware; `advance` moves the clock forward and returns when what has come due is done.

    `suggestions` are things to say, by Telegram id; the page offers them.
    """

    def __init__(
        self,
        token: str,
        people: Sequence[SimulatedPerson] = (),
        *,
        groups: Sequence[SimulatedGroup] = (),
        now: Callable[[], datetime],
        advance: Advance | None = None,
        suggestions: Mapping[int, Sequence[str]] | None = None,
    ) -> None:
        self._telegram = Telegram(token, BOT_USERNAME, (*people, *groups), now)
        self._bot_api = BotApi(self._telegram)
        self._people = {
            person.telegram_id: Person(
                self._telegram, self._telegram.chats.of(person.telegram_id), self._bot_api
            )
            for person in people
        }
        showing = Showing(
            presentation=self._telegram.presentation,
            username=BOT_USERNAME,
            now=now,
            time_zone=TIME_ZONE,
            can_advance=advance is not None,
            suggestions=suggestions or {},
        )
        self._page = ChatPage(self._telegram, self._people, showing, advance)
        self._pushing = Pushing(self._telegram, self._bot_api.call)
        self._work: asyncio.Task[None] | None = None
        self._runner: web.AppRunner | None = None
        self.url = ""

    @property
    def api_url(self) -> str:
        """What the bot is given instead of Telegram's address, without `/bot<token>`."""
        return self.url

    @property
    def faults(self) -> Faults:
        return self._telegram.faults

    @property
    def limits(self) -> Limits:
        """Telegram's limits on sending, off until `limits.switch_on()`."""
        return self._telegram.limits

    @property
    def calls(self) -> list[Call]:
        """Every call of the bot so far but getUpdates, oldest first."""
        return list(self._bot_api.calls)

    @property
    def is_polled(self) -> bool:
        """A getUpdates of the bot is waiting for something to happen."""
        return self._telegram.polling.is_waiting

    @property
    def webhook_pause(self) -> float:
        """Seconds until a push that was not taken is tried again; doubled each time."""
        return self._pushing.first_pause

    @webhook_pause.setter
    def webhook_pause(self, seconds: float) -> None:
        self._pushing.first_pause = seconds

    def person(self, telegram_id: int) -> Person:
        return self._people[telegram_id]

    def in_group(self, telegram_id: int, group_id: int) -> Person:
        """The same person, in a group."""
        me = self._telegram.chats.of(telegram_id).person
        return Person(self._telegram, self._telegram.chats.of(group_id), self._bot_api, me)

    async def start(self, host: str = "127.0.0.1", port: int = 0) -> None:
        """Raises OSError where it cannot be listened there."""
        app = web.Application(client_max_size=LARGEST_BODY)
        app.add_routes([*self._bot_api.routes(), *self._page.routes()])
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=PATIENCE_AT_THE_END)
        await self._runner.setup()
        await web.TCPSite(self._runner, host, port).start()
        chosen = self._runner.addresses[0][1]
        self.url = f"http://{host}:{chosen}"
        # It may be stopped by another task than this one, which a task group cannot be.
        self._work = asyncio.get_running_loop().create_task(self._pushing.run())

    async def stop(self) -> None:
        self._telegram.polling.stop()
        self._page.close()
        if self._work is not None:
            self._work.cancel()
            with suppress(asyncio.CancelledError):
                await self._work
        if self._runner is not None:
            await self._runner.cleanup()

    async def __aenter__(self) -> Self:
        await self.start()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.stop()
