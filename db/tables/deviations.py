"""Closures and loans beside the space file, and the changes they went through."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, Column, Index, Integer, PrimaryKeyConstraint, Table, Text, text

from booking.model.deviations import Deviates, DeviationAction
from db import closing_guard
from db.columns import Document, Identifier, UtcDateTime
from db.tables.base import id_column, metadata, one_of, partial

deviations = Table(
    "deviations",
    metadata,
    id_column(),
    Column("kind", Text, nullable=False),
    Column("space_id", Identifier, nullable=False),
    Column("resource_id", Identifier),
    Column("starts_at", UtcDateTime, nullable=False),
    Column("ends_at", UtcDateTime, nullable=False),
    Column("reason", Text, nullable=False),
    Column("made_by", Identifier),
    Column("made_at", UtcDateTime, nullable=False),
    Column("ended_by", Identifier),
    Column("ended_at", UtcDateTime),
    Column("revision", Integer, nullable=False),
    one_of("kind", Deviates),
    CheckConstraint(text("ends_at > starts_at"), name="order"),
    CheckConstraint(text("kind <> 'lent' OR resource_id IS NOT NULL"), name="lent"),
    sqlite_strict=True,
)
partial("ix_deviations_standing", deviations.c.space_id, deviations.c.ends_at, where="ended_at IS NULL")
closing_guard.guard(deviations)

deviation_changes = Table(
    "deviation_changes",
    metadata,
    Column("request_key", Text, nullable=False),
    Column("position", Integer, nullable=False),
    Column("deviation_id", Identifier, nullable=False),
    Column("revision", Integer, nullable=False),
    Column("action", Text, nullable=False),
    Column("at", UtcDateTime, nullable=False),
    Column("actor", Document, nullable=False),
    Column("before", Document),
    Column("after", Document, nullable=False),
    PrimaryKeyConstraint("request_key", "position"),
    one_of("action", DeviationAction),
    Index("uq_deviation_changes_revision", "deviation_id", "revision", unique=True),
    sqlite_strict=True,
)
