"""A Telegram on this machine: started, driven and stopped as one thing."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from datetime import datetime, timedelta
from types import TracebackType
from typing import Self

from aiohttp import web

from simulator.bot_api import LARGEST_BODY, BotApi, Call
from simulator.driver import Person
from simulator.faults import Faults
from simulator.limits import Limits
from simulator.people import SimulatedPerson
from simulator.telegram import Telegram

Advance = Callable[[timedelta], Awaitable[None]]
PATIENCE_AT_THE_END = 2.0


class Simulator:
    """`now` is aware; `advance` moves the clock forward and returns when what has come due is done.

    `suggestions` are things to say, by Telegram id; the page offers them.
    """

    def __init__(
        self,
        token: str,
        bot_username: str = "gartneriet_bot",
        people: Sequence[SimulatedPerson] = (),
        *,
        now: Callable[[], datetime],
        advance: Advance | None = None,
        suggestions: Mapping[int, Sequence[str]] | None = None,
        time_zone: str = "Europe/Oslo",
    ) -> None:
        self._telegram = Telegram(token, bot_username, people, now)
        self._bot_api = BotApi(self._telegram)
        self._people = {
            person.telegram_id: Person(
                self._telegram, self._telegram.chats.of(person.telegram_id), self._bot_api
            )
            for person in people
        }
        self._advance = advance
        self._suggestions = dict(suggestions or {})
        self._time_zone = time_zone
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

    def person(self, telegram_id: int) -> Person:
        return self._people[telegram_id]

    async def start(self, host: str = "127.0.0.1", port: int = 0) -> None:
        """Raises OSError where it cannot be listened there."""
        app = web.Application(client_max_size=LARGEST_BODY)
        app.add_routes(self._bot_api.routes())
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=PATIENCE_AT_THE_END)
        await self._runner.setup()
        await web.TCPSite(self._runner, host, port).start()
        chosen = self._runner.addresses[0][1]
        self.url = f"http://{host}:{chosen}"

    async def stop(self) -> None:
        self._telegram.polling.stop()
        if self._runner is not None:
            await self._runner.cleanup()

    async def __aenter__(self) -> Self:
        await self.start()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.stop()
