"""What a message means: the fields of the contract, and which words gave them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

NoDay = Literal["past", "over", "no_such_date", "contradicted", "vague"]
"""Before today; a time of today that is over; `31. februar`; `mandag 25.` where that is no Monday; a week or
a month without a day."""

ACTS = frozenset(
    {"book", "move", "resize", "cancel", "register", "unregister", "absent", "close", "end_now", "check_in"}
)
"""Intents that change something; with `confirm` they are shown first, and done by one tap."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """`words` at `span` of the normalised message gave `field`, by the rule of that name."""

    field: str
    words: str
    span: tuple[int, int]
    rule: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """How much speaks for an intent: the rows of weights.toml that count, each with its weight."""

    intent: str
    weight: float
    because: tuple[tuple[str, float], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Repeat:
    every: str
    until: dt.date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Understanding:
    """One message understood. Times are local wall-clock times of the space; what was not said is None."""

    intent: str = "unknown"
    kind: str | None = None
    resource: str | None = None
    date: dt.date | None = None
    end_date: dt.date | None = None
    start: dt.time | None = None
    end: dt.time | None = None
    all_day: bool = False
    repeat: Repeat | None = None
    people: int | None = None
    equipment: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    shift: int | None = None
    from_date: dt.date | None = None
    from_start: dt.time | None = None
    from_end: dt.time | None = None
    no_such: str | None = None
    more: bool = False
    dates: tuple[dt.date, ...] = ()
    person: str | None = None
    not_resource: tuple[str, ...] = ()
    confirm: bool = False
    everything: bool = False
    """All that the message can mean (`avbestill alt i dag`, `begge`, `alle onsdagene`), not one of it."""
    onwards: bool = False
    """Of a series, this one and all that follow (`og alle etter`)."""
    title: str = ""
    """What it is for, as typed (`møte med investor`); it never changes what is wanted."""
    unexplained: tuple[str, ...] = ()
    """Words of content that no rule explains, as typed: what the bot says that it has not taken in."""
    doubts: tuple[str, ...] = ()
    """Words that put it in doubt: a condition, a `not` or a correction that could not be brought together."""
    no_day: NoDay | None = None
    """Why a day that was said is no day."""
    within: tuple[dt.time, dt.time] | None = None
    length: int | None = None
    """Minutes, also where no start was said; `within` is the stretch in which so long a time is wanted."""
    readings: tuple[Reading, ...] = ()
    """What it could have meant, the most likely first, and what spoke for each: for whoever asks why."""
    evidence: tuple[Evidence, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """In the form of the contract."""
        return {
            "intent": self.intent,
            "kind": self.kind,
            "resource": self.resource,
            "date": _day(self.date),
            "end_date": _day(self.end_date),
            "start": _clock(self.start),
            "end": _clock(self.end),
            "all_day": self.all_day,
            "repeat": {"every": self.repeat.every, "until": _day(self.repeat.until)} if self.repeat else None,
            "people": self.people,
            "equipment": list(self.equipment),
            "missing": list(self.missing),
            "shift": self.shift,
            "from_date": _day(self.from_date),
            "from_start": _clock(self.from_start),
            "from_end": _clock(self.from_end),
            "no_such": self.no_such,
            "more": self.more,
            "dates": [day.isoformat() for day in self.dates],
            "person": self.person,
            "not_resource": list(self.not_resource),
            "confirm": self.confirm,
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Understanding:
        """What `as_json` gave, without the evidence."""
        repeat = data.get("repeat")
        return cls(
            intent=data["intent"],
            kind=data.get("kind"),
            resource=data.get("resource"),
            date=_read_day(data.get("date")),
            end_date=_read_day(data.get("end_date")),
            start=_read_clock(data.get("start")),
            end=_read_clock(data.get("end")),
            all_day=bool(data.get("all_day")),
            repeat=Repeat(every=repeat["every"], until=_read_day(repeat["until"])) if repeat else None,
            people=data.get("people"),
            equipment=tuple(data.get("equipment") or ()),
            missing=tuple(data.get("missing") or ()),
            shift=data.get("shift"),
            from_date=_read_day(data.get("from_date")),
            from_start=_read_clock(data.get("from_start")),
            from_end=_read_clock(data.get("from_end")),
            no_such=data.get("no_such"),
            more=bool(data.get("more")),
            dates=tuple(dt.date.fromisoformat(day) for day in data.get("dates") or ()),
            person=data.get("person"),
            not_resource=tuple(data.get("not_resource") or ()),
            confirm=bool(data.get("confirm")),
        )


def _day(value: dt.date | None) -> str | None:
    return value.isoformat() if value else None


def _clock(value: dt.time | None) -> str | None:
    return f"{value:%H:%M}" if value is not None else None


def _read_day(text: str | None) -> dt.date | None:
    return dt.date.fromisoformat(text) if text else None


def _read_clock(text: str | None) -> dt.time | None:
    return dt.time.fromisoformat(text) if text else None
