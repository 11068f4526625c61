"""The bot on a real database, talking to a Telegram on this machine, with a clock that is moved by hand."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import timedelta

import pytest
import pytest_asyncio
from pydantic import SecretStr

from booking.model.people import Language, Role
from booking.model.people import Person as KnownPerson
from bot.presentation import all_words, digest
from commands.composition import Core, compose
from commands.randomness import SecretTokens
from commands.serving import Service
from commands.settings import Settings
from db import Database
from db.sealing import KeySeal
from simulator import SimulatedGroup, SimulatedPerson, Simulator
from simulator.driver import Person
from tests.builders import NOW, a_catalogue
from tests.cases.conftest import MovedClock

BOT_ID = 1
TOKEN = f"{BOT_ID}:example"
SECRET_KEY = "an example key, thirty-two letters"
KARI, OLA, NILS, GRETE = 101, 102, 103, 105
ANNE, BO = 104, 106
FOUNDERS = tuple(range(201, 214))
GROUP = -1001


@dataclass
class Town:
    """Kari and Ola are tenants, Grete is the administration, Nils and the founders are nobody we know.

    Anne and Bo are advisers once they are invited.
    """

    core: Core
    clock: MovedClock
    telegram: Simulator
    service: Service

    @property
    def kari(self) -> Person:
        return self.telegram.person(KARI)

    @property
    def ola(self) -> Person:
        return self.telegram.person(OLA)

    @property
    def nils(self) -> Person:
        return self.telegram.person(NILS)

    @property
    def grete(self) -> Person:
        return self.telegram.person(GRETE)

    async def person(self, telegram_id: int) -> KnownPerson:
        known = await self.core.membership.by_telegram(telegram_id)
        assert known is not None
        return known

    async def bookings(self, telegram_id: int) -> list:
        return list(await self.core.looking.mine(await self.person(telegram_id)))

    async def invite(self, telegram_id: int, role: Role, name: str, language: Language) -> None:
        token = await self.core.membership.invite(role, tenant="Spire", name=name)
        await self.core.membership.join(token, telegram_id, name, language)


def a_simulator(clock: MovedClock) -> Simulator:
    people = [
        SimulatedPerson(telegram_id=KARI, first_name="Kari", language_code="en"),
        SimulatedPerson(telegram_id=OLA, first_name="Ola", language_code="en"),
        SimulatedPerson(telegram_id=NILS, first_name="Nils", language_code="en"),
        SimulatedPerson(telegram_id=GRETE, first_name="Grete", language_code="en"),
        SimulatedPerson(telegram_id=ANNE, first_name="Anne", language_code="en"),
        SimulatedPerson(telegram_id=BO, first_name="Bo", language_code="en"),
        *(
            SimulatedPerson(telegram_id=number, first_name=f"Gründer {number - 200}", language_code="en")
            for number in FOUNDERS
        ),
    ]
    groups = [SimulatedGroup(GROUP, "Eksempelgruppa")]
    return Simulator(TOKEN, people=people, groups=groups, now=clock)


@pytest.fixture
def language() -> Language:
    return Language.ENGLISH


@pytest.fixture
def has_pages() -> bool:
    """Whether people reach the administration's pages."""
    return False


@pytest.fixture
def is_presented() -> bool:
    """Whether another process has told Telegram today what the bot is: sixteen calls."""
    return True


async def ready(telegram: Simulator, service: Service, *, is_presented: bool) -> None:
    """It begins with its timetable, each job once."""
    last = "deleteWebhook" if is_presented else "setChatMenuButton"
    await telegram.person(GRETE).until(
        lambda: any(call.method == last for call in telegram.calls), timeout=20
    )
    if service.scheduler._under_way:
        await asyncio.wait(service.scheduler._under_way, timeout=20)


@pytest_asyncio.fixture
async def town(
    database: Database, language: Language, *, has_pages: bool, is_presented: bool
) -> AsyncIterator[Town]:
    clock = MovedClock(NOW)
    core = compose(
        database, clock, SecretTokens(), seal=KeySeal(["a key that is only for tests, 32 letters"])
    )
    await database.places.apply(a_catalogue())
    await database.places.refresh()
    if is_presented:
        said = digest(*map(repr, all_words()))
        await database.claims.keep(f"presentation of {BOT_ID}", said, NOW + timedelta(days=1))
    async with a_simulator(clock) as telegram:
        settings = Settings(_env_file=None).replaced(
            bot_token=SecretStr(TOKEN),
            bot_api_url=telegram.api_url,
            http_port=0,
            secret_key=SecretStr(SECRET_KEY) if has_pages else None,
        )
        service = Service(settings, core, at_home=has_pages)
        town = Town(core, clock, telegram, service)
        await town.invite(KARI, Role.TENANT, "Kari Eksempel", language)
        await town.invite(OLA, Role.TENANT, "Ola Eksempel", language)
        await town.invite(GRETE, Role.ADMINISTRATION, "Grete Kontor", language)
        stopping = asyncio.Event()
        await service.start()
        try:
            async with asyncio.TaskGroup() as nursery:
                nursery.create_task(service.serve(stopping))
                await ready(telegram, service, is_presented=is_presented)
                yield town
                stopping.set()
        finally:
            await service.stop()
