"""How the bot presents itself: commands, name, descriptions and menu button, by language."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from simulator.people import SimulatedPerson
from simulator.refusals import bad_request

Commands = tuple[Mapping[str, str], ...]

MOST_COMMANDS = 100
COMMAND = re.compile(r"[a-z0-9_]{1,32}")
LONGEST_DESCRIPTION = 256
SCOPES = (
    "default",
    "all_private_chats",
    "all_group_chats",
    "all_chat_administrators",
    "chat",
    "chat_administrators",
    "chat_member",
)
LONGEST = {"name": 64, "description": 512, "short_description": 120}


class Presentation:
    def __init__(self, username: str) -> None:
        self._commands: dict[tuple[str, str], Commands] = {}
        self._texts: dict[tuple[str, str], str] = {("name", ""): username.removesuffix("_bot").capitalize()}
        self._menus: dict[int, Mapping[str, Any]] = {}

    def set_commands(self, commands: Sequence[Any], scope: str, language: str) -> None:
        """Raises Refused."""
        read = tuple(_command(each) for each in commands)
        if len(read) > MOST_COMMANDS:
            raise bad_request("BOT_COMMANDS_TOO_MUCH")
        if read:
            self._commands[scope, language] = read
        else:
            self._commands.pop((scope, language), None)

    def commands(self, scope: str, language: str) -> Commands:
        return self._commands.get((scope, language), ())

    def commands_for(self, person: SimulatedPerson) -> Commands:
        """The narrowest that are set, those in the person's language first."""
        for scope in (f"chat:{person.telegram_id}", "all_private_chats", "default"):
            for language in (person.language_code[:2], ""):
                if found := self.commands(scope, language):
                    return found
        return ()

    def set_text(self, which: str, text: str, language: str) -> None:
        """Raises Refused. An empty one falls back to that of no language."""
        if len(text) > LONGEST[which]:
            raise bad_request(f"BOT_{which.upper()}_TOO_LONG")
        if text:
            self._texts[which, language] = text
        else:
            self._texts.pop((which, language), None)

    def text(self, which: str, language: str) -> str:
        return self._texts.get((which, language)) or self._texts.get((which, ""), "")

    def name(self, language: str) -> str:
        return self.text("name", language)

    def set_menu(self, chat_id: int, menu: Mapping[str, Any]) -> None:
        """For all chats where the chat id is 0. Raises Refused."""
        if menu.get("type") not in {"default", "commands", "web_app"}:
            raise bad_request("can't parse menu button: Invalid menu button type specified")
        self._menus[chat_id] = menu

    def menu(self, chat_id: int) -> Mapping[str, Any]:
        return self._menus.get(chat_id) or self._menus.get(0) or {"type": "default"}


def _command(raw: Any) -> Mapping[str, str]:
    if not isinstance(raw, Mapping):
        raise bad_request("can't parse BotCommand: Expected an Object")
    command, description = str(raw.get("command") or ""), str(raw.get("description") or "").strip()
    name = command.strip().removeprefix("/")
    if not name:
        raise bad_request("command must be non-empty")
    if not COMMAND.fullmatch(name):
        raise bad_request("BOT_COMMAND_INVALID")
    if not description:
        raise bad_request("command description must be non-empty")
    if len(description) > LONGEST_DESCRIPTION:
        raise bad_request(f"command description length must not exceed {LONGEST_DESCRIPTION}")
    return {"command": name, "description": description}


def checked_language(code: str) -> str:
    if code and not re.fullmatch(r"[a-z]{2}", code):
        raise bad_request("invalid language code specified")
    return code
