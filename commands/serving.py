"""The running service: the bot, the pages and the timetable on one core, started and stopped in order."""

from __future__ import annotations

import asyncio
import logging
import signal
from contextlib import AsyncExitStack
from datetime import timedelta

from aiohttp import web
from prometheus_client import CollectorRegistry
from pydantic import SecretStr
from telegram.error import TelegramError

from booking.jobs import Job
from booking.ports import Unavailable
from booking.rules.doors import Addresses
from bot.assembly import Parts, TelegramBot
from bot.errors import Failure, kind_of
from bot.intake import Intake, Raw
from bot.polling import Polling
from bot.presentation import Presentation
from bot.transport import Connections
from commands.administration import administration
from commands.composition import Core
from commands.failures import Failed
from commands.guidance_pages import guidance_pages
from commands.scheduling import Scheduler
from commands.settings import Settings
from web import server_log
from web.application import Parts as WebParts
from web.application import build
from web.doors import Doors
from web.unsubscribe import Unsubscribe
from web.webhook import Webhook

log = logging.getLogger(__name__)

LEAST_PAUSE, LONGEST_PAUSE = 1.0, 30.0
FINISH_SECONDS = 5.0
WRONG_TOKEN = "Telegram does not know the token: copy GARTNERIET_BOT_TOKEN from BotFather anew."  # noqa: S105


class Service:
    """Everything one process runs. `stop` finishes what is under way.

    `at_home`: people are on this very machine, so that its own address leads them to our pages.
    """

    def __init__(self, settings: Settings, core: Core, *, at_home: bool = False) -> None:
        if settings.bot_token is None:
            raise Failed("GARTNERIET_BOT_TOKEN is missing.")
        self.settings = settings
        self.core = core
        self.connections = Connections()
        self._at_home = at_home
        self._token = settings.bot_token.get_secret_value()
        self.bot = TelegramBot(self._token, settings.bot_api_url, self.connections, self._parts())
        self._presentation = Presentation(self.bot.application.bot, core.database.claims, core.now)
        presenting = Job(name="present the bot", every=timedelta(hours=1), work=self._present)
        cards = Job(name="keep the cards true", every=timedelta(seconds=5), work=self._keep_cards)
        self.scheduler = Scheduler((*core.timetable(self.bot.delivery), presenting, cards), core.now)
        self.registry = CollectorRegistry()
        self.port = settings.http_port
        self._has_started = False
        self._leaving = AsyncExitStack()

    async def start(self) -> None:
        """Raises Failed where Telegram refuses the token; waits for it where it cannot be reached."""
        await self._pages()
        await self._reach_telegram()
        self._has_started = True

    async def serve(self, stopping: asyncio.Event) -> None:
        """Takes updates and keeps the timetable until told to stop."""
        self.scheduler.start()
        self._leaving.push_async_callback(self.scheduler.stop)
        if self.settings.by_webhook:
            await stopping.wait()
            return
        polling = Polling(self.connections, self._token, self.settings.bot_api_url, self.process)
        async with asyncio.TaskGroup() as nursery:
            work = nursery.create_task(polling.run())
            await stopping.wait()
            work.cancel()

    async def process(self, raw: Raw) -> None:
        """One update. Raises Unavailable where it must be delivered again."""
        if not self._has_started:
            raise Unavailable("the service is starting")
        await self.bot.process(raw)

    async def stop(self) -> None:
        await self._leaving.aclose()
        await self.bot.stop()
        await self.connections.close()

    async def _pages(self) -> None:
        pages = build(self._web_parts())
        runner = web.AppRunner(pages, access_log=None, shutdown_timeout=FINISH_SECONDS)
        await runner.setup()
        self._leaving.push_async_callback(runner.cleanup)
        host, port = self.settings.http_host, self.settings.http_port
        try:
            await web.TCPSite(runner, host, port).start()
            self.port = runner.addresses[0][1]
        except OSError as error:
            why = f"{host}:{port} cannot be listened on ({error.strerror})"
            raise Failed(f"{why}: choose another GARTNERIET_HTTP_PORT.") from error

    async def _reach_telegram(self) -> None:
        pause = LEAST_PAUSE
        while True:
            try:
                await self.bot.start()
                await self._direct_updates()
            except TelegramError as error:
                if kind_of(error) is Failure.BAD_TOKEN:
                    raise Failed(WRONG_TOKEN) from None  # the library's own words hold the token
                log.warning("waiting for Telegram (%s): %s", self.settings.bot_api_url, error.message)
                await asyncio.sleep(pause)
                pause = min(2 * pause, LONGEST_PAUSE)
            else:
                return

    async def _direct_updates(self) -> None:
        """Who polls takes a webhook away by itself."""
        if self.settings.by_webhook and self.settings.webhook_secret:
            url = f"{self.settings.public_url}/telegram/webhook"
            await self._presentation.direct_updates(url, self.settings.webhook_secret.get_secret_value())

    async def _present(self) -> None:
        """What cannot be said now is said in an hour: nobody waits for it."""
        try:
            await self._presentation.present()
        except (TelegramError, Unavailable) as error:
            log.warning("commands and descriptions are not set yet: %s", error)

    async def _keep_cards(self) -> None:
        try:
            await self.bot.groups.refresh()
        except TelegramError as error:
            log.warning("the cards in groups stay as they are for now: %s", error)

    def _web_parts(self) -> WebParts:
        core, secret, key = self.core, self.settings.webhook_secret, self.settings.secret_key
        webhook = None
        if self.settings.by_webhook and secret:
            webhook = Webhook(Intake(self.process).accept_bytes, secret.get_secret_value())
        return WebParts(
            looking=core.looking,
            reserving=core.reserving,
            recording=core.recording,
            repeating=core.repeating,
            waiting=core.waiting,
            announcing=core.announcing,
            membership=core.membership,
            events=core.database.events,
            hosting=core.hosting,
            registering=core.registering,
            cases=core.guidance,
            access=core.access,
            new_token=core.tokens,
            checks={
                "database": core.check_database,
                "scheduler": self.scheduler.check,
                "telegram": self._check_telegram,
            },
            registry=self.registry,
            webhook=webhook,
            unsubscribe=_unsubscribe(core, key) if key else None,
            doors=_doors(core, key, self.settings) if key else None,
            guidance=guidance_pages(core, key.get_secret_value()) if key else None,
            admin=administration(core, key.get_secret_value(), self._base) if key else None,
        )

    def _parts(self) -> Parts:
        core, url, key = self.core, self.settings.public_url, self.settings.secret_key
        return Parts(
            looking=core.looking,
            reserving=core.reserving,
            repeating=core.repeating,
            together=core.together,
            another=core.another,
            undoing=core.undoing,
            waiting=core.waiting,
            membership=core.membership,
            asking=core.asking,
            announcing=core.announcing,
            events=core.database.events,
            posts=core.database.posts,
            pace=core.database.paces,
            registering=core.registering,
            overseeing=core.overseeing,
            sign_in=core.sign_in,
            hosting=core.hosting,
            guidance=core.guidance,
            house=core.house,
            waits=core.database.waits,
            cards=core.database.cards,
            drafts=core.database.drafts,
            claims=core.database.claims,
            delivery=core.delivery,
            now=core.now,
            tokens=core.tokens,
            addresses=Addresses(base=url, key=key.get_secret_value()) if url and key else None,
            pages=self._pages_reached,
        )

    def _pages_reached(self) -> str:
        """Empty where nobody but this machine can open them, or their forms cannot be signed."""
        can_be = self.settings.secret_key and (self.settings.public_url or self._at_home)
        return self._base() if can_be else ""

    def _base(self) -> str:
        """Where people reach our pages: the public address, else this machine's own."""
        return self.settings.public_url or f"http://{self.settings.http_host}:{self.port}"

    async def _check_telegram(self) -> str:
        return "" if self._has_started else "not reached yet"


def _unsubscribe(core: Core, key: SecretStr) -> Unsubscribe:
    return Unsubscribe(core.membership, core.announcing, key.get_secret_value())


def _doors(core: Core, key: SecretStr, settings: Settings) -> Doors:
    return Doors(
        hosting=core.hosting,
        events=core.database.events,
        people=core.database.people,
        looking=core.looking,
        now=core.now,
        key=key.get_secret_value(),
        base=settings.public_url or f"http://{settings.http_host}:{settings.http_port}",
    )


async def has_started(service: Service, stopping: asyncio.Event) -> bool:
    """False where it was told to stop before it had started. Raises what starting raises, in a group."""
    async with asyncio.TaskGroup() as nursery:
        starting = nursery.create_task(service.start())
        leaving = nursery.create_task(stopping.wait())
        await asyncio.wait((starting, leaving), return_when=asyncio.FIRST_COMPLETED)
        starting.cancel()
        leaving.cancel()
    return not stopping.is_set()


def stop_on_signals(stopping: asyncio.Event) -> None:
    """Ctrl-C and the service manager's stop end it in order."""
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, stopping.set)


def log_to_stderr(*, verbose: bool = False) -> None:
    logging.basicConfig(
        level=logging.DEBUG if verbose else logging.INFO,
        format="%(asctime)s %(levelname)s %(name)s: %(message)s",
    )
    # The first two would write the token, which is part of each address; the others say what nobody asked.
    for noisy in ("httpx", "httpcore", "apscheduler", "alembic"):
        logging.getLogger(noisy).setLevel(logging.WARNING)
    server_log.calm()
