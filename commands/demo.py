"""`demo`: everything on this machine, with example people: SQLite, a Telegram of its own, a clock to move."""

from __future__ import annotations

import asyncio
import gc
import shutil
from argparse import ArgumentParser, Namespace
from collections.abc import Awaitable, Callable
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from pydantic import SecretStr

from booking.access import SECRET_BITS
from booking.model.events import Event, EventId, EventKind
from booking.model.interval import Interval
from booking.model.messages import Request
from booking.model.people import Language, Role
from booking.model.spaces import Hours
from booking.ports import Tokens
from commands.randomness import SecretTokens, SystemClock
from commands.settings import Settings

if TYPE_CHECKING:
    from commands.composition import Core
    from simulator import Simulator

TOKEN = "1:example-token-of-the-demo"  # noqa: S105 -- it opens nothing
FOLDER = Path("demo-data")

PEOPLE = (
    (101, "Kari", "Eksempel", Role.TENANT, "Eksempelbakeriet"),
    (102, "Ola", "Eksempel", Role.TENANT, "Eksempelbakeriet"),
    (103, "Nils", "Prøve", None, ""),
    (104, "Anne", "Rådgiver", Role.ADVISER, ""),
    (105, "Grete", "Kontor", Role.ADMINISTRATION, ""),
)
"""Plainly examples: Telegram id, names, role, tenant. Who has no role is a stranger."""
ROLES = {
    Role.TENANT: "leietaker",
    Role.ADVISER: "veileder",
    Role.ADMINISTRATION: "administrasjon",
    None: "gründer uten invitasjon",
}
SUGGESTIONS = ("drivhuset i morgen 10-12", "hva er ledig nå?", "/bestill", "/mine", "/arrangementer")
OF_ROLE = {
    Role.ADVISER: ("/saker", "/admin", "/bestill"),
    None: ("jeg har en idé og trenger veiledning", "/veiledning", "hvor holder dere til?"),
}
"""What others than tenants and the administration may want to try."""
OFFICE = 105


class DemoClock:
    """The time of this machine, and what it has been moved forward."""

    def __init__(self) -> None:
        self._real = SystemClock()
        self._ahead = timedelta(0)

    def __call__(self) -> datetime:
        return self._real() + self._ahead

    def advance(self, by: timedelta) -> None:
        """Only forward: what is recorded stays in the past."""
        self._ahead += max(by, timedelta(0))


def add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("--port", type=int, default=8081, help="of the chat page; 0 for any that is free")
    parser.add_argument("--fresh", action="store_true", help="forget what an earlier demo has stored")


def run(arguments: Namespace) -> int:
    from commands.serving import log_to_stderr

    log_to_stderr(verbose=arguments.verbose)
    if arguments.fresh and FOLDER.exists():
        shutil.rmtree(FOLDER)
    asyncio.run(_demo(arguments.port))
    return 0


async def _demo(port: int) -> None:
    from commands.composition import compose
    from commands.serving import Service, stop_on_signals
    from db import Database, migrate
    from db.sealing import KeySeal

    clock, tokens = DemoClock(), SecretTokens()
    url = f"sqlite:///{FOLDER.as_posix()}/demo.db"
    await migrate(url)
    database = await Database.open(url)
    key = _key(tokens)
    core = compose(database, clock, tokens, seal=KeySeal([key]))
    await _furnish(core)
    await database.claims.give_up()
    stopping = asyncio.Event()
    stop_on_signals(stopping)
    service: Service | None = None

    async def advance(by: timedelta) -> None:
        clock.advance(by)
        if service is not None:
            await service.scheduler.tick()

    simulator = _telegram(clock, advance)
    await simulator.start(port=port)
    try:
        service = Service(_settings(url, simulator, key), core, at_home=True)
        await service.start()
        gc.enable()
        print(f"\n  Open {simulator.url} in a browser. Stop with Ctrl-C.\n", flush=True)
        await service.serve(stopping)
    finally:
        if service is not None:
            await service.stop()
        await simulator.stop()
        await database.close()


async def _furnish(core: Core) -> None:
    """With the place of the example space file, the example people and a breakfast."""
    from commands.space_file import read_space_file
    from commands.space_file.applying import apply_space_file

    await apply_space_file(core, read_space_file(Path(__file__).parents[1] / "space.toml"))
    await core.database.places.refresh()
    await _join(core)
    await _invite_to_breakfast(core)


def _telegram(clock: DemoClock, advance: Callable[[timedelta], Awaitable[None]]) -> Simulator:
    from simulator import SimulatedPerson, Simulator

    people = [
        SimulatedPerson(telegram_id=telegram_id, first_name=first, last_name=last, role=ROLES[role])
        for telegram_id, first, last, role, _ in PEOPLE
    ]
    suggestions = {number: list(OF_ROLE.get(role, SUGGESTIONS)) for number, _, _, role, _ in PEOPLE}
    return Simulator(TOKEN, people=people, now=clock, advance=advance, suggestions=suggestions)


def _settings(url: str, simulator: Simulator, key: str) -> Settings:
    return Settings(_env_file=None).replaced(
        bot_token=SecretStr(TOKEN),
        bot_api_url=simulator.api_url,
        database_url=url,
        data=FOLDER,
        public_url=None,
        http_port=0,
        secret_key=SecretStr(key),
    )


def _key(new_token: Tokens) -> str:
    """The same as long as what was sealed with it: it lies beside the demo's database."""
    file = FOLDER / "key"
    if not file.exists():
        file.touch(mode=0o600)
        file.write_text(new_token(SECRET_BITS), encoding="utf-8")
    return file.read_text(encoding="utf-8")


async def _join(core: Core) -> None:
    """The example people are let in as everybody is, once."""
    for telegram_id, first, last, role, tenant in PEOPLE:
        if role is None or await core.membership.by_telegram(telegram_id) is not None:
            continue
        name = f"{first} {last}"
        token = await core.membership.invite(role, tenant=tenant, name=name)
        await core.membership.join(token, telegram_id, name, Language.BOKMAL)


async def _invite_to_breakfast(core: Core) -> None:
    """A breakfast on a Thursday to come, published by the example administration."""
    office = await core.membership.by_telegram(OFFICE)
    space, now = core.looking.catalogue.home, core.now()
    if office is None or any(event.is_on for event in await core.database.events.within(_ahead(now))):
        return
    day = _thursday(space.today(now))
    interval = space.span(day, Hours(start=time(8), end=time(9, 30)))
    event = Event(
        id=EventId(f"frokost-{day:%Y%m%d}"),
        kind=EventKind.BREAKFAST,
        title="Frokost hos Eksempelbedriften",
        interval=interval,
        programme="Kaffe og rundstykker, omvisning, og tid til å prate.",
        address="Eksempelveien 1, Vikersund",
        seats=25,
        closes_at=interval.start,
        guests=3,
        made_by=office.id,
        made_at=now,
    )
    await core.hosting.draft(office.actor, event, Request(key=f"demo:draft:{event.id}"))
    await core.hosting.publish(office.actor, event.id, Request(key=f"demo:publish:{event.id}"))


def _ahead(now: datetime) -> Interval:
    return Interval(now, now + timedelta(days=30))


def _thursday(today: date) -> date:
    """The next but a week."""
    return today + timedelta(days=7 + (3 - today.weekday()) % 7)
