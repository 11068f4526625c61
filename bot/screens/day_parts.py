"""The starts that a day has: few enough for a thumb, or by the part of the day."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime, time

from booking.model.spaces import DayPart, ResourceId, ResourceKind, Space
from bot import buttons
from bot.buttons import Button
from bot.screen import Key, Row, in_rows, key
from wording import Say, dates, names

STARTS_SHOWN, BESIDE_PARTS = 12, 9
"""More are parts of the day."""

Starts = Mapping[ResourceId, Sequence[datetime]]


def only(found: Starts) -> ResourceId:
    """The one that is asked about, or empty where any will do."""
    return next(iter(found)) if len(found) == 1 else ResourceId("")


def times(found: Starts) -> list[datetime]:
    return sorted({start for offers in found.values() for start in offers})


def start_rows(
    starts: Sequence[datetime], kind: ResourceKind, resource: ResourceId, space: Space, say: Say
) -> tuple[Row, ...]:
    keys = [
        key(dates.time_of(start, space, say), buttons.PickStart(kind=kind, start=start, resource=resource))
        for start in starts
    ]
    return in_rows(keys, 4)


def picker(kind: ResourceKind, resource: ResourceId) -> Callable[[datetime, datetime], Button]:
    """For `part_keys`: the starts of new bookings."""
    return lambda start, end: buttons.PickBetween(kind=kind, start=start, end=end, resource=resource)


def few(starts: Sequence[datetime], space: Space, most: int = STARTS_SHOWN) -> list[datetime]:
    """All of a short list; of a longer one the first, and the half or the whole hours; none where many."""
    for minutes in (range(60), (0, 30), (0,)):
        kept = [t for t in starts if t == starts[0] or space.local(t).minute in minutes]
        if len(kept) <= most:
            return kept
    return []


def handful(starts: Sequence[datetime], day: date, space: Space) -> list[datetime]:
    """What is shown beside the parts of the day."""
    return few(starts, space, BESIDE_PARTS) or working(starts, day, space)


def working(starts: Sequence[datetime], day: date, space: Space) -> list[datetime]:
    """The whole hours in which most people meet."""
    first, last = space.at(day, space.morning.start), space.at(day, space.afternoon.end)
    return [t for t in starts if first <= t < last and not space.local(t).minute]


def part_keys(
    starts: Sequence[datetime],
    day: date,
    space: Space,
    say: Say,
    picked: Callable[[datetime, datetime], Button],
) -> list[Key]:
    """Of the parts of the day those in which something can begin."""
    noon, late = space.at(day, space.afternoon.start), space.at(day, space.afternoon.end)
    bounds = (space.at(day, time(0)), noon, late, space.at(day + dates.DAY, time(0)))
    said = (names.part(DayPart.MORNING, say), names.part(DayPart.AFTERNOON, say), say.plain("Evening"))
    return [
        key(words, picked(start, end))
        for words, start, end in zip(said, bounds[:-1], bounds[1:], strict=True)
        if any(start <= each < end for each in starts)
    ]
