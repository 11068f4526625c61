"""The chats of the bot: with each of the simulated people, and in groups."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from simulator.files import as_attachment
from simulator.messages import Message
from simulator.people import SimulatedGroup, SimulatedPerson
from simulator.refusals import bad_request, forbidden


@dataclass(slots=True)
class Chat:
    """`spinning` holds the taps that wait for an answer, by query id: the message they were made on."""

    person: SimulatedPerson
    started: bool = False
    blocked: bool = False
    messages: dict[int, Message] = field(default_factory=dict)
    pinned: int = 0
    alerts: list[str] = field(default_factory=list)
    spinning: dict[str, int] = field(default_factory=dict)

    @property
    def id(self) -> int:
        return self.person.telegram_id

    def must_be_writable(self) -> None:
        """Raises Refused where the bot may not write."""
        if self.blocked:
            raise forbidden("bot was blocked by the user")
        if not self.started:
            raise forbidden("bot can't initiate conversation with a user")


class Chats:
    def __init__(self, people: Iterable[SimulatedPerson], first_message_id: int) -> None:
        self._chats = {person.telegram_id: Chat(person, started=person.started) for person in people}
        self._next_message_id = first_message_id

    def __iter__(self) -> Iterator[Chat]:
        """Without the groups."""
        return (chat for chat in self._chats.values() if not isinstance(chat.person, SimulatedGroup))

    def of(self, telegram_id: int) -> Chat:
        return self._chats[telegram_id]

    def find(self, chat_id: str) -> Chat:
        """By what a call gives. Raises Refused."""
        if not chat_id:
            raise bad_request("chat_id is empty")
        number = int(chat_id) if chat_id.lstrip("-").isdigit() else 0
        if number not in self._chats:
            raise bad_request("chat not found")
        return self._chats[number]

    def new_message_id(self) -> int:
        """One row of numbers for all private chats of the bot, as on Telegram."""
        self._next_message_id += 1
        return self._next_message_id - 1


def as_message(chat: Chat, message: Message, bot: dict[str, Any]) -> dict[str, Any]:
    """As the Bot API tells it."""
    told: dict[str, Any] = {
        "message_id": message.id,
        "from": bot if message.from_bot else (message.author or chat.person).as_user(),
        "chat": chat.person.as_chat(),
        "date": int(message.date.timestamp()),
        **_content(message),
    }
    if message.edited:
        told["edit_date"] = int(message.edited.timestamp())
    if message.rows:
        rows = [[dict(button.raw) for button in row] for row in message.rows]
        told["reply_markup"] = {"inline_keyboard": rows}
    if message.answers in chat.messages:
        told["reply_to_message"] = as_message(chat, chat.messages[message.answers], bot)
    return told


def _content(message: Message) -> dict[str, Any]:
    entities = [dict(entity) for entity in message.entities]
    told: dict[str, Any] = {}
    if message.venue is not None:
        place = {"latitude": message.venue.latitude, "longitude": message.venue.longitude}
        venue = {"location": place, "title": message.venue.title, "address": message.venue.address}
        return {"location": place, "venue": venue}
    if message.document is not None:
        told |= as_attachment(message.document)
    if message.text:
        told["caption" if message.document else "text"] = message.text
    if entities:
        told["caption_entities" if message.document else "entities"] = entities
    return told
