"""The simulated Telegram itself: its bot, chats, updates and files, and what happens to them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from simulator.changes import Changes
from simulator.chats import Chat, Chats, as_message
from simulator.entities import FormattedText
from simulator.faults import Faults
from simulator.files import Files
from simulator.limits import Limits
from simulator.messages import Message
from simulator.people import SimulatedPerson
from simulator.polling import Polling
from simulator.presentation import Presentation
from simulator.rendering import as_html
from simulator.updates import Updates
from simulator.webhook import Webhook

ANSWERABLE = timedelta(seconds=15)
"""How long a tap waits for its answer; a client gives up then."""

Watcher = Callable[[str, dict[str, Any]], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """A tap, or an inline question, that may be answered once."""

    chat: Chat
    asked: datetime
    message_id: int = 0
    data: str = ""


class Telegram:
    """`now` is aware. Ids start from the clock, so that those of an earlier start do not come again."""

    def __init__(
        self, token: str, username: str, people: Sequence[SimulatedPerson], now: Callable[[], datetime]
    ) -> None:
        first = int(now().timestamp()) * 10 % 2_000_000_000 + 1
        self.token = token
        self.now = now
        self.changes = Changes()
        self.faults = Faults(self._release)
        self.updates = Updates(self.faults, now, first, self.changes.tell)
        self.polling = Polling(self.updates, self.changes)
        self.webhook = Webhook(self.updates, self.changes)
        self.chats = Chats(people, first)
        self.files = Files()
        self.presentation = Presentation(username)
        self.limits = Limits(now)
        self.queries: dict[str, Query] = {}
        self.inline_messages: dict[str, Message] = {}
        self.inline_results: dict[str, list[dict[str, Any]]] = {}
        self.watchers: set[Watcher] = set()
        self._queries_made = first
        self.bot = {
            "id": int(token.partition(":")[0]),
            "is_bot": True,
            "first_name": self.presentation.name(""),
            "username": username,
        }

    def tell(self, event: str, chat: Chat | None = None, **facts: Any) -> None:
        """To whoever watches: the page."""
        self.changes.tell()
        place = {"person": chat.id} if chat is not None else {}
        for watcher in list(self.watchers):
            watcher(event, place | facts)

    def post(self, chat: Chat, content: FormattedText, **more: Any) -> Message:
        """A new message in the chat."""
        message = Message(
            id=self.chats.new_message_id(),
            date=self.now(),
            text=content.text,
            html=as_html(content),
            entities=content.entities,
            **more,
        )
        self.put(chat, message)
        return message

    def put(self, chat: Chat, message: Message) -> None:
        """In place of the one with its id, where there is one."""
        chat.messages[message.id] = message
        self.tell("message", chat, message=message)

    def reword(self, chat: Chat, message: Message, content: FormattedText, **more: Any) -> Message:
        edited = replace(
            message,
            text=content.text,
            html=as_html(content),
            entities=content.entities,
            edited=self.now(),
            **more,
        )
        self.put(chat, edited)
        return edited

    def remove(self, chat: Chat, message_id: int) -> None:
        del chat.messages[message_id]
        if chat.pinned == message_id:
            chat.pinned = 0
        self.tell("removed", chat, message_id=message_id)

    def as_message(self, chat: Chat, message: Message) -> dict[str, Any]:
        return as_message(chat, message, self.bot)

    def ask(self, chat: Chat, message_id: int = 0, data: str = "") -> str:
        """A new query of the person; returns its id."""
        self._queries_made += 1
        query_id = str(self._queries_made)
        self.queries[query_id] = Query(chat=chat, asked=self.now(), message_id=message_id, data=data)
        return query_id

    def take_query(self, query_id: str) -> Query | None:
        """The query, which is thereby answered; None where it is unknown, answered or too old."""
        query = self.queries.pop(query_id, None)
        if query is None or self.now() - query.asked > ANSWERABLE:
            return None
        return query

    def _release(self) -> None:
        self.updates.release()
