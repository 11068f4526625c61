"""What is remembered of a chat, as a value and as the data of its draft row."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from booking.model.bookings import BookingId
from booking.model.events import EventId
from booking.model.messages import Origin
from booking.ports import Draft
from bot import buttons, callbacks, wish_data
from bot.buttons import Place
from bot.screen import Key, Says, Screen
from bot.understanding import Understanding

FORGET_AFTER = timedelta(hours=2)
"""After that a message stands on its own again."""
MOST_CHOICES = 60
FORMAT = 2


class Expecting(StrEnum):
    """What the next message is, where it has been asked for."""

    ANSWER = "answer"
    ANNOUNCEMENT = "announcement"
    SENDING_TIME = "sending_time"
    EVENT_TIME = "event_time"
    EVENT_PLAN = "event_plan"
    EVENT_PART = "event_part"
    EVENT_LINK = "event_link"
    GUEST_NAMES = "guest_names"
    GUIDANCE = "guidance"
    ORGANISATION = "organisation"


LASTING = frozenset({Expecting.GUIDANCE})
"""What is asked for until it is answered or left, also the next day."""


class Part(StrEnum):
    """What is forgotten by itself, each in its own time."""

    WISH = "wish"
    EXPECTED = "expected"
    SHOWN = "shown"
    SPOKEN = "spoken"


@dataclass(frozen=True, slots=True, kw_only=True)
class Expected:
    """`subject` is the id of what it is about, empty where that is new."""

    what: Expecting
    subject: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """A button that stands in the chat: its words, its callback data, and which answer it is."""

    words: str
    data: str
    says: Says | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """The buttons of one message, in order."""

    choices: tuple[Choice, ...]
    at: Origin


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What a chat was last about.

    `understanding` is the last wish as it was understood, `done` whether it was done, and `revision` what
    the row stood at then. `bookings` and `event` are what was last made, changed or shown. `row` is what the
    row stands at now, and `times` when each part was said.
    """

    understanding: Understanding | None = None
    done: bool = False
    revision: int = 0
    expected: Expected | None = None
    shown: Shown | None = None
    bookings: tuple[BookingId, ...] = ()
    event: EventId | None = None
    row: int = 0
    times: Mapping[Part, datetime] = field(default_factory=dict)

    @property
    def is_open(self) -> bool:
        """Whether a wish is told that lacks something, or a question that nothing was done about."""
        wish = self.understanding
        return wish is not None and not self.done

    def stamped(self, *parts: Part, at: datetime) -> Said:
        return replace(self, times={**self.times, **dict.fromkeys(parts, at)})


def shown(screen: Screen, at: Origin) -> Shown | None:
    """What can be answered of a screen; None where it has no buttons, and what stood before still counts."""
    keys = [each for row in screen.rows for each in row if _can_be_said(each)]
    if not keys:
        return None
    return Shown(choices=tuple(_choice(each, keys) for each in keys[:MOST_CHOICES]), at=at)


def _can_be_said(key: Key) -> bool:
    return key.button is not None and not isinstance(key.button, buttons.Nothing)


def _choice(key: Key, among: Iterable[Key]) -> Choice:
    if key.button is None:
        raise ValueError(f"no button: {key.words}")
    return Choice(words=key.words, data=callbacks.pack(key.button), says=_says(key, list(among)))


def _says(key: Key, among: list[Key]) -> Says | None:
    """As the screen has it; what gives up is a no, and beside it the only one that changes anything a yes."""
    if key.says is not None:
        return key.says
    if _gives_up(key):
        return Says.NO
    changes = [each for each in among if each.button is not None and each.button.changes]
    is_said = any(each.says is Says.YES for each in among)
    can_give_up = any(_gives_up(each) or each.says is Says.NO for each in among)
    return Says.YES if changes == [key] and can_give_up and not is_said else None


def _gives_up(key: Key) -> bool:
    return isinstance(key.button, buttons.GoTo) and key.button.place is Place.CLOSE


def read(draft: Draft | None, now: datetime) -> Said:
    """Without what was said too long ago. A row of the first format is read as well."""
    if draft is None:
        return Said()
    data = json.loads(draft.data)
    if data.get("format") != FORMAT:
        data = _of_first_format(data, draft)
    times = {Part(part): datetime.fromisoformat(at) for part, at in data.get("times", {}).items()}
    said = Said(row=draft.revision, times=times, revision=data.get("revision", 0))
    known = {part for part, at in times.items() if now - at <= FORGET_AFTER}
    expected = _expected(data.get("expected"))
    if expected is not None and (Part.EXPECTED in known or expected.what in LASTING):
        said = replace(said, expected=expected)
    if Part.WISH in known and data.get("wish"):
        said = replace(said, understanding=wish_data.read(data["wish"]), done=bool(data["done"]))
    if Part.SHOWN in known:
        said = replace(said, shown=_shown(data.get("shown")))
    if Part.SPOKEN in known:
        bookings = tuple(BookingId(each) for each in data.get("bookings", ()))
        said = replace(said, bookings=bookings, event=data.get("event"))
    return said


def written(said: Said) -> str:
    """As `read` reads it."""
    data: dict[str, Any] = {
        "format": FORMAT,
        "revision": said.revision,
        "times": {part: at.isoformat() for part, at in said.times.items()},
    }
    if said.understanding is not None:
        data |= {"wish": wish_data.written(said.understanding), "done": said.done}
    if said.expected is not None:
        data["expected"] = [said.expected.what, said.expected.subject]
    if said.shown is not None:
        at = said.shown.at
        choices = [[each.words, each.data, each.says or ""] for each in said.shown.choices]
        data["shown"] = {"at": [at.chat_id, at.message_id], "choices": choices}
    if said.bookings or said.event:
        data |= {"bookings": said.bookings, "event": said.event}
    return json.dumps(data, ensure_ascii=False)


def _of_first_format(data: Mapping[str, Any], draft: Draft) -> dict[str, Any]:
    """The last wish, or what was asked for, and nothing else."""
    at = draft.at.isoformat()
    times = dict.fromkeys((Part.WISH, Part.EXPECTED), at)
    if "expecting" in data:
        return {"expected": [data["expecting"], data.get("subject", "")], "times": times}
    wish = data if "intent" in data else None
    return {"wish": wish, "done": False, "revision": draft.revision, "times": times}


def _expected(data: list[str] | None) -> Expected | None:
    return Expected(what=Expecting(data[0]), subject=data[1]) if data else None


def _shown(data: Mapping[str, Any] | None) -> Shown | None:
    if not data:
        return None
    chat_id, message_id = data["at"]
    choices = tuple(
        Choice(words=words, data=packed, says=Says(says) if says else None)
        for words, packed, says in data["choices"]
    )
    return Shown(choices=choices, at=Origin(chat_id=chat_id, message_id=message_id))
