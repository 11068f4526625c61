"""What a person is shown: words, buttons, a file. Pure values; Telegram's limits are kept here."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum

from booking.model.announcements import Attachment
from booking.model.bookings import Booking
from booking.model.messages import Origin
from bot import buttons

TEXT_LIMIT = 4096
LETTERS_A_ROW, EDGES = 40, 2.5
"""What a row of buttons shows on a phone, and what of it each button's edges take; the rest is cut."""


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

    @property
    def acts(self) -> bool:
        """Whether it is more than a label, as a weekday over a month is."""
        return not isinstance(self.button, buttons.Nothing)


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    name: str
    content: bytes


Row = tuple[Key, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Screen:
    """`text` is Telegram HTML. `alert` is plain text shown over the chat for a tap, at most 200 characters.

    `attachment` is a picture or file that Telegram has already, shown over the text.
    `card_of` is the booking whose live card this becomes.
    `fresh` asks for a new message even where a button was tapped: what must be found again or noticed.

    Raises ValueError where two buttons that do something bear the same words: nobody could tell them apart.
    """

    text: str = ""
    rows: tuple[Row, ...] = field(default=())
    alert: str = ""
    document: Document | None = None
    attachment: Attachment | None = None
    fresh: bool = False
    card_of: Booking | None = None

    def __post_init__(self) -> None:
        acting = Counter(key.words for row in self.rows for key in row if key.acts)
        twice = [words for words, times in acting.items() if times > 1]
        if twice:
            raise ValueError(f"two buttons say the same: {twice}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Tap:
    """An answer in words that means this button of the message at `at`: handled as a tap on it."""

    button: buttons.Button
    at: Origin


def key(words: str, button: buttons.Button, says: Says | None = None) -> Key:
    return Key(words=words, button=button, says=says)


def together(first: Screen | None, then: Screen) -> Screen:
    """Both in one message, the second one's buttons below those of the first."""
    if first is None:
        return then
    text = "\n\n".join(filter(None, (first.text, then.text)))
    rows = (*first.rows, *then.rows)
    return replace(first, text=text, rows=rows, fresh=first.fresh or then.fresh)


def in_rows(keys: Iterable[Key], width: int) -> tuple[Row, ...]:
    """The keys in rows of `width`, or of fewer where a phone would cut their words.

    Those with the same words, such as two people of one name, are numbered.
    """
    found: Sequence[Key] = _told_apart(keys)
    longest = max((len(each.words) for each in found), default=1)
    width = max(1, min(width, int(LETTERS_A_ROW / (longest + EDGES))))
    return tuple(tuple(found[at : at + width]) for at in range(0, len(found), width))


def _told_apart(keys: Iterable[Key]) -> list[Key]:
    seen: Counter[str] = Counter()
    found = []
    for each in keys:
        seen[each.words] += 1
        is_new = seen[each.words] == 1 or not each.acts
        found.append(each if is_new else replace(each, words=f"{each.words} ({seen[each.words]})"))
    return found
