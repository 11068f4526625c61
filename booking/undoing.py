"""Taking back the last thing that a person did, as a whole, whatever it was about."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from booking.looking import Looking
from booking.model.bookings import Booking, BookingId, Change
from booking.model.events import IN, EventId, Registration, RegistrationAction, RegistrationChange
from booking.model.messages import Message, Purpose, Request
from booking.model.people import Person
from booking.ports import Events, People
from booking.recording import Decided, Recording
from booking.refusals import NotFound, NothingToUndo
from booking.registering import Registering, SignUp
from booking.rules.undoing import UNDO_WITHIN, undone

UNDOABLE = frozenset(
    {
        RegistrationAction.SIGNED_UP,
        RegistrationAction.QUEUED,
        RegistrationAction.CHANGED,
        RegistrationAction.TAKEN,
        RegistrationAction.LEFT,
        RegistrationAction.DECLINED,
    }
)
ChangeT = TypeVar("ChangeT", Change, RegistrationChange)
Done = tuple[str, ChangeT]


@dataclass(frozen=True, slots=True, kw_only=True)
class Undone:
    """How that stands now which was taken back."""

    bookings: tuple[Booking, ...] = ()
    registrations: tuple[Registration, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Around:
    """Where to look beside what is the person's own: what they have done for others."""

    bookings: Collection[BookingId] = ()
    event: EventId | None = None


class Undoing:
    def __init__(
        self,
        *,
        recording: Recording,
        looking: Looking,
        events: Events,
        registering: Registering,
        people: People,
    ) -> None:
        self._recording = recording
        self._looking = looking
        self._events = events
        self._registering = registering
        self._people = people

    async def undo(self, person: Person, around: Around, request: Request) -> Undone:
        """All that one request of theirs did, or nothing of it.

        Raises NothingToUndo where there is nothing recent, Stale where it was changed since, SlotTaken where
        others have taken the time since.
        """
        recorded = await self._recording.recorded(request.key)
        if recorded:
            return Undone(bookings=tuple(change.after for change in recorded))
        since = self._recording.now() - UNDO_WITHIN
        of_bookings = await self._recording.bookings.deeds_on(person.id, around.bookings, since)
        of_events = await self._events.deeds_on(person.id, around.event, since)
        changes = _last(of_bookings, person)
        entries = _last([done for done in of_events if done[1].action in UNDOABLE], person)
        if entries and (not changes or _at(entries) > _at(changes)):
            return await self._leave(person, [change for _, change in entries], request)
        if not changes:
            raise NothingToUndo
        return await self._back(person, [change for _, change in changes], request)

    async def _back(self, person: Person, done: Sequence[Change], request: Request) -> Undone:
        """The newest of each booking, all of them in one deed."""
        newest = {change.after.id: change for change in done}
        now = self._recording.now()
        changes: list[Change] = []
        for change in newest.values():
            booking, _ = await self._looking.booking(person.actor, change.after.id)
            action, restored = undone(change, booking, change.after.revision, now)
            changes.append(Change(action=action, before=booking, after=restored, actor=person.actor, at=now))
        decided = Decided(changes=tuple(changes), messages=self._summary(changes, now))
        await self._recording.record(person.actor, request, decided)
        return Undone(bookings=tuple(change.after for change in changes))

    def _summary(self, changes: Sequence[Change], now: datetime) -> tuple[Message, ...] | None:
        """One for a whole series; else each is told by itself."""
        series = {change.after.series_id for change in changes}
        first = changes[0].after
        if len(changes) == 1 or len(series) > 1 or first.series_id is None:
            return None
        return (
            Message(
                purpose=Purpose.SERIES,
                subject=first.series_id,
                revision=int(now.timestamp() * 1000),
                person_id=first.person_id,
                due_at=now,
            ),
        )

    async def _leave(self, person: Person, done: Sequence[RegistrationChange], request: Request) -> Undone:
        registrations = [await self._as_before(person, change, request) for change in done[-1:]]
        return Undone(registrations=tuple(registrations))

    async def _as_before(self, person: Person, change: RegistrationChange, request: Request) -> Registration:
        before, event_id = change.before, change.after.event_id
        whose = await self._people.get(change.after.person_id)
        if whose is None:
            raise NotFound(what="person")
        if before is None or before.standing not in IN:
            return await self._registering.leave(person.actor, whose, event_id, request)
        wish = SignUp(way=before.way, guests=before.guests, shows_name=before.shows_name)
        return await self._registering.sign_up(person.actor, whose, event_id, wish, request)


def _last(done: Sequence[Done[ChangeT]], person: Person) -> list[Done[ChangeT]]:
    """What the newest request of theirs did."""
    own = [each for each in done if each[1].actor.person_id == person.id]
    if not own:
        return []
    newest = _stem(max(own, key=lambda each: (each[1].at, each[1].after.revision))[0])
    return [each for each in own if _stem(each[0]) == newest]


def _at(done: Sequence[Done[ChangeT]]) -> datetime:
    return max(change.at for _, change in done)


def _stem(key: str) -> str:
    """The request of a deed that took several steps: `update:7:2` is of `update:7`."""
    match = re.match(r"update:\d+|tap:\d+:[^:]+", key)
    return match[0] if match else key
