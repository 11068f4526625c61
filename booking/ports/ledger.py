"""The one door through which bookings, waiting lists, events, places at them and cases change."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from booking.model.bookings import Change, Series, Wait
from booking.model.deviations import DeviationChange
from booking.model.events import Event, EventChange, RegistrationChange
from booking.model.guidance import AppointmentChange, CaseChange
from booking.model.messages import Message
from booking.model.papers import Paper
from booking.model.people import Actor


@dataclass(frozen=True, slots=True, kw_only=True)
class WaitChange:
    """`before` is None for a new entry."""

    before: Wait | None
    after: Wait


@dataclass(frozen=True, slots=True, kw_only=True)
class Deed:
    """What stands or falls together: changes with their audit lines, and what people must hear of it.

    `key` is the request key: recorded with the deed, it makes a second one with the same key fail
    with AlreadyRecorded. Give a series with its first deed only. `upon` is the event that registrations
    were decided on, so that nobody signs up for what was moved or cancelled meanwhile.
    """

    key: str
    actor: Actor
    at: datetime
    changes: tuple[Change, ...]
    waits: tuple[WaitChange, ...] = ()
    series: tuple[Series, ...] = ()
    messages: tuple[Message, ...] = ()
    events: tuple[EventChange, ...] = ()
    registrations: tuple[RegistrationChange, ...] = ()
    upon: Event | None = None
    cases: tuple[CaseChange, ...] = ()
    appointments: tuple[AppointmentChange, ...] = ()
    papers: tuple[Paper, ...] = ()
    """With a case only: they leave no line of their own."""
    deviations: tuple[DeviationChange, ...] = ()


class AlreadyRecorded(Exception):
    """The request key is known; `changes` is what it did the first time."""

    def __init__(self, changes: tuple[Change, ...]) -> None:
        super().__init__(len(changes))
        self.changes = changes


class Unavailable(Exception):
    """The database cannot be reached or is overloaded; the same call may succeed later."""


class Ledger(Protocol):
    """The one door through which bookings, waiting lists, events, places at them and cases change."""

    async def record(self, deed: Deed) -> None:
        """Durably all of it, or nothing.

        A change whose `before` is None inserts a booking; else it updates the one at `before.revision`.
        Raises SlotTaken (of the first claim that somebody else holds), EventFull (the registrations are
        more than the event seats), Stale (something is no longer as `before` or `upon`, or a booking stands
        in the way of a closure), CatalogueChanged (it is shut), AlreadyRecorded, Unavailable.
        """
        ...

    async def recorded(self, key: str) -> tuple[Change, ...]:
        """What a request key did, in order; empty where it is unknown."""
        ...
