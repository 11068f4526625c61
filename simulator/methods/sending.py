"""Methods that put a new message into a chat."""

from __future__ import annotations

from typing import Any

from simulator.chats import Chat
from simulator.entities import FormattedText
from simulator.keyboards import read_keyboard
from simulator.messages import Document, Message, Venue
from simulator.parameters import Parameters
from simulator.refusals import bad_request
from simulator.telegram import Telegram
from simulator.texts import LONGEST_CAPTION, LONGEST_TEXT, read_text

CHAT_ACTIONS = {
    "typing",
    "upload_photo",
    "record_video",
    "upload_video",
    "record_voice",
    "upload_voice",
    "upload_document",
    "choose_sticker",
    "find_location",
    "record_video_note",
    "upload_video_note",
}


async def send_message(telegram: Telegram, parameters: Parameters) -> dict[str, Any]:
    content = read_text(parameters)
    if not content.text:
        raise bad_request("message text is empty")
    more = _surroundings(telegram, parameters)
    if len(content.text) > LONGEST_TEXT:
        raise bad_request("message is too long")
    return _posted(telegram, parameters, content, **more)


async def send_document(telegram: Telegram, parameters: Parameters) -> dict[str, Any]:
    return _send_file(telegram, parameters, "document")


async def send_photo(telegram: Telegram, parameters: Parameters) -> dict[str, Any]:
    return _send_file(telegram, parameters, "photo")


async def send_venue(telegram: Telegram, parameters: Parameters) -> dict[str, Any]:
    latitude, longitude = parameters.number("latitude"), parameters.number("longitude")
    title, address = parameters.text("title"), parameters.text("address")
    if not title:
        raise bad_request("title must be non-empty")
    if not address:
        raise bad_request("address must be non-empty")
    venue = Venue(title=title, address=address, latitude=latitude, longitude=longitude)
    more = _surroundings(telegram, parameters)
    return _posted(telegram, parameters, FormattedText(""), venue=venue, **more)


async def send_chat_action(telegram: Telegram, parameters: Parameters) -> bool:
    if parameters.text("action") not in CHAT_ACTIONS:
        raise bad_request("wrong parameter action in request")
    chat = _writable(telegram, parameters)
    telegram.tell("typing", chat)
    return True


def _send_file(telegram: Telegram, parameters: Parameters, kind: str) -> dict[str, Any]:
    document: Document = telegram.files.given(parameters, kind)
    content = read_text(parameters, "caption")
    more = _surroundings(telegram, parameters)
    if len(content.text) > LONGEST_CAPTION:
        raise bad_request("message caption is too long")
    return _posted(telegram, parameters, content, document=document, **more)


def _surroundings(telegram: Telegram, parameters: Parameters) -> dict[str, Any]:
    """Buttons and what it answers. Raises Refused, also where the chat cannot be written to."""
    rows = read_keyboard(parameters)
    chat = _writable(telegram, parameters)
    return {"rows": rows, "answers": _answered(chat, parameters)}


def _writable(telegram: Telegram, parameters: Parameters) -> Chat:
    chat = telegram.chats.find(parameters.text("chat_id"))
    chat.must_be_writable()
    return chat


def _answered(chat: Chat, parameters: Parameters) -> int:
    """The message that this one answers, 0 where there is none."""
    reply = parameters.structure("reply_parameters", {}, called="reply parameters")
    message_id = int(reply.get("message_id") or parameters.integer("reply_to_message_id"))
    if not message_id or message_id in chat.messages:
        return message_id
    if reply.get("allow_sending_without_reply") or parameters.is_true("allow_sending_without_reply"):
        return 0
    raise bad_request("message to be replied not found")


def _posted(
    telegram: Telegram, parameters: Parameters, content: FormattedText, **more: Any
) -> dict[str, Any]:
    chat = _writable(telegram, parameters)
    telegram.limits.count(chat.id)
    message: Message = telegram.post(chat, content, from_bot=True, **more)
    return telegram.as_message(chat, message)


METHODS = {
    "sendMessage": send_message,
    "sendDocument": send_document,
    "sendPhoto": send_photo,
    "sendVenue": send_venue,
    "sendChatAction": send_chat_action,
}
