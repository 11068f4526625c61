"""Advisers' own calendars, and when they are busy there."""

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
    text,
)

from db.columns import Flag, Identifier, UtcDateTime
from db.tables.base import id_column, metadata

own_calendars = Table(
    "own_calendars",
    metadata,
    id_column(),
    Column("person_id", Identifier, nullable=False, unique=True),
    Column("address", Text, nullable=False),
    Column("host", Text, nullable=False),
    Column("due_at", UtcDateTime, nullable=False),
    Column("etag", Text, nullable=False),
    Column("last_modified", Text, nullable=False),
    Column("fetched_at", UtcDateTime),
    Column("good_at", UtcDateTime),
    Column("expanded_at", UtcDateTime),
    Column("failing", Integer, nullable=False),
    Column("failing_since", UtcDateTime),
    Column("failure", Text),
    Column("is_told", Flag, nullable=False),
    Column("tellings", Integer, nullable=False),
    Column("revision", Integer, nullable=False),
    CheckConstraint(text("(failing_since IS NULL) = (failure IS NULL)"), name="failure"),
    Index("ix_own_calendars_due_at", "due_at"),
    sqlite_strict=True,
)

busy_elsewhere = Table(
    "busy_elsewhere",
    metadata,
    Column("calendar_id", Identifier, ForeignKey("own_calendars.id"), nullable=False),
    Column("starts_at", UtcDateTime, nullable=False),
    Column("ends_at", UtcDateTime, nullable=False),
    PrimaryKeyConstraint("calendar_id", "starts_at"),
    CheckConstraint(text("ends_at > starts_at"), name="order"),
    sqlite_strict=True,
)
