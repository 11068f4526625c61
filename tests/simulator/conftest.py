"""A simulated Telegram, the library's own bot on it, and a small bot that polls it."""

from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import aiohttp
import pytest
from telegram import Bot

from simulator import Person, SimulatedPerson, Simulator
from tests.simulator.echo_bot import EchoBot

TOKEN = "1:example"
KARI, OLA = 101, 102
PEOPLE = (
    SimulatedPerson(KARI, "Kari", "Eksempel", username="kari", role="leietaker", started=True),
    SimulatedPerson(OLA, "Ola", "Eksempel", language_code="en", role="kollega"),
)
Why = Callable[[str, dict[str, Any]], Awaitable[str]]
"""A method and its parameters to the words of a refusal."""


class MovableClock:
    def __init__(self) -> None:
        self.time = datetime(2026, 11, 23, 12, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.time

    async def advance(self, by: timedelta) -> None:
        self.time += by


@pytest.fixture
def clock() -> MovableClock:
    return MovableClock()


@pytest.fixture
async def simulator(clock: MovableClock) -> AsyncIterator[Simulator]:
    simulator = Simulator(
        TOKEN,
        people=PEOPLE,
        now=clock,
        advance=clock.advance,
        suggestions={KARI: ["drivhuset i morgen 10-12", "/bestill"]},
    )
    async with simulator:
        yield simulator


@pytest.fixture
def kari(simulator: Simulator) -> Person:
    return simulator.person(KARI)


@pytest.fixture
def ola(simulator: Simulator) -> Person:
    return simulator.person(OLA)


@pytest.fixture
async def bot(simulator: Simulator) -> AsyncIterator[Bot]:
    """python-telegram-bot's own, over its own transport."""
    bot = Bot(TOKEN, base_url=f"{simulator.api_url}/bot", base_file_url=f"{simulator.api_url}/file/bot")
    async with bot:
        yield bot


@pytest.fixture
async def echo(simulator: Simulator) -> AsyncIterator[EchoBot]:
    async with EchoBot(simulator.api_url, TOKEN) as echo:
        yield echo


@pytest.fixture
async def refusal(simulator: Simulator) -> AsyncIterator[Why]:
    """Why a call is refused, for calls that the library would not make: the words after Telegram's code."""
    async with aiohttp.ClientSession() as session:

        async def refusal(method: str, parameters: dict[str, Any]) -> str:
            url = f"{simulator.api_url}/bot{TOKEN}/{method}"
            async with session.post(url, json=parameters) as response:
                answer = await response.json()
            assert not answer["ok"], answer
            return str(answer["description"]).partition(": ")[2]

        yield refusal
