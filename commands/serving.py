"""The running service: the bot, the pages and the timetable on one core, started and stopped in order."""

from __future__ import annotations

import asyncio
import logging
import signal
from contextlib import AsyncExitStack

from aiohttp import web
from prometheus_client import CollectorRegistry
from telegram.error import TelegramError

from booking.ports import Unavailable
from bot.assembly import Parts, TelegramBot
from bot.intake import Intake
from bot.polling import KINDS, Polling
from bot.presentation import present
from bot.transport import Connections
from commands.composition import Core
from commands.failures import Failed
from commands.scheduling import Scheduler
from commands.settings import Settings
from web.application import Parts as WebParts
from web.application import build
from web.webhook import Webhook

log = logging.getLogger(__name__)

RETRY_SECONDS = 5.0


class Service:
    """Everything one process runs. `stop` finishes what is under way."""

    def __init__(self, settings: Settings, core: Core) -> None:
        if settings.bot_token is None:
            raise Failed("GARTNERIET_BOT_TOKEN is missing.")
        self.settings = settings
        self.core = core
        self.connections = Connections()
        self._token = settings.bot_token.get_secret_value()
        self.bot = TelegramBot(self._token, settings.bot_api_url, self.connections, _parts(core))
        self.intake = Intake(self.bot.process)
        self.scheduler = Scheduler(core.timetable(self.bot.delivery), core.now)
        self.registry = CollectorRegistry()
        self._leaving = AsyncExitStack()

    async def start(self) -> None:
        """Raises Failed where Telegram refuses the token; waits for it where it cannot be reached."""
        await self._pages()
        await self._reach_telegram()
        self.scheduler.start()
        self._leaving.callback(self.scheduler.stop)

    async def serve(self, stopping: asyncio.Event) -> None:
        """Takes updates until told to stop."""
        if self.settings.by_webhook:
            await stopping.wait()
            return
        polling = Polling(self.connections, self._token, self.settings.bot_api_url, self.intake)
        async with asyncio.TaskGroup() as nursery:
            work = nursery.create_task(polling.run())
            await stopping.wait()
            work.cancel()

    async def stop(self) -> None:
        await self._leaving.aclose()
        await self.bot.stop()
        await self.connections.close()

    async def _pages(self) -> None:
        runner = web.AppRunner(build(self._web_parts()), access_log=None)
        await runner.setup()
        self._leaving.push_async_callback(runner.cleanup)
        host, port = self.settings.http_host, self.settings.http_port
        try:
            await web.TCPSite(runner, host, port).start()
        except OSError as error:
            why = f"{host}:{port} cannot be listened on ({error.strerror})"
            raise Failed(f"{why}: choose another GARTNERIET_HTTP_PORT.") from error

    async def _reach_telegram(self) -> None:
        while True:
            try:
                await self.bot.start()
                await self._tell_telegram()
            except TelegramError as error:
                if "token" in error.message.lower() or "not found" in error.message.lower():
                    raise Failed("Telegram does not know the token: copy it from BotFather anew.") from error
                log.warning("Telegram cannot be reached, trying again: %s", error.message)
                await asyncio.sleep(RETRY_SECONDS)
            else:
                return

    async def _tell_telegram(self) -> None:
        """Commands, descriptions and where updates shall go."""
        await present(self.bot.application.bot)
        if self.settings.by_webhook and self.settings.webhook_secret:
            await self.bot.application.bot.set_webhook(
                f"{self.settings.public_url}/telegram/webhook",
                secret_token=self.settings.webhook_secret.get_secret_value(),
                allowed_updates=list(KINDS),
            )

    def _web_parts(self) -> WebParts:
        core, secret = self.core, self.settings.webhook_secret
        webhook = None
        if self.settings.by_webhook and secret:
            webhook = Webhook(self.intake.accept_bytes, secret.get_secret_value())
        return WebParts(
            looking=core.looking,
            reserving=core.reserving,
            membership=core.membership,
            access=core.access,
            new_token=core.tokens,
            checks={"database": self._check_database, "scheduler": self.scheduler.check},
            registry=self.registry,
            webhook=webhook,
        )

    async def _check_database(self) -> str:
        try:
            await self.core.database.ping()
        except Unavailable as error:
            return str(error)
        return ""


def _parts(core: Core) -> Parts:
    return Parts(
        looking=core.looking,
        reserving=core.reserving,
        repeating=core.repeating,
        waiting=core.waiting,
        membership=core.membership,
        waits=core.database.waits,
        drafts=core.database.drafts,
        delivery=core.delivery,
        now=core.now,
        tokens=core.tokens,
    )


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
    # These would write the token, which is part of each address.
    for noisy in ("httpx", "httpcore", "apscheduler"):
        logging.getLogger(noisy).setLevel(logging.WARNING)
