"""Fields of an event as text, for as long as their change waits for a yes."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime

from booking.model.events import Way
from booking.model.interval import Interval

TIMES = ("opens_at", "closes_at")
Fields = Mapping[str, object]


def written(fields: Fields) -> str:
    return json.dumps({name: _text(value) for name, value in fields.items()}, ensure_ascii=False)


def read(text: str) -> Fields:
    """As `written` wrote them."""
    return {name: _value(name, value) for name, value in json.loads(text).items()}


def _text(value: object) -> object:
    if isinstance(value, Interval):
        return [value.start.isoformat(), value.end.isoformat()]
    if isinstance(value, datetime):
        return value.isoformat()
    return sorted(value) if isinstance(value, frozenset) else value


def _value(name: str, value: object) -> object:
    if name == "interval" and isinstance(value, list):
        return Interval(*map(datetime.fromisoformat, value))
    if name == "ways" and isinstance(value, list):
        return frozenset(map(Way, value))
    if name in TIMES and isinstance(value, str):
        return datetime.fromisoformat(value)
    return value
