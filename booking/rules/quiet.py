"""What waits until a person's quiet hours are over, and what does not.

Answers, news of events and reminders go when they are due: who has acted wants to know, what begins in the
morning cannot wait, and reminders choose their own time (`rules.reminding`).
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, time, timedelta

from booking.model.messages import Message, Purpose
from booking.model.people import Wishes
from booking.model.spaces import Space

DAY = timedelta(days=1)
DAYS = 14
"""Red days in a row are fewer."""
SUNDAY = 6
CAN_WAIT = frozenset(
    {
        Purpose.ANNOUNCEMENT,
        Purpose.THANKS,
        Purpose.UNREACHABLE,
        Purpose.GUIDANCE,
        Purpose.CHECK_UP,
        Purpose.INTAKE,
        Purpose.APPOINTMENT_OVER,
        Purpose.TASK,
        Purpose.OWN_CALENDAR,
    }
)
TIME_LEFT = {
    Purpose.OFFER: timedelta(minutes=30),
    Purpose.PLACE_OFFER: timedelta(minutes=30),
    Purpose.GUIDANCE_NEWS: timedelta(hours=5),
    Purpose.APPOINTMENT: timedelta(hours=5),
}
"""These wait where there is so much time left after the quiet until they matter."""


def held_until(
    message: Message, matters_at: datetime | None, wishes: Wishes, space: Space, now: datetime
) -> datetime | None:
    """When the quiet is over, for what waits; None for what goes now.

    `matters_at` is when an offer lapses or a meeting begins. What answers a tap never waits.
    """
    purpose = message.purpose
    if message.origin is not None or not (purpose in CAN_WAIT or purpose in TIME_LEFT):
        return None
    if not is_quiet(now, wishes, space):
        return None
    over = next((morning for morning in _mornings(now, wishes, space)), None)
    if over is None or (matters_at is not None and matters_at - over < TIME_LEFT.get(purpose, timedelta(0))):
        return None
    return over


def is_quiet(at: datetime, wishes: Wishes, space: Space) -> bool:
    """At night by the person's own hours, or on a red day."""
    if wishes.quiet_from == wishes.quiet_to:
        return False
    day = space.today(at)
    return day.weekday() == SUNDAY or day in space.closed or is_at_night(space.local(at).time(), wishes)


def is_at_night(clock: time, wishes: Wishes) -> bool:
    """By the wall clock."""
    if wishes.quiet_from == wishes.quiet_to:
        return False
    if wishes.quiet_from < wishes.quiet_to:
        return wishes.quiet_from <= clock < wishes.quiet_to
    return clock >= wishes.quiet_from or clock < wishes.quiet_to


def _mornings(now: datetime, wishes: Wishes, space: Space) -> Iterator[datetime]:
    """The times at which quiet hours end, on days that are not red."""
    today = space.today(now)
    for number in range(DAYS):
        morning = space.at(today + number * DAY, wishes.quiet_to)
        if morning > now and not is_quiet(morning, wishes, space):
            yield morning
