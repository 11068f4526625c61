"""The guard against double booking: the database itself refuses, whoever writes and however.

`booking_no_overlap` keeps `[starts_at, clear_at)` of blocking rows apart for each resource; `booking_buffer`
keeps `clear_at` from being less than the end plus the resource's buffer, so rows written by hand cannot
leave the buffer out. Each has one name on both databases.
"""

from __future__ import annotations

from sqlalchemy import DDL, CheckConstraint, ExecutableDDLElement, MetaData, Table, event, text

from booking.model.bookings import BLOCKING
from booking.model.spaces import LONGEST_BOOKING, REACH

NO_OVERLAP = "booking_no_overlap"
BUFFER = "booking_buffer"

BLOCKS = "status IN ({})".format(", ".join(f"'{status}'" for status in sorted(BLOCKING)))
"""SQLite uses a partial index only where a query repeats its condition to the letter."""

NEW_BLOCKS = f"NEW.{BLOCKS}"
STARTS_TO_BLOCK = (
    f"NEW.{BLOCKS} AND (NOT OLD.{BLOCKS} OR OLD.resource_id <> NEW.resource_id"
    " OR OLD.starts_at <> NEW.starts_at OR OLD.ends_at <> NEW.ends_at OR OLD.clear_at <> NEW.clear_at)"
)
CLAIMING = "status, resource_id, starts_at, ends_at, clear_at"
"""The columns of which a change can claim time."""

# In words of its own: SQLAlchemy's would import the PostgreSQL dialect where SQLite alone is used.
EXCLUSION = (
    f"ALTER TABLE bookings ADD CONSTRAINT {NO_OVERLAP} EXCLUDE USING gist"
    f" (resource_id WITH =, tstzrange(starts_at, clear_at, '[)') WITH &&) WHERE ({BLOCKS})"
)
BLOCKING_INDEX = f"CREATE INDEX ix_bookings_blocking ON bookings (resource_id, starts_at) WHERE {BLOCKS}"
EXTENSION = "CREATE EXTENSION IF NOT EXISTS btree_gist"

# No foreign key to resources: it would lock the resource's row for every booking of it. The look-up that the
# buffer needs finds out as well whether there is such a resource.
BUFFER_FUNCTION = f"""CREATE FUNCTION {BUFFER}() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.clear_at >= NEW.ends_at + (
    SELECT buffer_minutes * interval '1 minute' FROM resources WHERE id = NEW.resource_id
  ) THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION '{BUFFER}' USING ERRCODE = 'check_violation', CONSTRAINT = '{BUFFER}', TABLE = 'bookings';
END $$"""

POSTGRESQL_TRIGGERS = tuple(
    f"CREATE TRIGGER {BUFFER}_{kind} BEFORE {kind.upper()}{of} ON bookings"
    f" FOR EACH ROW WHEN ({when}) EXECUTE FUNCTION {BUFFER}()"
    for kind, of, when in (("insert", "", NEW_BLOCKS), ("update", f" OF {CLAIMING}", STARTS_TO_BLOCK))
)

# Blocking rows of a resource lie apart, so of those that start before the new one is over, only the last can
# reach into it: one step in an index, however long the table is. An update leaves its own row out, as it
# stood before: what is left lies apart all the same.
OVERLAPS = (
    "(SELECT clear_at FROM bookings WHERE resource_id = NEW.resource_id AND starts_at < NEW.clear_at"
    f" AND {BLOCKS}{{others}} ORDER BY starts_at DESC LIMIT 1) > NEW.starts_at"
)
LACKS_BUFFER = (
    "(NEW.clear_at >= NEW.ends_at + 60 *"
    " (SELECT buffer_minutes FROM resources WHERE id = NEW.resource_id)) IS NOT TRUE"
)
SQLITE_TRIGGERS = tuple(
    f"CREATE TRIGGER {name}_{kind} BEFORE {kind.upper()}{of} ON bookings"
    f" WHEN {when} AND {wrong} BEGIN SELECT RAISE(ABORT, '{name}'); END"
    for name, insert_wrong, update_wrong in (
        (NO_OVERLAP, OVERLAPS.format(others=""), OVERLAPS.format(others=" AND id <> OLD.id")),
        (BUFFER, LACKS_BUFFER, LACKS_BUFFER),
    )
    for kind, of, when, wrong in (
        ("insert", "", NEW_BLOCKS, insert_wrong),
        ("update", f" OF {CLAIMING}", STARTS_TO_BLOCK, update_wrong),
    )
)


def guard(bookings: Table) -> None:
    """Adds the guard to the table's definition, for whichever database it is made on."""
    event.listen(bookings, "after_create", DDL(BLOCKING_INDEX))  # type: ignore[no-untyped-call]
    _limit_lengths(bookings)
    for statement in (EXCLUSION, BUFFER_FUNCTION, *POSTGRESQL_TRIGGERS):
        event.listen(bookings, "after_create", on_dialect("postgresql", statement))
    for statement in SQLITE_TRIGGERS:
        event.listen(bookings, "after_create", on_dialect("sqlite", statement))


def extend(metadata: MetaData) -> None:
    """The exclusion constraint needs the operator class for equality of texts."""
    event.listen(metadata, "before_create", on_dialect("postgresql", EXTENSION))


def on_dialect(dialect: str, statement: str) -> ExecutableDDLElement:
    return DDL(statement).execute_if(dialect=dialect)  # type: ignore[no-untyped-call]


def _limit_lengths(bookings: Table) -> None:
    """Every search looks back no further than REACH: nothing may be longer."""
    for name, span, longest in (
        ("length", "ends_at - starts_at", LONGEST_BOOKING),
        ("reach", "clear_at - starts_at", REACH),
    ):
        whole_seconds = int(longest.total_seconds())
        for dialect, limit in (
            ("postgresql", f"interval '{whole_seconds // 3600} hours'"),
            ("sqlite", str(whole_seconds)),
        ):
            check = CheckConstraint(text(f"{span} <= {limit}"), name=name)
            bookings.append_constraint(check.ddl_if(dialect=dialect))
