"""What takes a change back, and how long that can be done."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from booking.model.bookings import Action, Booking, Change, Status
from booking.refusals import NotActive, NothingToUndo, Stale

UNDO_WITHIN = timedelta(minutes=15)
"""How long a change can be taken back with one tap, whatever the cut-offs say."""


def undone(last: Change | None, booking: Booking, revision: int, now: datetime) -> tuple[Action, Booking]:
    """The change that takes `last` back, which led to `revision`: the newest alone, while it is fresh.

    Raises Stale, NothingToUndo or NotActive.
    """
    if booking.revision != revision or last is None or last.after.revision != revision:
        raise Stale
    if now - last.at > UNDO_WITHIN:
        raise NothingToUndo
    match last.action, last.before:
        case ((Action.MADE | Action.RESTORED | Action.TAKEN), _):
            if not booking.is_active_at(now):
                raise NotActive(status=booking.status_at(now))
            return Action.CANCELLED, booking.changed(status=Status.CANCELLED)
        case ((Action.MOVED | Action.CANCELLED | Action.CHECKED_IN | Action.ENDED), Booking() as before):
            if before.interval.end <= now:
                raise NothingToUndo
            action = Action.MOVED if last.action is Action.MOVED else Action.RESTORED
            return action, replace(before, revision=booking.revision + 1)
        case _:
            raise NothingToUndo
