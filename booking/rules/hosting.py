"""What a change of an event asks of it, does to those signed up, and is told to whom."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime

from booking.model.bookings import Recurrence, Repeat
from booking.model.events import (
    IN,
    Event,
    EventChange,
    EventState,
    Registration,
    RegistrationAction,
    RegistrationChange,
    Standing,
    Way,
)
from booking.model.interval import Interval
from booking.model.messages import Message, Purpose
from booking.model.people import Actor
from booking.model.spaces import Space
from booking.refusals import EventFull, NotReady
from booking.rules import recurrence, seating

SCHEDULE = frozenset({"interval", "ways", "resource_id", "address", "link"})
"""Who was told of the old ones is told of the new ones."""
TOLD = SCHEDULE | {"price"}
OVER = frozenset({EventState.CANCELLED, EventState.HELD})


def check_ready(event: Event, now: datetime) -> None:
    """Whether people can be invited to it. Raises NotReady."""
    if event.interval.start <= now:
        raise NotReady(missing="time")
    if Way.PHYSICAL in event.ways and not (event.resource_id or event.address):
        raise NotReady(missing="place")
    if Way.DIGITAL in event.ways and not event.link:
        raise NotReady(missing="link")


def changed(before: Event, fields: Mapping[str, object]) -> Event:
    """The next revision, or the same where nothing is new. A sign-up that closed at the start still does."""
    said = {name: value for name, value in fields.items() if getattr(before, name) != value}
    if not said:
        return before
    if not TOLD.isdisjoint(said):
        said["schedule"] = before.schedule + 1
    if not SCHEDULE.isdisjoint(said):
        said["state"] = EventState.MOVED if before.is_on else before.state
    interval = said.get("interval")
    if isinstance(interval, Interval):
        as_before = before.closes_at == before.interval.start
        said.setdefault("closes_at", interval.start if as_before else min(before.closes_at, interval.start))
    return before.changed(**said)


def check_window(event: Event) -> None:
    """Raises NotReady where the sign-up would open after it closes, or close after the start."""
    opens_late = event.opens_at is not None and event.opens_at >= event.closes_at
    if opens_late or event.closes_at > event.interval.start:
        raise NotReady(missing="window")


def check_amended(before: Event, after: Event, registered: Sequence[Registration]) -> None:
    """Raises EventFull where it would seat fewer than it did, and than have or are offered a place.

    Raises NotReady as `check_window`, where that is new.
    """
    if (after.opens_at, after.closes_at) != (before.opens_at, before.closes_at):
        check_window(after)
    only = next(iter(after.ways)) if len(after.ways) == 1 else None
    staying = [replace(r, way=only or r.way) for r in registered]
    for way in after.ways:
        limit, held = after.limit(way), seating.taken(staying, way)
        if limit is not None and limit < held and (limit, after.ways) != (before.limit(way), before.ways):
            raise EventFull(event_id=after.id, way=None, going=held)


def repeated(event: Event, every: Repeat, until: date, space: Space) -> tuple[Event, ...]:
    """The event and its like up to that day, at the same local time; sign-up opens and closes as long before.

    Without ids of their own. Raises ValueError where the event goes past midnight.
    """
    start, end = space.local(event.interval.start), space.local(event.interval.end)
    if start.date() != end.date():
        raise ValueError("an event that repeats ends on the day it starts")
    rule = Recurrence(every=every, first=start.date(), until=until, start=start.time(), end=end.time())
    closes = event.interval.start - event.closes_at
    opens = event.interval.start - event.opens_at if event.opens_at else None
    return tuple(
        replace(
            event,
            interval=interval,
            closes_at=interval.start - closes,
            opens_at=None if opens is None else interval.start - opens,
            state=EventState.DRAFT,
            booking_id=None,
        )
        for interval in recurrence.occurrences(rule, space)
    )


def following(
    event: Event, registered: Sequence[Registration], actor: Actor, now: datetime
) -> tuple[RegistrationChange, ...]:
    """Who is in keeps their place where their way is no more: they take part the way that is left."""
    if len(event.ways) > 1:
        return ()
    (way,) = event.ways
    return tuple(
        RegistrationChange(
            action=RegistrationAction.CHANGED,
            before=registration,
            after=registration.changed(way=way),
            actor=actor,
            at=now,
        )
        for registration in registered
        if registration.standing in IN and registration.way is not way
    )


def news(
    change: EventChange, registered: Sequence[Registration], now: datetime, *, thank: bool
) -> tuple[Message, ...]:
    """To those who are in, where it was moved or cancelled; thanks to those who came, if the host wants."""
    before, after = change.before, change.after
    if before is None or not before.is_on:
        return ()
    if after.state is EventState.HELD:
        came = were_there(registered)
        return tuple(_message(Purpose.THANKS, after, r, now) for r in came) if thank else ()
    if after.schedule == before.schedule:
        return ()
    return tuple(_message(Purpose.EVENT_NEWS, after, r, now) for r in registered if r.standing in IN)


def were_there(registered: Sequence[Registration]) -> tuple[Registration, ...]:
    """Those ticked off at the door; where nobody was, no list was kept there: all who had a place."""
    ticked_off = tuple(r for r in registered if r.standing is Standing.ATTENDED)
    return ticked_off or tuple(r for r in registered if r.standing is Standing.GOING)


def _message(purpose: Purpose, event: Event, registration: Registration, now: datetime) -> Message:
    return Message(
        purpose=purpose,
        subject=event.id,
        revision=event.schedule,
        person_id=registration.person_id,
        due_at=now,
    )
