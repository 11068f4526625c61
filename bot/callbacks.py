"""What a button says when it is tapped: typed, versioned, at most 64 bytes.

A button is untrusted input: it grants nothing, and whatever it says is checked afresh by the use case.
`once` is a one-time key in each button that changes something: tapped twice, or resent by the client
under another update id, it acts once.

A new button is a class here and a line in TAGS. A tag is never given to another class: old messages
keep their buttons.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from datetime import UTC, date, datetime
from enum import StrEnum
from typing import Any, ClassVar, get_type_hints

from booking.model.bookings import BookingId, WaitId
from booking.model.people import Language
from booking.model.spaces import DayPart, ResourceId, ResourceKind

VERSION = "1"
LIMIT = 64
_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"


class Place(StrEnum):
    """Screens that a button can lead to by themselves."""

    BOOK = "book"
    MINE = "mine"
    FREE = "free"
    SETTINGS = "settings"
    HELP = "help"
    PRIVACY = "privacy"
    CLOSE = "close"


class Span(StrEnum):
    """How much of a series a change is about."""

    ONE = "1"
    FOLLOWING = "2"
    ALL = "3"


class Button:
    """The root of what buttons say."""

    __slots__ = ()
    changes: ClassVar[bool] = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Nothing(Button):
    """A label that does nothing, such as a weekday over a month."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GoTo(Button):
    place: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class PickDay(Button):
    kind: ResourceKind
    day: date


@dataclass(frozen=True, slots=True, kw_only=True)
class PickMonth(Button):
    """The month that holds `day`."""

    kind: ResourceKind
    day: date


@dataclass(frozen=True, slots=True, kw_only=True)
class PickHours(Button):
    """The desk's day, by the hour."""

    kind: ResourceKind
    day: date


@dataclass(frozen=True, slots=True, kw_only=True)
class PickPart(Button):
    kind: ResourceKind
    day: date
    part: DayPart


@dataclass(frozen=True, slots=True, kw_only=True)
class PickStart(Button):
    """`resource` is empty where any of the kind will do."""

    kind: ResourceKind
    start: datetime
    resource: ResourceId


@dataclass(frozen=True, slots=True, kw_only=True)
class PickResource(Button):
    """One resource on a local day."""

    resource: ResourceId
    day: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Book(Button):
    changes = True
    resource: ResourceId
    start: datetime
    end: datetime
    once: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Queue(Button):
    """Onto the waiting list of a taken range."""

    changes = True
    resource: ResourceId
    start: datetime
    end: datetime
    once: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LeaveQueue(Button):
    changes = True
    wait: WaitId
    once: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TakeOffer(Button):
    changes = True
    booking: BookingId
    once: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DeclineOffer(Button):
    changes = True
    booking: BookingId
    once: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Show(Button):
    """The card of a booking."""

    booking: BookingId


@dataclass(frozen=True, slots=True, kw_only=True)
class Cancel(Button):
    changes = True
    booking: BookingId
    once: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Undo(Button):
    changes = True
    booking: BookingId
    revision: int
    once: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckIn(Button):
    changes = True
    booking: BookingId
    once: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EndEarly(Button):
    changes = True
    booking: BookingId
    once: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PickSpan(Button):
    """Asks how much of a series is meant, before a cancel or a move."""

    booking: BookingId
    cancel: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class CancelSeries(Button):
    changes = True
    booking: BookingId
    span: Span
    once: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MoveDays(Button):
    """Which day it shall be moved to; `month` shows the month that holds that day."""

    booking: BookingId
    span: Span
    month: date


@dataclass(frozen=True, slots=True, kw_only=True)
class MoveStarts(Button):
    booking: BookingId
    span: Span
    day: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Move(Button):
    """To another start; the length stays. `resource` is empty where that stays too."""

    changes = True
    booking: BookingId
    span: Span
    start: datetime
    resource: ResourceId
    once: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MoveWhere(Button):
    """Which other resource it shall be moved to, at the same time."""

    booking: BookingId


@dataclass(frozen=True, slots=True, kw_only=True)
class Lengths(Button):
    """Which end it shall have: longer or shorter."""

    booking: BookingId


@dataclass(frozen=True, slots=True, kw_only=True)
class SetEnd(Button):
    changes = True
    booking: BookingId
    end: datetime
    once: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarFile(Button):
    booking: BookingId


@dataclass(frozen=True, slots=True, kw_only=True)
class BookSeries(Button):
    """The series of the draft at `revision`; with `skip`, without the days that cannot be had."""

    changes = True
    revision: int
    skip: bool
    once: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SetLanguage(Button):
    changes = True
    language: Language


@dataclass(frozen=True, slots=True, kw_only=True)
class TakeAlong(Button):
    """Sends the person everything that is stored about them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EraseMe(Button):
    """Asks once more, until `sure`."""

    changes = True
    sure: bool
    once: str


TAGS: Mapping[str, type[Button]] = {
    "n": Nothing,
    "g": GoTo,
    "d": PickDay,
    "m": PickMonth,
    "h": PickHours,
    "p": PickPart,
    "s": PickStart,
    "r": PickResource,
    "b": Book,
    "q": Queue,
    "ql": LeaveQueue,
    "ot": TakeOffer,
    "od": DeclineOffer,
    "v": Show,
    "c": Cancel,
    "u": Undo,
    "ci": CheckIn,
    "ee": EndEarly,
    "sp": PickSpan,
    "cs": CancelSeries,
    "md": MoveDays,
    "ms": MoveStarts,
    "mv": Move,
    "mw": MoveWhere,
    "l": Lengths,
    "e": SetEnd,
    "cf": CalendarFile,
    "bs": BookSeries,
    "la": SetLanguage,
    "ta": TakeAlong,
    "er": EraseMe,
}
_TAG_OF = {kind: tag for tag, kind in TAGS.items()}


class NotAButton(ValueError):
    """It is none of ours, or of an older version."""


def pack(button: Button) -> str:
    """At most 64 bytes for every value that the program makes."""
    values = [_to_text(getattr(button, field.name)) for field in fields(button)]  # type: ignore[arg-type]
    return ":".join([VERSION + _TAG_OF[type(button)], *values])


def parse(data: str) -> Button:
    """Raises NotAButton for anything that `pack` cannot have made."""
    tag, *values = data.split(":")
    kind = TAGS.get(tag[1:]) if tag[:1] == VERSION else None
    readers = _READERS.get(kind) if kind else None
    if kind is None or readers is None or len(values) != len(readers) or len(data.encode()) > LIMIT:
        raise NotAButton(data[:LIMIT])
    try:
        read = {name: reader(text) for (name, reader), text in zip(readers, values, strict=True)}
    except (ValueError, OverflowError) as error:
        raise NotAButton(data[:LIMIT]) from error
    return kind(**read)


def _to_text(value: Any) -> str:
    match value:
        case bool():
            return "1" if value else "0"
        case datetime():
            return _base36(int(value.timestamp()) // 60)
        case date():
            return _base36(value.toordinal())
        case int():
            return _base36(value)
        case _:
            return str(value)


def _base36(number: int) -> str:
    digits = ""
    while True:
        number, rest = divmod(number, 36)
        digits = _DIGITS[rest] + digits
        if number == 0:
            return digits


def _number(text: str) -> int:
    if not text.isalnum() or not text.isascii() or text != text.lower():
        raise ValueError(text)
    return int(text, 36)


def _instant(text: str) -> datetime:
    return datetime.fromtimestamp(_number(text) * 60, UTC)


def _flag(text: str) -> bool:
    if text not in {"0", "1"}:
        raise ValueError(text)
    return text == "1"


def _word(text: str) -> str:
    if not text.replace("-", "").isalnum() and text:
        raise ValueError(text)
    return text


def _reader(hint: Any) -> Callable[[str], Any]:
    readers: dict[Any, Callable[[str], Any]] = {
        datetime: _instant,
        date: lambda text: date.fromordinal(_number(text)),
        bool: _flag,
        int: _number,
    }
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        return hint
    return readers.get(hint, _word)


_READERS: Mapping[type[Button], list[tuple[str, Callable[[str], Any]]]] = {
    kind: [
        (field.name, _reader(get_type_hints(kind)[field.name]))
        for field in fields(kind)  # type: ignore[arg-type]
    ]
    for kind in TAGS.values()
}
