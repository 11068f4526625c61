"""Updates pushed to the bot's webhook: each until it is taken, in order in its lane, lanes side by side."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable
from typing import Any

import aiohttp

from simulator.parameters import Parameters
from simulator.refusals import Refused
from simulator.telegram import Telegram
from simulator.updates import Update
from simulator.webhook import Address, secret_header

TAKEN = range(200, 300)
FIRST_PAUSE = 2.0
LONGEST_PAUSE = 60.0
LONGEST_RETRY_AFTER = 3600.0
TIMEOUT = aiohttp.ClientTimeout(total=60)

CallMethod = Callable[[str, Parameters], Awaitable[Any]]


class NotTaken(Exception):
    """The webhook did not answer with 2xx. `after` is the pause that it asked for."""

    def __init__(self, why: str, after: float | None = None) -> None:
        super().__init__(why)
        self.after = after


class Pushing:
    """`first_pause` is in seconds; each failure doubles it. `call` carries out a webhook's answer."""

    def __init__(self, telegram: Telegram, call: CallMethod) -> None:
        self._telegram = telegram
        self._call = call
        self._busy: set[str] = set()
        self.first_pause = FIRST_PAUSE

    async def run(self) -> None:
        """Until cancelled."""
        async with aiohttp.ClientSession(timeout=TIMEOUT) as session, asyncio.TaskGroup() as lanes:
            while True:
                await self._telegram.changes.until(lambda: bool(self._idle_lanes()))
                room = asyncio.Semaphore(self._address.connections if self._address else 1)
                for lane in self._idle_lanes():
                    self._busy.add(lane)
                    lanes.create_task(self._serve(lane, session, room))

    @property
    def _address(self) -> Address | None:
        return self._telegram.webhook.address

    def _idle_lanes(self) -> list[str]:
        """Those that have something to push and where nothing is under way."""
        if self._address is None:
            return []
        lanes = dict.fromkeys(update.lane for update in self._telegram.updates.unconfirmed)
        return [lane for lane in lanes if lane not in self._busy]

    async def _serve(self, lane: str, session: aiohttp.ClientSession, room: asyncio.Semaphore) -> None:
        pause = self.first_pause
        try:
            while (update := self._next(lane)) is not None and (address := self._address) is not None:
                try:
                    async with room:
                        await self._push(session, address, update)
                except NotTaken as problem:
                    self._telegram.webhook.failed(int(self._telegram.now().timestamp()), str(problem))
                    await self._rest(address, problem.after or pause)
                    pause = min(2 * pause, LONGEST_PAUSE)
                else:
                    self._telegram.updates.confirm([update])
                    pause = self.first_pause
        finally:
            self._busy.discard(lane)
            self._telegram.changes.tell()

    def _next(self, lane: str) -> Update | None:
        mine = (update for update in self._telegram.updates.unconfirmed if update.lane == lane)
        return next(mine, None)

    async def _rest(self, address: Address, seconds: float) -> None:
        """Shorter where the webhook is set anew meanwhile."""
        await self._telegram.changes.until(lambda: self._address is not address, seconds)

    async def _push(self, session: aiohttp.ClientSession, address: Address, update: Update) -> None:
        """Raises NotTaken."""
        try:
            async with session.post(
                address.url, json=update.body(), headers=secret_header(address)
            ) as response:
                body = await response.read()
                if response.status not in TAKEN:
                    raise NotTaken(_wrong(response), _retry_after(response))
        except TimeoutError:
            raise NotTaken("Read timeout expired") from None
        except aiohttp.ClientConnectorError:
            raise NotTaken("Connection refused") from None
        except aiohttp.ClientError:
            raise NotTaken("Connection reset by peer") from None
        await self._carry_out(body)

    async def _carry_out(self, body: bytes) -> None:
        """A webhook may answer with a call of one method; what comes of it is told to nobody."""
        try:
            values = json.loads(body or b"{}")
        except ValueError:
            return
        if isinstance(values, dict) and isinstance(values.get("method"), str):
            method = values.pop("method")
            try:
                await self._call(method, Parameters(values))
            except Refused:
                return


def _wrong(response: aiohttp.ClientResponse) -> str:
    return f"Wrong response from the webhook: {response.status} {response.reason}"


def _retry_after(response: aiohttp.ClientResponse) -> float | None:
    given = response.headers.get("Retry-After", "")
    return min(float(given), LONGEST_RETRY_AFTER) if given.isdigit() else None
