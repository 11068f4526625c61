"""What the ledgers of both databases share: what a request key did, and why a deed was refused."""

from __future__ import annotations

from sqlalchemy import select

from booking.model.bookings import Change
from booking.ports import AlreadyRecorded
from booking.refusals import Stale
from booking.shut import CatalogueChanged
from db.closing_guard import CLOSED
from db.engine import Engine
from db.failures import names
from db.overlap import BUFFER, NO_OVERLAP
from db.seats import EVENT_SEATS
from db.snapshots import change_of
from db.tables import changes, event_changes

KEY_KNOWN = (
    "pk_changes",
    "changes.request_key",
    "pk_event_changes",
    "event_changes.request_key",
    "pk_case_changes",
    "case_changes.request_key",
    "pk_deviation_changes",
    "deviation_changes.request_key",
)
"""What PostgreSQL calls the constraint, and SQLite the columns."""
ONE_EACH = (
    "uq_registrations_event_id",
    "registrations.event_id",
    "uq_appointments_ahead",
    "appointments.case_id",
)
GUARDS = (NO_OVERLAP, EVENT_SEATS)
"""What refuses for the reason that a step names."""
REVISION_KNOWN = (
    "uq_changes_booking_id",
    "changes.booking_id",
    "uq_deviation_changes_revision",
    "deviation_changes.deviation_id",
)


class Records:
    """The part of a ledger that is read."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    async def recorded(self, key: str) -> tuple[Change, ...]:
        c = changes.c
        wanted = (
            select(c.action, c.before, c.after, c.actor, c.at)
            .where(c.request_key == key, c.booking_id.is_not(None))
            .order_by(c.position)
        )
        return tuple(change_of(row) for row in await self._engine.rows(wanted))

    async def explain(self, error: Exception, key: str) -> None:
        """Raises what the refusal of the database means to the core; returns where it means nothing."""
        if any(names(error, constraint) for constraint in KEY_KNOWN):
            raise AlreadyRecorded(await self.recorded(key)) from error
        if any(names(error, constraint) for constraint in REVISION_KNOWN):
            await self.explain_by_key(key)
            raise Stale from error
        if any(names(error, constraint) for constraint in ONE_EACH):
            raise Stale from error
        if names(error, BUFFER) or names(error, CLOSED):
            await self.explain_by_key(key)
            raise CatalogueChanged from error

    async def explain_by_key(self, key: str) -> None:
        """Raises AlreadyRecorded where the key is known: that goes before any other reason."""
        known = await self.recorded(key)
        of_events = select(event_changes.c.position).where(event_changes.c.request_key == key)
        if known or await self._engine.rows(of_events):
            raise AlreadyRecorded(known)
