"""The people on the simulated Telegram."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class SimulatedPerson:
    """`role` is shown beside the name on the page.

    A person who has not `started` is out of the bot's reach until they have written to it, as on Telegram.
    """

    telegram_id: int
    first_name: str
    last_name: str = ""
    username: str = ""
    language_code: str = "nb"
    role: str = ""
    started: bool = False

    @property
    def name(self) -> str:
        return f"{self.first_name} {self.last_name}".strip()

    def as_user(self) -> dict[str, Any]:
        return {
            "id": self.telegram_id,
            "is_bot": False,
            **self._names(),
            **({"language_code": self.language_code} if self.language_code else {}),
        }

    def as_chat(self) -> dict[str, Any]:
        return {"id": self.telegram_id, "type": "private", **self._names()}

    def _names(self) -> dict[str, str]:
        names = {"first_name": self.first_name, "last_name": self.last_name, "username": self.username}
        return {key: value for key, value in names.items() if value}


@dataclass(frozen=True, slots=True)
class SimulatedGroup(SimulatedPerson):
    """A group that the bot is in: its `telegram_id` is negative, its title the `first_name`."""

    started: bool = True

    def as_chat(self) -> dict[str, Any]:
        return {"id": self.telegram_id, "type": "supergroup", "title": self.first_name}
