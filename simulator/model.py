"""What there is on a Telegram: people, messages, buttons, files."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class SimulatedPerson:
    """An account. `role` is shown beside the name on the page."""

    telegram_id: int
    first_name: str
    last_name: str = ""
    username: str = ""
    language_code: str = "nb"
    role: str = ""

    @property
    def name(self) -> str:
        return f"{self.first_name} {self.last_name}".strip()

    def as_user(self) -> dict[str, Any]:
        user = {
            "id": self.telegram_id,
            "is_bot": False,
            "first_name": self.first_name,
            "last_name": self.last_name,
            "username": self.username,
            "language_code": self.language_code,
        }
        return {name: value for name, value in user.items() if value != ""}

    def as_chat(self) -> dict[str, Any]:
        return {"id": self.telegram_id, "type": "private", "first_name": self.first_name}


@dataclass(frozen=True, slots=True, kw_only=True)
class Button:
    text: str
    data: str | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class File:
    name: str
    kind: str
    content: bytes


@dataclass(slots=True, kw_only=True)
class Message:
    """A message as the person sees it; `text` is plain, `html` as the bot sent it."""

    id: int
    from_bot: bool
    text: str
    html: str
    date: datetime
    rows: list[list[Button]] = field(default_factory=list)
    document: File | None = None
    edited: bool = False

    @property
    def buttons(self) -> list[Button]:
        return [button for row in self.rows for button in row]

    def button(self, words: str) -> Button:
        """The button that says so, or whose data it is. Raises LookupError."""
        found = [b for b in self.buttons if words in (b.text, b.data)]
        found = found or [b for b in self.buttons if words in b.text]
        if not found:
            raise LookupError(f"no button {words!r} among {[b.text for b in self.buttons]}")
        return found[0]


@dataclass(slots=True, kw_only=True)
class Query:
    """A tap that waits for its answer."""

    id: str
    telegram_id: int
    asked_at: datetime


@dataclass(slots=True, kw_only=True)
class Chat:
    """One person's chat with the bot."""

    person: SimulatedPerson
    messages: list[Message] = field(default_factory=list)
    started: bool = False
    blocked: bool = False
    alerts: list[str] = field(default_factory=list)

    def find(self, message_id: int) -> Message | None:
        return next((m for m in self.messages if m.id == message_id), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """A call of the Bot API, for assertions."""

    method: str
    parameters: dict[str, Any]
    at: datetime


class ApiError(Exception):
    """What Telegram answers in place of a result, in its own words."""

    def __init__(self, code: int, description: str, **parameters: Any) -> None:
        super().__init__(description)
        self.code = code
        self.description = description
        self.parameters = parameters


def bad_request(what: str) -> ApiError:
    return ApiError(400, f"Bad Request: {what}")
