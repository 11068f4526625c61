"""Methods that say who the bot is and what it can do, and that look at people and files."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from simulator.files import as_file
from simulator.parameters import Parameters
from simulator.presentation import SCOPES, checked_language
from simulator.refusals import bad_request
from simulator.telegram import Telegram


async def set_my_commands(telegram: Telegram, parameters: Parameters) -> bool:
    commands = parameters.structure("commands", [], called="commands")
    if not isinstance(commands, list):
        raise bad_request("expected an Array of BotCommand")
    return _set_commands(telegram, parameters, commands)


async def delete_my_commands(telegram: Telegram, parameters: Parameters) -> bool:
    return _set_commands(telegram, parameters, [])


async def get_my_commands(telegram: Telegram, parameters: Parameters) -> list[dict[str, str]]:
    language = checked_language(parameters.text("language_code"))
    return [dict(each) for each in telegram.presentation.commands(_scope(telegram, parameters), language)]


def _set_commands(telegram: Telegram, parameters: Parameters, commands: list[Any]) -> bool:
    language = checked_language(parameters.text("language_code"))
    telegram.presentation.set_commands(commands, _scope(telegram, parameters), language)
    telegram.tell("presented")
    return True


def _scope(telegram: Telegram, parameters: Parameters) -> str:
    scope = parameters.structure("scope", {"type": "default"}, called="BotCommandScope")
    kind = scope.get("type") if isinstance(scope, dict) else None
    if kind not in SCOPES:
        raise bad_request("can't parse BotCommandScope: Unsupported type specified")
    if kind in {"chat", "chat_administrators", "chat_member"}:
        return f"{kind}:{telegram.chats.find(str(scope.get('chat_id', ''))).id}"
    return str(kind)


def _setting(which: str) -> Callable[[Telegram, Parameters], Awaitable[bool]]:
    async def set_text(telegram: Telegram, parameters: Parameters) -> bool:
        language = checked_language(parameters.text("language_code"))
        telegram.presentation.set_text(which, parameters.text(which), language)
        telegram.bot["first_name"] = telegram.presentation.name("")
        telegram.tell("presented")
        return True

    return set_text


def _getting(which: str) -> Callable[[Telegram, Parameters], Awaitable[dict[str, str]]]:
    async def get_text(telegram: Telegram, parameters: Parameters) -> dict[str, str]:
        language = checked_language(parameters.text("language_code"))
        return {which: telegram.presentation.text(which, language)}

    return get_text


async def set_chat_menu_button(telegram: Telegram, parameters: Parameters) -> bool:
    menu = parameters.structure("menu_button", {"type": "default"}, called="menu button")
    telegram.presentation.set_menu(_menu_of(telegram, parameters), menu)
    telegram.tell("presented")
    return True


async def get_chat_menu_button(telegram: Telegram, parameters: Parameters) -> dict[str, Any]:
    return dict(telegram.presentation.menu(_menu_of(telegram, parameters)))


def _menu_of(telegram: Telegram, parameters: Parameters) -> int:
    chat_id = parameters.text("chat_id")
    return telegram.chats.find(chat_id).id if chat_id else 0


async def get_chat(telegram: Telegram, parameters: Parameters) -> dict[str, Any]:
    chat = telegram.chats.find(parameters.text("chat_id"))
    facts = {"accent_color_id": 0, "max_reaction_count": 11, "accepted_gift_types": _GIFTS}
    pinned = chat.messages.get(chat.pinned)
    more = {"pinned_message": telegram.as_message(chat, pinned)} if pinned else {}
    return chat.person.as_chat() | facts | more


_GIFTS = {
    "unlimited_gifts": False,
    "limited_gifts": False,
    "unique_gifts": False,
    "premium_subscription": False,
    "gifts_from_channels": False,
}


async def get_file(telegram: Telegram, parameters: Parameters) -> dict[str, Any]:
    return as_file(telegram.files.find(parameters.text("file_id")))


METHODS = {
    "setMyCommands": set_my_commands,
    "deleteMyCommands": delete_my_commands,
    "getMyCommands": get_my_commands,
    "setMyName": _setting("name"),
    "getMyName": _getting("name"),
    "setMyDescription": _setting("description"),
    "getMyDescription": _getting("description"),
    "setMyShortDescription": _setting("short_description"),
    "getMyShortDescription": _getting("short_description"),
    "setChatMenuButton": set_chat_menu_button,
    "getChatMenuButton": get_chat_menu_button,
    "getChat": get_chat,
    "getFile": get_file,
}
