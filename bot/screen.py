"""What a person is shown: words, buttons, a file. Pure values; Telegram's limits are kept here."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from booking.model.announcements import Attachment
from bot import buttons

TEXT_LIMIT = 4096
BUTTON_LIMIT = 100
LETTERS_A_ROW = 39
"""What a row of buttons shows on a phone; Telegram cuts what is longer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Key:
    """One button: its words, and what it says or where it leads."""

    words: str
    button: buttons.Button | None = None
    url: str = ""


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


def key(words: str, button: buttons.Button) -> Key:
    return Key(words=words, button=button)


def together(first: Screen | None, then: Screen) -> Screen:
    """Both in one message, the second one's buttons below those of the first."""
    if first is None:
        return then
    text = "\n\n".join(filter(None, (first.text, then.text)))
    rows = (*first.rows, *then.rows)
    return replace(first, text=text, rows=rows, fresh=first.fresh or then.fresh)


def in_rows(keys: Iterable[Key], width: int) -> tuple[Row, ...]:
    """The keys in rows of `width`, or of fewer where a phone would cut their words."""
    found: Sequence[Key] = list(keys)
    longest = max((len(each.words) for each in found), default=1)
    width = max(1, min(width, LETTERS_A_ROW // longest))
    return tuple(tuple(found[at : at + width]) for at in range(0, len(found), width))
