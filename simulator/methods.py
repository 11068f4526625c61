"""The methods of the Bot API that the bot uses, as Telegram answers them."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from simulator import validation
from simulator.model import ApiError, Chat, File, Message, bad_request

if TYPE_CHECKING:
    from simulator.server import Simulator

Method = Callable[[dict[str, Any]], Awaitable[Any]]
QUERY_LIVES = timedelta(minutes=15)
COMMANDS, LONGEST_NAME, LONGEST_DESCRIPTION = 100, 32, 256


class Methods:
    def __init__(self, simulator: Simulator) -> None:
        self._simulator = simulator
        self.settings: dict[tuple[str, str], Any] = {}
        """What setMyCommands and its like have set, by method and language."""
        self.table: dict[str, Method] = {
            "getMe": self.get_me,
            "getUpdates": self.get_updates,
            "setWebhook": self.set_webhook,
            "deleteWebhook": self.delete_webhook,
            "getWebhookInfo": self.get_webhook_info,
            "sendMessage": self.send_message,
            "sendDocument": self.send_document,
            "editMessageText": self.edit_message_text,
            "editMessageReplyMarkup": self.edit_markup,
            "deleteMessage": self.delete_message,
            "answerCallbackQuery": self.answer_callback_query,
            "sendChatAction": self.send_chat_action,
            "getChat": self.get_chat,
            "setMyCommands": self.set_my_commands,
            "getMyCommands": self.get_my_commands,
            "deleteMyCommands": self.set_my_commands,
            **{name: self._setter(name) for name in _SETTERS},
        }

    async def call(self, name: str, parameters: dict[str, Any]) -> Any:
        """Raises ApiError, 404 for a method that there is not."""
        method = {known.lower(): call for known, call in self.table.items()}.get(name.lower())
        if method is None:
            raise ApiError(404, "Not Found: method not found")
        return await method(parameters)

    async def get_me(self, _parameters: dict[str, Any]) -> dict[str, Any]:
        return self._simulator.bot_user()

    async def get_updates(self, parameters: dict[str, Any]) -> list[dict[str, Any]]:
        offset, limit = int(parameters.get("offset", 0)), int(parameters.get("limit", 100))
        seconds = float(parameters.get("timeout", 0))
        return await self._simulator.delivery.poll(offset, limit, seconds)

    async def set_webhook(self, parameters: dict[str, Any]) -> bool:
        await self._simulator.delivery.set_webhook(
            parameters.get("url", ""), parameters.get("secret_token", "")
        )
        return True

    async def delete_webhook(self, parameters: dict[str, Any]) -> bool:
        await self._simulator.delivery.set_webhook("", "")
        if parameters.get("drop_pending_updates") in {"true", True}:
            self._simulator.delivery.pending.clear()
        return True

    async def get_webhook_info(self, _parameters: dict[str, Any]) -> dict[str, Any]:
        delivery = self._simulator.delivery
        return {
            "url": delivery.webhook,
            "has_custom_certificate": False,
            "pending_update_count": len(delivery.pending),
        }

    async def send_message(self, parameters: dict[str, Any]) -> dict[str, Any]:
        seen, sent = validation.text_of(parameters)
        rows = validation.keyboard_of(parameters)
        return self._said(self._chat(parameters), seen, sent, rows)

    async def send_document(self, parameters: dict[str, Any]) -> dict[str, Any]:
        seen, sent = validation.text_of(parameters, field="caption", limit=validation.CAPTION)
        chat, rows = self._chat(parameters), validation.keyboard_of(parameters)
        document = parameters.get("document")
        if isinstance(document, str) and document.startswith("attach://"):
            document = parameters.get(document.removeprefix("attach://"))
        if not isinstance(document, File) or not document.content:
            raise bad_request("there is no document in the request")
        return self._said(chat, seen, sent, rows, document)

    async def edit_message_text(self, parameters: dict[str, Any]) -> dict[str, Any]:
        seen, sent = validation.text_of(parameters)
        rows = validation.keyboard_of(parameters)
        chat, message = self._message(parameters)
        if message.document is not None:
            raise bad_request("there is no text in the message to edit")
        if (message.html, message.rows) == (sent, rows):
            raise bad_request(_SAME)
        message.text, message.html, message.rows, message.edited = seen, sent, rows, True
        self._simulator.changed(chat)
        return self._simulator.as_message(chat, message)

    async def edit_markup(self, parameters: dict[str, Any]) -> dict[str, Any]:
        rows = validation.keyboard_of(parameters)
        chat, message = self._message(parameters)
        if message.rows == rows:
            raise bad_request(_SAME)
        message.rows, message.edited = rows, True
        self._simulator.changed(chat)
        return self._simulator.as_message(chat, message)

    async def delete_message(self, parameters: dict[str, Any]) -> bool:
        chat = self._chat(parameters)
        message = chat.find(int(parameters.get("message_id", 0)))
        if message is None:
            raise bad_request("message to delete not found")
        chat.messages.remove(message)
        self._simulator.changed(chat)
        return True

    async def answer_callback_query(self, parameters: dict[str, Any]) -> bool:
        query = self._simulator.queries.pop(str(parameters.get("callback_query_id")), None)
        if query is None or self._simulator.now() - query.asked_at > QUERY_LIVES:
            raise bad_request("query is too old and response timeout expired or query ID is invalid")
        words = str(parameters.get("text", ""))
        if len(words) > validation.ALERT:
            raise bad_request("MESSAGE_TOO_LONG")
        chat = self._simulator.chats[query.telegram_id]
        if words:
            chat.alerts.append(words)
        self._simulator.changed(chat)
        return True

    async def send_chat_action(self, parameters: dict[str, Any]) -> bool:
        self._chat(parameters)
        return True

    async def get_chat(self, parameters: dict[str, Any]) -> dict[str, Any]:
        chat = self._chat(parameters)
        return {**chat.person.as_chat(), "accent_color_id": 0, "max_reaction_count": 11}

    async def set_my_commands(self, parameters: dict[str, Any]) -> bool:
        commands = parameters.get("commands", "[]")
        read = json.loads(commands) if isinstance(commands, str) else commands
        if len(read) > COMMANDS:
            raise bad_request("BOT_COMMANDS_TOO_MUCH")
        for command in read:
            if not command["command"].isascii() or not 1 <= len(command["command"]) <= LONGEST_NAME:
                raise bad_request("BOT_COMMAND_INVALID")
            if not 1 <= len(command["description"]) <= LONGEST_DESCRIPTION:
                raise bad_request("BOT_COMMAND_DESCRIPTION_INVALID")
        self.settings["commands", parameters.get("language_code", "")] = read
        return True

    async def get_my_commands(self, parameters: dict[str, Any]) -> list[dict[str, str]]:
        found: list[dict[str, str]] = self.commands(parameters.get("language_code", ""))
        return found

    def commands(self, language: str) -> Any:
        """Those of the language, else those for everybody."""
        return self.settings.get(("commands", language)) or self.settings.get(("commands", ""), [])

    def _setter(self, name: str) -> Method:
        field, limit = _SETTERS[name]

        async def keep(parameters: dict[str, Any]) -> bool:
            value = parameters.get(field, "")
            if limit and len(value) > limit:
                raise bad_request(f"{field} is too long")
            self.settings[name, parameters.get("language_code", "")] = value
            return True

        return keep

    def _said(
        self, chat: Chat, seen: str, sent: str, rows: Any, document: File | None = None
    ) -> dict[str, Any]:
        message = Message(
            id=self._simulator.next_message_id(),
            from_bot=True,
            text=seen,
            html=sent,
            date=self._simulator.now(),
            rows=rows,
            document=document,
        )
        chat.messages.append(message)
        self._simulator.changed(chat)
        return self._simulator.as_message(chat, message)

    def _chat(self, parameters: dict[str, Any]) -> Chat:
        try:
            chat = self._simulator.chats.get(int(parameters.get("chat_id", 0)))
        except ValueError:
            chat = None
        if chat is None:
            raise bad_request("chat not found")
        if chat.blocked:
            raise ApiError(403, "Forbidden: bot was blocked by the user")
        if not chat.started:
            raise ApiError(403, "Forbidden: bot can't initiate conversation with a user")
        return chat

    def _message(self, parameters: dict[str, Any]) -> tuple[Chat, Message]:
        chat = self._chat(parameters)
        message = chat.find(int(parameters.get("message_id", 0)))
        if message is None:
            raise bad_request("message to edit not found")
        if not message.from_bot:
            raise bad_request("message can't be edited")
        return chat, message


_SAME = (
    "message is not modified: specified new message content and reply markup are exactly the same as a"
    " current content and reply markup of the message"
)
_SETTERS: dict[str, tuple[str, int]] = {
    "setMyName": ("name", 64),
    "setMyDescription": ("description", 512),
    "setMyShortDescription": ("short_description", 120),
    "setChatMenuButton": ("menu_button", 0),
}
