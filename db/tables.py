"""The tables: what is stored, and what the database itself holds to be true. No behaviour."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import (
    DDL,
    CheckConstraint,
    Column,
    ForeignKey,
    Identity,
    Index,
    Integer,
    MetaData,
    PrimaryKeyConstraint,
    Table,
    Text,
    event,
    text,
)

from booking.model.bookings import Status, WaitState
from booking.model.people import Language, Role, Scope
from booking.model.spaces import ResourceKind
from db import overlap
from db.columns import Document, Flag, Identifier, Number, Roles, UtcDateTime

metadata = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "ix": "ix_%(table_name)s_%(column_0_name)s",
    }
)
overlap.extend(metadata)


def _one_of(column: str, values: Iterable[str]) -> CheckConstraint:
    listed = ", ".join(f"'{value}'" for value in values)
    return CheckConstraint(text(f"{column} IN ({listed})"), name=column)


def _partial(name: str, *columns: Column[object], where: str, unique: bool = False) -> None:
    """Both databases say it alike. An `Index` with a condition imports both of SQLAlchemy's dialects."""
    table = columns[0].table
    kind = "UNIQUE INDEX" if unique else "INDEX"
    statement = f"CREATE {kind} {name} ON {table} ({', '.join(c.name for c in columns)}) WHERE {where}"
    event.listen(table, "after_create", DDL(statement))  # type: ignore[no-untyped-call]


def _id() -> Column[str]:
    return Column("id", Identifier, primary_key=True)


catalogue = Table(
    "catalogue",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("revision", Integer, nullable=False),
    CheckConstraint(text("id = 1"), name="one_row"),
    sqlite_strict=True,
)

spaces = Table(
    "spaces",
    metadata,
    _id(),
    Column("position", Integer, nullable=False),
    Column("document", Document, nullable=False),
    sqlite_strict=True,
)

resources = Table(
    "resources",
    metadata,
    _id(),
    Column("space_id", Identifier, ForeignKey("spaces.id"), nullable=False),
    Column("position", Integer, nullable=False),
    Column("kind", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("buffer_minutes", Integer, nullable=False),
    Column("retired", Flag, nullable=False),
    Column("document", Document, nullable=False),
    _one_of("kind", ResourceKind),
    CheckConstraint(text("buffer_minutes >= 0"), name="buffer"),
    sqlite_strict=True,
)

tenants = Table(
    "tenants",
    metadata,
    _id(),
    Column("name", Text, nullable=False),
    Column("name_key", Text, nullable=False, unique=True),
    sqlite_strict=True,
)

people = Table(
    "people",
    metadata,
    _id(),
    Column("name", Text, nullable=False),
    Column("roles", Roles, nullable=False),
    Column("tenant_id", Identifier, ForeignKey("tenants.id")),
    Column("language", Text, nullable=False),
    Column("telegram_id", Number, unique=True),
    Column("reachable", Flag, nullable=False),
    Column("erased_at", UtcDateTime),
    _one_of("language", Language),
    sqlite_strict=True,
)

invitations = Table(
    "invitations",
    metadata,
    Column("token_hash", Text, primary_key=True),
    Column("role", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("tenant_id", Identifier, ForeignKey("tenants.id")),
    Column("expires_at", UtcDateTime, nullable=False),
    Column("used_at", UtcDateTime),
    Column("used_by", Identifier, ForeignKey("people.id")),
    _one_of("role", Role),
    CheckConstraint(text("(used_at IS NULL) = (used_by IS NULL)"), name="used"),
    sqlite_strict=True,
)

api_tokens = Table(
    "api_tokens",
    metadata,
    _id(),
    Column("name", Text, nullable=False),
    Column("scope", Text, nullable=False),
    Column("token_hash", Text, nullable=False, unique=True),
    Column("made_at", UtcDateTime, nullable=False),
    _one_of("scope", Scope),
    sqlite_strict=True,
)

series = Table(
    "series",
    metadata,
    _id(),
    Column("resource_id", Identifier, nullable=False),
    Column("person_id", Identifier, nullable=False),
    Column("title", Text, nullable=False),
    Column("made_at", UtcDateTime, nullable=False),
    Column("recurrence", Document, nullable=False),
    Index("ix_series_person_id", "person_id"),
    sqlite_strict=True,
)

bookings = Table(
    "bookings",
    metadata,
    _id(),
    Column("resource_id", Identifier, nullable=False),
    Column("person_id", Identifier, nullable=False),
    Column("starts_at", UtcDateTime, nullable=False),
    Column("ends_at", UtcDateTime, nullable=False),
    Column("clear_at", UtcDateTime, nullable=False),
    Column("status", Text, nullable=False),
    Column("title", Text, nullable=False),
    Column("revision", Integer, nullable=False),
    Column("series_id", Identifier),
    Column("made_at", UtcDateTime, nullable=False),
    Column("held_until", UtcDateTime),
    _one_of("status", Status),
    CheckConstraint(text("ends_at > starts_at"), name="order"),
    CheckConstraint(text("clear_at >= ends_at"), name="clear"),
    CheckConstraint(text("revision >= 1"), name="revision"),
    Index("ix_bookings_starts_at", "starts_at"),
    Index("ix_bookings_person_id", "person_id", "starts_at"),
    sqlite_strict=True,
)
_partial("ix_bookings_series_id", bookings.c.series_id, bookings.c.starts_at, where="series_id IS NOT NULL")
_partial("ix_bookings_held_until", bookings.c.held_until, where=f"status = '{Status.HELD}'")
overlap.guard(bookings)

changes = Table(
    "changes",
    metadata,
    Column("request_key", Text, nullable=False),
    Column("position", Integer, nullable=False),
    Column("booking_id", Identifier),
    Column("wait_id", Identifier),
    Column("revision", Integer),
    Column("action", Text, nullable=False),
    Column("at", UtcDateTime, nullable=False),
    Column("actor", Document, nullable=False),
    Column("before", Document),
    Column("after", Document, nullable=False),
    PrimaryKeyConstraint("request_key", "position"),
    CheckConstraint(text("(booking_id IS NULL) <> (wait_id IS NULL)"), name="subject"),
    CheckConstraint(text("(booking_id IS NULL) = (revision IS NULL)"), name="revision"),
    sqlite_strict=True,
)
_partial(
    "uq_changes_booking_id",
    changes.c.booking_id,
    changes.c.revision,
    where="booking_id IS NOT NULL",
    unique=True,
)

waits = Table(
    "waits",
    metadata,
    _id(),
    Column("resource_id", Identifier, nullable=False),
    Column("person_id", Identifier, nullable=False),
    Column("starts_at", UtcDateTime, nullable=False),
    Column("ends_at", UtcDateTime, nullable=False),
    Column("asked_at", UtcDateTime, nullable=False),
    Column("state", Text, nullable=False),
    Column("offer", Identifier, unique=True),
    _one_of("state", WaitState),
    CheckConstraint(text("ends_at > starts_at"), name="order"),
    Index("ix_waits_person_id", "person_id"),
    sqlite_strict=True,
)
_partial(
    "ix_waits_resource_id", waits.c.resource_id, waits.c.starts_at, where=f"state = '{WaitState.WAITING}'"
)
_partial("ix_waits_asked_at", waits.c.asked_at, waits.c.id, where=f"state = '{WaitState.WAITING}'")

outbox = Table(
    "outbox",
    metadata,
    Column("id", Number, Identity(), primary_key=True),
    Column("key", Text, nullable=False, unique=True),
    Column("purpose", Text, nullable=False),
    Column("subject", Identifier, nullable=False),
    Column("revision", Number, nullable=False),
    Column("person_id", Identifier, nullable=False),
    Column("due_at", UtcDateTime, nullable=False),
    Column("chat_id", Number),
    Column("message_id", Number),
    Column("state", Text, nullable=False, server_default="waiting"),
    Column("claimed_until", UtcDateTime),
    Column("attempts", Integer, nullable=False, server_default="0"),
    Column("sent_at", UtcDateTime),
    Column("why", Text, nullable=False, server_default=""),
    _one_of("state", ("waiting", "sent", "dropped")),
    CheckConstraint(text("(chat_id IS NULL) = (message_id IS NULL)"), name="origin"),
    sqlite_strict=True,
)
_partial("ix_outbox_due_at", outbox.c.due_at, outbox.c.id, where="state = 'waiting'")

cards = Table(
    "cards",
    metadata,
    Column("booking_id", Identifier, nullable=False),
    Column("person_id", Identifier, nullable=False),
    Column("chat_id", Number, nullable=False),
    Column("message_id", Number, nullable=False),
    PrimaryKeyConstraint("booking_id", "person_id"),
    Index("ix_cards_person_id", "person_id"),
    sqlite_strict=True,
)

drafts = Table(
    "drafts",
    metadata,
    Column("telegram_id", Number, primary_key=True, autoincrement=False),
    Column("data", Text, nullable=False),
    Column("revision", Integer, nullable=False),
    Column("at", UtcDateTime, nullable=False),
    sqlite_strict=True,
)

questions = Table(
    "questions",
    metadata,
    _id(),
    Column("person_id", Identifier, nullable=False),
    Column("text", Text, nullable=False),
    Column("asked_at", UtcDateTime, nullable=False),
    Column("answer", Text),
    Column("answered_by", Identifier),
    Column("answered_at", UtcDateTime),
    CheckConstraint(text("(answer IS NULL) = (answered_at IS NULL)"), name="answered"),
    Index("ix_questions_person_id", "person_id", "asked_at"),
    sqlite_strict=True,
)

claims = Table(
    "claims",
    metadata,
    Column("name", Text, primary_key=True),
    Column("mark", Text, nullable=False),
    Column("until", UtcDateTime, nullable=False),
    sqlite_strict=True,
)
