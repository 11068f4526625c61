"""Bookings, the changes they went through, and who waits."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, Column, Index, Integer, PrimaryKeyConstraint, Table, Text, text

from booking.model.bookings import Status, WaitState
from db import overlap
from db.columns import Document, Identifier, UtcDateTime
from db.tables.base import id_column, metadata, one_of, partial

series = Table(
    "series",
    metadata,
    id_column(),
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
    id_column(),
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
    one_of("status", Status),
    CheckConstraint(text("ends_at > starts_at"), name="order"),
    CheckConstraint(text("clear_at >= ends_at"), name="clear"),
    CheckConstraint(text("revision >= 1"), name="revision"),
    Index("ix_bookings_starts_at", "starts_at"),
    Index("ix_bookings_person_id", "person_id", "starts_at"),
    sqlite_strict=True,
)
partial("ix_bookings_series_id", bookings.c.series_id, bookings.c.starts_at, where="series_id IS NOT NULL")
partial("ix_bookings_held_until", bookings.c.held_until, where=f"status = '{Status.HELD}'")
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
partial(
    "uq_changes_booking_id",
    changes.c.booking_id,
    changes.c.revision,
    where="booking_id IS NOT NULL",
    unique=True,
)

waits = Table(
    "waits",
    metadata,
    id_column(),
    Column("resource_id", Identifier, nullable=False),
    Column("person_id", Identifier, nullable=False),
    Column("starts_at", UtcDateTime, nullable=False),
    Column("ends_at", UtcDateTime, nullable=False),
    Column("asked_at", UtcDateTime, nullable=False),
    Column("state", Text, nullable=False),
    Column("offer", Identifier, unique=True),
    one_of("state", WaitState),
    CheckConstraint(text("ends_at > starts_at"), name="order"),
    Index("ix_waits_person_id", "person_id"),
    sqlite_strict=True,
)
partial(
    "ix_waits_resource_id", waits.c.resource_id, waits.c.starts_at, where=f"state = '{WaitState.WAITING}'"
)
partial("ix_waits_asked_at", waits.c.asked_at, waits.c.id, where=f"state = '{WaitState.WAITING}'")
