"""Who must hear of a change, why, and when."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, time, timedelta

from booking.model.bookings import Action, Booking, Change, Status
from booking.model.interval import Interval
from booking.model.messages import Message, Origin, Purpose
from booking.model.spaces import DayPart, Resource, ResourceKind, Space
from booking.rules import opening

BEFORE = timedelta(minutes=15)
EARLIEST = timedelta(minutes=60)
"""No person is reminded of a room longer before; when, is asked of them as it is sent."""
DESK_MORNING = time(7, 30)
LAST_CALL = timedelta(minutes=30)
OVER = 1
"""Marks the card that is drawn when the booking is over."""
NEEDLESS_WITHIN = timedelta(minutes=30)
"""A confirmation just sent makes a reminder minutes later needless."""


def messages(
    change: Change, resource: Resource, space: Space, *, origin: Origin | None, now: datetime
) -> tuple[Message, ...]:
    """The card or the news of a change to its holder, the reminder of what is now booked, and its end."""
    booking = change.after
    told = [_told(change, origin, now), *_last_call(booking, now)]
    if booking.status is Status.CONFIRMED:
        usual = reminder_at(booking, resource, space)
        if usual - now >= NEEDLESS_WITHIN:
            told.append(_reminder(booking, usual, now))
    if booking.status in {Status.CONFIRMED, Status.CHECKED_IN}:
        told.append(replace(_message(Purpose.CARD, booking, booking.interval.end), offset=OVER))
    return tuple(told)


def reminder_at(booking: Booking, resource: Resource, space: Space) -> datetime:
    """A quarter of an hour before; for a desk of a day or a half, half past seven that morning."""
    start = booking.interval.start
    if resource.kind is ResourceKind.DESK and _is_part_of_day(booking.interval, space):
        return space.at(space.today(start), DESK_MORNING)
    return start - BEFORE


def _told(change: Change, origin: Origin | None, now: datetime) -> Message:
    booking = change.after
    if change.action is Action.OFFERED:
        return _message(Purpose.OFFER, booking, now)
    if change.actor.person_id == booking.person_id:
        return _message(Purpose.CARD, booking, now, origin)
    return _message(Purpose.NEWS, booking, now)


def _last_call(booking: Booking, now: datetime) -> tuple[Message, ...]:
    """Of an offer that is about to lapse, where there is so much time."""
    until = booking.held_until
    if booking.status is not Status.HELD or until is None or until - now < 2 * LAST_CALL:
        return ()
    offer = _message(Purpose.OFFER, booking, until - LAST_CALL)
    return (replace(offer, offset=LAST_CALL // timedelta(minutes=1)),)


def _reminder(booking: Booking, usual: datetime, now: datetime) -> Message:
    start = booking.interval.start
    if usual != start - BEFORE:
        return _message(Purpose.REMINDER, booking, usual)
    reminder = _message(Purpose.REMINDER, booking, max(now, start - EARLIEST))
    return replace(reminder, offset=EARLIEST // timedelta(minutes=1))


def _message(purpose: Purpose, booking: Booking, due: datetime, origin: Origin | None = None) -> Message:
    return Message(
        purpose=purpose,
        subject=booking.id,
        revision=booking.revision,
        person_id=booking.person_id,
        due_at=due,
        origin=origin,
    )


def _is_part_of_day(interval: Interval, space: Space) -> bool:
    day = space.today(interval.start)
    return interval in {opening.part(space, day, which) for which in DayPart}
