"""The guard of closures: no booking begins to hold time of what is shut, whoever writes and however.

A deed that closes takes the place's lock alone, and every claim of time in it shares that lock: so each of
two that race sees the other. On SQLite there is one writer at a time.
"""

from __future__ import annotations

from sqlalchemy import Table, event

from booking.model.bookings import ACTIVE
from db.overlap import BLOCKS, CLAIMING, NEW_BLOCKS, on_dialect

CLOSED = "booking_closed"
LOCK = "closing of "
"""Before the space's id: what the lock is named."""

CLAIMS_TIME = (
    f"{NEW_BLOCKS} AND (NOT OLD.{BLOCKS} OR OLD.resource_id <> NEW.resource_id"
    " OR NEW.starts_at < OLD.starts_at OR NEW.ends_at > OLD.ends_at)"
)
# An adviser's time is theirs to give, also while the house is shut: they may meet elsewhere.
SHUT = """EXISTS (
    SELECT 1 FROM deviations AS d JOIN resources AS r ON r.id = NEW.resource_id AND r.space_id = d.space_id
    WHERE d.kind = 'closed' AND d.ended_at IS NULL
      AND d.starts_at < NEW.ends_at AND d.ends_at > NEW.starts_at
      AND (d.resource_id = NEW.resource_id OR (d.resource_id IS NULL AND r.kind <> 'adviser')))"""
FUNCTION = f"""CREATE FUNCTION {CLOSED}() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_advisory_xact_lock_shared(hashtextextended('{LOCK}' || space_id, 0))
  FROM resources WHERE id = NEW.resource_id;
  IF {SHUT} THEN
    RAISE EXCEPTION '{CLOSED}' USING ERRCODE = 'check_violation', CONSTRAINT = '{CLOSED}', TABLE = 'bookings';
  END IF;
  RETURN NEW;
END $$"""
POSTGRESQL = (
    FUNCTION,
    *(
        f"CREATE TRIGGER {CLOSED}_{kind} BEFORE {kind.upper()}{of} ON bookings"
        f" FOR EACH ROW WHEN ({when}) EXECUTE FUNCTION {CLOSED}()"
        for kind, of, when in (("insert", "", NEW_BLOCKS), ("update", f" OF {CLAIMING}", CLAIMS_TIME))
    ),
)
SQLITE = tuple(
    f"CREATE TRIGGER {CLOSED}_{kind} BEFORE {kind.upper()}{of} ON bookings"
    f" WHEN {when} AND {SHUT} BEGIN SELECT RAISE(ABORT, '{CLOSED}'); END"
    for kind, of, when in (("insert", "", NEW_BLOCKS), ("update", f" OF {CLAIMING}", CLAIMS_TIME))
)

RAISE_REVISION = "UPDATE catalogue SET revision = revision + 1"
"""The catalogue carries what is shut and lent: every process reads it again."""
_ACTIVE = ", ".join(f"'{status}'" for status in sorted(ACTIVE))
IN_THE_WAY = f"""SELECT 1 FROM bookings AS b JOIN resources AS r ON r.id = b.resource_id
    WHERE b.status IN ({_ACTIVE}) AND b.starts_at < {{end}} AND b.ends_at > {{start}}
      AND (b.resource_id = {{resource}} OR ({{resource}} IS NULL AND r.kind <> 'adviser'))
      AND r.space_id = {{space}} AND {{others}}"""
"""A booking that a closure would shut out; `others` leaves those out that stay all the same."""


def guard(deviations: Table) -> None:
    """Adds the guard to the definition of the tables; `bookings` must be made before."""
    for dialect, statements in (("postgresql", POSTGRESQL), ("sqlite", SQLITE)):
        for statement in statements:
            event.listen(deviations, "after_create", on_dialect(dialect, statement))
