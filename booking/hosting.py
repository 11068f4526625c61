"""Use cases of an event by the administration: drafted, published, changed, moved, cancelled, held."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import date, datetime

from booking.model.bookings import ACTIVE, Action, Booking, BookingId, Change, Repeat, Status
from booking.model.events import (
    Event,
    EventAction,
    EventChange,
    EventId,
    EventState,
    Registration,
    RegistrationAction,
    RegistrationChange,
    RegistrationId,
    Standing,
    Way,
)
from booking.model.messages import Request
from booking.model.people import Actor
from booking.ports import AlreadyRecorded, Events, Outbox, Places
from booking.recording import Decided, Recording
from booking.refusals import EventFull, EventOver, NotAllowed, NotFound, NotReady, Stale
from booking.rules import hosting, policy


class Hosting:
    """Each raises NotAllowed to others, and NotFound for an event that is not known."""

    def __init__(self, recording: Recording, events: Events, places: Places, outbox: Outbox) -> None:
        self._recording = recording
        self._events = events
        self._places = places
        self._outbox = outbox

    async def draft(self, actor: Actor, event: Event, request: Request) -> Event:
        """Keeps it for the administration alone; the same key again gives what it has become."""
        _require(actor)
        return await self._record(actor, request, EventAction.DRAFTED, None, event)

    async def draft_series(
        self, actor: Actor, event: Event, every: Repeat, until: date, request: Request
    ) -> Sequence[Event]:
        """A draft for each day, all in one deed; each is then published, changed or cancelled by itself.

        An event that is known already is its own first.

        Raises ValueError as `hosting.repeated`, which is the preview.
        """
        _require(actor)
        space = self._places.catalogue().home
        copies = hosting.repeated(event, every, until, space)
        known = await self._events.get(event.id)
        drafts = [
            known
            if known is not None and known.interval == copy.interval
            else replace(copy, id=EventId(f"{event.id}-{number}"), series=event.id)
            for number, copy in enumerate(copies, start=1)
        ]
        now = self._recording.now()
        changes = tuple(
            EventChange(action=EventAction.DRAFTED, before=None, after=draft, actor=actor, at=now)
            for draft in drafts
            if draft is not known
        )
        if not changes:
            return drafts
        with suppress(AlreadyRecorded):
            await self._recording.record(actor, request, Decided(changes=(), events=changes, messages=()))
        return drafts

    async def publish(self, actor: Actor, event_id: EventId, request: Request) -> Event:
        """Holds the room, if it is one of ours, and opens the sign-up.

        Raises EventOver, NotReady, and RuleBroken or SlotTaken for the room.
        """
        before = await self._event(actor, event_id)
        if before.is_on:
            return before
        _check_not_over(before)
        after = before.changed(state=EventState.PUBLISHED)
        return await self._record(actor, request, EventAction.PUBLISHED, before, after)

    async def change(
        self,
        actor: Actor,
        event_id: EventId,
        fields: Mapping[str, object],
        request: Request,
        *,
        revision: int | None = None,
    ) -> Event:
        """Sets these fields. Those who are in hear of another time, place, way or price at once, and once.

        From physical to digital keeps those signed up, and the other way round. Raises EventOver, NotReady,
        EventFull (more have a place than it would seat), Stale where it is not at `revision`, and RuleBroken
        or SlotTaken for the room.
        """
        before = await self._event(actor, event_id)
        _check_not_over(before)
        after = hosting.changed(before, fields)
        if after is before:
            return before
        if revision is not None and revision != before.revision:
            raise Stale
        hosting.check_amended(before, after, await self._events.registrations(event_id))
        moves = after.schedule != before.schedule
        action = EventAction.MOVED if moves else EventAction.CHANGED
        return await self._record(actor, request, action, before, after)

    async def cancel(self, actor: Actor, event_id: EventId, request: Request) -> Event:
        """Frees the room; those who are in hear of it at once. Raises EventOver once it was held."""
        before = await self._event(actor, event_id)
        if before.state is EventState.CANCELLED:
            return before
        _check_not_over(before)
        after = before.changed(state=EventState.CANCELLED, schedule=before.schedule + 1)
        return await self._record(actor, request, EventAction.CANCELLED, before, after)

    async def hold(self, actor: Actor, event_id: EventId, request: Request, *, thank: bool = False) -> Event:
        """It took place. `thank`: those who came are thanked and asked how it was.

        Raises EventOver where it was cancelled or has not begun.
        """
        before = await self._event(actor, event_id)
        if before.state is EventState.HELD:
            return before
        if not before.is_on or self._recording.now() < before.interval.start:
            raise EventOver(event_id=event_id, state=before.state)
        after = before.changed(state=EventState.HELD)
        return await self._record(actor, request, EventAction.HELD, before, after, thank=thank)

    async def attend(
        self, actor: Actor, registration: Registration, request: Request, *, came: bool
    ) -> Registration:
        """Ticks somebody off at the door, or takes it back. Raises Stale, EventFull."""
        _require(actor)
        standing = Standing.ATTENDED if came else Standing.GOING
        if registration.standing is standing:
            return registration
        change = RegistrationChange(
            action=RegistrationAction.ATTENDED if came else RegistrationAction.CHANGED,
            before=registration,
            after=registration.changed(standing=standing, offered_until=None),
            actor=actor,
            at=self._recording.now(),
        )
        decided = Decided(changes=(), registrations=(change,), messages=())
        await self._recording.record(actor, request, decided)
        return change.after

    async def registration(self, actor: Actor, registration_id: RegistrationId) -> Registration:
        """Raises NotFound."""
        _require(actor)
        found = await self._events.registration(registration_id)
        if found is None:
            raise NotFound(what="registration")
        return found

    async def _event(self, actor: Actor, event_id: EventId) -> Event:
        _require(actor)
        event = await self._events.get(event_id)
        if event is None:
            raise NotFound(what="event")
        return event

    async def _record(
        self,
        actor: Actor,
        request: Request,
        action: EventAction,
        before: Event | None,
        after: Event,
        *,
        thank: bool = False,
    ) -> Event:
        """The event, its room and everybody's places in one deed, with what they hear of it."""
        now = self._recording.now()
        if after.is_on:
            hosting.check_ready(after, now)
        registered: Sequence[Registration] = await self._events.registrations(after.id) if before else ()
        room, after = await self._room(actor, after, now)
        change = EventChange(action=action, before=before, after=after, actor=actor, at=now)
        decided = Decided(
            changes=room,
            events=(change,),
            registrations=hosting.following(after, registered, actor, now),
            messages=hosting.news(change, registered, now, thank=thank),
        )
        try:
            await self._recording.record(actor, request, decided)
        except AlreadyRecorded:
            return await self._event(actor, after.id)
        if before is not None and after.schedule != before.schedule:
            await self._catch_up(change, request)
        return after

    async def _catch_up(self, change: EventChange, request: Request) -> None:
        """For those who signed up in the moment before: from now on nobody can, to what it was."""
        event, actor, now = change.after, change.actor, change.at
        registered = await self._events.registrations(event.id)
        for late in hosting.following(event, registered, actor, now):
            decided = Decided(changes=(), registrations=(late,), messages=())
            with suppress(AlreadyRecorded, EventFull, Stale):
                await self._recording.record(actor, Request(key=f"{request.key}:{late.after.id}"), decided)
        await self._outbox.add(hosting.news(change, registered, now, thank=False))

    async def _room(self, actor: Actor, event: Event, now: datetime) -> tuple[tuple[Change, ...], Event]:
        """What becomes of the booking that holds its room, and the event that names it."""
        booked = await self._recording.bookings.get(event.booking_id) if event.booking_id else None
        held = booked if booked and booked.status in ACTIVE else None
        if event.state is EventState.HELD:
            return (), event
        if not event.is_on or event.resource_id is None or Way.PHYSICAL not in event.ways:
            if held is None:
                return (), event
            freed = held.changed(status=Status.CANCELLED)
            return (Change(action=Action.CANCELLED, before=held, after=freed, actor=actor, at=now),), event
        wanted = self._claim(event, held, now)
        if wanted == held:
            return (), event
        action = Action.MADE if held is None else Action.MOVED
        change = Change(action=action, before=held, after=wanted, actor=actor, at=now)
        return (change,), replace(event, booking_id=wanted.id)

    def _claim(self, event: Event, held: Booking | None, now: datetime) -> Booking:
        """The booking as it must be. Raises NotFound, NotReady or RuleBroken."""
        catalogue = self._places.catalogue()
        resource = catalogue.resources.get(event.resource_id) if event.resource_id else None
        if resource is None or resource.retired:
            raise NotFound(what="resource")
        if event.made_by is None:
            raise NotReady(missing="person")
        place = (resource.id, event.interval, event.title)
        if held is not None and (held.resource_id, held.interval, held.title) == place:
            return held
        policy.check(resource, catalogue.space_of(resource), event.interval, None, now)
        clear = policy.clear_at(resource, event.interval)
        if held is not None:
            return held.changed(
                resource_id=resource.id, interval=event.interval, clear_at=clear, title=event.title
            )
        return Booking(
            id=BookingId(self._recording.new_id()),
            resource_id=resource.id,
            person_id=event.made_by,
            interval=event.interval,
            clear_at=clear,
            title=event.title,
            made_at=now,
        )


def _require(actor: Actor) -> None:
    if not actor.is_staff:
        raise NotAllowed


def _check_not_over(event: Event) -> None:
    if event.state in hosting.OVER:
        raise EventOver(event_id=event.id, state=event.state)
