"""Bodies of requests, with good defaults."""

from datetime import date
from typing import Any

from tests.builders import MONDAY, OSLO, span


def hours(start: str, end: str, day: date = MONDAY) -> dict[str, str]:
    """Local hours as a client writes them, with its own offset."""
    interval = span(start, end, day)
    return {
        "start": interval.start.astimezone(OSLO).isoformat(),
        "end": interval.end.astimezone(OSLO).isoformat(),
    }


def a_wish(start: str = "10:00", end: str = "12:00", day: date = MONDAY, **fields: Any) -> dict[str, Any]:
    """Drivhuset today from 10 to 12, for Kari."""
    return {"resource_id": "drivhuset", "person_id": "kari", **hours(start, end, day), **fields}


def every_monday(**fields: Any) -> dict[str, Any]:
    """Drivhuset for Kari on three Mondays from today, 13 to 14."""
    return {
        "resource_id": "drivhuset",
        "person_id": "kari",
        "every": "week",
        "first": "2026-11-23",
        "until": "2026-12-07",
        "hours": {"start": "13:00", "end": "14:00"},
        **fields,
    }


def within(start: str = "06:00", end: str = "23:00", day: date = MONDAY) -> dict[str, str]:
    """What a listing asks for."""
    asked = hours(start, end, day)
    return {"from": asked["start"], "to": asked["end"]}
