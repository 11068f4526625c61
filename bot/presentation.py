"""How the bot presents itself on Telegram, and where its updates shall go.

Told by one process only: Telegram refuses two at once, and they would all say the same.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Protocol

from telegram import Bot, BotCommand, MenuButtonCommands

from booking.model.people import Language
from booking.ports import Clock
from bot.polling import KINDS
from wording import helping, speak, welcome

TELEGRAM_CODES = {Language.BOKMAL: ("", "nb", "no"), Language.NYNORSK: ("nn",), Language.ENGLISH: ("en",)}
"""Telegram's own codes; the empty one is for everybody else."""
LEASE = timedelta(minutes=1)
"""After that somebody else does it, who then began and did not end."""
MOMENT = timedelta(seconds=5)
KEPT = timedelta(days=1)
PAUSE_SECONDS = 0.5


class Claims(Protocol):
    """What one process does for all of them."""

    async def take(self, name: str, mark: str, now: datetime, until: datetime) -> bool:
        """Whether the caller shall do it: nobody else has, under the same mark, for a time past `now`."""
        ...

    async def keep(self, name: str, mark: str, until: datetime) -> None:
        """It is done: nobody need do it before `until`."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """What is shown before anybody has written, to those whose app has this language."""

    code: str
    commands: tuple[tuple[str, str], ...]
    description: str
    short_description: str


class Presentation:
    def __init__(self, bot: Bot, claims: Claims, now: Clock) -> None:
        self._bot = bot
        self._claims = claims
        self._now = now

    async def present(self) -> None:
        """Once a day, and when the words have changed. Raises TelegramError, Unavailable."""
        said = all_words()
        mark = digest(*map(repr, said))
        if not await self._take("presentation", mark, LEASE):
            return
        for words in said:
            commands = [BotCommand(name, meaning) for name, meaning in words.commands]
            await self._bot.set_my_commands(commands, language_code=words.code)
            await self._bot.set_my_description(words.description, language_code=words.code)
            await self._bot.set_my_short_description(words.short_description, language_code=words.code)
        await self._bot.set_chat_menu_button(menu_button=MenuButtonCommands())
        await self._claims.keep(f"presentation of {self._bot.id}", mark, self._now() + KEPT)

    async def direct_updates(self, url: str, secret: str) -> None:
        """Returns when they are pushed to that address. Raises TelegramError, Unavailable."""
        while not await self._take("webhook", digest(url, secret), MOMENT):
            info = await self._bot.get_webhook_info()
            if info.url == url and set(info.allowed_updates) == set(KINDS):
                return
            await asyncio.sleep(PAUSE_SECONDS)
        await self._bot.set_webhook(url, secret_token=secret, allowed_updates=list(KINDS))

    async def _take(self, what: str, mark: str, lasts: timedelta) -> bool:
        now = self._now()
        return await self._claims.take(f"{what} of {self._bot.id}", mark, now, now + lasts)


def all_words() -> tuple[Words, ...]:
    return tuple(
        Words(
            code=code,
            commands=helping.commands(None, speak(language)),
            description=welcome.description(speak(language)),
            short_description=welcome.short_description(speak(language)),
        )
        for language, codes in TELEGRAM_CODES.items()
        for code in codes
    )


def digest(*parts: str) -> str:
    """Tells whether something is the same as before, and not what it is."""
    return sha256("\0".join(parts).encode()).hexdigest()[:32]
