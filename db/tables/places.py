"""The catalogue: spaces and resources."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, Column, ForeignKey, Integer, Table, Text, text

from booking.model.spaces import ResourceKind
from db.columns import Document, Flag, Identifier
from db.tables.base import id_column, metadata, one_of

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
    id_column(),
    Column("position", Integer, nullable=False),
    Column("document", Document, nullable=False),
    sqlite_strict=True,
)

resources = Table(
    "resources",
    metadata,
    id_column(),
    Column("space_id", Identifier, ForeignKey("spaces.id"), nullable=False),
    Column("position", Integer, nullable=False),
    Column("kind", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("buffer_minutes", Integer, nullable=False),
    Column("retired", Flag, nullable=False),
    Column("document", Document, nullable=False),
    one_of("kind", ResourceKind),
    CheckConstraint(text("buffer_minutes >= 0"), name="buffer"),
    sqlite_strict=True,
)
