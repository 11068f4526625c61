"""The menu of commands in one chat: what this very person can do, told to Telegram when that changes."""

from __future__ import annotations

import logging
from datetime import timedelta

from telegram import Bot, BotCommand, BotCommandScopeChat
from telegram.error import TelegramError

from booking.model.people import Person, PersonId
from booking.ports import Clock, Unavailable
from bot.presentation import Claims, digest
from wording import helping, speak

log = logging.getLogger(__name__)

LEASE = timedelta(minutes=1)
KEPT = timedelta(days=30)
MOST_REMEMBERED = 10_000


class Menus:
    """What was told is known to all processes by a claim, and to this one by heart."""

    def __init__(self, bot: Bot, claims: Claims, now: Clock) -> None:
        self._bot = bot
        self._claims = claims
        self._now = now
        self._told: dict[PersonId, str] = {}

    async def show(self, person: Person) -> None:
        """Where it is the menu of everybody, nothing is told. What fails now is told another time."""
        if person.telegram_id is None or (not person.roles and person.id not in self._told):
            return
        commands = helping.commands(person, speak(person.language))
        mark = digest(*map(repr, commands))
        if self._told.get(person.id) == mark:
            return
        if len(self._told) >= MOST_REMEMBERED:
            self._told.clear()
        self._told[person.id] = mark
        try:
            await self._tell(person.id, person.telegram_id, commands, mark)
        except (TelegramError, Unavailable) as error:
            self._told.pop(person.id, None)
            log.warning("the menu of %s is not set yet: %s", person.id, error)

    async def _tell(self, person: PersonId, chat_id: int, commands: helping.Commands, mark: str) -> None:
        name, now = f"menu of {self._bot.id} for {person}", self._now()
        if not await self._claims.take(name, mark, now, now + LEASE):
            return
        said = [BotCommand(command, meaning) for command, meaning in commands]
        await self._bot.set_my_commands(said, scope=BotCommandScopeChat(chat_id))
        await self._claims.keep(name, mark, now + KEPT)
