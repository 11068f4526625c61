"""How the bot presents itself on Telegram: commands, descriptions and the menu button, in three languages.

Set by one process only: Telegram refuses two at once, and they would all say the same.
"""

from __future__ import annotations

from telegram import Bot, BotCommand, MenuButtonCommands

from booking.model.people import Language
from wording import speak, welcome

TELEGRAM_CODES = {Language.BOKMAL: ("", "nb", "no"), Language.NYNORSK: ("nn",), Language.ENGLISH: ("en",)}
"""Telegram's own codes; the empty one is for everybody else."""


async def present(bot: Bot) -> None:
    for language, codes in TELEGRAM_CODES.items():
        say = speak(language)
        commands = [BotCommand(name, words) for name, words in welcome.commands(say)]
        for code in codes:
            await bot.set_my_commands(commands, language_code=code)
            await bot.set_my_description(welcome.description(say), language_code=code)
            await bot.set_my_short_description(welcome.short_description(say), language_code=code)
    await bot.set_chat_menu_button(menu_button=MenuButtonCommands())
