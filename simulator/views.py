"""What the page shows, as JSON."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from urllib.parse import quote

from simulator.chats import Chat
from simulator.messages import Button, Document, Message, Venue
from simulator.presentation import Presentation


def message_view(chat: Chat, message: Message) -> dict[str, Any]:
    answered = chat.messages.get(message.answers)
    return {
        "id": message.id,
        "date": message.date.isoformat(),
        "mine": not message.from_bot,
        "text": message.text,
        "html": message.html,
        "rows": [[_button_view(button) for button in row] for row in message.rows],
        "file": _file_view(chat, message.id, message.document),
        "place": _place_view(message.venue),
        "edited": message.edited is not None and bool(message.text),
        "reaction": message.reaction,
        "answers": answered.text if answered else "",
    }


def _button_view(button: Button) -> dict[str, Any]:
    return {
        "text": button.text,
        "data": button.data,
        "url": button.url,
        "copy": button.copy,
        "style": button.style,
        "disabled": button.disabled,
    }


def _file_view(chat: Chat, message_id: int, document: Document | None) -> dict[str, Any] | None:
    if document is None:
        return None
    return {
        "kind": document.kind,
        "name": document.name,
        "size": len(document.content),
        "url": f"/people/{chat.id}/files/{message_id}/{quote(document.name, safe='')}",
    }


def _place_view(venue: Venue | None) -> dict[str, Any] | None:
    if venue is None:
        return None
    at = f"mlat={venue.latitude}&mlon={venue.longitude}"
    url = f"https://www.openstreetmap.org/?{at}"
    return {"title": venue.title, "address": venue.address, "url": url}


@dataclass(frozen=True, slots=True, kw_only=True)
class Showing:
    """`suggestions` are things to say, by Telegram id."""

    presentation: Presentation
    username: str
    now: Callable[[], datetime]
    time_zone: str
    can_advance: bool
    suggestions: Mapping[int, Sequence[str]] = field(default_factory=dict)

    def state(self, chats: Sequence[Chat]) -> dict[str, Any]:
        """Everything, for a page that has just been opened."""
        return {
            "username": self.username,
            "clock": self.clock(),
            "people": [self.person(chat) for chat in chats],
        }

    def clock(self) -> dict[str, Any]:
        return {
            "now": self.now().isoformat(),
            "zone": self.time_zone,
            "movable": self.can_advance,
        }

    def person(self, chat: Chat) -> dict[str, Any]:
        person = chat.person
        return {
            "id": person.telegram_id,
            "name": person.name,
            "role": person.role,
            "started": chat.started,
            "blocked": chat.blocked,
            "pinned": chat.pinned,
            "suggestions": list(self.suggestions.get(person.telegram_id, ())),
            "messages": [message_view(chat, message) for message in chat.messages.values()],
            **self.presented(chat),
        }

    def presented(self, chat: Chat) -> dict[str, Any]:
        """How the bot presents itself to this person, in their language."""
        language = chat.person.language_code[:2]
        return {
            "bot": self.presentation.name(language),
            "description": self.presentation.text("description", language),
            "about": self.presentation.text("short_description", language),
            "commands": [dict(command) for command in self.presentation.commands_for(chat.person)],
            "menu": self.presentation.menu(chat.id).get("type", "default"),
        }
