"""What a person is shown: words, buttons, a file. Pure values; Telegram's limits are kept here."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from booking.model.announcements import Attachment
from booking.model.messages import Origin
from bot import buttons

TEXT_LIMIT = 4096
BUTTON_LIMIT = 100
LETTERS_A_ROW = 39
"""What a row of buttons shows on a phone; Telegram cuts what is longer."""


class Says(StrEnum):
    """What a button is, where a screen is answered in words."""

    YES = "y"
    """It goes on: books, agrees, takes."""
    NO = "n"
    BACK = "b"
    """It takes back what was just done."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Key:
    """One button: its words, what it says or where it leads, and which answer it is."""

    words: str
    button: buttons.Button | None = None
    url: str = ""
    says: Says | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    name: str
    content: bytes


Row = tuple[Key, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Screen:
    """`text` is Telegram HTML. `alert` is plain text shown over the chat for a tap, at most 200 characters.

    `attachment` is a picture or file that Telegram has already, shown over the text.
    `fresh` asks for a new message even where a button was tapped: what must be found again or noticed.
    """

    text: str = ""
    rows: tuple[Row, ...] = field(default=())
    alert: str = ""
    document: Document | None = None
    attachment: Attachment | None = None
    fresh: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Tap:
    """An answer in words that means this button of the message at `at`: handled as a tap on it."""

    button: buttons.Button
    at: Origin


def key(words: str, button: buttons.Button, says: Says | None = None) -> Key:
    return Key(words=words, button=button, says=says)


def in_rows(keys: Iterable[Key], width: int) -> tuple[Row, ...]:
    """The keys in rows of `width`, or of fewer where a phone would cut their words."""
    found: Sequence[Key] = list(keys)
    longest = max((len(each.words) for each in found), default=1)
    width = max(1, min(width, LETTERS_A_ROW // longest))
    return tuple(tuple(found[at : at + width]) for at in range(0, len(found), width))
