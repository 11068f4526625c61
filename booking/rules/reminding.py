"""When a person is reminded of an event: by their wishes, and not at night unless there is no other time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from booking.model.events import Event
from booking.model.people import Reminding, Wishes
from booking.model.spaces import Space
from booking.rules import quiet

DAY_BEFORE_AT = time(18)
DAY, HOUR, MINUTE = timedelta(days=1), timedelta(hours=1), timedelta(minutes=1)
NEEDLESS_WITHIN = timedelta(minutes=30)
"""A confirmation just sent makes a reminder minutes later needless."""
OF_USE = timedelta(minutes=5)
"""A reminder that comes later than that before the start is of no use."""
DAY_BEFORE, HOUR_BEFORE = 1440, 60
"""Offsets in minutes, which tell the two apart."""
WEEK = 7


@dataclass(frozen=True, slots=True)
class Reminder:
    """`due_at` is when it shall be sent, `offset` which of several it is."""

    due_at: datetime
    offset: int


def reminders(event: Event, wishes: Wishes, space: Space) -> tuple[Reminder, ...]:
    """Those that a person wants of an event, the earliest first; one that has no good time is left out."""
    start = event.interval.start
    meant = (
        (Reminding.EVENT_DAY_BEFORE, DAY_BEFORE, space.at(space.today(start) - DAY, DAY_BEFORE_AT)),
        (Reminding.EVENT_HOUR_BEFORE, HOUR_BEFORE, start - HOUR),
    )
    found = (
        Reminder(due, offset)
        for kind, offset, at in meant
        if kind not in wishes.unwanted and (due := allowed(at, start, wishes, space)) is not None
    )
    return tuple(sorted(found, key=lambda each: each.due_at))


def due(event: Event, heard_at: datetime, wishes: Wishes, space: Space, now: datetime) -> Iterator[Reminder]:
    """Those whose time has come and that are still of use.

    Of several that an outage has held back only the last; none right after the person `heard_at` of it.
    """
    if event.interval.start - now < OF_USE:
        return
    yield from _come(event, heard_at, wishes, space, now)[-1:]


def passed_over(
    event: Event, heard_at: datetime, wishes: Wishes, space: Space, now: datetime
) -> Sequence[Reminder]:
    """Those whose time came and that are of no use any more: a later one is due, or it begins."""
    come = _come(event, heard_at, wishes, space, now)
    return come if event.interval.start - now < OF_USE else come[:-1]


def _come(event: Event, heard_at: datetime, wishes: Wishes, space: Space, now: datetime) -> list[Reminder]:
    """Those whose time has come, the earliest first, without what comes right after they heard of it."""
    return [
        each
        for each in reminders(event, wishes, space)
        if each.due_at <= now and each.due_at - heard_at >= NEEDLESS_WITHIN
    ]


def allowed(at: datetime, start: datetime, wishes: Wishes, space: Space) -> datetime | None:
    """The same time, or where that is quiet the end of the quiet, or else the evening before it.

    None where there is no such time within a week.
    """
    if not is_quiet(at, start, wishes, space):
        return at
    day = space.today(at)
    mornings = (space.at(day + n * DAY, wishes.quiet_to) for n in range(WEEK))
    later = next((m for m in mornings if m > at and not is_quiet(m, start, wishes, space)), None)
    if later is not None and later <= start - HOUR / 2:
        return later
    evenings = (space.at(day - n * DAY, wishes.quiet_from) - MINUTE for n in range(WEEK))
    return next((e for e in evenings if e < at and not is_quiet(e, start, wishes, space)), None)


def is_quiet(at: datetime, start: datetime, wishes: Wishes, space: Space) -> bool:
    """As `quiet.is_quiet`, but for the red day of the event itself: those who come are up."""
    if space.today(at) != space.today(start):
        return quiet.is_quiet(at, wishes, space)
    return quiet.is_at_night(space.local(at).time(), wishes)
