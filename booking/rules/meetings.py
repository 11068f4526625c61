"""What a meeting holds: the adviser's time, and the room; what becomes of both; and who hears of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from booking.model.bookings import Action, Booking, BookingId, Change, Status
from booking.model.guidance import Appointment, CaseAction
from booking.model.interval import Interval
from booking.model.messages import Message, Purpose, Request
from booking.model.people import Actor, PersonId
from booking.model.spaces import Resource
from booking.rules import policy

TITLE = "Veiledning"
"""A neutral word: whoever sees the room's bookings sees no more."""
Step = tuple[Booking | None, Booking]
"""A booking before, where there was one, and after."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    time: Booking
    room: Booking | None


def claim(
    new_id: BookingId, resource: Resource, adviser_id: PersonId, interval: Interval, now: datetime
) -> Booking:
    """Both are the adviser's: who the entrepreneur is, is nobody's business."""
    return Booking(
        id=new_id,
        resource_id=resource.id,
        person_id=adviser_id,
        interval=interval,
        clear_at=policy.clear_at(resource, interval),
        title=TITLE,
        made_at=now,
    )


def moved(
    meeting: Appointment, held: Held, claimed: Booking, room: Booking | None
) -> tuple[Sequence[Step], Appointment]:
    """`claimed` is the adviser's time as it shall be, `room` a claim on a room; bookings go there."""
    interval = claimed.interval
    time = held.time.changed(interval=interval, clear_at=claimed.clear_at)
    steps: list[Step] = [(held.time, time)]
    in_room = room
    if room is not None and held.room is not None:
        in_room = held.room.changed(resource_id=room.resource_id, interval=interval, clear_at=room.clear_at)
        steps.append((held.room, in_room))
    elif room is not None:
        steps.append((None, room))
    after = meeting.changed(
        interval=interval,
        made_at=claimed.made_at,
        room_id=in_room.resource_id if in_room else None,
        room_booking_id=in_room.id if in_room else None,
    )
    return steps, after


def changes(steps: Sequence[Step], actor: Actor, now: datetime) -> tuple[Change, ...]:
    return tuple(
        Change(action=Action.MOVED if was else Action.MADE, before=was, after=now_is, actor=actor, at=now)
        for was, now_is in steps
    )


def freed(held: Held, actor: Actor, now: datetime) -> tuple[Change, ...]:
    return tuple(
        Change(
            action=Action.CANCELLED,
            before=booking,
            after=booking.changed(status=Status.CANCELLED),
            actor=actor,
            at=now,
        )
        for booking in (held.time, held.room)
        if booking is not None
    )


def heard(
    action: CaseAction, meeting: Appointment, actor: Actor, now: datetime, request: Request
) -> tuple[Message, ...]:
    """Both of them; whether they met concerns the adviser alone, where it was not the adviser who said it."""
    to = [meeting.adviser_id, meeting.person_id]
    if action in {CaseAction.HELD, CaseAction.MISSED}:
        to = [] if actor.person_id == meeting.adviser_id else [meeting.adviser_id]
    return tuple(
        Message(
            purpose=Purpose.APPOINTMENT,
            subject=meeting.id,
            revision=meeting.revision,
            person_id=person,
            due_at=now,
            origin=request.origin if person == actor.person_id else None,
        )
        for person in to
    )
