"""Events, places at them, and where they are shown."""

from __future__ import annotations

from sqlalchemy import (
    CheckConstraint,
    Column,
    ForeignKey,
    Index,
    Integer,
    PrimaryKeyConstraint,
    Table,
    Text,
    UniqueConstraint,
    text,
)

from booking.model.events import EventKind, EventState, Standing, Way
from db import seats
from db.columns import Document, Flag, Identifier, Number, UtcDateTime
from db.tables.base import id_column, metadata, one_of, partial

events = Table(
    "events",
    metadata,
    id_column(),
    Column("kind", Text, nullable=False),
    Column("title", Text, nullable=False),
    Column("starts_at", UtcDateTime, nullable=False),
    Column("ends_at", UtcDateTime, nullable=False),
    Column("ways", Text, nullable=False),
    Column("state", Text, nullable=False),
    Column("host", Text, nullable=False),
    Column("programme", Text, nullable=False),
    Column("resource_id", Identifier),
    Column("booking_id", Identifier),
    Column("address", Text, nullable=False),
    Column("link", Text, nullable=False),
    Column("seats", Integer),
    Column("online_seats", Integer),
    Column("opens_at", UtcDateTime),
    Column("closes_at", UtcDateTime, nullable=False),
    Column("guests", Integer, nullable=False),
    Column("price", Text, nullable=False),
    Column("series", Identifier),
    Column("schedule", Integer, nullable=False),
    Column("revision", Integer, nullable=False),
    Column("made_by", Identifier),
    Column("made_at", UtcDateTime, nullable=False),
    Column("asks_names", Flag),
    one_of("kind", EventKind),
    one_of("state", EventState),
    CheckConstraint(text("ends_at > starts_at"), name="order"),
    CheckConstraint(text("guests >= 0"), name="guests"),
    Index("ix_events_starts_at", "starts_at"),
    Index("ix_events_ends_at", "ends_at"),
    sqlite_strict=True,
)
seats.guard_events(events)

registrations = Table(
    "registrations",
    metadata,
    id_column(),
    Column("event_id", Identifier, ForeignKey("events.id"), nullable=False),
    Column("person_id", Identifier, nullable=False),
    Column("way", Text, nullable=False),
    Column("guests", Document, nullable=False),
    Column("party", Integer, nullable=False),
    Column("standing", Text, nullable=False),
    Column("asked_at", UtcDateTime, nullable=False),
    Column("offered_until", UtcDateTime),
    Column("shows_name", Flag, nullable=False),
    Column("skipped", Text, nullable=False),
    Column("rating", Integer),
    Column("ticket", Text, nullable=False, unique=True),
    Column("revision", Integer, nullable=False),
    Column("note", Text, nullable=False, server_default=""),
    one_of("way", Way),
    one_of("standing", Standing),
    CheckConstraint(text("party >= 1"), name="party"),
    CheckConstraint(text("(standing = 'offered') = (offered_until IS NOT NULL)"), name="offered"),
    UniqueConstraint("event_id", "person_id"),
    Index("ix_registrations_person_id", "person_id"),
    sqlite_strict=True,
)
partial("ix_registrations_waiting", registrations.c.event_id, where=f"standing = '{Standing.WAITING}'")
partial("ix_registrations_offered", registrations.c.offered_until, where="offered_until IS NOT NULL")
seats.guard_registrations(registrations)

event_changes = Table(
    "event_changes",
    metadata,
    Column("request_key", Text, nullable=False),
    Column("position", Integer, nullable=False),
    Column("event_id", Identifier, nullable=False),
    Column("registration_id", Identifier),
    Column("revision", Integer, nullable=False),
    Column("action", Text, nullable=False),
    Column("at", UtcDateTime, nullable=False),
    Column("actor", Document, nullable=False),
    Column("before", Document),
    Column("after", Document, nullable=False),
    PrimaryKeyConstraint("request_key", "position"),
    Index("ix_event_changes_event_id", "event_id", "at"),
    sqlite_strict=True,
)

event_posts = Table(
    "event_posts",
    metadata,
    id_column(),
    Column("event_id", Identifier, nullable=False),
    Column("chat_id", Number),
    Column("message_id", Number),
    Column("inline_id", Text),
    Column("shown", Text, nullable=False, server_default=""),
    CheckConstraint(text("(chat_id IS NULL) = (message_id IS NULL)"), name="chat"),
    CheckConstraint(text("(chat_id IS NULL) <> (inline_id IS NULL)"), name="where"),
    Index("ix_event_posts_event_id", "event_id"),
    sqlite_strict=True,
)
