"""What stands in a chat."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from simulator.people import SimulatedPerson

Entity = Mapping[str, Any]
"""Of a text, as the Bot API tells it: type, offset and length in UTF-16 code units, and more by type."""


Content = bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Button:
    """`raw` is the button as the bot gave it."""

    text: str
    data: str = ""
    url: str = ""
    copy: str = ""
    disabled: bool = False
    style: str = ""
    raw: Mapping[str, Any] = field(default_factory=dict)


Row = tuple[Button, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A file in a chat; `kind` is the field that the Bot API puts it in: document, photo or voice."""

    kind: str
    file_id: str
    name: str
    mime_type: str
    content: Content = field(repr=False)

    @property
    def bytes(self) -> Content:
        return self.content


@dataclass(frozen=True, slots=True, kw_only=True)
class Venue:
    title: str
    address: str
    latitude: float
    longitude: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """`text` is the caption where there is a document; `html` is safe to put into a page.

    `author` is who wrote it, where that is not the person whose chat it is.
    """

    id: int
    date: datetime
    from_bot: bool
    author: SimulatedPerson | None = None
    text: str = ""
    html: str = ""
    entities: tuple[Entity, ...] = ()
    rows: tuple[Row, ...] = ()
    document: Document | None = None
    venue: Venue | None = None
    edited: datetime | None = None
    reaction: str = ""
    answers: int = 0

    @property
    def buttons(self) -> tuple[Button, ...]:
        """Those of all rows, in reading order."""
        return tuple(button for row in self.rows for button in row)

    @property
    def words(self) -> tuple[str, ...]:
        """What stands on the buttons, in reading order."""
        return tuple(button.text for button in self.buttons)

    def button(self, words: str) -> Button:
        """The one with these words or this callback data, else the only one that holds the words.

        Raises LookupError, which says what there is.
        """
        exact = [button for button in self.buttons if words in (button.text, button.data)]
        alike = [button for button in self.buttons if words.casefold() in button.text.casefold()]
        if exact:
            return exact[0]
        if len(alike) == 1:
            return alike[0]
        raise LookupError(f"no button {words!r} among {self.words} under {self.text[:80]!r}")
