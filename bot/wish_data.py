"""An understanding as it is kept between two messages: the contract's fields, and those beyond it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import time
from typing import Any

from bot.understanding import Understanding


def written(said: Understanding) -> dict[str, Any]:
    beyond = {
        "everything": said.everything,
        "onwards": said.onwards,
        "title": said.title,
        "unexplained": list(said.unexplained),
        "doubts": list(said.doubts),
        "no_day": said.no_day,
        "within": [f"{each:%H:%M}" for each in said.within or ()],
        "length": said.length,
    }
    return said.as_json() | {name: value for name, value in beyond.items() if value}


def read(data: Mapping[str, Any]) -> Understanding:
    """What `written` gave, without the evidence. One that was kept by an earlier version is read as well."""
    return replace(
        Understanding.from_json(data),
        everything=bool(data.get("everything")),
        onwards=bool(data.get("onwards")),
        title=data.get("title") or "",
        unexplained=tuple(data.get("unexplained") or ()),
        doubts=tuple(data.get("doubts") or ()),
        no_day=data.get("no_day"),
        within=_within(data.get("within") or ()),
        length=data.get("length"),
    )


def _within(data: Sequence[str]) -> tuple[time, time] | None:
    return (time.fromisoformat(data[0]), time.fromisoformat(data[1])) if data else None
