"""Hours as people write them: `9-15`, `9–11.30, 12-15`; and days that differ, a line each."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date, time
from itertools import pairwise

from booking.model.spaces import Hours

STRETCH = re.compile(r"(\d{1,2})(?:[:.](\d{2}))?\s*[-–]\s*(\d{1,2})(?:[:.](\d{2}))?")
MOST_EXCEPTIONS = 100


def read(text: str) -> tuple[Hours, ...]:
    """Raises ValueError for what is none, ends before it starts, or overlaps."""
    said = text.strip()
    if not said:
        return ()
    found = [_stretch(part.strip()) for part in said.split(",")]
    for before, after in pairwise(found):
        if after.start < before.end:
            raise ValueError(f"they overlap: {text}")
    return tuple(found)


def written(hours: Sequence[Hours]) -> str:
    return ", ".join(f"{each.start:%H:%M}–{each.end:%H:%M}" for each in hours)


def read_exceptions(text: str) -> Mapping[date, tuple[Hours, ...]]:
    """A line a day: `2026-12-24`, or `2026-12-23 10-12`. Raises ValueError with the line that is wrong."""
    found: dict[date, tuple[Hours, ...]] = {}
    for line in filter(None, (each.strip() for each in text.splitlines())):
        day, _, hours = line.partition(" ")
        try:
            found[date.fromisoformat(day)] = read(hours)
        except ValueError as error:
            raise ValueError(line) from error
    if len(found) > MOST_EXCEPTIONS:
        raise ValueError(text)
    return found


def written_exceptions(exceptions: Mapping[date, Sequence[Hours]]) -> str:
    return "\n".join(
        f"{day.isoformat()} {written(hours)}".strip() for day, hours in sorted(exceptions.items())
    )


def _stretch(text: str) -> Hours:
    found = STRETCH.fullmatch(text)
    if found is None:
        raise ValueError(text)
    start = time(int(found[1]), int(found[2] or 0))
    end = time(int(found[3]), int(found[4] or 0))
    if end <= start:
        raise ValueError(text)
    return Hours(start=start, end=end)
