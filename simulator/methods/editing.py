"""Methods that change a message that stands already."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

from simulator.chats import Chat
from simulator.entities import FormattedText
from simulator.keyboards import read_keyboard
from simulator.messages import Message, Row
from simulator.parameters import Parameters
from simulator.refusals import Refused, bad_request
from simulator.telegram import Telegram
from simulator.texts import LONGEST_CAPTION, LONGEST_TEXT, read_text

DELETABLE = timedelta(hours=48)
NOT_MODIFIED = (
    "message is not modified: specified new message content and reply markup are exactly the same "
    "as a current content and reply markup of the message"
)


async def edit_message_text(telegram: Telegram, parameters: Parameters) -> dict[str, Any] | bool:
    content = read_text(parameters)
    if not content.text:
        raise bad_request("message text is empty")
    rows = read_keyboard(parameters)
    if inline_id := parameters.text("inline_message_id"):
        return _reworded_inline(telegram, inline_id, content, rows)
    chat, message = _editable(telegram, parameters)
    if message.document is not None or message.venue is not None:
        raise bad_request("there is no text in the message to edit")
    if len(content.text) > LONGEST_TEXT:
        raise bad_request("MESSAGE_TOO_LONG")
    return _reworded(telegram, chat, message, content, rows)


async def edit_message_caption(telegram: Telegram, parameters: Parameters) -> dict[str, Any]:
    content = read_text(parameters, "caption")
    rows = read_keyboard(parameters)
    chat, message = _editable(telegram, parameters)
    if message.document is None:
        raise bad_request("there is no caption in the message to edit")
    if len(content.text) > LONGEST_CAPTION:
        raise bad_request("MEDIA_CAPTION_TOO_LONG")
    return _reworded(telegram, chat, message, content, rows)


async def edit_message_reply_markup(telegram: Telegram, parameters: Parameters) -> dict[str, Any]:
    rows = read_keyboard(parameters)
    chat, message = _editable(telegram, parameters)
    if rows == message.rows:
        raise bad_request(NOT_MODIFIED)
    changed = replace(message, rows=rows)
    telegram.put(chat, changed)
    return telegram.as_message(chat, changed)


async def delete_message(telegram: Telegram, parameters: Parameters) -> bool:
    missing = bad_request("message to delete not found")
    chat, message = _found(telegram, parameters, missing)
    if telegram.now() - message.date > DELETABLE:
        raise bad_request("message can't be deleted for everyone")
    telegram.remove(chat, message.id)
    return True


async def pin_chat_message(telegram: Telegram, parameters: Parameters) -> bool:
    chat, message = _found(telegram, parameters, bad_request("message to pin not found"))
    chat.pinned = message.id
    telegram.tell("pinned", chat, message_id=message.id)
    return True


async def unpin_chat_message(telegram: Telegram, parameters: Parameters) -> bool:
    chat = telegram.chats.find(parameters.text("chat_id"))
    if parameters.integer("message_id") not in (0, chat.pinned):
        raise bad_request("message to unpin not found")
    chat.pinned = 0
    telegram.tell("pinned", chat, message_id=0)
    return True


async def set_message_reaction(telegram: Telegram, parameters: Parameters) -> bool:
    reactions = parameters.structure("reaction", [], called="reaction types")
    chat, message = _found(telegram, parameters, bad_request("message to react not found"))
    if len(reactions) > 1:
        raise bad_request("REACTIONS_TOO_MANY")
    telegram.put(chat, replace(message, reaction=_emoji(reactions[0]) if reactions else ""))
    return True


def _emoji(reaction: Any) -> str:
    emoji = reaction.get("emoji") if isinstance(reaction, dict) else None
    if not emoji:
        raise bad_request("REACTION_INVALID")
    return str(emoji)


def _found(telegram: Telegram, parameters: Parameters, missing: Refused) -> tuple[Chat, Message]:
    chat = telegram.chats.find(parameters.text("chat_id"))
    message_id = parameters.integer("message_id")
    if not message_id:
        raise bad_request("message identifier is not specified")
    if message_id not in chat.messages:
        raise missing
    return chat, chat.messages[message_id]


def _editable(telegram: Telegram, parameters: Parameters) -> tuple[Chat, Message]:
    if parameters.text("inline_message_id"):
        raise bad_request("MESSAGE_ID_INVALID")
    chat, message = _found(telegram, parameters, bad_request("message to edit not found"))
    if not message.from_bot:
        raise bad_request("message can't be edited")
    chat.must_be_writable()
    return chat, message


def _reworded_inline(
    telegram: Telegram, inline_id: str, content: FormattedText, rows: tuple[Row, ...]
) -> bool:
    message = telegram.inline_messages.get(inline_id)
    if message is None:
        raise bad_request("MESSAGE_ID_INVALID")
    if (message.text, message.entities, message.rows) == (content.text, content.entities, rows):
        raise bad_request(NOT_MODIFIED)
    changed = replace(message, text=content.text, entities=content.entities, rows=rows, edited=telegram.now())
    telegram.inline_messages[inline_id] = changed
    telegram.changes.tell()
    return True


def _reworded(
    telegram: Telegram, chat: Chat, message: Message, content: FormattedText, rows: tuple[Row, ...]
) -> dict[str, Any]:
    before = (message.text, message.entities, message.rows)
    if before == (content.text, content.entities, rows):
        raise bad_request(NOT_MODIFIED)
    edited = telegram.reword(chat, message, content, rows=rows)
    return telegram.as_message(chat, edited)


METHODS = {
    "editMessageText": edit_message_text,
    "editMessageCaption": edit_message_caption,
    "editMessageReplyMarkup": edit_message_reply_markup,
    "deleteMessage": delete_message,
    "pinChatMessage": pin_chat_message,
    "unpinChatMessage": unpin_chat_message,
    "setMessageReaction": set_message_reaction,
}
