"""The guard against overfull events: the database itself refuses, whoever writes and however.

`event_seats` keeps the parties that hold a place from being more than the event's limit for their way. It
has one name on both databases. On PostgreSQL it takes turns on the event's row: two who want the last place
would else not see one another.
"""

from __future__ import annotations

from sqlalchemy import DDL, Table, event

from booking.model.events import HOLDS, Way

EVENT_SEATS = "event_seats"
HOLD = "standing IN ({})".format(", ".join(f"'{standing}'" for standing in sorted(HOLDS)))
NEW_HOLDS = f"NEW.{HOLD}"
CLAIMING = "event_id, way, party, standing"

LIMIT = (
    f"(SELECT CASE NEW.way WHEN '{Way.PHYSICAL}' THEN seats ELSE online_seats END"
    " FROM events WHERE id = NEW.event_id)"
)
TAKEN = (
    "(SELECT coalesce(sum(party), 0) FROM registrations"
    f" WHERE event_id = NEW.event_id AND way = NEW.way AND {HOLD} AND id <> NEW.id)"
)
TOO_MANY = f"{TAKEN} + NEW.party > {LIMIT}"
TAKES_MORE = (
    f"{NEW_HOLDS} AND (NOT OLD.{HOLD} OR OLD.event_id <> NEW.event_id OR OLD.way <> NEW.way"
    " OR OLD.party < NEW.party)"
)
TOO_FEW = " OR ".join(
    "(SELECT coalesce(sum(party), 0) FROM registrations"
    f" WHERE event_id = NEW.id AND way = '{way}' AND {HOLD}) > NEW.{column}"
    for way, column in ((Way.PHYSICAL, "seats"), (Way.DIGITAL, "online_seats"))
)
LIMITS = "OLD.seats IS DISTINCT FROM NEW.seats OR OLD.online_seats IS DISTINCT FROM NEW.online_seats"

RAISE = f"""RAISE EXCEPTION '{EVENT_SEATS}' USING ERRCODE = 'check_violation', CONSTRAINT = '{EVENT_SEATS}'"""
REGISTRATION_FUNCTION = f"""CREATE FUNCTION {EVENT_SEATS}() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM 1 FROM events WHERE id = NEW.event_id FOR NO KEY UPDATE;
  IF {TOO_MANY} THEN
    {RAISE};
  END IF;
  RETURN NEW;
END $$"""
EVENT_FUNCTION = f"""CREATE FUNCTION {EVENT_SEATS}_limit() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF {TOO_FEW} THEN
    {RAISE};
  END IF;
  RETURN NEW;
END $$"""
POSTGRESQL_REGISTRATIONS = (
    REGISTRATION_FUNCTION,
    (
        f"CREATE TRIGGER {EVENT_SEATS}_insert BEFORE INSERT ON registrations FOR EACH ROW"
        f" WHEN ({NEW_HOLDS}) EXECUTE FUNCTION {EVENT_SEATS}()"
    ),
    (
        f"CREATE TRIGGER {EVENT_SEATS}_update BEFORE UPDATE OF {CLAIMING} ON registrations FOR EACH ROW"
        f" WHEN ({TAKES_MORE}) EXECUTE FUNCTION {EVENT_SEATS}()"
    ),
)
POSTGRESQL_EVENTS = (
    EVENT_FUNCTION,
    (
        f"CREATE TRIGGER {EVENT_SEATS}_limit BEFORE UPDATE OF seats, online_seats ON events FOR EACH ROW"
        f" WHEN ({LIMITS}) EXECUTE FUNCTION {EVENT_SEATS}_limit()"
    ),
)
SQLITE_REGISTRATIONS = tuple(
    f"CREATE TRIGGER {EVENT_SEATS}_{kind} BEFORE {kind.upper()}{of} ON registrations"
    f" WHEN {when} AND {TOO_MANY} BEGIN SELECT RAISE(ABORT, '{EVENT_SEATS}'); END"
    for kind, of, when in (("insert", "", NEW_HOLDS), ("update", f" OF {CLAIMING}", TAKES_MORE))
)
SQLITE_EVENTS = (
    (
        f"CREATE TRIGGER {EVENT_SEATS}_limit BEFORE UPDATE OF seats, online_seats ON events"
        f" WHEN {TOO_FEW} BEGIN SELECT RAISE(ABORT, '{EVENT_SEATS}'); END"
    ),
)


def guard_registrations(registrations: Table) -> None:
    """Adds the guard to the table's definition, for whichever database it is made on."""
    _after(registrations, "postgresql", POSTGRESQL_REGISTRATIONS)
    _after(registrations, "sqlite", SQLITE_REGISTRATIONS)


def guard_events(events: Table) -> None:
    """Nor may a limit sink below those who hold a place."""
    _after(events, "postgresql", POSTGRESQL_EVENTS)
    _after(events, "sqlite", SQLITE_EVENTS)


def _after(table: Table, dialect: str, statements: tuple[str, ...]) -> None:
    for statement in statements:
        on = DDL(statement).execute_if(dialect=dialect)  # type: ignore[no-untyped-call]
        event.listen(table, "after_create", on)
