"""What a deed comes to, in the order that lets it be done at all. Pure, and the same for both databases.

What gives time up goes first; then what claims time, by resource and start, so that two deeds never
wait for one another. A booking that moves among other changes is first parked, out of everybody's way: a
series that goes a day on would else run into its own tomorrow.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from booking.model.bookings import BLOCKING, Booking, Change
from booking.model.events import HOLDS, Registration, RegistrationChange
from booking.ports import Deed
from booking.refusals import EventFull, Refusal, SlotTaken
from db.snapshots import Fields, Form, booking_snapshot, wait_snapshot, what_changed

CHANGE = (
    "request_key",
    "position",
    "booking_id",
    "wait_id",
    "revision",
    "action",
    "at",
    "actor",
    "before",
    "after",
)


@dataclass(frozen=True, slots=True)
class Step:
    """A statement, and the ids that it must return: the refusal of the first that is missing is raised.

    `taken` is the refusal where the guard against overlaps speaks.
    """

    sql: str
    parameters: tuple[Any, ...] = ()
    required: tuple[tuple[str, Refusal], ...] = ()
    taken: SlotTaken | EventFull | None = None

    def check(self, returned: Iterable[Sequence[Any]]) -> None:
        """Raises the refusal of the first required id that is not among the rows."""
        if self.required:
            found = {row[0] for row in returned}
            for required, refusal in self.required:
                if required not in found:
                    raise refusal


@dataclass(frozen=True, slots=True)
class Order:
    """The changes of a deed by what they do to the time of resources."""

    parked: tuple[Change, ...]
    released: tuple[Change, ...]
    claims: tuple[Change, ...]

    @classmethod
    def of(cls, deed: Deed) -> Order:
        several = len(deed.changes) > 1
        return cls(
            parked=tuple(change for change in deed.changes if several and _moves(change)),
            released=tuple(c for c in deed.changes if c.before is not None and not _claims(c)),
            claims=tuple(sorted(filter(_claims, deed.changes), key=_place)),
        )


def is_one_new_booking(deed: Deed) -> bool:
    """The most common of all deeds."""
    return (
        len(deed.changes) == 1
        and deed.changes[0].before is None
        and not (deed.series or deed.waits or deed.events or deed.registrations)
        and not (deed.cases or deed.deviations)
    )


def is_one_new_registration(deed: Deed) -> bool:
    """What many ask for at once, when a popular event is made known."""
    return (
        len(deed.registrations) == 1
        and deed.registrations[0].before is None
        and deed.upon is not None
        and not (deed.changes or deed.waits or deed.events or deed.cases)
    )


def resources(deed: Deed) -> list[str]:
    """Every resource, event and case of which it gives up or claims something, in order."""
    stands = (booking for change in deed.changes for booking in (change.before, change.after) if booking)
    events = {change.after.event_id for change in deed.registrations} | {c.after.id for c in deed.events}
    cases = {change.after.id for change in deed.cases}
    return sorted({booking.resource_id for booking in stands} | events | cases)


def closed_spaces(deed: Deed) -> list[str]:
    """The places of which something is shut, in order."""
    return sorted({change.after.space_id for change in deed.deviations if change.closes})


def registrations(deed: Deed) -> list[RegistrationChange]:
    """What gives places up goes before what takes them."""
    return sorted(deed.registrations, key=lambda change: _places(change.after) > _places(change.before))


def event_full(change: RegistrationChange) -> EventFull:
    return EventFull(event_id=change.after.event_id, way=change.after.way)


def slot_taken(change: Change) -> SlotTaken:
    return SlotTaken(resource_id=change.after.resource_id, interval=change.after.interval)


def log_lines(deed: Deed, form: Form) -> Iterator[Fields]:
    """The audit log's rows, in the order of CHANGE; the waits follow the bookings.

    Raises ValueError for a deed that changes nothing: it would leave no trace of its key.
    """
    if not (deed.changes or deed.waits or deed.events or deed.registrations or deed.cases or deed.deviations):
        raise ValueError(f"a deed without changes: {deed.key}")
    for position, change in enumerate(deed.changes):
        yield log_line(deed.key, position, change, form)
    for position, wait in enumerate(deed.waits, start=len(deed.changes)):
        yield (
            deed.key,
            position,
            None,
            wait.after.id,
            None,
            *what_changed(
                wait.after.state.value,
                deed.at,
                deed.actor,
                None if wait.before is None else wait_snapshot(wait.before),
                wait_snapshot(wait.after),
                form,
            ),
        )


def log_line(key: str, position: int, change: Change, form: Form) -> Fields:
    after, before = change.after, change.before
    return (
        key,
        position,
        after.id,
        None,
        after.revision,
        *what_changed(
            change.action.value,
            change.at,
            change.actor,
            None if before is None else booking_snapshot(before),
            booking_snapshot(after),
            form,
        ),
    )


def _blocks(booking: Booking | None) -> bool:
    return booking is not None and booking.status in BLOCKING


def _claims(change: Change) -> bool:
    """Whether it takes time that the booking did not hold before; every new row counts."""
    before, after = change.before, change.after
    if before is None:
        return True
    if not _blocks(after):
        return False
    inside = before.interval.start <= after.interval.start and after.clear_at <= before.clear_at
    return not (_blocks(before) and before.resource_id == after.resource_id and inside)


def _places(registration: Registration | None) -> int:
    return registration.party if registration and registration.standing in HOLDS else 0


def _moves(change: Change) -> bool:
    return _blocks(change.before) and _claims(change)


def _place(change: Change) -> tuple[str, datetime]:
    return change.after.resource_id, change.after.interval.start
