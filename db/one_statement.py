"""The commonest deeds on PostgreSQL, each whole in one statement: its line in the audit log and its messages.

That is one round trip, and what it locks it locks no longer than that. A key that is known raises.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from db.deeds import CHANGE
from db.event_rows import CHANGE as EVENT_CHANGE
from db.event_rows import REGISTRATION
from db.snapshots import BOOKING, MESSAGE

CHANGE_TYPES = ("text", "int", "text", "text", "int", "text", "timestamptz", "jsonb", "jsonb", "jsonb")
"""Of both logs."""
MESSAGE_TYPES = ("text", "text", "text", "bigint", "text", "timestamptz", "bigint", "bigint", "int", "text")


@lru_cache
def booking(messages: int) -> str:
    """Values: of BOOKING, CHANGE, and MESSAGE so many times. A time that is taken makes no row."""
    made = f"{_insert('bookings', BOOKING)} VALUES ({_values(BOOKING)}) ON CONFLICT DO NOTHING RETURNING id"
    return _whole(made, len(BOOKING), "changes", CHANGE, messages)


@lru_cache
def registration(messages: int) -> str:
    """Values: of REGISTRATION, the event's revision, the events' CHANGE, and MESSAGE so many times.

    An event at another revision makes no row.
    """
    event_id, revision = REGISTRATION.index("event_id") + 1, len(REGISTRATION) + 1
    event = f"SELECT id FROM events WHERE id = ${event_id} AND revision = ${revision} FOR NO KEY UPDATE"
    rows = f"SELECT {_values(REGISTRATION)} FROM ({event}) AS event"
    made = f"{_insert('registrations', REGISTRATION)} {rows} RETURNING id"
    return _whole(made, revision, "event_changes", EVENT_CHANGE, messages)


def _insert(table: str, columns: Sequence[str]) -> str:
    return f"INSERT INTO {table} ({', '.join(columns)})"


def _values(columns: Sequence[str]) -> str:
    return ", ".join(f"${number}" for number in range(1, len(columns) + 1))


def _whole(made: str, taken: int, log: str, columns: Sequence[str], messages: int) -> str:
    """`made` takes the first values. Where it makes no row, nothing hangs on it."""
    told_first = taken + 1 + len(columns)
    noted = f"INSERT INTO {log} ({', '.join(columns)}) SELECT {_cast(CHANGE_TYPES, taken + 1)} FROM made"
    rows = ", ".join(f"({_cast(MESSAGE_TYPES, told_first + n * len(MESSAGE))})" for n in range(messages))
    told_to = (
        f", told AS (INSERT INTO outbox ({', '.join(MESSAGE)})"
        f" SELECT message.* FROM made, (VALUES {rows}) AS message ON CONFLICT (key) DO NOTHING)"
    )
    return f"WITH made AS ({made}), noted AS ({noted}){told_to if messages else ''} SELECT id FROM made"


def _cast(types: Sequence[str], first: int) -> str:
    return ", ".join(f"${number}::{kind}" for number, kind in enumerate(types, start=first))
